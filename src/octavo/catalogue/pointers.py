"""Catalogue -> what leads machines through the site: sitemap.xml, robots.txt, llms.txt."""

from urllib.parse import quote

from lxml import etree

from octavo.artifact import Artifact
from octavo.catalogue.shelves import KINDS, Catalogue, day
from octavo.design import Design
from octavo.index import IndexCard

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000
"""Addresses of one sitemap (sitemaps.org, protocol)."""


def sitemap(catalogue: Catalogue) -> Artifact:
    """sitemap.xml (sitemaps.org 0.9): the index, the shelves and each publication, with the days of their changes."""
    listed = frozenset(card.slug for card in catalogue.listed)
    pages = [("", catalogue.newest)]
    pages += [(catalogue.page(card), day(card)) for card in catalogue.listed]
    for kind in KINDS:
        for shelf in catalogue.shelves[kind]:
            days = [day(card) for card in shelf.cards if card.slug in listed]
            pages += [(shelf.path, max(days))] if days else []
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap=as_default(SITEMAP))
    for path, changed in pages[:MOST]:
        entry = etree.SubElement(root, f"{{{SITEMAP}}}url")
        etree.SubElement(entry, f"{{{SITEMAP}}}loc").text = f"{catalogue.base}{quote(path)}"
        if changed:
            etree.SubElement(entry, f"{{{SITEMAP}}}lastmod").text = changed
    return Artifact("sitemap.xml", "application/xml", as_xml(root))


def robots(catalogue: Catalogue, design: Design) -> Artifact:
    """robots.txt (RFC 9309), for the root of a host."""
    return Artifact("robots.txt", "text/plain", design.draw("catalogue/robots.txt", catalogue=catalogue).encode())


def llms(catalogue: Catalogue, design: Design) -> Artifact:
    """llms.txt (llmstxt.org): the publications as Markdown, by kind, the newest first."""
    groups: dict[str, list[IndexCard]] = {}
    for card in catalogue.listed:
        groups.setdefault(card.kind, []).append(card)
    text = design.draw("catalogue/llms.txt", catalogue=catalogue, groups=groups, line=_line)
    return Artifact("llms.txt", "text/markdown", text.encode())


def _line(text: str) -> str:
    """A text that cannot be taken for the marks of Markdown's links."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def as_xml(root: "etree._Element") -> bytes:
    """A document in UTF-8, indented by a space."""
    etree.indent(root, " ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"


def as_default(namespace: str, **others: str) -> dict[str, str]:
    """Namespaces for an element's `nsmap`, the first without a prefix: lxml names that None, its types do not."""
    return {None: namespace, **others}  # type: ignore[dict-item]
