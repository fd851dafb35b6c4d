"""Subject -> what is wrong with its EPUB, told from the file alone: its pages, what it says of its access."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lxml import etree

from octavo.checks.finding import Finding, find
from octavo.checks.places import of_picture
from octavo.checks.printed import read
from octavo.checks.subject import Subject
from octavo.problems import Place

PACKAGE = "EPUB/package.opf"
TYPE = "{http://www.idpf.org/2007/ops}type"
ASKED = ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")
"""What a book says of itself (EPUB Accessibility 1.1, 2.2 and 2.3)."""
MOVING = "//*[local-name()='video' or local-name()='animate' or local-name()='animateTransform']"


@dataclass(frozen=True)
class Book:
    """An EPUB, read. `claims` are its `schema:` properties, `texts` its XHTML files by name, the nav among them."""

    claims: dict[str, tuple[str, ...]]
    texts: dict[str, Any]
    nav: Any

    def everywhere(self, path: str) -> list[tuple[str, Any]]:
        """What an XPath finds, with the name of the file."""
        return [(name, found) for name, root in self.texts.items() for found in root.xpath(path)]

    def listed(self, kind: str) -> list[str]:
        """The words of the links of one of the nav's lists, "toc" or "page-list"."""
        return ["".join(link.itertext()).strip() for link in self._links(kind)]

    def targets(self, kind: str) -> list[str]:
        """Where they lead to."""
        return [link.get("href", "") for link in self._links(kind)]

    def _links(self, kind: str) -> Iterator[Any]:
        for nav in self.nav.iter("{*}nav"):
            if kind in (nav.get(TYPE) or "").split():
                yield from nav.iter("{*}a")


def check(subject: Subject) -> Iterator[Finding]:
    """Everything that can be told from the file."""
    file = subject.editions.get("epub")
    if file is None:
        return
    place = Place(subject.brief.path)
    try:
        book = _read(file)
    except (zipfile.BadZipFile, KeyError, OSError, SyntaxError, StopIteration) as error:
        yield _of_epub(find("edition-unreadable", place, edition="the EPUB", error=error))
        return
    found = (*_pages(book, subject), *_images(book, subject), *_claims(book, place))
    yield from map(_of_epub, found)


def _of_epub(finding: Finding) -> Finding:
    return replace(finding, edition="epub")


def _read(file: Path) -> Book:
    """Raises BadZipFile, KeyError, OSError, SyntaxError, StopIteration for what is no book of Octavo's."""
    with zipfile.ZipFile(file) as archive:
        if damaged := archive.testzip():
            raise zipfile.BadZipFile(f"{damaged} is damaged")
        package = etree.fromstring(archive.read(PACKAGE))
        items = [item for item in package.iter("{*}item") if item.get("media-type") == "application/xhtml+xml"]
        texts = {item.get("href", ""): etree.fromstring(archive.read(f"EPUB/{item.get('href')}")) for item in items}
    nav = next(item.get("href", "") for item in items if "nav" in (item.get("properties") or "").split())
    claims: dict[str, tuple[str, ...]] = {}
    for meta in package.iter("{*}meta"):
        name = (meta.get("property") or "").removeprefix("schema:")
        claims[name] = (*claims.get(name, ()), (meta.text or "").strip())
    return Book(claims, texts, texts[nav])


def _pages(book: Book, subject: Subject) -> Iterator[Finding]:
    """The page list names the PDF's pages, in their order."""
    file = subject.editions.get("pdf")
    if file is None:
        return
    try:
        printed = list(read(file).labels)
    except ValueError:
        return  # that the PDF cannot be read is told where its text is compared
    listed = book.listed("page-list")
    if listed != printed:
        differs = [f"{one or 'none'} for {other or 'none'}" for one, other in _beside(listed, printed) if one != other]
        values = {"listed": len(listed), "pages": len(printed), "first": differs[0]}
        yield find("epub-pages", Place(subject.brief.path), **values)


def _beside(listed: list[str], printed: list[str]) -> Iterator[tuple[str, str]]:
    for number in range(max(len(listed), len(printed))):
        yield "".join(listed[number : number + 1]), "".join(printed[number : number + 1])


def _images(book: Book, subject: Subject) -> Iterator[Finding]:
    for name, image in book.everywhere("//*[local-name()='img'][not(@alt)]"):
        source = posixpath.normpath(posixpath.join(posixpath.dirname(name), image.get("src") or ""))
        yield find("epub-no-alt", of_picture(source, subject), name=source)


def _claims(book: Book, place: Place) -> Iterator[Finding]:
    """What the book says of its accessibility is there, and is so."""
    for name in ASKED:
        if not any(book.claims.get(name, ())):
            yield find("epub-silent", place, name=f"schema:{name}")
    said = set(book.claims.get("accessibilityFeature", ()))
    for claim, why in _untrue(book):
        if claim in said:
            yield find("epub-claim", place, claim=claim, why=why)
    if "none" in book.claims.get("accessibilityHazard", ()) and book.everywhere(MOVING):
        yield find("epub-claim", place, claim="no hazard", why="something in it moves, and nobody vouched for it")


def _untrue(book: Book) -> Iterator[tuple[str, str]]:
    """Features that a book of this content does not have, and why (schema.org, accessibilityFeature)."""
    if not book.everywhere("//*[local-name()='img'][string(@alt)]"):
        yield "alternativeText", "no picture in it has one"
    elif book.everywhere("//*[local-name()='img'][not(@alt)]"):
        yield "alternativeText", "a picture in it has none"
    if not book.listed("toc"):
        yield "tableOfContents", "its list of contents is empty"
    if not book.listed("page-list"):
        yield "pageNavigation", "it has no list of pages"
    marks = {f"{name}#{mark.get('id')}" for name, mark in book.everywhere("//*[@role='doc-pagebreak']")}
    unmarked = [href for href in book.targets("page-list") if href not in marks]
    if not marks or unmarked:
        yield "pageBreakMarkers", f"{unmarked[0]} is no mark of a page" if marks else "no page is marked in its text"
    if not book.everywhere("//*[local-name()='h1' or local-name()='h2']"):
        yield "structuralNavigation", "it has no headings"
    if not book.everywhere("//*[contains(@class, 'data-link') or @aria-details or local-name()='details']"):
        yield "longDescription", "nothing in it leads from a picture to a long description"
