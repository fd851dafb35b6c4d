"""One thing broken at a time in the good brief, and printed: its pages say what is wrong, at the author's line."""

import shutil
from pathlib import Path

import pytest

from octavo.defaults import DEFAULTS
from octavo.problems import Problem
from octavo.problems.layout import RULES as LAYOUT
from octavo.problems.pictures import RULES as PICTURES

from . import goodbrief as good
from .goodbrief import BRIEF, SHEET, SLUG, Broken, add, both, picture, swap

ASKED = (
    "Seelke put the hard question as others might: the United States has record drug overdoses, and Mexico has record"
    " homicides.\n“So how can this Mérida Initiative claim success?”"
)
GREW = "Its map grew too."
EVIDENCE = "The evidence the speakers gave"
PAGES = ("layout", "images", "parity", "editorial", "references")
LADDER = (
    "international organizations characteristically underestimate administrative responsibilities notwithstanding"
    " extraordinary communications infrastructure considerations undermining intergovernmental negotiations."
)
SHORT = "The river carries less water than it did, and the [so](https://house.example)."
LISTED = f"- One.\n- Two,\n  in two lines.\n- {SHORT}"
LOOSE = "The river carries intergovernmental responsibilities less water, and they count it in different ways."
TEMPLATE = "templates/components/figure.html"
HEAD = "#equipment-came-first-causes-later"


def style(rules: str) -> good.Change:
    return add(SHEET, f"{rules}\n")


def pushed(points: int, rules: str) -> good.Change:
    """A page of its own for a chapter, whose first paragraph stands so many points lower."""
    return style(f"#sec-merida {{ break-before: page }} #sec-merida + p {{ padding-block-start: {points}pt }} {rules}")


def set_as(text: str, rules: str) -> good.Change:
    """Other words for one paragraph, or a list, with rules of its own."""
    return both(swap(BRIEF, ASKED, text), style(f"#sec-judge + * {{ {rules} }}"))


def shown(width: int, before: str, alt: str = "The border, drawn as a line.") -> good.Change:
    """A picture so many pixels wide, before some words of the brief."""
    figure = f'![A map of the border](images/map.png){{fig-alt="{alt}" source="The house."}}\n\n'
    return both(add(f"content/{SLUG}/images/map.png", picture(width)), swap(BRIEF, before, figure + before))


def without_words(root: Path) -> None:
    """A template of the house loses the alternative text."""
    shown(2100, GREW)(root)
    text = (DEFAULTS / TEMPLATE).read_text("utf-8")
    add(TEMPLATE, text.replace("{{ body }}", "{{ body | replace('The border, drawn as a line.', '') }}"))(root)


PRINTED = (
    Broken("layout", "widow-line", pushed(504, "#sec-merida + p { orphans: 1; widows: 1 }"), "The framework for today"),
    Broken(
        "layout",
        "orphan-line",
        pushed(438, f"{HEAD} {{ break-after: auto }} {HEAD} + p {{ orphans: 1 }}"),
        "The first fun",
    ),
    Broken("layout", "lone-heading", pushed(452, f"{HEAD} {{ break-after: auto }}"), "### Equipment came"),
    Broken("layout", "page-hole", shown(2100, EVIDENCE), "![A map"),
    Broken("layout", "short-page", style("#the-american-share-is-unfinished { break-before: page }"), GREW),
    Broken(
        "layout",
        "empty-page",
        style("#the-american-share-is-unfinished { break-before: page } #sec-merida + p { padding-block-start: 75pt }"),
        GREW,
    ),
    Broken("layout", "short-line", set_as(SHORT, "max-width: 220pt"), "The river"),
    Broken("layout", "short-line", set_as(LISTED, "max-width: 236pt"), "- The river"),
    Broken(
        "layout",
        "stub-line",
        set_as("The river carries less water than considerations.", "max-width: 220pt; hyphenate-limit-zone: 0"),
        "The river",
    ),
    Broken("layout", "hyphen-ladder", set_as(LADDER, "max-width: 90pt; hyphenate-limit-zone: 0"), "international org"),
    Broken(
        "layout", "loose-line", set_as(LOOSE, "max-width: 150pt; hyphens: manual; text-align: justify"), "The river"
    ),
    Broken(
        "layout",
        "river",
        set_as("ninety waters ninety waters nine " * 7, "max-width: 124pt; text-align: justify"),
        "ninety waters",
        times=0,
    ),
    Broken("layout", "no-bookmark", style("#sec-merida { bookmark-level: none }"), "{#sec-merida}"),
    Broken("layout", "font-not-of-brand", style("#sec-judge + p { font-family: sans-serif }"), "Seelke put"),
    Broken("layout", "text-off-page", style("#sec-judge + p { margin-inline-start: 700pt }"), "Seelke put"),
    Broken(
        "layout", "text-off-page", swap(BRIEF, "## Success will take", f"## Success {'will' * 60} take"), "## Success"
    ),
    Broken("images", "picture-blurred", shown(600, GREW), "![A map"),
    Broken("images", "picture-coarse", shown(1100, GREW), "![A map"),
    Broken("images", "picture-without-words", without_words, "![A map", also=("not-in-edition",)),
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, good.Before]:
    """The workspace with nothing broken, its caches filled, and what is told of it."""
    root = good.workspace(tmp_path_factory.mktemp("good") / "work")
    return root, good.known(printed(root))


def printed(root: Path) -> list[Problem]:
    """What is told of the brief as it is printed; what cannot be built is not checked."""
    said = [*good.build(root, "pdf")]
    is_built = not any(problem.severity == "error" for problem in said)
    return [*said, *(good.told(root, good.editions(root, "pdf"), PAGES) if is_built else ())]


@pytest.mark.slow
@pytest.mark.parametrize("mutation", PRINTED, ids=good.names(PRINTED))
def test_what_was_broken_is_told_of_its_page(mutation: Broken, sound: tuple[Path, good.Before], tmp_path: Path) -> None:
    root = shutil.copytree(sound[0], tmp_path / "work")
    mutation.change(root)
    good.assert_caught(mutation, root, printed(root), sound[1])


def test_the_rules_of_the_page_have_a_mutation_each() -> None:
    planted = {mutation.code for mutation in PRINTED}
    elsewhere = {"font-not-embedded", "picture-bulky", "picture-colours"}  # test_mutations_editions, test_camera
    assert {rule.code for rule in (*LAYOUT, *PICTURES)} - planted == elsewhere
