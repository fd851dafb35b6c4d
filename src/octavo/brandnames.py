"""styles/brands/ -> the names of brands. Light: a build with nothing to do asks it too."""

from octavo.anchors import nearest
from octavo.files import Files
from octavo.report import Misuse

BRANDS = "styles/brands"


def brands(files: Files) -> tuple[str, ...]:
    """The names of all brands the workspace and Octavo offer, sorted."""
    return tuple(sorted(p.split("/")[2] for p in files.list(BRANDS) if p.endswith("/_brand.yml") and p.count("/") == 3))


def require_brand(files: Files, name: str) -> None:
    """Raises Misuse for a brand that is not there, with the nearest one that is."""
    known = brands(files)
    if name not in known:
        raise Misuse(f'there is no brand "{name}"; {nearest(name, known)}')
