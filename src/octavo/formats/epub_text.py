"""HTML fragments of a book -> its XHTML files as element trees: ids, links, notes, pages and images in place.

What HTML forgives and XML does not is settled here: void elements, named entities, characters that XML 1.0 forbids.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree, html

from octavo.formats.epub_book import Book, Section
from octavo.problems import Place, Problem, Rejected, problem

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
NAMES = {"h": XHTML, "epub": OPS}
TYPE = f"{{{OPS}}}type"
Element = etree._Element

# The characters that XML 1.0 has no way to hold (its production 2), and their numeric references.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)
UNSAFE_IN_URL = re.compile(r'[\s"<>\\^`{|}\x00-\x20]')

# By class name: the structure it stands for (EPUB Structural Semantics 1.1) and the role that says the same (DPUB-ARIA).
SEMANTICS = {
    "chapter": ("chapter", "doc-chapter"),
    "summary": ("abstract", "doc-abstract"),
    "references": ("bibliography", "doc-bibliography"),
    "acknowledgements": ("acknowledgments", "doc-acknowledgments"),
    "colophon": ("colophon", "doc-colophon"),
    "imprint": ("copyright-page", ""),
    "pullquote": ("pullquote", ""),
    "noteref": ("noteref", "doc-noteref"),
}
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
BACK_ARROW = "↩\N{VARIATION SELECTOR-15}"  # as type, not as a picture
REFERRING = ("aria-labelledby", "aria-describedby", "aria-details", "headers", "for")


@dataclass(frozen=True)
class TextFile:
    """One XHTML file. `href` is its name, `body` an element whose children are the page."""

    href: str
    section: Section
    body: Element


def clean(text: str) -> str:
    """`text` without the characters that XML cannot hold, lone surrogates among them."""
    return FORBIDDEN.sub("", text)


def text_files(book: Book, names: Mapping[str, str]) -> tuple[TextFile, ...]:
    """The book's files, linked. `names` maps a resource's path to its name in the book.

    Raises Rejected when a fragment links to an id or shows an image that the book does not have.
    """
    files = tuple(
        TextFile(f"{n:02}-{safe_stem(section.name) or 'part'}.xhtml", section, fragment(section.html))
        for n, section in enumerate(book.sections, 1)
    )
    for file in files:
        _mark(file.body)
    _place_notes(book, files)
    found = [p for file in files for p in _show_images(book, file, names)]
    found += _link(book, files)
    if found:
        raise Rejected(tuple(dict.fromkeys(found)))
    return files


def safe_stem(name: str) -> str:
    """The ASCII letters, digits and hyphens of `name`: what every file system and reading system takes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]


def fragment(source: str) -> Element:
    """An HTML fragment as XHTML elements below a `div` that is not part of it."""
    source = REFERENCE.sub(_allowed_reference, clean(source))
    page = html.document_fromstring(f'<!doctype html><meta charset="utf-8"><body>{source}</body>')
    root = etree.Element(f"{{{XHTML}}}div", nsmap={None: XHTML, "epub": OPS})
    etree.strip_tags(page, etree.Comment, etree.ProcessingInstruction)
    body = page.find("body")
    if body is not None:
        root.text = body.text
        for child in body:
            root.append(_converted(child))
    return root


def inner_xml(body: Element) -> str:
    """The children of `body` as XHTML text that leaves its namespaces to the page around it."""
    text = etree.tostring(body, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : text.rindex("</")] if "</" in text else ""


def plain(element: Element) -> str:
    """The words of a heading or caption: one line, without the marks of its notes."""
    words = "".join(element.xpath(".//text()[not(ancestor::h:a[@role='doc-noteref'])]", namespaces=NAMES))
    return " ".join(words.split())


def by_class(body: Element, name: str) -> list[Element]:
    found: list[Element] = body.xpath(
        f".//h:*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]", namespaces=NAMES
    )
    return found


def _allowed_reference(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    allowed = number <= 0x10FFFF and not FORBIDDEN.match(chr(number))
    return match[0] if allowed or 0x80 <= number <= 0x9F else ""  # HTML reads 80 to 9F as Windows-1252


def _converted(source: Element) -> Element:
    """A parsed HTML element, with all below it, in the XHTML namespace."""
    made = etree.Element(f"{{{XHTML}}}{source.tag}", nsmap={None: XHTML, "epub": OPS})
    # An empty text keeps <p></p> from being written as <p/>, which is for void elements alone.
    made.text, made.tail = (None if source.tag in VOID else source.text or ""), source.tail
    for name, value in source.attrib.items():
        key, text = str(name), str(value)
        if key == "lang":
            made.set("{http://www.w3.org/XML/1998/namespace}lang", text)
        if key == "epub:type":
            made.set(TYPE, text)
        elif ":" not in key and not key.startswith(("data-", "on")):
            made.set(key, text)
    for child in source:
        made.append(_converted(child))
    return made


def _mark(body: Element) -> None:
    """Say what the house's components are, for reading systems and for assistive technology."""
    for name, (structure, role) in SEMANTICS.items():
        for element in by_class(body, name):
            element.set(TYPE, structure)
            if role:
                element.set("role", role)


def _place_notes(book: Book, files: tuple[TextFile, ...]) -> None:
    """Put each note at the end of the file that calls it first, with a way back to each of its calls."""
    where = {id_: file for file in reversed(files) for id_ in _called(file)}
    groups: dict[str, Element] = {}
    for note in book.notes:
        file = where.get(note.id, files[-1])
        if file.href not in groups:
            groups[file.href] = etree.SubElement(file.body, f"{{{XHTML}}}div", {"class": "notes", TYPE: "footnotes"})
        aside = etree.SubElement(
            groups[file.href], f"{{{XHTML}}}aside", {"id": note.id, TYPE: "footnote", "role": "doc-footnote", "class": "note"}
        )
        calls = [a.get("id", "") for each in files for a in _note_calls(each.body) if a.get("href") == f"#{note.id}"]
        _fill_note(aside, fragment(note.html), note.mark, [c for c in calls if c], book.words.back)


def _fill_note(aside: Element, words: Element, mark: str, calls: list[str], back: str) -> None:
    """The note's blocks, opened by its mark, which leads back; further calls get an arrow at the end."""
    _mark(words)
    if words.text and words.text.strip():
        opening = etree.Element(f"{{{XHTML}}}p")
        opening.text, words.text = words.text, None
        while len(words) and words[0].tag not in _BLOCKS:
            opening.append(words[0])
        words.insert(0, opening)
    first = words[0] if len(words) and words[0].tag == f"{{{XHTML}}}p" else etree.Element(f"{{{XHTML}}}p")
    aside.append(first)
    aside.extend(list(words))
    for n, call in enumerate(calls or [""]):
        link = etree.Element(f"{{{XHTML}}}{'a' if call else 'span'}", {"class": "backref"})
        if call:
            link.set("href", f"#{call}")
            link.set("role", "doc-backlink")
            link.set("aria-label", back.format(mark))
        if n == 0:
            link.text, link.tail, first.text = mark, f" {first.text or ''}", None
            first.insert(0, link)
        else:
            link.text, last = BACK_ARROW, aside[-1]
            (last[-1] if len(last) else last).tail = ((last[-1].tail or "") if len(last) else "") + " "
            last.append(link)


_BLOCKS = frozenset(f"{{{XHTML}}}{name}" for name in "p ul ol dl blockquote pre table figure div section aside".split())


def _called(file: TextFile) -> Iterator[str]:
    return (a.get("href", "")[1:] for a in _note_calls(file.body))


def _note_calls(body: Element) -> list[Element]:
    found: list[Element] = body.xpath(".//h:a[@role='doc-noteref']", namespaces=NAMES)
    return found


def _show_images(book: Book, file: TextFile, names: Mapping[str, str]) -> Iterable[Problem]:
    """Point every image at its resource; inline drawings have no place in a book's text."""
    for image in file.body.iter(f"{{{XHTML}}}img"):
        source = image.get("src", "")
        name = names.get(source) or names.get(unquote(source))
        if name is None:
            yield problem("epub-image", Place(book.path), value=source)
        else:
            image.set("src", quote(name))
        image.set("alt", image.get("alt", ""))
    for drawing in file.body.iter(f"{{{XHTML}}}svg"):
        yield problem("epub-drawing", Place(book.path), value=drawing.get("class", "svg"))


def _link(book: Book, files: tuple[TextFile, ...]) -> list[Problem]:
    """Send `#id` to the file that holds it, relative addresses to the book's place on the web."""
    home = {e.get("id"): file.href for file in reversed(files) for e in file.body.iter(etree.Element) if e.get("id")}
    found = []
    for file in files:
        for element in file.body.iter(etree.Element):
            for name in REFERRING:
                kept = [id_ for id_ in (element.get(name) or "").split() if home.get(id_) == file.href]
                if element.get(name) is not None and kept:
                    element.set(name, " ".join(kept))
                elif element.get(name) is not None:
                    del element.attrib[name]
            href = element.get("href")
            if href is None or element.tag != f"{{{XHTML}}}a":
                continue
            target = home.get(href[1:]) or home.get(unquote(href[1:]))
            if href.startswith("#") and target:
                anchor = href if href[1:] in home else f"#{unquote(href[1:])}"
                element.set("href", anchor if target == file.href else f"{target}{anchor}")
            elif href.startswith("#"):
                found.append(problem("epub-link", Place(book.path), value=href))
            else:
                _link_out(element, href, book.meta.url)
    return found


def _link_out(element: Element, href: str, url: str) -> None:
    """A link that leaves the book. A relative one leads nowhere in a book, unless the book knows its place on the web;
    where it does not, the words stay and the link goes."""
    whole = urljoin(url, href.strip()) if url else href.strip()
    if urlsplit(whole).scheme:
        element.set("href", UNSAFE_IN_URL.sub(lambda m: quote(m[0]), whole))
    else:
        element.tag = f"{{{XHTML}}}span"
        del element.attrib["href"]
