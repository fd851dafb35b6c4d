"""Style sheets of one brand -> their faults. Sheets that were once found sound are not read for faults again."""

import os
from hashlib import sha256
from pathlib import Path

from octavo.files import Files
from octavo.problems import Problem
from octavo.stylelint import lint

BRANDS = "styles/brands/"
RECIPE = b"1"
"""Raised whenever `lint` finds more than before: it keeps old verdicts out."""


def proof(files: Files, brand: str, folder: Path) -> tuple[Problem, ...]:
    """Every fault of the sheets that `brand` is printed with. `folder` keeps which sets of sheets were sound."""
    own = f"{BRANDS}{brand}/"
    sheets = [path for path in files.list("styles") if path.endswith(".css")]
    sheets = [path for path in sheets if not path.startswith(BRANDS) or path.startswith(own)]
    content = b"".join(path.encode() + sha256(files.read(path)).digest() for path in sheets)
    sound = folder / "styles" / sha256(RECIPE + content).hexdigest()
    if sound.exists():
        return ()
    found = lint(files, sheets)
    if not found:
        sound.parent.mkdir(parents=True, exist_ok=True)
        beside = sound.with_suffix(f".{os.getpid()}")
        beside.touch()
        beside.replace(sound)
    return found
