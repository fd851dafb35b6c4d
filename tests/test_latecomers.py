"""Figures and tables that would leave the foot of a page blank: what they let pass, and when they do not."""

import hashlib
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import fromstring, tostring

import pypdfium2
import pytest

from octavo.formats.latecomers import Late, put_off
from octavo.layout import HOLE, parse

from .small_press import SmallPress

ROWS = "".join(f"| Place {n} | {n} |\n" for n in range(11))
TABLE = f'| Place | Wells |\n|:--|--:|\n{ROWS}\n: Wells by place {{#tbl-wells .wide source="The house."}}\n\n'
PARAGRAPH = "The river carried water to the city, and the city carried it away again, year after year. " * 4 + "\n\n"
NAMED = "The wells are in @tbl-wells.\n\n"
UNNAMED = "The wells are in the table that follows.\n\n"


def laid(root: Path, body: str, brand: str = "pacific") -> tuple[str, int]:
    """The words of the pages, and the most blank lines at the foot of a page whose text goes on."""
    made = SmallPress(root).make(body, "", "pdf", brand=brand)
    assert [problem.code for problem in made.problems if problem.severity == "error"] == []
    (pdf,), (kept,) = made.artifacts, made.kept
    layout = parse(kept.data, hashlib.sha256(pdf.data).hexdigest())
    assert layout is not None
    blanks = [layout.blank(leaf) for leaf, after in pairwise(layout.leaves) if not after.fresh]
    words = "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf.data))
    return words, max(blanks)


def order(words: str, *marks: str) -> tuple[str, ...]:
    return tuple(sorted(marks, key=words.index))


@pytest.mark.parametrize("brand", ["pacific", "meridian"])
def test_text_runs_on_before_a_table_that_does_not_fit(brand: str, tmp_path: Path) -> None:
    before = PARAGRAPH * {"pacific": 9, "meridian": 10}[brand]
    after = f"First behind it. {PARAGRAPH}Second behind it. {PARAGRAPH}## Next\n\n{PARAGRAPH * 8}Last behind it."
    marks = ("Wells by place", "First behind", "Last behind")
    words, blank = laid(tmp_path / "named", before + NAMED + TABLE + after, brand)
    assert order(words, *marks)[0] == "First behind"
    assert order(words, *marks)[-1] != "Wells by place", "it went further than there was room for"
    assert blank <= HOLE
    words, blank = laid(tmp_path / "unnamed", before + UNNAMED + TABLE + after, brand)
    assert order(words, *marks) == marks, "what the text points at by its place was moved"
    assert blank > HOLE


@pytest.mark.parametrize("behind", ["::: {.box}\nA box.\n:::\n\n", TABLE.replace("tbl-wells", "tbl-more"), ""])
def test_a_table_lets_only_text_pass(behind: str, tmp_path: Path) -> None:
    _, blank = laid(tmp_path, PARAGRAPH * 9 + NAMED + TABLE + behind + ("## Next\n\n" + PARAGRAPH) * bool(behind))
    assert blank > HOLE


def test_a_table_does_not_part_a_lead_from_what_it_leads_to(tmp_path: Path) -> None:
    behind = f"First behind it. {PARAGRAPH}They are:\n\n::: {{.box}}\nThe box.\n:::\n\n{PARAGRAPH * 8}"
    words, _ = laid(tmp_path, PARAGRAPH * 9 + NAMED + TABLE + behind)
    marks = ("First behind", "Wells by place", "They are:", "The box.")
    assert order(words, *marks) == marks


def test_what_is_put_off_keeps_all_that_is_in_it() -> None:
    root = fromstring("<div><p>a</p><p id='f'>f<b>g</b></p> <p>b</p> <p>c</p></div>")
    put_off(root, (Late("f", 2),))
    assert tostring(root) == b'<div><p>a</p><p>b</p> <p>c</p><p id="f">f<b>g</b></p> </div>'
