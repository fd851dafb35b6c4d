"""The print edition's pages -> marks in the text of a book, one for each page, in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from octavo.formats.epub_book import Book
from octavo.formats.epub_text import TextFile
from octavo.formats.epub_xhtml import TYPE, XHTML, Element

# Where the mark goes inside, at the start: nothing may stand before an item, and before a paragraph it would come
# between two paragraphs that a style sheet knows as neighbours.
INSIDE = ("p", "li", "dt", "dd", "td", "th")
# What takes only parts of its own kind: the mark goes to the first part.
ENTERED = ("ol", "ul", "dl", "thead", "tbody", "tfoot", "tr")


@dataclass(frozen=True)
class PageMark:
    """`label` as it is printed on the page, and where the mark stands."""

    label: str
    href: str
    id: str


def mark_pages(book: Book, files: Sequence[TextFile]) -> tuple[PageMark, ...]:
    """Set a mark before the first block of each page of `book.page_labels`; nothing if the book has no pages.

    A page on which no block begins (a long paragraph runs over it, or it holds the back cover) is marked with the
    next one, or at the end of the text: every page can be found, and the order holds.
    """
    starts = _first_blocks(book, files)
    for file in files:
        for element in file.body.iter(etree.Element):
            if "data-at" in element.attrib:
                del element.attrib["data-at"]
    marks = []
    for position, label in enumerate(book.page_labels):
        later = [starts[page] for page in book.page_labels[position:] if page in starts]
        file, block = later[0] if later else (files[-1], None)
        id_ = f"page-{position + 1}"
        _insert(_mark(id_, book.words.page.format(label)), file, block)
        marks.append(PageMark(label, f"{file.href}#{id_}", id_))
    return tuple(marks)


def _first_blocks(book: Book, files: Sequence[TextFile]) -> dict[str, tuple[TextFile, Element]]:
    """For each page label the first element in reading order that the print edition begins there.

    A label that comes after a later one has been seen is passed over: notes at the foot of a page stand elsewhere
    in the book, and marks that went backwards would mislead.
    """
    order = {label: n for n, label in enumerate(book.page_labels)}
    found: dict[str, tuple[TextFile, Element]] = {}
    reached = -1
    if book.page_labels and len(files[0].body):  # the print edition, too, begins with the title
        found[book.page_labels[0]] = (files[0], files[0].body[0])
        reached = 0
    for file in files:
        for element in file.body.iter(etree.Element):
            label = book.pages.get(element.get("id") or "") or book.pages.get(element.get("data-at") or "")
            if label in order and order[label] > reached and not _in_notes(element):
                reached = order[label]
                found[label] = (file, element)
    return found


def _in_notes(element: Element) -> bool:
    return any(e.get(TYPE) in ("footnote", "footnotes") for e in (element, *element.iterancestors()))


def _mark(id_: str, words: str) -> Element:
    mark = etree.Element(
        f"{{{XHTML}}}span", {"id": id_, TYPE: "pagebreak", "role": "doc-pagebreak", "aria-label": words}
    )
    mark.text = ""
    return mark


def _insert(mark: Element, file: TextFile, block: Element | None) -> None:
    """Before `block`, or inside it where nothing may stand before it; at the end of the file if there is no block."""
    if block is None:
        file.body.append(mark)
        return
    target = _target(block)
    if _name(target) in INSIDE:
        _put_inside(mark, target)
    else:
        target.addprevious(mark)


def _target(block: Element) -> Element:
    """The element that the mark of `block` stands before or in: a list's first item, a figure for its caption."""
    for ancestor in (block, *block.iterancestors()):
        parent = ancestor.getparent()
        if _name(ancestor) in ("figcaption", "caption") and parent is not None:
            return parent
    while len(block) and (_name(block) in ENTERED or _name(block.getparent()) == "dl"):
        if _name(block) in INSIDE:
            break
        block = block[0]
    return block


def _put_inside(mark: Element, target: Element) -> None:
    """At the start of `target`, after the marks of earlier pages that stand there."""
    before = None
    for child in target if not target.text else ():
        if child.get("role") != "doc-pagebreak":
            break
        before = child
        if child.tail:
            break
    if before is None:
        mark.tail, target.text = target.text, ""
        target.insert(0, mark)
    else:
        mark.tail, before.tail = before.tail, None
        target.insert(target.index(before) + 1, mark)


def _name(element: Element | None) -> str:
    return "" if element is None else str(element.tag)[len(XHTML) + 2 :]
