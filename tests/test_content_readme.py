"""The example in content/README.md: it shows every component, and it can be built as it stands."""

import re
from pathlib import Path

from octavo.markdown.components import COMPONENTS
from octavo.press import make
from tests.small_press import SmallPress

README = Path(__file__).parents[1] / "content" / "README.md"
EXAMPLE = re.compile(r"^````markdown\n(.+?)^````$", re.DOTALL | re.MULTILINE)
BIB = "@book{doe2020, author = {Doe, Jane}, title = {Rivers}, year = {2020}, publisher = {Example Press}}\n"
MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'


def example() -> str:
    found = EXAMPLE.search(README.read_text("utf-8"))
    assert found
    return found[1]


def test_every_component_is_shown() -> None:
    text = example()
    callouts = {name for name in COMPONENTS if name.startswith("callout-")}
    shown = {name for name in COMPONENTS if f".{name}" in text}
    assert COMPONENTS.keys() - shown - callouts == set()
    assert shown & callouts


def test_the_example_can_be_built(tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    folder = "content/water-in-common"
    press.write("content/people.yaml", "ana-example: {name: Ana Example, role: Fellow}\n")
    press.write(f"{folder}/brief.md", example())
    press.write(f"{folder}/data/use.csv", "Year,Use\n2000,40\n2020,30\n")
    press.write(f"{folder}/images/river.svg", MAP)
    press.write(f"{folder}/references.bib", BIB)
    made = make(tmp_path, "water-in-common", "", ("html",), draft=False)
    assert [str(problem) for problem in made.problems] == []


def test_it_is_read_in_a_few_minutes() -> None:
    assert len(README.read_text("utf-8").split()) < 1000
