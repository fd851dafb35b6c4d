"""What a brand says of its type reaches every layout and every edition, and what it does not say changes nothing."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from octavo.brand import Brand, load_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.flatten.rules import read
from octavo.flatten.values import Tokens
from octavo.press import make
from octavo.stylesheet import TAKES, Medium, bundle
from octavo.stylesizes import Lengths

from .small_press import SmallPress, change, own_brand

HEADS = "headings: { family: Source Serif 4 Display, weight: 400, color: deep }"
TITLES = ("title", "cover", "chapter", "h2", "cta")
FORMATS = ("pdf", "html", "epub")


def dressed(root: Path, *changes: tuple[str, str]) -> Files:
    """A copy of Pacific as the brand `house`, with changes to its file."""
    change(own_brand(root), *changes)
    return Files(root, DEFAULTS)


def house(files: Files) -> Brand:
    brand, found = load_brand(files, "house")
    assert found == ()
    assert brand is not None
    return brand


def faces(files: Files, medium: Medium) -> dict[str, str]:
    """Style and weight of each kind of heading, as an edition's sheets have it."""
    tokens = Lengths(Tokens.of_root(read(bundle(files, medium, house(files)).text), {}))
    return {name: tokens.text(f"--type-{name}").partition(" var")[0] for name in (*TITLES, "h3", "h4")}


@pytest.mark.parametrize("layout", ["column", "margin-notes", "two-column"])
@pytest.mark.parametrize("medium", list(TAKES))
def test_the_weight_of_headings_holds_in_every_layout_and_edition(medium: Medium, layout: str, tmp_path: Path) -> None:
    at = ("layout: column", f"layout: {layout}")
    plain = faces(dressed(tmp_path / "plain", at), medium)
    assert {plain[name].split()[0] for name in TITLES} == {"400"}
    bold = faces(dressed(tmp_path / "bold", at, (HEADS, HEADS.replace("400", "600"))), medium)
    assert {bold[name].split()[0] for name in TITLES} == {"600"}
    assert (bold["h3"], bold["h4"]) == (plain["h3"], plain["h4"])  # in another family, which has a weight of its own
    one = (HEADS, "headings: { family: Source Serif 4, weight: 400 }"), ("sub: Source Serif 4 Subhead, ", "")
    alike = faces(dressed(tmp_path / "one", at, *one), medium)
    assert {face.split()[0] for face in alike.values()} == {"400"}


def test_the_face_of_that_weight_is_what_is_printed_and_published(tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    dressed(press.root, (HEADS, HEADS.replace("weight: 400", "weight: 600, style: normal, line-height: 1.2")))
    press.brief("## A heading\n\nWords.\n", "brand: house\n")
    made = {one.name: one.data for one in make(press.root, "trial", "", FORMATS, False).artifacts}
    fonts = fonts_of(made["trial.pdf"])
    assert "Source-Serif-4-Display-Semi-Bold" in fonts
    assert "Source-Serif-4-Display," not in fonts
    assert "--title-face: 600; --lh-title: 1.2;" in made["style.css"].decode()
    with zipfile.ZipFile(BytesIO(made["trial.epub"])) as book:
        css = book.read("EPUB/book.css").decode()
    heading = re.search(r"(?m)^h2 ?\{[^}]*font(?:-weight)?: ?600", css)
    assert heading, css[:2000]


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the faces that a PDF embeds, without the mark of a subset."""
    with pikepdf.open(BytesIO(pdf)) as document:
        named = [str(one.get("/FontName", "")) for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    return {name.partition("+")[2] for name in named if name}
