"""Catalogue -> the feeds that readers subscribe to: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from collections.abc import Iterator, Mapping

from lxml import etree

from octavo.artifact import Artifact
from octavo.catalogue.elements import add, as_default, as_xml
from octavo.catalogue.shelves import Catalogue, day
from octavo.editionfiles import DOWNLOADS
from octavo.index import IndexCard

ATOM = "http://www.w3.org/2005/Atom"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"
ATOM_FILE, JSON_FILE = "atom.xml", "feed.json"
MOST = 50
"""Entries of a feed: the newest; the catalogue has them all."""


def atom(catalogue: Catalogue) -> Iterator[Artifact]:
    """atom.xml. An entry must say when it was updated (RFC 4287, 4.1.2): what bears no date is not in it."""
    dated = [card for card in catalogue.listed if day(card)][:MOST]
    if not dated:
        return
    house, base = catalogue.publisher, catalogue.base
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap=as_default(ATOM))
    feed.set(LANG, house.language)
    add(feed, "title", f"{house.name.full}: {catalogue.labels('publications')}")
    add(feed, "id", base)
    add(feed, "updated", moment(max(map(day, dated))))
    add(feed, "link", rel="self", type=ATOM_TYPE, href=f"{base}{ATOM_FILE}")
    add(feed, "link", rel="alternate", type="text/html", href=base)
    _author(feed, {"name": house.name.full, "url": house.url})
    add(feed, "generator", "Octavo")
    for card in dated:
        _entry(feed, catalogue, card)
    yield Artifact(ATOM_FILE, ATOM_TYPE, as_xml(feed))


def _entry(feed: "etree._Element", catalogue: Catalogue, card: IndexCard) -> None:
    base = catalogue.base
    entry = add(feed, "entry")
    entry.set(LANG, card.language)
    add(entry, "title", card.title)
    add(entry, "id", f"{base}{card.slug}/")
    add(entry, "published", moment(card.date or day(card)))
    add(entry, "updated", moment(day(card)))
    kind = "text/html" if "html" in card.files else ""
    add(entry, "link", rel="alternate", type=kind, href=f"{base}{catalogue.page(card)}")
    for name, media_type in DOWNLOADS.items():
        if name in card.files:
            add(entry, "link", rel="enclosure", type=media_type, href=f"{base}{card.slug}/{card.files[name]}")
    for credit in card.credits:
        _author(entry, credit)
    for term in (*card.topics, *card.regions):
        add(entry, "category", term=term)
    add(entry, "rights", card.rights)
    add(entry, "summary", card.summary or card.dek)


def _author(parent: "etree._Element", credit: Mapping[str, str]) -> None:
    author = add(parent, "author")
    add(author, "name", credit["name"])
    add(author, "uri", credit.get("url", ""))


def json_feed(catalogue: Catalogue) -> Artifact:
    """feed.json (jsonfeed.org, version 1.1)."""
    house, base = catalogue.publisher, catalogue.base
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{house.name.full}: {catalogue.labels('publications')}",
        "home_page_url": base,
        "feed_url": f"{base}{JSON_FILE}",
        "language": house.language,
        "authors": [said({"name": house.name.full, "url": house.url})],
        "items": [_item(catalogue, card) for card in catalogue.listed[:MOST]],
    }
    return Artifact(JSON_FILE, JSON_TYPE, as_json(feed))


def _item(catalogue: Catalogue, card: IndexCard) -> dict[str, object]:
    base = catalogue.base
    home = f"{base}{card.slug}/"
    return said(
        {
            "id": home,
            "url": f"{base}{catalogue.page(card)}",
            "title": card.title,
            "content_text": card.summary or card.dek or card.title,
            "summary": card.dek,
            "image": f"{home}{card.cover}" if card.cover else "",
            "date_published": moment(card.date) if card.date else "",
            "date_modified": moment(card.updated) if card.updated else "",
            "authors": [said({"name": c["name"], "url": c.get("url", "")}) for c in card.credits],
            "tags": [*card.topics, *card.regions],
            "language": card.language,
            "attachments": [
                {"url": f"{home}{card.files[kind]}", "mime_type": media_type}
                for kind, media_type in DOWNLOADS.items()
                if kind in card.files
            ],
        }
    )


def moment(date: str) -> str:
    """A day as RFC 3339 wants a moment: its beginning, in UTC, for nothing more is known."""
    return f"{date}T00:00:00Z"


def said(data: "dict[str, object]") -> dict[str, object]:
    """What says something of a record."""
    return {key: value for key, value in data.items() if value}


def as_json(data: object) -> bytes:
    """A document in UTF-8, indented by a space."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
