"""Style sheets and logos of one brand -> their faults. Those that were once found sound are not looked at again."""

import os
from hashlib import sha256
from pathlib import Path

from octavo.brand import Brand
from octavo.files import Files
from octavo.logoground import check_grounds
from octavo.problems import Problem
from octavo.stylefaces import check_faces
from octavo.stylelint import lint
from octavo.stylesizes import check_sizes
from octavo.styletokens import check_tokens

BRANDS = "styles/brands/"
RECIPE = b"4"
"""Raised whenever more is found than before: it keeps old verdicts out."""

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
"""What a logo's file may end in."""

IN_PIECES = frozenset({"css-missing", "css-refused", "css-syntax", "css-brace", "css-stray"})
"""Faults after which a sheet is not read to its end, so that a token may seem to be missing."""


def proof(files: Files, brand: Brand, folder: Path) -> tuple[Problem, ...]:
    """Every fault of the sheets that `brand` is printed with, and logos that cannot be seen. `folder` keeps which sets
    were sound."""
    own = f"{BRANDS}{brand.name}/"
    sheets = [path for path in files.list("styles") if path.endswith(".css")]
    sheets = [path for path in sheets if not path.startswith(BRANDS) or path.startswith(own)]
    drawn = [path for path in files.list(own) if path.endswith(PICTURES)]
    content = b"".join(path.encode() + sha256(files.read(path)).digest() for path in (*sheets, *drawn))
    content += files.read(f"{own}_brand.yml")
    given = f"{brand.layout} {sorted(brand.tokens.items())} {brand.fonts} {sorted(brand.settings.items())}".encode()
    sound = folder / "styles" / sha256(RECIPE + given + content).hexdigest()
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
