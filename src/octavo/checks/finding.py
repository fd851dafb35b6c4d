"""What a check says: a problem with the edition and the spot on a page where it shows. Imports only problems."""

from dataclasses import dataclass

from octavo.problems import Place, Problem, Severity, problem

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the upper left corner of a page."""


@dataclass(frozen=True)
class Finding:
    """One finding. `edition` is "pdf", "html" or "epub", "" for what concerns the text; `page` counts from 1, 0 is
    none; `count` is how often the same thing occurs; `waived` is the reason why it may stay."""

    problem: Problem
    edition: str = ""
    page: int = 0
    box: Box | None = None
    count: int = 1
    waived: str = ""

    @property
    def code(self) -> str:
        return self.problem.code

    @property
    def place(self) -> Place:
        return self.problem.place

    @property
    def severity(self) -> Severity:
        return self.problem.severity


@dataclass(frozen=True)
class Unrun:
    """A check that could not be made: its name, and what is missing, as a clause: "Java was not found; this is how
    to get it". `referee` is the tool's name for the list of what is required, where a family asks several. `about` is
    what it looks at, `family` whose it is, as in the table of checks; whoever runs the family fills them in."""

    check: str
    reason: str
    about: str = ""
    family: str = ""
    referee: str = ""


@dataclass(frozen=True)
class Address:
    """An address of the web that only its server can tell about: asked for once for all briefs, at the end."""

    url: str
    place: Place


def find(code: str, place: Place, **values: object) -> Finding:
    """A finding with the catalogue's text for `code`."""
    return Finding(problem(code, place, hint=None, **values))
