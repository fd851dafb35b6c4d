"""`margins` of _brand.yml: every layout prints every type on every sheet with them, and bounds are told at its line."""

from itertools import pairwise
from pathlib import Path
from string import Template

import pypdfium2
import pytest

from octavo.brand import load_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.formats.raster import pages
from octavo.press import make
from octavo.proofed import proof
from octavo.starter import STARTERS, kinds_of

from .small_press import PUBLISHER, SmallPress, change, own_brand

LAYOUTS = {"column": "pacific", "margin-notes": "parallel", "two-column": "meridian"}
"""A layout, and the brand whose type was drawn for it."""
MARGINS = {"letter": "{ side: 40pt, top: 76pt, foot: 60pt }", "a4": "{ side: 18mm, top: 1.05in, foot: 21mm }"}
TYPES = sorted(kinds_of(Files(DEFAULTS)))
CALL = "call-to-action: {head: Join, text: What members get., label: house.example, url: 'https://house.example'}\n"
POINTS = 72
"""Pixels an inch: one a point."""


def house(root: Path, layout: str, margins: str) -> SmallPress:
    """A workspace with a brand "house" of one layout."""
    press = SmallPress(root)
    line = f"    layout: {layout}\n"
    change(own_brand(root, LAYOUTS[layout]), (line, f"{line}    margins: {margins}\n"))
    return press


@pytest.mark.slow
@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(("paper", "margins"), MARGINS.items())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_type_is_printed_with_a_brand_s_margins(
    tmp_path: Path, layout: str, paper: str, margins: str, kind: str
) -> None:
    press = house(tmp_path, layout, margins)
    press.write("content/publisher.yaml", PUBLISHER.replace("paper: letter", f"paper: {paper}") + CALL)
    starter = Template(Files(DEFAULTS).text(f"{STARTERS}/{kind}.md"))
    press.write("content/trial/brief.md", starter.substitute(title='"A Trial of Margins"', date="2026-01-02"))
    made = make(press.root, "trial", "house", ("pdf",), draft=False)
    said = [str(one) for one in made.problems if one.severity != "advice"]
    # wider pages hold more: a starter for two sides that fits on one lacks words, and its margins are in order
    assert [one for one in said if "[wrong-page-count]: the document has 1 page" not in one] == []


def test_the_text_begins_where_the_side_margin_ends(tmp_path: Path) -> None:
    press = house(tmp_path, "two-column", MARGINS["letter"])
    words = "Words that fill a line of this text and the next. " * 400
    made = press.make(words, "", "pdf", brand="house")
    assert made.problems == ()
    (pdf,) = (one.data for one in made.artifacts if one.name.endswith(".pdf"))
    page = list(pages(pdf, POINTS))[1].convert("L")
    left, *_ = page.point(lambda value: 255 if value < 128 else 0).getbbox() or (0,)
    assert abs(left - 40) <= 1


@pytest.mark.parametrize("fields", ["takeaways: [One claim., Another claim.]\n", ""])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_page_after_a_cover_has_margins_and_a_running_head(tmp_path: Path, layout: str, fields: str) -> None:
    press = SmallPress(tmp_path)
    file = own_brand(tmp_path, LAYOUTS[layout])
    if "opening: cover" not in file.read_text("utf-8"):
        change(file, (f"layout: {layout}\n", f"layout: {layout}\n    opening: cover\n"))
    words = "Words that fill a line of this text and the next. "
    made = press.make(f"{words}[^n] {words * 400}\n\n[^n]: A note.\n", fields, "pdf", brand="house")
    assert [one for one in made.problems if one.severity == "error"] == []
    (pdf,) = (one.data for one in made.artifacts if one.name.endswith(".pdf"))
    for page in list(pypdfium2.PdfDocument(pdf))[1:3]:
        text = page.get_textpage()
        assert "A Test of the Press" in text.get_text_bounded(bottom=700)
        assert min(text.get_rect(n)[0] for n in range(text.count_rects())) > 36


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_recommendation_grows_with_those_it_is_for(tmp_path: Path, layout: str) -> None:
    press = SmallPress(tmp_path)
    many = "all who have a part in the wells of the valleys, and everyone who drinks of them, and lastly their deputies"
    made = press.make(
        f"Text.\n\n::: {{.recommendations title='What to do'}}\n1. **One.** Done. [{many}]{{.for}}\n"
        "2. **Another.** Done too. [nobody]{.for}\n:::\n",
        "", "pdf", brand=LAYOUTS[layout],
    )  # fmt: skip
    assert [one for one in made.problems if one.severity == "error"] == []
    (pdf,) = (one.data for one in made.artifacts if one.name.endswith(".pdf"))
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        if found := text.search("deputies").get_next():
            following = text.search("Another.").get_next()
            assert following
            assert text.get_charbox(found[0])[1] > text.get_charbox(following[0])[3]
            return
    pytest.fail("the addressees stand on no page")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_note_s_call_moves_no_line(tmp_path: Path, layout: str) -> None:
    press = SmallPress(tmp_path)
    file = own_brand(tmp_path, "meridian")  # its letters rise and hang far
    change(file, ("layout: two-column\n", f"layout: {layout}\n"), ("size: 11pt", "size: 11.5pt"))
    words = "Never none know even one noon. " * 7
    made = press.make(f"{words}None.[^n] {words}\n\n[^n]: A note.\n", "", "pdf", brand="house")
    assert [one for one in made.problems if one.severity == "error"] == []
    (pdf,) = (one.data for one in made.artifacts if one.name.endswith(".pdf"))
    text = pypdfium2.PdfDocument(pdf)[1].get_textpage()
    feet = {round(text.get_charbox(n)[1], 1) for n in range(text.count_chars()) if text.get_text_range(n, 1) == "v"}
    lines = sorted(feet, reverse=True)
    steps = [above - below for above, below in pairwise(lines)]
    assert len(steps) > 3
    assert max(steps) - min(steps) < 0.3


@pytest.mark.parametrize(
    ("margins", "told"),
    [
        ("{ side: 20pt }", '"--page-ml" is 20 pt; it may be 36 to 180 pt'),
        ("{ side: 200pt }", '"--page-ml" is 200 pt; it may be 36 to 180 pt'),
        ("{ top: 10mm }", '"--page-mt" is 28.3 pt; it may be 36 to 180 pt'),
        ("{ foot: 5in }", '"--foot" is 360 pt; it may be 36 to 180 pt'),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_margin_out_of_bounds_is_told_at_its_own_line(tmp_path: Path, layout: str, margins: str, told: str) -> None:
    root = house(tmp_path, layout, margins).root
    files = Files(root, DEFAULTS)
    brand, _ = load_brand(files, "house")
    assert brand is not None
    found = proof(files, brand, tmp_path / "kept")
    lines = (root / "styles/brands/house/_brand.yml").read_text("utf-8").split("\n")
    at = next(n for n, line in enumerate(lines, 1) if "margins: {" in line)
    assert {(one.place.path, one.place.line) for one in found} == {("styles/brands/house/_brand.yml", at)}
    assert [one.text for one in found] == [told]
