"""What is relied on inside WeasyPrint. When one of these fails, WeasyPrint has moved what `octavo.formats` takes the
place of, or looks into: read its release notes, then src/octavo/formats/engine.py and src/octavo/formats/tagging/."""

import inspect
from importlib.metadata import version

import pytest

from octavo.formats.engine import HTML, boxes, inline, tagged_by, writer
from octavo.formats.fit import walk


def test_the_pinned_version_is_installed() -> None:
    assert version("weasyprint").startswith("70."), "pyproject.toml pins WeasyPrint to 70.*: these tests say why"


def test_weasyprint_calls_add_tags_with_what_the_tags_are_made_of() -> None:
    given = tuple(inspect.signature(writer.add_tags).parameters)
    assert given == ("pdf", "document", "pdf_version", "page_streams"), (
        f"weasyprint.pdf.add_tags takes {given} now: octavo.formats.tagging stands in for it and must take the same"
    )


def test_weasyprint_leaves_the_tags_to_another_while_it_is_told_to() -> None:
    called = []
    own = writer.add_tags
    document = HTML(string='<html lang="en"><p>Text</p>').render()
    with tagged_by(lambda *given: called.append(given)):
        document.write_pdf(pdf_tags=True)
    assert len(called) == 1, "weasyprint.pdf.generate_pdf does not call the add_tags of its module any more"
    assert writer.add_tags is own


def test_streams_and_pages_tell_what_was_drawn_for_what() -> None:
    seen = []

    def look(_pdf: object, document: object, _version: object, streams: list[object]) -> None:
        seen.append((document, streams))

    with tagged_by(look):
        HTML(string='<html lang="en"><p id="a">Text <a href="#a">link</a></p>').render().write_pdf(pdf_tags=True)
    ((document, (stream,)),) = seen
    texts = {box.text: tag["mcid"] for box, tag in stream._tags.items()}  # type: ignore[attr-defined]
    assert texts == {"Text ": 0, "link": 1}, "Stream._tags is no longer a map from boxes to their MCIDs"
    assert document._html.etree_element.tag == "html", "Document._html no longer holds the source"  # type: ignore[attr-defined]
    (page,) = document.pages  # type: ignore[attr-defined]
    assert isinstance(page._page_box, boxes.PageBox), "Page._page_box is no longer the page's box"
    assert all(link[3].link_annotation for link in page.links), "boxes no longer hold their link_annotation"


def lines(width: int) -> list[str]:
    """The lines of a paragraph that is `width` pixels wide."""
    html = f'<p style="width: {width}px">a virtual environment in <b>house</b>, the rest'
    (page,) = HTML(string=html).render().pages
    found = [box for box in walk(page._page_box) if isinstance(box, boxes.LineBox)]
    return ["".join(text.text for text in walk(line) if isinstance(text, boxes.TextBox)).strip() for line in found]


def test_a_line_whose_last_blank_does_not_fit_is_not_cut_after_its_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    widths = range(150, 250)
    assert [width for width in widths if lines(width)[0] == "a"] == []
    monkeypatch.setattr(inline, "split_first_line", inline.split_first_line.__wrapped__)
    assert any(lines(width)[0] == "a" for width in widths), (
        "weasyprint.layout.inline.split_first_line has been mended: _hanging_blanks of engine.py may go"
    )
