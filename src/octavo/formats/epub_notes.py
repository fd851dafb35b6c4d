"""Notes and the text that calls them -> asides at the end of the files, with links both ways."""

from collections.abc import Sequence
from typing import cast

from lxml import etree

from octavo.formats.epub_book import Book
from octavo.formats.epub_xhtml import BLOCKS, NAMES, TYPE, XHTML, Element, fragment, mark_semantics

BACK_ARROW = "↩\N{VARIATION SELECTOR-15}"  # as type, not as a picture


def place_notes(book: Book, bodies: Sequence[Element]) -> None:
    """Put each note at the end of the file that calls it first, with a way back from it to each of its calls.

    `aside` with these types opens as a pop-up where a reading system can; elsewhere it stands where it is.
    """
    calls = [(body, call) for body in bodies for call in note_calls(body)]
    groups: dict[int, Element] = {}
    for note in book.notes:
        own = [(body, call) for body, call in calls if call.get("href") == f"#{note.id}"]
        body = own[0][0] if own else bodies[-1]
        group = groups.get(id(body))
        if group is None:
            group = groups[id(body)] = etree.SubElement(body, f"{{{XHTML}}}div", {"class": "notes", TYPE: "footnotes"})
        kind = {"id": note.id, TYPE: "footnote", "role": "doc-footnote", "class": "note"}
        aside = etree.SubElement(group, f"{{{XHTML}}}aside", kind)
        aside.extend(_in_blocks(fragment(note.html)))
        ways = [call.get("id") or "" for _, call in own if call.get("id")]
        _lead_back(aside, note.mark, ways, book.words.back.format(note.mark))


def note_calls(body: Element) -> list[Element]:
    """The calls of notes in a file, in order."""
    return cast("list[Element]", body.xpath(".//h:a[@role='doc-noteref']", namespaces=NAMES))


def _in_blocks(words: Element) -> list[Element]:
    """The note's blocks, of which the first is a paragraph; loose words make one."""
    mark_semantics(words)
    first = etree.Element(f"{{{XHTML}}}p")
    first.text = (words.text or "").lstrip()
    while len(words) and words[0].tag not in BLOCKS:
        first.append(words[0])
    if not first.text and not len(first) and len(words) and words[0].tag == first.tag:
        return list(words)
    return [first, *words]


def _lead_back(aside: Element, mark: str, ways: list[str], label: str) -> None:
    """The note opens with its mark, which leads to its first call; an arrow at its end to each further one."""
    first, last = aside[0], aside[-1]
    link = _link(ways[0] if ways else "", label)
    link.text, link.tail, first.text = mark, f" {first.text or ''}", None
    first.insert(0, link)
    if len(ways) > 1 and last.tag != first.tag:
        last = etree.SubElement(aside, first.tag)
    for way in ways[1:]:
        link = _link(way, label)
        link.text = BACK_ARROW
        before = last[-1] if len(last) else None
        if before is not None:
            before.tail = f"{before.tail or ''} "
        elif last.text:
            last.text += " "
        last.append(link)


def _link(call: str, label: str) -> Element:
    """A way back to the call with that id; without one, only the mark's place."""
    if not call:
        return etree.Element(f"{{{XHTML}}}span", {"class": "backref"})
    kind = {"class": "backref", "href": f"#{call}", "role": "doc-backlink", "aria-label": label}
    return etree.Element(f"{{{XHTML}}}a", kind)
