"""The good brief of content/, to be broken one thing at a time: its workspace, its editions, what is told of it."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from octavo import layout
from octavo.checks import run, table
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.folder import CACHE
from octavo.press import make, settled
from octavo.problems import Problem, Rejected

from . import small_press
from .small_press import own_brand

SLUG = "us-mexico-security"
BRIEF = f"content/{SLUG}/brief.md"
BRAND = "styles/brands/house"
SHEET = f"{BRAND}/brand.css"
CONTENT = Path(__file__).parents[1] / "content"
STYLE = "- {term: utilize, instead: use}\n"
"""The house's terms, of which the good brief has none."""
CUTS = "The change cuts both ways."
"""A sentence of the brief that stands there once."""
MAP = f"build/{CACHE}/{layout.name(SLUG, 'house')}"
FAST = tuple(family.name for family in table.CHECKS if not family.slow)
OF_TEXT = tuple(family.name for family in table.CHECKS if family.about == "content" and not family.slow)

Change = Callable[[Path], None]
Editions = Mapping[str, Path]
Before = frozenset[tuple[str, str]]


class Broken(NamedTuple):
    """What `change` does to a workspace. `family` tells `code` of the one line of `path` that holds `at`, moved by
    `shift`; "" is no line. `also` are errors that the same fault must lead to, `times` how often it is told, 0: at
    least once."""

    family: str
    code: str
    change: Change
    at: str
    path: str = BRIEF
    shift: int = 0
    also: tuple[str, ...] = ()
    times: int = 1

    def line(self, root: Path) -> int:
        """Where it should be told, counted from 1; 0 is no line."""
        if not self.at:
            return 0
        lines = (root / self.path).read_text("utf-8").split("\n")
        return 1 + next(n for n, line in enumerate(lines) if self.at in line) + self.shift


def names(mutations: tuple[Broken, ...]) -> list[str]:
    """The name of each test: the family, a number, the code."""
    return [f"{one.family}/{number:02}-{one.code}" for number, one in enumerate(mutations)]


def swap(file: str, old: str, new: str) -> Change:
    """Replace the first `old` in a file of the workspace."""

    def change(root: Path) -> None:
        small_press.change(root / file, (old, new))

    return change


def add(file: str, data: str | bytes) -> Change:
    """Add to a file of the workspace, which may not be there yet."""

    def change(root: Path) -> None:
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        with (root / file).open("ab") as stream:
            stream.write(data.encode() if isinstance(data, str) else data)

    return change


def both(*changes: Change) -> Change:
    """One change after the other."""

    def change(root: Path) -> None:
        for one in changes:
            one(root)

    return change


def picture(width: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture, half as high as wide."""
    data = io.BytesIO()
    Image.new(mode, (width, width // 2)).save(data, kind)
    return data.getvalue()


def workspace(root: Path) -> Path:
    """A copy of content/ without the guide, with terms of the house, and a brand of its own, a copy of pacific."""
    shutil.copytree(CONTENT, root / "content", ignore=shutil.ignore_patterns("octavo-guide"))
    (root / "content/style.yaml").write_text(STYLE, "utf-8")
    own_brand(root)
    swap("content/publisher.yaml", "brand: pacific", "brand: house")(root)
    return root


def editions(root: Path, *formats: str) -> Editions:
    """Where the editions of the good brief stand in a workspace, of "pdf", "html" and "epub"."""
    folder = root / "build" / SLUG
    files = {"pdf": f"{SLUG}.pdf", "html": "index.html", "epub": f"{SLUG}.epub"}
    return {name: folder / files[name] for name in formats}


def build(root: Path, *formats: str) -> tuple[Problem, ...]:
    """Make editions of the brief, with the map of its pages; what the build says of it."""
    made = make(root, SLUG, "", formats, False)
    places = [(f"build/{SLUG}", made.artifacts), (f"build/{CACHE}", made.kept)]
    for folder, artifacts in places:
        for artifact in artifacts:
            file = root / folder / artifact.name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.data)
    return made.problems


def remap(root: Path) -> None:
    """Let the map of the pages be that of the PDF as it is now."""
    saved = json.loads((root / MAP).read_text("utf-8"))
    saved["pdf"] = hashlib.sha256(editions(root, "pdf")["pdf"].read_bytes()).hexdigest()
    (root / MAP).write_text(json.dumps(saved), "utf-8")


def told(root: Path, made: Editions | None = None, families: tuple[str, ...] = OF_TEXT) -> list[Problem]:
    """All that a build says of the text before it prints, and all that the preflight finds."""
    said: list[Problem] = []
    try:
        settled(Files(root, DEFAULTS), SLUG, "", False, said)
    except Rejected as stopped:
        return [*stopped.problems]
    checked = run.check(root, SLUG, "", made or {}, families)
    assert [item for item in checked.unrun if not item.check.startswith("spelling in ")] == []
    return [*said, *checked.problems, *(finding.problem for finding in checked.findings)]


def known(found: list[Problem]) -> Before:
    """What is told of the good brief, by code and text."""
    return frozenset((problem.code, problem.text) for problem in found)


def assert_caught(mutation: Broken, root: Path, found: list[Problem], before: Before) -> None:
    """What was broken is told, at its place and no other, and nothing else is wrong."""
    new = [problem for problem in found if (problem.code, problem.text) not in before]
    shown = "\n".join(map(str, new))
    places = [(one.place.path, one.place.line) for one in new if one.code == mutation.code]
    assert places, shown
    assert places == [(mutation.path, mutation.line(root))] * (mutation.times or len(places)), shown
    expected = {mutation.code, *mutation.also}
    errors = {problem.code for problem in new if problem.severity == "error"}
    assert errors - expected == set(), shown
    assert set(mutation.also) <= errors, shown
