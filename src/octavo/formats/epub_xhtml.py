"""HTML fragments -> XHTML elements, and back to text.

What HTML forgives and XML does not is settled here: void elements, named entities, characters that XML cannot hold.
"""

import re
from typing import cast

from lxml import etree, html

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
NAMES = {"h": XHTML, "epub": OPS}
TYPE = f"{{{OPS}}}type"
Element = etree._Element

# The characters that XML 1.0 has no way to hold (production 2) or that HTML forbids (controls), and how either
# language would write them in numbers.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PLACES = frozenset(("data-at", "data-line", "data-path"))
"""Where a block was written: to find its page, which binding takes off again; and in the preview, which shows it."""
REFERENCE = re.compile(r"&#(?:x([0-9a-f]+)|([0-9]+));?", re.IGNORECASE)

# By class name: the structure it stands for (EPUB Structural Semantics 1.1), and the role that says it (DPUB-ARIA 1.1).
SEMANTICS = {
    "chapter": ("chapter", "doc-chapter"),
    "summary": ("abstract", "doc-abstract"),
    "references": ("bibliography", "doc-bibliography"),
    "acknowledgements": ("acknowledgments", "doc-acknowledgments"),
    "colophon": ("colophon", "doc-colophon"),
    "imprint": ("copyright-page", ""),
    "callout": ("", "note"),  # a note is no landmark: a book has too many asides to be announced each
    "box": ("", "note"),
    "noteref": ("noteref", "doc-noteref"),
}
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
BLOCKS = frozenset(f"{{{XHTML}}}{name}" for name in "p ul ol dl blockquote pre table figure div section aside".split())


def clean(text: str) -> str:
    """`text` without the characters that XML cannot hold, lone surrogates among them."""
    return FORBIDDEN.sub("", text)


SPACES = cast("dict[str, str]", {None: XHTML, "epub": OPS})
"""The namespaces that every file of a book declares; the stubs know no default one."""


def fragment(source: str) -> Element:
    """An HTML fragment as XHTML elements below a `div` that is not part of it."""
    source = REFERENCE.sub(_allowed_reference, clean(source))
    page = html.document_fromstring(f'<!doctype html><meta charset="utf-8"><body>{source}</body>')
    root = etree.Element(f"{{{XHTML}}}div", nsmap=SPACES)
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
    pieces = element.xpath(".//text()[not(ancestor::h:a[@role='doc-noteref'])]", namespaces=NAMES)
    words = "".join(cast("list[str]", pieces))
    return " ".join(words.split())


def by_class(body: Element, name: str) -> list[Element]:
    found = body.xpath(f".//h:*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]", namespaces=NAMES)
    return cast("list[Element]", found)


def _allowed_reference(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    allowed = number <= 0x10FFFF and not FORBIDDEN.match(chr(number))
    return match[0] if allowed or 0x80 <= number <= 0x9F else ""  # HTML reads 80 to 9F as Windows-1252


def _converted(source: Element) -> Element:
    """A parsed HTML element, with all below it, in the XHTML namespace."""
    made = etree.Element(f"{{{XHTML}}}{source.tag}", nsmap=SPACES)
    # An empty text keeps <p></p> from being written as <p/>, which is for void elements alone.
    made.text, made.tail = (None if source.tag in VOID else source.text or ""), source.tail
    for name, value in source.attrib.items():
        key, text = str(name), str(value)
        if key == "lang":
            made.set("{http://www.w3.org/XML/1998/namespace}lang", text)
        if key == "epub:type":
            made.set(TYPE, text)
        elif key in PLACES or (":" not in key and not key.startswith(("data-", "on"))):
            made.set(key, text)
    for child in source:
        made.append(_converted(child))
    return made


def mark_semantics(body: Element) -> None:
    """Say what the house's components are, for reading systems and for assistive technology."""
    for name, (structure, role) in SEMANTICS.items():
        for element in by_class(body, name):
            if structure:
                element.set(TYPE, structure)
            if role:
                element.set("role", role)
