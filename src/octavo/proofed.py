"""Style sheets, pictures and fonts of one brand -> their faults. What was once found sound is not looked at again."""

import os
from hashlib import sha256
from pathlib import Path

from octavo.brand import Brand
from octavo.brandparts import FOLDER
from octavo.brandreadable import check_files, shown
from octavo.files import Files
from octavo.logoground import check_grounds
from octavo.problems import Problem
from octavo.stylefaces import check_faces
from octavo.stylelint import lint
from octavo.stylesizes import check_sizes, check_units
from octavo.styletokens import check_tokens
from octavo.stylevalues import check_values

RECIPE = b"9"
"""Raised whenever more is found than before: it keeps old verdicts out."""

IN_PIECES = frozenset({"css-missing", "css-refused", "css-syntax", "css-brace", "css-stray", "css-semicolon"})
"""Faults after which a sheet is not read to its end, so that a token may seem to be missing."""


UNREADABLE = frozenset({"brand-font-broken"})
"""Faults after which no text can be measured."""


def proof(files: Files, brand: Brand, folder: Path) -> tuple[Problem, ...]:
    """Every fault of the sheets that `brand` is printed with, files that cannot be read, and logos that cannot be seen.
    `folder` keeps which sets were sound."""
    sheets = [path for path in files.list("styles") if path.endswith(".css")]
    own, others = f"{FOLDER}/{brand.name}/", f"{FOLDER}/"
    sheets = [path for path in sheets if path.startswith(own) or not path.startswith(others)]
    content = b"".join(path.encode() + sha256(files.read(path)).digest() for path in (*sheets, *shown(files, brand)))
    sound = folder / "styles" / sha256(RECIPE + repr(brand).encode() + content).hexdigest()
    if sound.exists():
        return ()
    found, broken = lint(files, sheets), check_files(files, brand)
    if IN_PIECES.isdisjoint(p.code for p in found):
        is_readable = UNREADABLE.isdisjoint(p.code for p in broken)
        found += check_tokens(files, brand, sheets) or (_of_values(files, brand, found) if is_readable else ())
    found += broken or check_grounds(files, brand)
    if not found:
        sound.parent.mkdir(parents=True, exist_ok=True)
        beside = sound.with_suffix(f".{os.getpid()}")
        beside.touch()
        beside.replace(sound)
    return found


def _of_values(files: Files, brand: Brand, told: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """What is wrong with the values of sheets in which `told` is: sizes and weights, which have words of their own,
    then whatever else cannot be used and is not told already. Lengths are measured once all have units."""
    sizes = check_units(files, brand) or check_sizes(files, brand)
    measured = (*sizes, *check_faces(files, brand))
    lines, places = {(one.place.path, one.place.line) for one in told}, {one.place for one in measured}
    values = check_values(files, brand)
    others = (p for p in values if p.place not in places and (p.place.path, p.place.line) not in lines)
    return (*measured, *others)
