"""The publications of content/ in all brands, beside what the preflight says of them (test_check_full)."""

from pathlib import Path

import pypdfium2
import pytest

from . import editions

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("brand", editions.BRANDS)
def test_the_contents_page_leads_to_every_edition(brand: str, shared_folder: Path) -> None:
    output = editions.built(shared_folder, brand)
    html = (output / "index.html").read_text(encoding="utf-8")
    for slug in editions.SLUGS:
        for name in ("index.html", f"{slug}.pdf", f"{slug}.epub"):
            assert f"{slug}/{name}" in html
            assert (output / slug / name).is_file()


@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", editions.SLUGS)
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
