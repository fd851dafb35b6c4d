"""The EPUB: valid, the same each time, and whole: every word of the fragments, in the order they were given."""

import base64
import hashlib
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import jinja2
import pytest
from lxml import etree, html

from octavo.artifact import Artifact
from octavo.brand import load_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.flatten import flatten
from octavo.formats.epub_binder import bind
from octavo.formats.epub_book import Agent, Book, Claim, Identifiers, Note, Section, direction
from octavo.formats.epub_charts import with_letters
from octavo.formats.epub_xhtml import NAMES, OPS, clean, fragment, inner_xml
from octavo.problems import Rejected
from octavo.stylesheet import bundle
from tests.epubchecker import check
from tests.samplebook import BOOK, META, PIXEL, report

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(DEFAULTS / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
BRANDS = ("pacific", "parallel", "meridian")


def made(book: Book) -> dict[str, bytes]:
    """The files of the bound book."""
    with zipfile.ZipFile(io.BytesIO(bind(book, TEMPLATES).data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def all_of(root: etree._Element, path: str) -> list[etree._Element]:
    """The elements that an XPath finds; `h:` is XHTML."""
    found = root.xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


def text_of(element: etree._Element) -> str:
    return " ".join(str(piece) for piece in element.itertext())


def page(book: Book, name: str) -> etree._Element:
    """A file of the bound book."""
    return etree.fromstring(made(book)[f"EPUB/{name}"])


def package(book: Book) -> etree._Element:
    return page(book, "package.opf")


def metadata(book: Book, name: str) -> list[str]:
    """The texts of `dc:<name>` elements, or of `meta` elements whose property is `name`."""
    found = all_of(package(book), f".//*[local-name()='{name.removeprefix('dc:')}' or @property='{name}']")
    return [element.text or "" for element in found]


def with_text(source: str, *notes: Note) -> Book:
    """The sample book with one text and nothing else in it."""
    return replace(
        BOOK,
        sections=(Section("text", "", source),),
        notes=notes,
        pages=MappingProxyType({}),
        page_labels=(),
        cover=b"",
    )


def words(source: str) -> str:
    """The words of an HTML fragment, as a browser's parser reads them."""
    return " ".join(text_of(html.document_fromstring(f"<body>{source}</body>")).split())


def in_book(book: Book, without: str = "") -> str:
    """The words of a bound book's text files, in order; those of elements of the class `without` left out."""
    files = made(book)
    bodies = [
        all_of(etree.fromstring(files[name]), "h:body")[0] for name in sorted(files) if re.search(r"/\d\d-", name)
    ]
    for body in bodies:
        for element in all_of(body, f".//*[@class='{without}']") if without else ():
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    return " ".join(" ".join(map(text_of, bodies)).split())


# Validity --------------------------------------------------------------------------------------

NOBODY = replace(BOOK, meta=replace(META, agents=()))
TWELVE = replace(BOOK, meta=replace(META, agents=tuple(Agent(f"Name <{n}> & Söhne", f"Söhne, {n}") for n in range(12))))
EVERYTHING_KNOWN = replace(
    BOOK,
    meta=replace(
        META,
        updated=date(2020, 1, 2),
        identifiers=Identifiers("978-0-306-40615-7", "10.1234/abc<5>", "2049-3630", "PC 12/2019"),
        url="https://briefs.example.org/us-mexico-security/",
        printed="https://briefs.example.org/us-mexico-security/us-mexico-security.pdf",
        claim=Claim("EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "Pacific Council", "https://example.org/a11y"),
    ),
)
BARE = replace(
    with_text("<p>One line.</p>"), meta=replace(META, published=None, agents=(), series="", rights="", description="")
)
ARABIC = replace(
    with_text(
        '<h2 id="a">الأمن في المكسيك</h2><p>التعاون <span lang="en" dir="ltr">Mérida</span> مستمر.'
        '<a class="noteref" role="doc-noteref" href="#fn-1" id="fnref-1">١</a></p>',
        Note("fn-1", "١", "<p>ملاحظة.</p>"),
    ),
    meta=replace(META, language="ar", title="تعاون بلا هدوء"),
    css=flatten("p { margin-inline-start: 1em; text-align: start }", direction="rtl"),
)
JAPANESE = replace(
    with_text(
        '<h2 id="見出し">暴力は高まり、広がる</h2>'
        '<p><a href="#見出し">見出し</a>と<a href="#%E8%A6%8B%E5%87%BA%E3%81%97">もう一度</a></p>'
    ),
    meta=replace(META, language="ja", title="静けさなき協力", slug="安全保障"),
)
NO_PAGES = replace(BOOK, pages=MappingProxyType({}), page_labels=())

BOOKS = {
    "a brief": BOOK,
    "a report": report(),
    "no authors": NOBODY,
    "twelve authors": TWELVE,
    "everything known": EVERYTHING_KNOWN,
    "almost nothing known": BARE,
    "Arabic": ARABIC,
    "Japanese": JAPANESE,
    "no page list": NO_PAGES,
}


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_epubcheck_has_nothing_to_say(book: Book, tmp_path: Path) -> None:
    assert check(bind(book, TEMPLATES).data, tmp_path) == ()


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS)
def test_the_same_book_is_the_same_bytes(book: Book) -> None:
    assert bind(book, TEMPLATES).data == bind(replace(book), TEMPLATES).data


def test_the_zip_is_as_ocf_asks() -> None:
    data = bind(BOOK, TEMPLATES).data
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert [e.filename for e in entries[1:]] == sorted(e.filename for e in entries[1:])
    assert {e.date_time for e in entries} == {(2019, 3, 27, 0, 0, 0)}


@pytest.mark.parametrize(("day", "stamp"), [(date(1815, 12, 10), 1980), (date(2200, 1, 1), 2107), (None, 1980)])
def test_days_no_zip_can_name(day: date | None, stamp: int) -> None:
    data = bind(replace(BOOK, meta=replace(META, published=day)), TEMPLATES).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.infolist()[0].date_time[0] == stamp


# Words -----------------------------------------------------------------------------------------


def test_every_word_is_there_in_order() -> None:
    assert in_book(BOOK, without="notes") == words("".join(section.html for section in BOOK.sections))


def test_notes_are_whole_and_lead_back_to_each_call() -> None:
    text = made(BOOK)["EPUB/02-text.xhtml"].decode()
    assert "Pacific Council report, March 27, 2019." in text
    body = etree.fromstring(text.encode())
    links = all_of(body, ".//h:aside[@id='fn-1']//h:a[@role='doc-backlink']")
    assert [link.get("href") for link in links] == ["#fnref-1", "#fnref-1-2"]
    assert [link.get("aria-label") for link in links] == ["Back to reference 1"] * 2
    assert len(all_of(body, ".//h:aside[@role='doc-footnote']")) == 2


def test_a_note_stands_in_the_file_that_calls_it_first() -> None:
    files = made(report())
    assert b"Note 1." in files["EPUB/03-chapter-1.xhtml"]
    assert b"Note 2." in files["EPUB/04-chapter-2.xhtml"]


def test_a_note_called_from_another_file_is_linked_across() -> None:
    first, second = (
        f'<p>a<a class="noteref" role="doc-noteref" href="#fn-1" id="fnref-1{end}">1</a></p>' for end in ("", "-2")
    )
    book = replace(
        with_text(""),
        sections=(Section("a", "A", first), Section("b", "B", second)),
        notes=(Note("fn-1", "1", "<p>N</p>"),),
    )
    files = made(book)
    assert 'href="01-a.xhtml#fn-1"' in files["EPUB/02-b.xhtml"].decode()
    assert 'href="02-b.xhtml#fnref-1-2"' in files["EPUB/01-a.xhtml"].decode()


CALL = '<p>x<a class="noteref" role="doc-noteref" href="#fn-1" id="fnref-1">7</a></p>'
NOTES = [
    "bare <em>words</em> <p>then a block</p>",
    "<ul><li>only a list</li></ul>",
    "<p>a</p><p>b</p>",
    "<pre>code</pre>",
    "",
]


@pytest.mark.parametrize("source", NOTES)
def test_a_note_of_any_shape_is_whole(source: str) -> None:
    assert in_book(with_text(CALL, Note("fn-1", "7", source))) == f"x 7 7 {words(source)}".strip()


def test_notes_of_any_shape_are_valid(tmp_path: Path) -> None:
    notes = [Note(f"fn-{n}", str(n), source) for n, source in enumerate(NOTES)]
    calls = "".join(CALL.replace("-1", f"-{n}") for n in range(len(notes)))
    assert check(bind(with_text(calls, *notes), TEMPLATES).data, tmp_path) == ()


NAUGHTY = {
    "markup": "]]> <![CDATA[ &amp;amp; &lt;script&gt; &quot;'` <!-- --> %s {{ 7*7 }} {% raw %}",
    "controls": "a\x00b\x01c\x08d\x0be\x0cf\x1fg\x7fh\x80i\x9fj\ufffek\uffffl",
    "references": "a&#0;b&#11;c&#xB;d&#xFFFE;e&#xD800;f&#1114112;g&#99999999999;h&nbsp;i&#x1F600;",
    "bidi": "\u202eabc\u202c \u2066אבג\u2069 \u200e\u200f \u061c",
    "joiners": "\u2060\u200b\u200c\u200d\ufeff\u00ad\u034f\u180e",
    "separators": "a\u2028b\u2029c\u0085d\u00a0e\u3000f",
    "emoji": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 ☃ ↩",
    "scripts": "العربية עברית हिन्दी ไทย 日本語 한국어 Ελληνικά Кириллица Tiếng Việt ꦗꦮ 𒀀 𐎀 𝔘𝔫𝔦 𠀀",
    "noncharacters": "a\ufdd0b\ufdefc\U0001fffed\U0010ffffe",
    "private": "\ue000\U000f0000\U00100000",
    "combining": "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
    "surrogate": "a\ud800b\udfffc",
}


def naughty(text: str) -> Book:
    """A book that says `text` wherever a book says anything."""
    quoted = text.replace("<", "&lt;")
    source = f'<h2 id="h">{quoted}</h2><p title="{quoted.replace(chr(34), "&quot;")}">{quoted}</p>'
    said = replace(META, title=text, publisher=text, description=text, agents=(Agent(text, text),), subjects=(text,))
    return replace(with_text(source), meta=replace(said, rights=text, series=text))


@pytest.mark.parametrize("text", NAUGHTY.values(), ids=NAUGHTY)
def test_odd_characters_do_not_get_lost(text: str) -> None:
    book = naughty(text)
    kept = "abcdefgh\N{NO-BREAK SPACE}i😀" if "&#0;" in text else words(clean(text.replace("<", "&lt;")))
    assert in_book(book) == words(f"{kept.replace('&', '&amp;').replace('<', '&lt;')} " * 2)
    assert metadata(book, "dc:publisher") == [" ".join(clean(text).split())]


def test_odd_characters_do_not_break_the_book(tmp_path: Path) -> None:
    assert check(bind(naughty(" ".join(NAUGHTY.values())), TEMPLATES).data, tmp_path) == ()


def test_only_what_xml_cannot_hold_is_taken_out() -> None:
    everything = "".join(map(chr, range(0x11000)))
    gone = sorted(set(everything) - set(clean(everything)))
    controls = [
        *range(9),
        11,
        12,
        *range(14, 32),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    ]
    assert gone == [chr(n) for n in controls]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<br>b<hr><img src=x alt=y>", 'a<br/>b<hr/><img src="x" alt="y"/>'),
        ("<p></p><a id=x></a>", '<p></p><a id="x"></a>'),
        ("&nbsp;&mdash;&NoBreak;&lt;", "\xa0—\u2060&lt;"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("a & b", "a &amp; b"),
        ("x<!-- y -->z<?php z ?>", "xz"),
        ('<p lang="ar" dir="rtl" data-spot="3" onclick="x()">a', '<p xml:lang="ar" lang="ar" dir="rtl">a</p>'),
        ('<a epub:type="noteref">1</a>', '<a epub:type="noteref">1</a>'),
        (
            "<figure><figcaption><p>a</figcaption><p>b</figure>",
            "<figure><figcaption><p>a</p></figcaption><p>b</p></figure>",
        ),
        (
            "<table><caption><p>c</caption><tr><td>1</table>",
            "<table><caption><p>c</p></caption><tr><td>1</td></tr></table>",
        ),
    ],
)
def test_html_becomes_xhtml(source: str, expected: str) -> None:
    assert inner_xml(fragment(source)) == expected


# Links and images ------------------------------------------------------------------------------


def test_links_find_their_file() -> None:
    files = made(report())
    assert 'href="04-chapter-2.xhtml#chapter-2"' in files["EPUB/03-chapter-1.xhtml"].decode()
    brief = made(BOOK)["EPUB/02-text.xhtml"].decode()
    assert 'href="#fig-dispersion"' in brief
    assert 'href="03-about.xhtml#data-fig-dispersion"' in brief


def test_a_relative_link_leads_to_the_web_or_leaves_its_words() -> None:
    book = with_text('<p><a href="../one-pager/">One page</a></p>')
    assert "<span>One page</span>" in made(book)["EPUB/01-text.xhtml"].decode()
    known = replace(book, meta=replace(META, url="https://briefs.example.org/security/"))
    assert 'href="https://briefs.example.org/one-pager/"' in made(known)["EPUB/01-text.xhtml"].decode()


def test_addresses_are_made_safe_and_otherwise_kept(tmp_path: Path) -> None:
    addresses = {
        "https://example.org/a b?c=<d>": "https://example.org/a%20b?c=%3Cd%3E",
        "https://example.org/日本": "https://example.org/日本",
        "https://example.org/%7Ea?q=1&amp;r=2#f": "https://example.org/%7Ea?q=1&r=2#f",
        "mailto:a@example.org": "mailto:a@example.org",
    }
    book = with_text("".join(f'<p><a href="{address}">x</a></p>' for address in addresses))
    links = etree.fromstring(made(book)["EPUB/01-text.xhtml"]).iter("{*}a")
    assert [link.get("href") for link in links] == list(addresses.values())
    assert check(bind(book, TEMPLATES).data, tmp_path) == ()


def test_what_leads_nowhere_is_a_problem_each() -> None:
    source = '<p><a href="#no">a</a><a href="#nor">b</a><img src="images/c.png"></p><svg class="drawing"><g/></svg>'
    with pytest.raises(Rejected) as stopped:
        bind(with_text(source), TEMPLATES)
    assert [f"{p.code}: {p.text}" for p in stopped.value.problems] == [
        'epub-image: the EPUB shows "images/c.png", which is not among its files',
        'epub-drawing: the EPUB has an inline drawing (class "drawing") in its text',
        'epub-link: a link of the EPUB leads to "#no", which no part of the book holds',
        'epub-link: a link of the EPUB leads to "#nor", which no part of the book holds',
    ]


def test_references_to_ids_of_other_files_are_dropped() -> None:
    section = Section(
        "a", "A", '<section aria-labelledby="h nowhere"><h2 id="h">A</h2></section><p aria-describedby="b">x</p>'
    )
    book = replace(with_text(""), sections=(section, Section("b", "B", '<p id="b">y</p>')))
    text = made(book)["EPUB/01-a.xhtml"].decode()
    assert 'aria-labelledby="h"' in text
    assert "aria-describedby" not in text


NAMES_OF_FILES = [
    "a b#c%?.png",
    "é.png",
    "e\u0301.png",
    "日本語.PNG",
    "x" * 200 + ".png",
    "nav.xhtml",
    "COVER.png",
    "a:b*c.png",
    "A.png",
    "a.png",
]


def test_files_of_any_name_are_found(tmp_path: Path) -> None:
    resources = tuple(
        Artifact(f"images/{name}" if "/" not in name else name, "image/png", PIXEL + bytes([n]))
        for n, name in enumerate(NAMES_OF_FILES)
    )
    resources += (Artifact("cover.png", "image/png", b"other"),)
    tags = "".join(f'<p><img src="{quote(r.name)}" alt="{n}"></p>' for n, r in enumerate(resources))
    book = replace(with_text(tags), resources=resources, cover=PIXEL)
    files = made(book)
    root = etree.fromstring(files["EPUB/01-text.xhtml"])
    shown = [files[f"EPUB/{image.get('src')}"] for image in root.iter("{*}img")]
    assert shown == [r.data for r in resources]
    assert files["EPUB/cover.png"] == PIXEL
    assert [
        m for m in check(bind(book, TEMPLATES).data, tmp_path) if m.code not in ("PKG-021", "OPF-029", "PKG-022")
    ] == []


def test_fonts_come_along_unchanged_when_the_sheet_asks_for_them() -> None:
    fonts = tuple(Artifact(f"styles/fonts/{n} x.woff2", "font/woff2", f"wOF2{n}".encode()) for n in (1, 2))
    css = '@font-face { src: url("styles/fonts/1 x.woff2") } @font-face { src: url(styles/fonts/3.woff2) }'
    files = made(replace(BOOK, css=css, resources=(*BOOK.resources, *fonts)))
    [(name, data)] = [(n, d) for n, d in files.items() if n.endswith(".woff2")]
    assert data == b"wOF21"
    assert f"url({name.removeprefix('EPUB/')})".encode() in files["EPUB/book.css"].replace(b'"', b"")
    assert "EPUB/images/unused.png" not in files


def test_charts_carry_the_fonts_of_their_labels(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text font-family="A 3">{}</text></svg>'
    chart = Artifact("charts/c.svg", "image/svg+xml", svg.format("x").encode())
    fonts = tuple(Artifact(f"fonts/{n}.woff2", "font/woff2", b"wOF2" + n.encode()) for n in ("a", "b", "i"))
    css = (
        '@font-face { font-family: "A 3"; font-weight: 400; src: url(fonts/a.woff2) }\n'
        '@font-face { font-family: "A 3"; font-weight: 600; src: url(fonts/b.woff2) }\n'
        '@font-face { font-family: "A 3"; font-style: italic; src: url("fonts/i.woff2") }\n'
    )
    drawn = with_letters(chart, css, fonts).data.decode()
    assert [base64.b64decode(data) for data in re.findall(r"base64,([^\"]+)", drawn)] == [b"wOF2a"]
    assert "font-family=\"'A 3'\"" in drawn, "a bare name with a digit is no family in CSS"
    bold = replace(chart, data=svg.format('<tspan font-weight="600">x</tspan>').encode())
    assert with_letters(bold, css, fonts).data.count(b"@font-face") == 2
    assert with_letters(chart, "", fonts) == chart
    book = replace(with_text('<p><img src="charts/c.svg" alt="x"></p>'), css=css, resources=(chart, *fonts))
    assert {m.code for m in check(bind(book, TEMPLATES).data, tmp_path)} <= {"CSS-028", "PKG-021"}


def test_the_empty_corner_of_a_table_is_no_heading() -> None:
    book = with_text('<table><tr><th scope="col"></th><th scope="col">A</th></tr></table>')
    assert '<td></td><th scope="col">A</th>' in made(book)["EPUB/01-text.xhtml"].decode()


# Pages -----------------------------------------------------------------------------------------


def page_marks(book: Book) -> list[str]:
    """The ids of the page marks, in the order in which they are read."""
    texts = [data for name, data in sorted(made(book).items()) if re.search(r"/\d\d-", name)]
    marks = [mark for data in texts for mark in all_of(etree.fromstring(data), ".//*[@role='doc-pagebreak']")]
    return [mark.get("id", "") for mark in marks]


def test_every_page_has_one_mark_in_order() -> None:
    assert page_marks(BOOK) == [f"page-{n}" for n in range(1, 11)]
    nav = etree.fromstring(made(BOOK)["EPUB/nav.xhtml"])
    listed = all_of(nav, ".//h:nav[@epub:type='page-list']//h:a")
    assert [a.text for a in listed] == list(BOOK.page_labels)


def test_marks_stand_where_a_mark_may_stand() -> None:
    text = made(BOOK)["EPUB/02-text.xhtml"].decode()
    assert (
        '<p id="b4"><span id="page-3" epub:type="pagebreak" role="doc-pagebreak" aria-label="Page 3"></span>Alejandro'
        in text
    )
    assert '</span><h2 id="sec-violence">' in text
    assert '<li id="e1"><span id="page-5"' in text
    assert re.search(
        r'<tr id="row2"><th scope="row"><span id="page-6"[^>]*></span><span id="page-7"[^>]*></span>Social', text
    )


def test_a_caption_brings_the_mark_before_its_figure() -> None:
    book = replace(
        with_text('<p id="a">x</p><figure id="f"><figcaption><p id="f-title">T</p></figcaption></figure>'),
        pages=MappingProxyType({"a": "i", "f-title": "ii"}), page_labels=("i", "ii"),
    )  # fmt: skip
    assert '</span><figure id="f">' in made(book)["EPUB/01-text.xhtml"].decode()


def test_the_call_of_a_note_finds_a_page_within_a_paragraph() -> None:
    call = 'on\N{WORD JOINER}<a class="noteref" role="doc-noteref" href="#fn-1" id="fnref-1">1</a>'
    book = replace(
        with_text(f'<p id="a">x</p><p>{call}</p>', Note("fn-1", "1", "<p>y</p>")),
        pages=MappingProxyType({"a": "1", "fnref-1": "2", "fn-1": "2"}), page_labels=("1", "2"),
    )  # fmt: skip
    text = made(book)["EPUB/01-text.xhtml"].decode()
    assert re.search(r'on\N{WORD JOINER}<span id="page-2"[^>]*></span><a class="noteref"', text)


def test_marks_never_go_backwards() -> None:
    book = replace(
        with_text('<p id="a">x</p><p id="b">y</p><p id="c">z</p>'),
        pages=MappingProxyType({"a": "2", "b": "1", "c": "3"}), page_labels=("1", "2", "3"),
    )  # fmt: skip
    assert page_marks(book) == ["page-1", "page-2", "page-3"]


def test_the_first_page_begins_with_the_title_page() -> None:
    assert b'id="page-1"' in made(BOOK)["EPUB/01-title.xhtml"]


# Leading through the book ----------------------------------------------------------------------


def lines(book: Book, kind: str) -> list[tuple[int, str, str]]:
    """(depth, words, target) of each line of a list in nav.xhtml."""
    nav = etree.fromstring(made(book)["EPUB/nav.xhtml"])
    [whole] = all_of(nav, f".//h:nav[@epub:type='{kind}']")
    return [(len(list(a.iterancestors("{*}ol"))), a.text or "", a.get("href", "")) for a in whole.iter("{*}a")]


def test_the_contents_of_a_brief_are_its_headings() -> None:
    assert lines(BOOK, "toc")[:6] == [
        (1, "Key takeaways", "02-text.xhtml#takeaways"),
        (1, "Violence is higher, wider and more local", "02-text.xhtml#sec-violence"),
        (2, "Smaller gangs stay closer to home", "02-text.xhtml#smaller-gangs"),
        (1, "Mérida turned wary neighbors into partners", "02-text.xhtml#sec-merida"),
        (1, "What the discussion recommends", "02-text.xhtml#recommendations"),
        (1, "About this publication", "03-about.xhtml"),
    ]


def test_the_contents_of_a_report_are_its_chapters_and_are_a_page() -> None:
    assert lines(report(), "toc") == [
        (1, "1 Chapter One", "03-chapter-1.xhtml"),
        (2, "1.1 A section", "03-chapter-1.xhtml#s-1-1"),
        (1, "2 Chapter Two", "04-chapter-2.xhtml"),
        (2, "2.1 A section", "04-chapter-2.xhtml#s-2-1"),
    ]
    spine = [ref.get("idref") for ref in package(report()).iter("{*}itemref")]
    assert spine == ["cover", "text-1", "text-2", "nav", "text-3", "text-4"]


def test_a_text_without_headings_still_has_a_line() -> None:
    assert lines(with_text("<p>x</p>"), "toc") == [(1, META.title, "01-text.xhtml")]


def test_figures_and_tables_are_listed_and_so_are_landmarks() -> None:
    assert [title for _, title, _ in lines(BOOK, "loi")] == [
        "Figure 1. Mexico’s homicides no longer cluster in one place", "Figure 2. Three presidencies, one partnership",
    ]  # fmt: skip
    assert lines(BOOK, "lot") == [(1, "Table 1. Measures in hand and ideas on the table", "02-text.xhtml#tbl-measures")]
    assert [title for _, title, _ in lines(BOOK, "landmarks")] == ["Cover", "Title page", "Start of the text"]
    assert "Contents" in [title for _, title, _ in lines(report(), "landmarks")]


# The record ------------------------------------------------------------------------------------


def test_the_record_says_who_when_and_what() -> None:
    assert metadata(BOOK, "dc:creator") == ["Sumaya Quillian", "Gemma Stewart"]
    assert metadata(BOOK, "dc:contributor") == ["Alejandro Hope"]
    assert metadata(BOOK, "file-as") == ["Quillian, Sumaya", "Stewart, Gemma", "Hope, Alejandro"]
    assert metadata(BOOK, "role") == ["aut", "aut", "spk"]
    assert metadata(BOOK, "dcterms:modified") == ["2019-03-27T00:00:00Z"]
    assert metadata(EVERYTHING_KNOWN, "dcterms:modified") == ["2020-01-02T00:00:00Z"]
    assert metadata(BOOK, "belongs-to-collection") == ["Policy Brief"]
    assert metadata(BOOK, "group-position") == ["12"]


@pytest.mark.parametrize(("number", "position"), [("12", ["12"]), ("3.1", ["3.1"]), ("12a", []), ("", []), ("XII", [])])
def test_only_a_number_is_a_place_in_a_series(number: str, position: list[str]) -> None:
    assert metadata(replace(BOOK, meta=replace(META, number=number)), "group-position") == position


def test_identifiers() -> None:
    assert metadata(BOOK, "dc:identifier") == ["urn:uuid:6071f06a-60c6-52d4-ac9e-ef9dfb9e6f2b"]
    known = metadata(EVERYTHING_KNOWN, "dc:identifier")
    assert known == ["urn:isbn:9780306406157", "https://doi.org/10.1234/abc<5>", "PC 12/2019"]
    doi = replace(META, identifiers=Identifiers(doi="https://doi.org/10.1/x"))
    assert metadata(replace(BOOK, meta=doi), "dc:identifier") == ["https://doi.org/10.1/x"]


# Accessibility ---------------------------------------------------------------------------------


def test_what_is_said_of_accessibility_is_true_of_the_book() -> None:
    assert metadata(BOOK, "schema:accessMode") == ["textual", "visual", "chartOnVisual"]
    features = metadata(BOOK, "schema:accessibilityFeature")
    assert {"alternativeText", "longDescription", "pageBreakMarkers", "pageNavigation"} < set(features)
    plain_text = with_text("<p>x</p>")
    assert metadata(plain_text, "schema:accessMode") == ["textual"]
    assert metadata(plain_text, "schema:accessModeSufficient") == ["textual"]
    assert not {"alternativeText", "longDescription", "pageBreakMarkers"} & set(
        metadata(plain_text, "schema:accessibilityFeature")
    )
    assert metadata(NO_PAGES, "pageBreakSource") == []
    assert "Page numbers" not in metadata(NO_PAGES, "schema:accessibilitySummary")[0]


def test_conformance_is_the_publishers_own_word() -> None:
    assert metadata(BOOK, "dcterms:conformsTo") == []
    assert metadata(EVERYTHING_KNOWN, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert metadata(EVERYTHING_KNOWN, "a11y:certifiedBy") == ["Pacific Council"]


@pytest.mark.parametrize(
    ("media_type", "data", "hazard"),
    [
        ("image/gif", b"GIF89a" + b"\x21\xf9\x04" * 2, "unknown"),
        ("image/gif", b"GIF89a\x21\xf9\x04", "none"),
        ("image/png", PIXEL[:33] + b"acTL", "unknown"),
        ("image/svg+xml", b"<svg><animate/></svg>", "unknown"),
        ("image/svg+xml", b"<svg/>", "none"),
    ],
)
def test_nobody_vouches_for_moving_images(media_type: str, data: bytes, hazard: str) -> None:
    book = replace(with_text('<img src="m" alt="x">'), resources=(Artifact("m", media_type, data),))
    assert metadata(book, "schema:accessibilityHazard") == [hazard]


def test_roles_and_structure() -> None:
    root = etree.fromstring(made(BOOK)["EPUB/02-text.xhtml"])
    calls = all_of(root, ".//h:a[@role='doc-noteref']")
    assert {call.get(f"{{{OPS}}}type") for call in calls} == {"noteref"}
    chapter = etree.fromstring(made(report())["EPUB/03-chapter-1.xhtml"]).find(".//{*}section")
    assert chapter is not None
    assert (chapter.get("role"), chapter.get(f"{{{OPS}}}type")) == ("doc-chapter", "chapter")
    assert b'doc-endnote"' not in b"".join(made(BOOK).values())


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en-US", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("he", "rtl"),
     ("ja", "ltr"), ("FA-ir", "rtl"), ("ur", "rtl"), ("zh-Hant-TW", "ltr")],
)  # fmt: skip
def test_direction(language: str, expected: str) -> None:
    assert direction(language) == expected


def test_an_arabic_book_turns_its_pages_to_the_right() -> None:
    spine = package(ARABIC).find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    assert b'dir="rtl"' in made(ARABIC)["EPUB/01-text.xhtml"]
    assert b"margin-right: 1em" in made(ARABIC)["EPUB/book.css"]


# The house's style sheet -----------------------------------------------------------------------


def book_css(brand: str) -> str:
    files = Files(DEFAULTS)
    read, found = load_brand(files, brand)
    assert read is not None, found
    return flatten(bundle(files, "epub", read).text, layer="epub")


@pytest.mark.parametrize("brand", BRANDS)
def test_the_book_sheet_is_plain_and_lets_the_reader_decide(brand: str) -> None:
    css = re.sub(r"@font-face \{.*?\n\}", "", book_css(brand), flags=re.DOTALL)
    css = css.replace("inline-flex", "")
    for word in (
        "var(",
        "rlh",
        "@layer",
        "@media",
        "-inline-",
        "-block-",
        "position:",
        "grid",
        "px;\n  width",
        "vw",
        ":root",
    ):
        assert word not in css, word
    assert not re.search(r"[\d.](pt|cm|mm|in|rem)\b", css), "sizes follow the reader's own"
    [body] = re.findall(r"^body \{(.*?)\}", css, re.DOTALL | re.MULTILINE)
    assert "color" not in body
    assert "background" not in body
    assert css.count("font-family") > 3


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("ground", ["#ffffff", "#f8f1e3", "#000000"], ids=["white", "cream", "black"])
def test_colours_tell_on_every_ground_a_reader_may_choose(brand: str, ground: str) -> None:
    """Text in colour has a ground of its own, or tells on the reader's (3 to 1: large text, WCAG 2.2, 1.4.3)."""
    panels = (".takeaways", ".cta", ".backcover")
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", book_css(brand)):
        if any(panel in selector for panel in panels):
            continue
        for color in re.findall(r"^\s*(?:color|border[a-z-]*):.*?(#[0-9a-f]{6})", body, re.MULTILINE):
            if "background-color" not in body and "border" not in body.split(color)[0].rsplit("\n", 1)[-1]:
                assert _contrast(color, ground) >= 3, (selector, color)


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""

    def luminance(color: str) -> float:
        channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("brand", BRANDS)
def test_a_dressed_book_is_valid_and_repeats(brand: str, tmp_path: Path) -> None:
    files = Files(DEFAULTS)
    read, _ = load_brand(files, brand)
    assert read is not None
    fonts = tuple(Artifact(face.path, "font/woff2", files.read(face.path)) for face in read.fonts)
    book = replace(BOOK, css=book_css(brand), resources=(*BOOK.resources, *fonts))
    data = bind(book, TEMPLATES).data
    assert {m.code for m in check(data, tmp_path)} == {"CSS-028"}, (
        "the hint that a sheet declares fonts, and nothing else"
    )
    assert hashlib.sha256(data).digest() == hashlib.sha256(bind(book, TEMPLATES).data).digest()
