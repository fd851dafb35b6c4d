"""The fragments of a book -> its files: images found, notes placed, links sent to the file that holds their target."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import etree

from octavo.formats.epub_book import Book, Section
from octavo.formats.epub_notes import place_notes
from octavo.formats.epub_xhtml import XHTML, Element, fragment, mark_semantics
from octavo.problems import Place, Problem, Rejected, problem

UNSAFE_IN_URL = re.compile(r'[\s"<>\\^`{|}\x00-\x20]')
# Attributes that hold ids of elements of the same file.
REFERRING = ("aria-labelledby", "aria-describedby", "aria-details", "headers", "for")


@dataclass(frozen=True)
class TextFile:
    """One XHTML file. `href` is its name, `body` an element whose children are the page."""

    href: str
    section: Section
    body: Element


def text_files(book: Book, names: Mapping[str, str]) -> tuple[TextFile, ...]:
    """The book's files, linked. `names` maps a resource's path to its name in the book.

    Raises Rejected when a fragment links to an id or shows an image that the book does not have.
    """
    files = tuple(
        TextFile(f"{n:02}-{safe_stem(section.name) or 'part'}.xhtml", section, fragment(section.html))
        for n, section in enumerate(book.sections, 1)
    )
    for file in files:
        mark_semantics(file.body)
        _free_empty_heads(file.body)
    place_notes(book, [file.body for file in files])
    found = [p for file in files for p in _show_images(book, file, names)]
    found += _link(book, files)
    if found:
        raise Rejected(tuple(dict.fromkeys(found)))
    return files


def _free_empty_heads(body: Element) -> None:
    """The empty corner of a table heads nothing, and as a heading would be read out as one."""
    for cell in body.iter(f"{{{XHTML}}}th"):
        if not len(cell) and not (cell.text or "").strip():
            cell.tag = f"{{{XHTML}}}td"
            if "scope" in cell.attrib:
                del cell.attrib["scope"]


def safe_stem(name: str) -> str:
    """The ASCII letters, digits and hyphens of `name`: what every file system and reading system takes."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]


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
