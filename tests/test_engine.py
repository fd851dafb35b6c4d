"""What is relied on inside WeasyPrint. When one of these fails, WeasyPrint has moved what `octavo.formats` takes the
place of, or looks into: read its release notes, then src/octavo/formats/engine.py and src/octavo/formats/tagging/."""

import inspect
from importlib.metadata import version

import pytest
import tinycss2

from octavo.formats.engine import HTML, boxes, inline, tagged_by, takes, writer
from octavo.formats.faults import walk


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


@pytest.mark.parametrize(
    ("declaration", "is_taken"),
    [
        ("hyphens: auto", True),
        ("hyphens: atuo", False),
        ("margin: 0 auto", True),
        ("font: none", False),
        ("top:", False),
    ],
)
def test_weasyprint_says_whether_it_takes_a_declaration(declaration: str, is_taken: bool) -> None:
    name, value = declaration.split(":")
    assert takes(name, tinycss2.parse_component_value_list(value)) is is_taken, (
        "weasyprint.css.validation no longer judges a declaration by EXPANDERS and validate_non_shorthand"
    )


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


COLUMNS = """<style>
@page { size: 300px 400px; margin: 20px; @footnote { margin-top: 5px } }
@page bare { margin: 0 }
body { font: 10px/14px monospace; margin: 0; orphans: 2; widows: 2 }
p { margin: 0 }
h2 { font: inherit; margin: 14px 0 0; break-after: avoid }
.cover { page: bare; width: 300px; height: 400px }
.flow { columns: 2; column-gap: 20px }
.wide { column-span: all }
.note { float: footnote; footnote-policy: line; font: 8px/10px monospace }
.note::footnote-call, .note::footnote-marker { content: none }
</style>"""
TEXT = "one two three four five six seven eight nine ten "


def columns(html: str) -> list[dict[str, tuple[float, float]]]:
    """For each page the top and the bottom of every element with an id, the last part of it."""
    pages = HTML(string=f"{COLUMNS}{html}").render().pages
    found = []
    for page in pages:
        placed = [box for box in walk(page._page_box) if box.element is not None and box.element.get("id")]
        found.append({box.element.get("id"): (box.position_y, box.position_y + box.height) for box in placed})
    return found


def test_notes_in_columns_stay_with_their_calls_and_below_what_spans_the_columns() -> None:
    note = '<b id="call{n}">{n}</b><span class="note" id="note{n}">{n} some words, and some more words of it</span> '
    parts = [f"<p>{TEXT * 2}{note.format(n=n)}{TEXT}</p>" for n in range(12)]
    parts.insert(3, '<p class="wide" id="wide">across<br>both<br>columns</p>')
    pages = columns(f'<div class="flow">{"".join(parts)}</div>')
    assert len(pages) > 1
    for page in pages:
        assert {name[4:] for name in page if name.startswith("call")} == {n[4:] for n in page if n.startswith("note")}
        highest = min((top for name, (top, _) in page.items() if name.startswith("note")), default=400)
        assert page.get("wide", (0, 0))[1] <= highest
        assert all(bottom <= highest for name, (_, bottom) in page.items() if name.startswith("call"))


def test_columns_begin_at_one_height_and_on_a_page_of_their_own_name() -> None:
    first = f"<p>{TEXT * 6}</p><h2 id='h'>head</h2><p id='p'>{TEXT * 5}</p>"
    (cover, page) = columns(f"<div class='cover' id='c'></div><div class='flow' id='flow'>{first}</div>")
    assert set(cover) == {"c"}
    assert page["flow"][0] == 20, "columns on a new page have taken the margins of the page before"
    text = "<p>" + "word " * 4 + "</p>"
    (page,) = columns(f"<div class='flow'><p class='wide' id='w'>across</p>{text}<h2 id='h'>head</h2>{text}</div>")
    assert page["h"][0] == 20 + 14, "the margin of a heading stands at the head of its column"


def test_a_heading_across_the_columns_goes_with_what_it_heads() -> None:
    html = f"<p>{TEXT * 14}</p><h2 class='wide' id='h'>head</h2><div class='wide' id='w' style='break-inside: avoid'>"
    pages = columns(f"<div class='flow'>{html}{'<p>line</p>' * 8}</div></div>")
    where = {name: number for number, page in enumerate(pages) for name in page}
    assert where["h"] == where["w"] == 1


@pytest.mark.parametrize("length", range(12, 24))
def test_nothing_is_lost_behind_columns_that_fill_their_page(length: int) -> None:
    pages = columns(f"<div class='flow'><p>{TEXT * length}</p><h2 class='wide' id='h'>head</h2><p id='p'>end</p></div>")
    assert {name for page in pages for name in page} == {"h", "p"}


def test_what_spans_the_columns_goes_on_where_the_page_divided_it() -> None:
    items = "".join(f"<p id='i{n}'>item</p>" for n in range(16))
    wide = f"<div class='wide' id='w' style='margin-top: 28px'>{items}</div><p id='after'>{TEXT}</p>"
    pages = columns(f"<div class='flow'><p>{TEXT * 11}</p>{wide}</div>")
    placed = [name for page in pages for name in page if name.startswith("i")]
    assert placed == [f"i{n}" for n in range(16)]
    assert "i0" in pages[0]
    assert "i15" in pages[1]
    pages = columns(f"<div class='flow'><p>{TEXT * 16}</p>{wide}</div>")
    assert pages[1]["i0"][0] == 20, "the margin of what begins a page stands above it"


def test_notes_that_a_page_has_no_room_for_go_to_the_next_until_none_is_left() -> None:
    note = '<b id="call{0}">{0}</b><span class="note" id="note{0}">{0} some words, and some more words of it</span> '
    wide = f"<div class='wide' style='break-inside: avoid; height: 320px'>x {note.format(3)}</div>"
    first = f"<p>{note.format(1)}{note.format(2)}{TEXT * 12}</p>"
    pages = columns(f"<div class='flow'>{first}{wide}<h2 class='wide'>head</h2><p>{TEXT}</p></div>")
    assert {name for page in pages for name in page} == {f"{what}{n}" for what in ("call", "note") for n in (1, 2, 3)}
