"""A request and the workspace -> a plan: which briefs, from where, to where, as what. Nothing heavy is imported."""

import difflib
from pathlib import Path
from typing import NamedTuple

from octavo.brandnames import require_brand
from octavo.cache import Key
from octavo.cacherecord import Entry
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.problems import Place, Problem, problem
from octavo.report import BriefResult, BuildRequest, Misuse
from octavo.slugs import FOLDER, find_slugs
from octavo.toolchain import SEARCH, installed

OUTPUT = "build"

FORMATS = ("pdf", "html", "epub")
"""The editions, in the order they are made: the web page shows the PDF's first page, the EPUB lists the PDF's pages."""

SOURCES = (FOLDER, "templates", "styles")
"""Folders of a workspace that editors and designers write in."""


class Plan(NamedTuple):
    """What is to be built. `slugs` are the briefs asked for, sorted; `all_slugs` those there are. `problems` belong to
    no brief; `root` is absolute; `whole`: no brief of the workspace was left out."""

    root: Path
    output: Path
    slugs: tuple[str, ...]
    all_slugs: tuple[str, ...]
    request: BuildRequest
    problems: tuple[Problem, ...]

    @property
    def whole(self) -> bool:
        return not self.request.briefs

    def key(self, slug: str) -> Key:
        """What is asked for of one brief."""
        return Key(slug, self.request.brand, self.request.formats, self.request.draft)

    def index_key(self, shown: tuple[str, ...]) -> Key:
        """What is asked for of the contents page, when it is to show these briefs."""
        return Key("", self.request.brand, draft=self.request.draft, also=(*shown, *installed(SEARCH)))


def make_plan(request: BuildRequest) -> Plan:
    """Look at the workspace and settle what is to be done. Raises Misuse for a brief, a format or a brand that is not
    there."""
    root = request.root.resolve()
    output = output_folder(request.root, request.output, request.draft)
    slugs, misplaced = find_slugs(Files(root))
    for name in request.formats:
        if name not in FORMATS:
            raise Misuse(f'there is no format "{name}"; choose of {", ".join(FORMATS)}')
    for name in request.briefs:
        if name not in slugs:
            raise Misuse(_unknown(name, slugs, misplaced))
    if request.brand:
        require_brand(Files(root, DEFAULTS), request.brand)
    chosen = tuple(sorted(set(request.briefs))) or slugs
    found = misplaced if not request.briefs else ()
    if not chosen:
        found = (*found, problem("no-briefs", Place(FOLDER), folder=root / FOLDER))
    if _in_sources(root, output):
        found = (*found, problem("output-in-sources", Place(str(output)), path=output))
        chosen = ()
    return Plan(root, output, chosen, slugs, request, found)


def unchanged(slug: str, entry: Entry) -> BriefResult:
    """The result of a brief that need not be built; what was to be said about it is said again."""
    return BriefResult(slug, "unchanged", entry.files, entry.pages, 0.0, entry.problems)


def orphans(plan: Plan, editions: tuple[str, ...]) -> tuple[Problem, ...]:
    """A warning for each edition in the output folder whose brief is gone."""
    gone = sorted(set(editions) - set(plan.all_slugs)) if plan.whole else ()
    return tuple(problem("orphan-output", Place(str(plan.output / slug)), slug=slug) for slug in gone)


def output_folder(root: Path, asked: Path | None, draft: bool = False) -> Path:
    """Where a build of the workspace goes. A draft has a folder of its own: it never takes the place of an edition."""
    return asked or root / (f"{OUTPUT}-draft" if draft else OUTPUT)


def _unknown(name: str, slugs: tuple[str, ...], misplaced: tuple[Problem, ...]) -> str:
    for found in misplaced:
        if found.place.path == f"{FOLDER}/{name}":
            return f"{found.place}: {found.text}; {found.hint}"
    shown = "".join(c if c.isprintable() else " " for c in name)
    near = difflib.get_close_matches(name, slugs, 1, 0.5)
    known = ", ".join(slugs[:8]) or "none"
    return f'there is no brief "{shown}"; ' + (f'did you mean "{near[0]}"?' if near else f"there is {known}")


def _in_sources(root: Path, output: Path) -> bool:
    """Whether an output folder is the workspace itself, above it, or in what editors write."""
    place = output.resolve()
    return root.is_relative_to(place) or any(place.is_relative_to(root / folder) for folder in SOURCES)
