"""The folder named by OCTAVO_TESTS_KEPT -> where builds keep what they make, in every process that imports this."""

import os
from pathlib import Path

from octavo import files
from octavo.preview import order

PLACE = "OCTAVO_TESTS_KEPT"
BY_CONTENT = ("coverage", "faces", "styles")
"""Folders of it whose files are named by the hash of all that they are made of."""

if named := os.environ.get(PLACE):
    files.KEPT = named


def shared(root: Path) -> None:
    """Let a preview of the workspace at `root`, which keeps things in a folder of its own, keep these where all do."""
    (root / order.KEPT).mkdir(parents=True)
    for name in BY_CONTENT:
        place = Path(files.KEPT, name)
        place.mkdir(parents=True, exist_ok=True)
        (root / order.KEPT / name).symlink_to(place)
