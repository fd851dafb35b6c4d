"""Every code of the catalogue: a folder with what provokes it, and the whole report that an author then reads.

`cases/problems/<code>/input/` is laid over a small workspace (`SmallPress.lay`). What is run follows from the code's
family: a brief is settled; for a rule of the preflight its checks are run on the editions that they look at. A file
`run.txt` beside `input/` names it otherwise: formats to print, families of checks ("check-web"), the commands "build",
"check", "clean", "import" (of the brand file beside the brief), those of `distributed.DISTRIBUTED`, and conditions
(`conditions.CONDITIONS`).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.brandkit import dtcg, foreign
from octavo.brandkit.adopt import adopt
from octavo.brandkit.command import used
from octavo.brandkit.sources import Sources
from octavo.checks.finding import Finding
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckRequest, grouped
from octavo.checks.run import Checked, check
from octavo.checks.table import CHECKS
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.folder import CACHE
from octavo.plan import FORMATS
from octavo.press import make, settled
from octavo.problems import CATALOGUE, Place, Problem, Rejected, errors
from octavo.problems.layout import RULES as LAYOUT
from octavo.problems.pictures import RULES as PICTURES
from octavo.report import BuildRequest
from octavo.slugs import find_slugs

from .conditions import CONDITIONS
from .distributed import DISTRIBUTED, distributed
from .small_press import SmallPress

CASES = Path(__file__).parent / "cases" / "problems"
FOLDERS = sorted(path.name for path in CASES.iterdir())
PEOPLE = "ada: {name: Ada Example, role: Director, affiliation: The House}\n"
COMMANDS = {"build", "check", "clean", "import", *DISTRIBUTED}
"""Words for what writes an output folder of its own."""
TOOLS = {"pdf", *(family.name for family in CHECKS if family.slow)}
"""Families that need what a machine may lack."""
TODAY = date(2026, 2, 1)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept between builds, for all cases: the house's own styles are then proofed once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    press = SmallPress(tmp_path)
    press.write("content/people.yaml", PEOPLE)
    return press


def asked(code: str) -> tuple[str, ...]:
    """What is run for a code: the words of its run.txt, or the quick checks that may find it and what they look at."""
    own = CASES / code / "run.txt"
    if own.is_file():
        return tuple(own.read_text("utf-8").split())
    rule = CATALOGUE[code]
    families = [family for family in CHECKS if rule in family.rules and not family.slow]
    return tuple(word for family in families for word in (f"check-{family.name}", family.about))


def cases() -> Iterator[object]:
    """The folders; those that run a validator are slow."""
    for code in FOLDERS:
        slow = any(family.slow and f"check-{family.name}" in asked(code) for family in CHECKS)
        yield pytest.param(code, marks=pytest.mark.slow) if slow else code


@pytest.mark.parametrize("code", list(cases()))
def test_a_problem_says_what_and_where(
    code: str, press: SmallPress, cache: Path, expect: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = asked(code)
    if not COMMANDS & set(words):
        (press.root / "build").mkdir()
        (press.root / "build" / CACHE).symlink_to(cache)
    press.lay(CASES / code / "input")
    for word in words:
        if word in CONDITIONS:
            CONDITIONS[word](monkeypatch, press.root)
    found = tuple(report(press, words))
    assert code in [problem.code for problem in found]
    told = "".join(f"{problem}\n" for problem in found)
    expect(CASES / code / "expected.txt", told.replace(f"{press.root}/", ""))


def test_every_code_has_a_case() -> None:
    assert set(CATALOGUE) - set(FOLDERS) == set()


def test_every_case_is_of_a_code() -> None:
    assert set(FOLDERS) - set(CATALOGUE) == set()


def test_every_word_of_a_run_is_known() -> None:
    known = {*FORMATS, *COMMANDS, *CONDITIONS, *(f"check-{family.name}" for family in CHECKS)}
    asked_for = {word for file in CASES.glob("*/run.txt") for word in file.read_text("utf-8").split()}
    assert {word for word in asked_for if not word.startswith("output:")} - known == set()
    assert set(CONDITIONS) - asked_for == set()


def report(press: SmallPress, words: tuple[str, ...]) -> Iterator[Problem]:
    """All that is said of a workspace: of its folders, and of each brief."""
    families = tuple(family.name for family in CHECKS if f"check-{family.name}" in words)
    formats = tuple(name for name in FORMATS if name in words)
    if COMMANDS & set(words):
        yield from of_command(press.root, words, formats, families)
        return
    slugs, said = find_slugs(Files(press.root, DEFAULTS))
    yield from said
    for slug in slugs:
        yield from of_brief(press, slug, formats, families)


def of_command(
    root: Path, words: tuple[str, ...], formats: tuple[str, ...], families: tuple[str, ...]
) -> Iterator[Problem]:
    """What is said by a command of the whole workspace: the last that is named. With formats a build comes before."""
    if "clean" in words:
        yield from pipeline.clean(root, None)[1]
    elif "import" in words:
        yield from of_brand_file(root)
    elif word := next((word for word in words if word in DISTRIBUTED), ""):
        yield from distributed(root, word, bool(formats))
    elif "build" in words:
        output = next((root / word.removeprefix("output:") for word in words if word.startswith("output:")), None)
        for asked_for in dict.fromkeys(((), formats)):
            built = pipeline.build(BuildRequest(root, formats=asked_for, output=output))
        yield from (*built.problems, *(one for result in built.results for one in result.problems))
    else:
        checked = preflight(CheckRequest(root, only=families), TODAY, lambda _: None)
        yield from checked.problems
        for verdict in checked.verdicts:
            yield from (*verdict.problems, *(finding.problem for finding in verdict.open))


def of_brand_file(root: Path) -> Iterator[Problem]:
    """What is said of a brand.yml, or of design tokens, when a brand is made of it."""
    folder, files = root / "content/trial", Files(root, DEFAULTS)
    (path,) = (*folder.glob("_brand.yml"), *folder.glob("tokens.json"))
    house = (foreign if path.suffix == ".yml" else dtcg).read(path.read_text("utf-8"), path.name)
    yield from house.found
    if not errors(house.found):
        yield from adopt(Sources(files, folder, Place(path.name)), used(files, "pacific"), house).found


def of_brief(press: SmallPress, slug: str, formats: tuple[str, ...], families: tuple[str, ...]) -> Iterator[Problem]:
    """What is said of one brief when it is printed in `formats` and looked at by `families` of checks."""
    editions, found = printed(press, slug, formats)
    checked = check(press.root, slug, "", editions, families) if families else Checked(slug)
    if checked.unrun:
        assert set(families) & TOOLS
        pytest.skip(checked.unrun[0].reason)
    yield from dict.fromkeys((*found, *checked.problems))
    for finding in grouped(checked.findings):
        assert is_shown(finding)
        yield finding.problem


def is_shown(finding: Finding) -> bool:
    """Whether what was found on a page says where on it."""
    return CATALOGUE[finding.code] not in (*LAYOUT, *PICTURES) or bool(finding.page and finding.box)


def printed(press: SmallPress, slug: str, formats: tuple[str, ...]) -> tuple[Mapping[str, Path], list[Problem]]:
    """The editions of a brief, and what its author is told; without formats it is only settled, and its editions are
    those of the case."""
    found: list[Problem] = []
    names = {"pdf": f"{slug}.pdf", "html": "index.html", "epub": f"{slug}.epub"}
    if formats:
        made = make(press.root, slug, "", formats, False)
        files = {one.name: press.write(f"build/{slug}/{one.name}", one.data) for one in made.artifacts}
        for kept in made.kept:
            press.write(f"build/{CACHE}/{kept.name}", kept.data)
        return {name: files[names[name]] for name in formats if files}, list(made.problems)
    try:
        settled(Files(press.root, DEFAULTS), slug, "", False, found)
    except Rejected as stopped:
        found.extend(stopped.problems)
    there = {name: press.root / "build" / slug / file for name, file in names.items()}
    editions = {name: path for name, path in there.items() if path.exists()}
    return editions, sorted(dict.fromkeys(found), key=lambda one: (one.severity != "error", one.place))
