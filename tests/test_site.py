"""The contents page of the build folder, and the pictures that stand for a publication."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from PIL import Image, ImageDraw

from octavo import press
from octavo.artifact import Artifact
from octavo.defaults import DEFAULTS
from octavo.formats import raster
from octavo.index import IndexCard
from tests.small_press import SmallPress

CARD = IndexCard(
    slug="first", title="The First & Best", dek="What it says.", kind="Policy Brief", date="2026-01-02",
    date_text="January 2, 2026", language="en-US", authors=("Ada Example",),
    files={"pdf": "first.pdf", "html": "index.html", "epub": "first.epub"}, pages=4, cover="cover.png",
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return SmallPress(tmp_path).root


def index(root: Path, brand: str, *cards: IndexCard) -> tuple[html.HtmlElement, tuple[Artifact, ...]]:
    """The contents page, parsed, and all that lies beside it."""
    made = press.index(root, brand, cards, False, False)
    assert [p.severity for p in made.problems if p.severity != "advice"] == []
    return html.document_fromstring(made.artifacts[0].data.decode()), made.artifacts


def test_the_newest_publication_comes_first(root: Path) -> None:
    later, undated = replace(CARD, slug="later", date="2026-03-01"), replace(CARD, slug="undated", date="")
    twin = replace(CARD, slug="a-twin")
    page, _ = index(root, "", CARD, undated, later, twin)
    links = page.xpath("//h2/a/@href")
    assert links == ["later/index.html", "a-twin/index.html", "first/index.html", "undated/index.html"]


def test_a_card_names_the_publication_and_each_edition(root: Path) -> None:
    page, _ = index(root, "", CARD)
    card = page.xpath("//li")[0]
    assert [" ".join(e.text_content().split()) for e in card.xpath(".//h2 | .//p")] == [
        "Policy Brief January 2, 2026",
        "The First & Best",
        "What it says.",
        "PDF: The First & Best Web page: The First & Best EPUB: The First & Best",
    ]
    assert card.xpath(".//p/a/@href") == ["first/first.pdf", "first/index.html", "first/first.epub"]
    assert card.xpath(".//img/@src") == ["first/cover.png"]
    assert card.get("lang") is None


def test_a_card_tells_its_language_and_status_where_they_are_not_the_usual(root: Path) -> None:
    page, _ = index(
        root,
        "",
        replace(CARD, language="fr", status="Corrected", state="corrected", cover="", files={"pdf": "first.pdf"}),
    )
    card = page.xpath("//li")[0]
    assert card.get("lang") == "fr"
    assert card.xpath(".//span[@class='status']/text()") == ["Corrected"]
    assert card.xpath(".//img") == []
    assert card.xpath(".//h2/a/@href") == ["first/first.pdf"]


@pytest.mark.parametrize("brand", ["pacific", "parallel", "meridian"])
def test_all_that_the_page_names_lies_beside_it(root: Path, brand: str) -> None:
    page, artifacts = index(root, brand)
    names = {artifact.name for artifact in artifacts}
    assert set(page.xpath("//img/@src | //source/@srcset | //link[not(@rel='canonical')]/@href")) <= names
    assert len(names) == len(artifacts)


def sheet(*lines: int) -> Image.Image:
    """A picture 1200 by 630, with a line of type at each of these heights."""
    image = Image.new("RGB", (1200, 630), "white")
    for line in lines:
        ImageDraw.Draw(image).text((100, line), "A line of type", fill="black", font_size=24)
    return image


def test_the_picture_for_sharing_ends_between_lines() -> None:
    cut = sheet(100, 300, 615)
    assert raster.between_lines(cut.copy()).tobytes() == sheet(100, 300).tobytes()
    whole = sheet(100, 300, 560)
    assert raster.between_lines(whole.copy()).tobytes() == whole.tobytes()


def test_the_picture_keeps_a_page_that_has_no_gap() -> None:
    full = sheet(*range(0, 630, 20))
    assert raster.between_lines(full.copy()).tobytes() == full.tobytes()


@pytest.mark.slow
def test_pictures_have_the_sizes_that_are_promised(tmp_path: Path) -> None:
    made = SmallPress(tmp_path).make("Text.", "", "pdf", "html")
    sizes = {
        a.name: Image.open(io.BytesIO(a.data)).size for a in made.artifacts if a.name in ("share.png", "cover.png")
    }
    assert sizes == {"share.png": raster.SHARE, "cover.png": (480, 622)}


def test_the_page_takes_its_words_from_the_publishers_language(root: Path) -> None:
    publisher = root / "content/publisher.yaml"
    publisher.write_text(publisher.read_text("utf-8").replace("language: en-US", "language: es"), "utf-8")
    page, _ = index(root, "", CARD)
    assert (DEFAULTS / "templates/labels/es.yaml").is_file()
    assert page.xpath("//h1/text()") == ["Publicaciones"]
    assert page.get("lang") == "es"
    assert page.xpath("//li/@lang") == ["en-US"]
