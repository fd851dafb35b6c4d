"""A brand -> the templates that stand in the place of Octavo's own while it is printed, and what cannot be one.

They lie in the brand's folder under the names of the parts and components that they stand for:
styles/brands/<brand>/templates/parts/colophon.html.
"""

from collections.abc import Mapping
from difflib import get_close_matches

from octavo.brandparts import FOLDER as BRANDS
from octavo.files import Files
from octavo.problems import Place, Problem, problem

FOLDER = "templates"
OPEN = ("parts/", "components/")
"""What a brand may have its own of. The page around them, books, letters and catalogues are the house's."""


def own_templates(files: Files, brand: str) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The brand's templates, name -> path, and a problem for each file that takes nobody's place."""
    home = f"{BRANDS}/{brand}/{FOLDER}/"
    names = [path.removeprefix(home) for path in files.list(home)]
    if not names:
        return {}, ()
    known = [path.removeprefix(f"{FOLDER}/") for kind in OPEN for path in files.list(f"{FOLDER}/{kind}")]
    found = tuple(problem("brand-template", Place(home + name), hint=_hint(name, known), value=name)
                  for name in names if name not in known)  # fmt: skip
    return {name: home + name for name in names if name in known}, found


def _hint(name: str, known: list[str]) -> str | None:
    """The nearest name; one that only stands in the wrong folder comes first."""
    moved = [other for other in known if other.rpartition("/")[2] == name.rpartition("/")[2]]
    close = moved or get_close_matches(name, known, 1)
    return f'did you mean "{close[0]}"?' if close else None
