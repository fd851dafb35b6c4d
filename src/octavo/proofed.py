"""Style sheets and logos of one brand -> their faults. Those that were once found sound are not looked at again."""

import os
from hashlib import sha256
from pathlib import Path

from octavo.brand import Brand
from octavo.brandparts import FOLDER
from octavo.files import Files
from octavo.logoground import check_grounds
from octavo.problems import Problem
from octavo.stylefaces import check_faces
from octavo.stylelint import lint
from octavo.stylesizes import check_sizes
from octavo.styletokens import check_tokens

RECIPE = b"6"
"""Raised whenever more is found than before: it keeps old verdicts out."""

IN_PIECES = frozenset({"css-missing", "css-refused", "css-syntax", "css-brace", "css-stray", "css-semicolon"})
"""Faults after which a sheet is not read to its end, so that a token may seem to be missing."""


def proof(files: Files, brand: Brand, folder: Path) -> tuple[Problem, ...]:
    """Every fault of the sheets that `brand` is printed with, and logos that cannot be seen. `folder` keeps which sets
    were sound."""
    sheets = [path for path in files.list("styles") if path.endswith(".css")]
    own, others = f"{FOLDER}/{brand.name}/", f"{FOLDER}/"
    sheets = [path for path in sheets if path.startswith(own) or not path.startswith(others)]
    drawn = sorted({logo.path for logo in brand.logos.values()})
    content = b"".join(path.encode() + sha256(files.read(path)).digest() for path in (*sheets, *drawn))
    sound = folder / "styles" / sha256(RECIPE + repr(brand).encode() + content).hexdigest()
    if sound.exists():
        return ()
    found = lint(files, sheets)
    if IN_PIECES.isdisjoint(p.code for p in found):
        found += check_tokens(files, brand, sheets) or (*check_sizes(files, brand), *check_faces(files, brand))
    found += check_grounds(files, brand)
    if not found:
        sound.parent.mkdir(parents=True, exist_ok=True)
        beside = sound.with_suffix(f".{os.getpid()}")
        beside.touch()
        beside.replace(sound)
    return found
