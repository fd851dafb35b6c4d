"""The publications of content/ before the referees: PDFs by page-validation and veraPDF, EPUBs by EPUBCheck."""

from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from . import editions, epubchecker, verapdf
from .test_parity import SLUGS

pytestmark = pytest.mark.slow

KNOWN_WRONG = ("STREAM-LENGTH-001",)
"""page-validation 0.11 takes a stream's last byte for a line end when it is a carriage return: 1 stream in 256."""

EMBEDDED = ("Source", "Schibsted", "EB-Garamond", "Cormorant", "Jost")
"""How the names of the brands' own fonts begin."""


@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_pdf_keeps_pdf_a_and_pdf_ua(slug: str, brand: str, shared_folder: Path) -> None:
    file = editions.built(shared_folder, brand) / slug / f"{slug}.pdf"
    with pikepdf.open(file) as pdf:
        archive = "3a" if "/AF" in pdf.Root else "2a"
    for profile in ("ua1", archive):
        report = page_validation.validate_pdf(str(file), profile=profile)
        told = [f"{f.rule_id}: {f.message}" for f in report.failures if not f.rule_id.endswith(KNOWN_WRONG)]
        assert (profile, told) == (profile, [])
        assert (profile, verapdf.findings(file, profile)) == (profile, [])


@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_epub_passes_epubcheck(slug: str, brand: str, shared_folder: Path, tmp_path: Path) -> None:
    file = editions.built(shared_folder, brand) / slug / f"{slug}.epub"
    found = epubchecker.check(file.read_bytes(), tmp_path)
    assert [message for message in found if message.severity in ("FATAL", "ERROR", "WARNING")] == []


@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_is_set_in_a_font_that_is_not_the_brand_s(slug: str, brand: str, shared_folder: Path) -> None:
    file = editions.built(shared_folder, brand) / slug / f"{slug}.pdf"
    used = {
        item.get_font().get_base_name().split("+")[-1]
        for page in pypdfium2.PdfDocument(file)
        for item in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert used
    assert {name for name in used if not name.startswith(EMBEDDED)} == set()


@pytest.mark.parametrize("brand", editions.BRANDS)
def test_the_contents_page_leads_to_every_edition(brand: str, shared_folder: Path) -> None:
    output = editions.built(shared_folder, brand)
    html = (output / "index.html").read_text(encoding="utf-8")
    for slug in SLUGS:
        for name in ("index.html", f"{slug}.pdf", f"{slug}.epub"):
            assert f"{slug}/{name}" in html
            assert (output / slug / name).is_file()


@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_the_pages_of_a_book_begin_where_those_of_the_pdf_begin(slug: str, brand: str, shared_folder: Path) -> None:
    folder = editions.built(shared_folder, brand) / slug
    printed = [
        _only_letters(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(folder / f"{slug}.pdf")
    ]
    words = editions.book_words_by_page(folder / f"{slug}.epub")
    assert len(words) == len(printed)
    begun = [(n, _only_letters(text)[:12]) for n, text in enumerate(words[1:], 2)]
    assert [(n, text) for n, text in begun if text not in printed[n - 1]] == []


def _only_letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())
