"""The brands' fonts: one file a face, the right glyphs in print; and characters that no font has."""

import io
import logging
import re
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from page import validate_pdf_bytes
from PIL import Image, ImageChops, ImageDraw, ImageFont
from weasyprint import HTML

from octavo.fonts import coverage, measuring_faces, missing, print_face
from octavo.problems import Place

BRANDS = Path(__file__).parents[1] / "styles" / "brands"
FILES = list({path.stem: path for path in sorted(BRANDS.glob("*/fonts/*.woff2"))}.values())
IDS = [path.stem for path in FILES]
WORDS = "Ąčęšğń Łódź İstanbul"
HERE = Place("brief.md", 3, 1)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faces")


def css_of(path: Path, family: str) -> str:
    return f'@font-face {{ font-family: "{family}"; src: url({path.as_uri()}) }}'


def ink(picture: Image.Image) -> Image.Image:
    """The inked part of a picture, 400 pixels wide, as grey."""
    grey = ImageChops.invert(picture.convert("L"))
    box = grey.getbbox()
    assert box is not None
    return grey.crop(box).resize((400, 60))


def test_every_brand_has_fonts_with_their_licence() -> None:
    for brand in ("pacific", "parallel", "meridian"):
        folder = BRANDS / brand / "fonts"
        licences = [path.read_text("utf-8") for path in folder.glob("OFL-*.txt")]
        assert licences
        assert all("SIL OPEN FONT LICENSE Version 1.1" in text for text in licences)
        assert list(folder.glob("*.woff2"))


@pytest.mark.parametrize("brand", ["pacific", "parallel", "meridian"])
def test_no_two_files_are_the_same_face(brand: str) -> None:
    """Two files for one family, weight and style come out of WeasyPrint 70 as wrong glyphs."""
    faces = []
    for path in sorted((BRANDS / brand / "fonts").glob("*.woff2")):
        with TTFont(path, lazy=True) as font:
            names, weight = font["name"], font["OS/2"].usWeightClass
            family = names.getDebugName(16) or names.getDebugName(1)
            italic = bool(font["OS/2"].fsSelection & 1)
        faces.append((family, weight, italic))
    assert len(set(faces)) == len(faces)


@pytest.mark.parametrize("path", FILES, ids=IDS)
def test_each_file_is_a_full_face(path: Path) -> None:
    """Latin Extended, typographic marks and both hyphens: what a script subset of a font service lacks."""
    has = coverage(path.read_bytes())
    hyphens = "‐" if path.stem.startswith("SourceCode") else "‐‑"
    assert [char for char in WORDS + hyphens + "–—“”‘’…€→×−≥±§†ŵŷẃœæß" if ord(char) not in has] == []


@pytest.mark.parametrize(
    "path", [p for p in FILES if p.stem.endswith(("-Regular", "-Italic", "-It"))], ids=lambda p: p.stem
)
def test_latin_extended_is_printed_with_its_own_glyphs(
    path: Path, kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The printed line looks as FreeType draws it from the file, and the PDF's own checks find no fault."""
    head = f"<title>Words</title><style>{css_of(path, 'Tested')} @page {{ size: 500pt 80pt; margin: 12pt }}"
    page = f'<html lang="en">{head} p {{ font: 36pt Tested; font-kerning: none }}</style><p>{WORDS}</p>'
    with caplog.at_level(logging.WARNING, "weasyprint"):
        pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    assert caplog.records == []
    printed = pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil()
    face = ImageFont.truetype(
        io.BytesIO(print_face(path.read_bytes(), kept)), 144, layout_engine=ImageFont.Layout.BASIC
    )
    drawn = Image.new("L", (2400, 320), 255)
    ImageDraw.Draw(drawn).text((40, 60), WORDS, font=face, fill=0)
    difference = ImageChops.difference(ink(printed), ink(drawn))
    histogram = difference.histogram()
    wrong = sum(histogram[128:]) / sum(histogram)
    assert wrong < 0.03
    assert validate_pdf_bytes(pdf, profile="ua1").failures == []


@pytest.mark.parametrize("name", ["SourceSerif4-Regular", "SchibstedGrotesk-Regular"])
def test_narrow_spaces_joiners_and_hyphens_bring_in_no_font_of_the_machine(name: str) -> None:
    text = "1\u202f000\u2009x a\u2060b soft\u00adhyphen no\u2011break zero\u200bwidth non\u00a0breaking"
    css = css_of(FILES[IDS.index(name)], "Tested")
    page = f"<style>{css} p {{ font-family: Tested }}</style><p>{text}</p>"
    pdf = HTML(string=page).write_pdf(uncompressed_pdf=True)
    assert re.findall(rb"/FontName /[A-Z]{6}\+([^/\s]+)", pdf) == [b"Tested"]


def test_fonts_are_unpacked_once_and_always_alike(kept: Path, tmp_path: Path) -> None:
    data = (BRANDS / "parallel" / "fonts" / "SchibstedGrotesk-Regular.woff2").read_bytes()
    first = print_face(data, tmp_path)
    assert first[:4] == b"\x00\x01\x00\x00"
    (stored,) = tmp_path.iterdir()
    stored.write_bytes(b"what is kept is used")
    assert print_face(data, tmp_path) == b"what is kept is used"
    stored.unlink()
    assert print_face(data, tmp_path) == first == print_face(data, kept)
    assert print_face(first, tmp_path) is first
    assert coverage(first) == coverage(data)


def test_faces_for_measuring_bear_the_name_that_style_sheets_use(tmp_path: Path) -> None:
    data = (BRANDS / "parallel" / "fonts" / "SchibstedGrotesk-Medium.woff2").read_bytes()
    folder = measuring_faces("House Sans", {(500, "normal"): data}, tmp_path)
    assert measuring_faces("House Sans", {(500, "normal"): data}, tmp_path) == folder
    assert measuring_faces("Other Sans", {(500, "normal"): data}, tmp_path) != folder
    (file,) = folder.iterdir()
    with TTFont(file) as font:
        assert font["name"].getDebugName(1) == "House Sans"
        assert font["name"].getDebugName(16) is None
        assert font["OS/2"].usWeightClass == 500


LATIN = frozenset(range(0x20, 0x17F))


def test_characters_without_a_glyph_are_told_by_script() -> None:
    text = [(Place("brief.md", 2), "Plain."), (HERE, "ภาษา 𒀀 ภา"), (Place("brief.md", 9), "ไทย ● ภ")]
    found = missing(text, {"Text": LATIN, "Sans": LATIN | {0x25CF}})
    assert [str(p) for p in found] == [
        "brief.md:3:1: error[glyph-missing]: there is no glyph for Thai ภ U+0E20, า U+0E32, ษ U+0E29, "
        "ไ U+0E44, ท U+0E17, ย U+0E22 in any font of the brand\n"
        "    hint: write it otherwise, or add a font that has them to the brand, for example Noto Sans Thai",
        "brief.md:3:1: error[glyph-missing]: there is no glyph for Cuneiform 𒀀 U+12000 in any font of the brand\n"
        "    hint: write it otherwise, or add a font that has them to the brand, for example Noto Sans Cuneiform",
        "brief.md:9: error[glyph-missing]: there is no glyph for symbols ● U+25CF in Text\n"
        "    hint: write it otherwise, or add a font that has them to the brand, for example Noto Sans Symbols 2 "
        "or Noto Emoji",
    ]


def test_at_most_ten_characters_are_shown() -> None:
    (only,) = missing([(HERE, "абвгдежзийкл")], {"Text": LATIN})
    assert only.text.endswith("и U+0438, й U+0439 and 2 more in any font of the brand")


def test_what_draws_nothing_needs_no_glyph() -> None:
    text = "a\u200b\u00ad\u2060\u202f\u2003\u200d\ufe0f\u034f\n\t" + "e\u0301 c\u0327"
    assert missing([(HERE, text)], {"Text": LATIN}) == ()
    assert missing([(HERE, "")], {}) == ()
