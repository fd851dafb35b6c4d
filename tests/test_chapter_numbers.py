"""The number of a chapter stands clear of its title, with two figures too."""

from pathlib import Path

import pypdfium2
import pytest

from .small_press import SmallPress

MANY = 10
TITLE = "Wells"


@pytest.mark.parametrize("brand", ["pacific", "parallel", "meridian"])
def test_a_number_of_two_figures_stands_clear_of_the_title(tmp_path: Path, brand: str) -> None:
    press = SmallPress(tmp_path)
    names = [f"{number:02}.md" for number in range(1, MANY + 1)]
    for name in names:
        press.write(f"content/trial/{name}", f"---\ntitle: {TITLE}\n---\n\nThe wells of the valley are low.\n")
    made = press.make("", f"type: report\nchapters: [{', '.join(names)}]\n", "pdf", brand=brand)
    assert [str(found) for found in made.problems if found.severity == "error"] == []
    pdf = pypdfium2.PdfDocument(next(one.data for one in made.artifacts if one.name.endswith(".pdf")))
    opening = next(page for page in reversed(list(pdf)) if {f"{MANY}", TITLE} <= set(words(page).split()))
    number, title = box(opening, f"{MANY}"), box(opening, TITLE)
    apart = number[2] <= title[0] or title[2] <= number[0] or number[1] >= title[3] or title[1] >= number[3]
    assert apart, (number, title)


def words(page: pypdfium2.PdfPage) -> str:
    return str(page.get_textpage().get_text_range())


def box(page: pypdfium2.PdfPage, text: str) -> tuple[float, float, float, float]:
    """The largest place of a text on a page: left, foot, right and head, in points."""
    read = page.get_textpage()
    search, found = read.search(text, match_whole_word=True), []
    while (hit := search.get_next()) is not None:
        boxes = [read.get_charbox(at) for at in range(hit[0], hit[0] + hit[1])]
        lefts, feet, rights, heads = zip(*boxes, strict=True)
        found.append((min(lefts), min(feet), max(rights), max(heads)))
    return max(found, key=lambda one: one[3] - one[1])
