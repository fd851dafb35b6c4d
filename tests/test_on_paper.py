"""Where words stand on the sheets of a PDF, and that nothing runs over them."""

from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest

from octavo.press import Made, make

from .small_press import SmallPress

BRANDS = ("pacific", "parallel", "meridian")
MARGIN = 200
"""In points: what stands left of it stands beside the text of the brand parallel."""
BARS, DARK = 300, 40
"""A column of the cover of the brand parallel that its motif fills, in points, and the darkest grey beside it."""
NUMBER = 4
"""By how much, in points, the widths of two notes' numbers differ at most."""

LONG = (
    "This note is long enough to take several lines of the margin, which is narrow, so it goes on and on for a while."
)
FRAMES = """\
## A heading[^a]

Text.

| Head | Number[^b] |
|:--|--:|
| Cell[^c] | 12 |

: The caption of a table[^d] {#tbl-x}

::: {.callout-note}
### A claim

Words in a callout[^e].
:::

::: {.pullquote speaker=ada}
A quotation that is pulled[^f].
:::

::: {.recommendations title="What to do"}
1. **Set a schedule**
   Say who measures[^g], and when. [both governments]{.for}
:::
"""


class Line(NamedTuple):
    """A piece of a line of text: its box in points from the sheet's lower left corner, and its words."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def pages(made: Made) -> list[list[Line]]:
    """The lines of each page but the last, which holds the back matter."""
    assert made.problems == ()
    pdf = pypdfium2.PdfDocument(made.artifacts[0].data)
    found = []
    for page in list(pdf)[:-1]:
        text = page.get_textpage()
        found.append([line_of(text, index) for index in range(text.count_rects())])
    return found


def line_of(text: pypdfium2.PdfTextPage, index: int) -> Line:
    left, bottom, right, top = text.get_rect(index)
    return Line(left, bottom, right, top, text.get_text_bounded(left, bottom, right, top))


def collisions(lines: list[Line]) -> list[tuple[str, str]]:
    """Pieces that stand on each other by more than half the height of the lower one. A line that hangs its mark is told
    in pieces, of which one begins like the other."""
    found = []
    for a, b in combinations(lines, 2):
        if a.text.startswith(b.text) or b.text.startswith(a.text):
            continue
        across = min(a.right, b.right) - max(a.left, b.left)
        down = min(a.top, b.top) - max(a.bottom, b.bottom)
        if across > 1 and down > min(a.top - a.bottom, b.top - b.bottom) / 2:
            found.append((a.text, b.text))
    return found


def first_lines(found: list[list[Line]]) -> list[Line]:
    """The first line of each note."""
    return [line for page in found for line in page if "This note" in line.text]


def notes(count: int) -> str:
    return "".join(f"\n[^{label}]: {LONG}\n" for label in "abcdefghijklmnopqrstuvwxyz"[:count])


def test_notes_of_one_line_stand_one_below_the_other(press: SmallPress) -> None:
    made = press.make("One[^a] and two[^b] and three[^c].\n\n- An item[^d]\n" + notes(4), "", "pdf", brand="parallel")
    (page,) = pages(made)
    assert collisions(page) == []
    first = first_lines([page])
    assert len(first) == 4
    assert max(line.left for line in first) - min(line.left for line in first) < NUMBER
    assert [line.left < MARGIN for line in first] == [True] * 4


@pytest.mark.parametrize("brand", BRANDS)
def test_notes_of_frames_stand_clear_of_them(press: SmallPress, brand: str) -> None:
    found = pages(press.make(FRAMES + notes(7), "", "pdf", brand=brand))
    assert [collisions(page) for page in found] == [[] for _ in found]
    assert len(first_lines(found)) == 7


def test_more_notes_than_the_margin_holds_go_to_the_foot(press: SmallPress) -> None:
    calls = " ".join(f"Word[^{label}]." for label in "abcdefghijklmnop")
    found = pages(press.make(f"{'A line of text. ' * 150}\n\n{calls}\n{notes(16)}", "", "pdf", brand="parallel"))
    assert [collisions(page) for page in found] == [[] for _ in found]
    assert [line.left > MARGIN for line in first_lines(found)] == [True] * 16


@pytest.mark.parametrize("words", [4, 13, 20])
def test_a_title_of_any_length_stands_above_the_motif_of_its_cover(press: SmallPress, words: int) -> None:
    title = " ".join(["Water", "for", "the", "Whole", "Valley"] * 4).split(" ")[:words]
    press.write(
        "content/trial/brief.md", f"---\ntitle: {' '.join(title)}\ntype: report\ndate: 2026-01-02\n---\nText.\n"
    )
    made = make(press.root, "trial", "parallel", ("pdf",), False)
    lowest = min(line.bottom for line in pages(made)[0] if line.text.split()[-1:] == title[-1:])
    picture = pypdfium2.PdfDocument(made.artifacts[0].data)[0].render().to_pil().convert("L")
    motif = next(row for row in range(picture.height - 1, 0, -1) if picture.getpixel((BARS, row)) > DARK)
    assert picture.height - lowest < motif


@pytest.mark.parametrize(("brand", "lines"), [("parallel", 20), ("parallel", 21), ("pacific", 21), ("pacific", 22)])
def test_no_head_of_a_table_ends_a_page_without_rows(press: SmallPress, brand: str, lines: int) -> None:
    rows = "".join(f"| Row {n} | {n} |\n" for n in range(16))
    table = f"| Place | Number |\n|:--|--:|\n{rows}\n: A long table {{#tbl-x}}\n"
    made = press.make("A line.\n\n" * lines + table, "", "pdf", brand=brand)
    (pdf,) = (one.data for one in made.artifacts if one.name.endswith(".pdf"))
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]
    heads = [text.count("Row ") for text in texts if "Place" in text]
    assert sum(heads) == 16
    assert min(heads) > 1, f"a page has the head of the table and {min(heads)} rows"
