"""Catalogue -> what leads machines through the site: sitemap.xml, robots.txt, llms.txt."""

from urllib.parse import quote

from lxml import etree

from octavo.artifact import Artifact
from octavo.catalogue.elements import add, as_default, as_xml
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
        entry = add(root, "url")
        add(entry, "loc", f"{catalogue.base}{quote(path)}")
        add(entry, "lastmod", changed)
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
