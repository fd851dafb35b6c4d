"""Catalogue -> opds.json, the catalogue for reading apps and libraries (OPDS 2.0), and a record of each publication."""

from collections.abc import Iterator

from octavo.artifact import Artifact
from octavo.catalogue.feeds import as_json, moment, said
from octavo.catalogue.shelves import Catalogue, day
from octavo.editionfiles import DOWNLOADS
from octavo.index import IndexCard

FEED_TYPE, RECORD_TYPE = "application/opds+json", "application/opds-publication+json"
FILE = "opds.json"
FREE = "http://opds-spec.org/acquisition/open-access"


def opds(catalogue: Catalogue) -> Iterator[Artifact]:
    """The feed, and below opds/ the record of each publication that has a file to be taken away."""
    cards = [card for card in catalogue.listed if DOWNLOADS.keys() & card.files.keys()]
    if not cards:
        return
    house, base = catalogue.publisher, catalogue.base
    records = {card.slug: _record(catalogue, card) for card in cards}
    newest = max(map(day, cards))
    feed = {
        "metadata": said(
            {
                "title": f"{house.name.full}: {catalogue.labels('publications')}",
                "identifier": base,
                "modified": moment(newest) if newest else "",
                "numberOfItems": len(cards),
            }
        ),
        "links": [
            {"rel": "self", "href": f"{base}{FILE}", "type": FEED_TYPE},
            {"rel": "alternate", "href": base, "type": "text/html"},
        ],
        "publications": list(records.values()),
    }
    yield Artifact(FILE, FEED_TYPE, as_json(feed))
    for slug, record in records.items():
        yield Artifact(f"opds/{slug}.json", RECORD_TYPE, as_json(record))


def _record(catalogue: Catalogue, card: IndexCard) -> dict[str, object]:
    """A publication's metadata (Readium Web Publication Manifest, default context), and where its files are."""
    home = f"{catalogue.base}{card.slug}/"
    links: list[dict[str, object]] = [
        {"rel": "self", "href": f"{catalogue.base}opds/{card.slug}.json", "type": RECORD_TYPE},
    ]
    if "html" in card.files:
        links.append({"rel": "alternate", "href": home, "type": "text/html"})
    links += [
        {"rel": FREE, "href": f"{home}{card.files[kind]}", "type": media_type}
        for kind, media_type in DOWNLOADS.items()
        if kind in card.files
    ]
    record: dict[str, object] = {"metadata": said(_metadata(catalogue, card, home)), "links": links}
    if card.cover:
        record["images"] = [{"href": f"{home}{card.cover}", "type": "image/png"}]
    return record


def _metadata(catalogue: Catalogue, card: IndexCard, home: str) -> dict[str, object]:
    doi = card.number_of("doi")
    people = [
        said({"name": c["name"], "sortAs": c["sort"], "identifier": _orcid(c.get("orcid", ""))}) for c in card.credits
    ]
    return {
        "@type": "http://schema.org/Article" if card.type == "commentary" else "http://schema.org/Report",
        "identifier": f"https://doi.org/{doi}" if doi else home,
        "title": card.title,
        "subtitle": card.dek,
        "author": people,
        "language": card.language,
        "publisher": catalogue.publisher.name.full,
        "published": card.date,
        "modified": moment(day(card)) if day(card) else "",
        "subject": [*card.topics, *card.regions],
        "description": card.summary,
        "numberOfPages": card.pages,
        "belongsTo": {"series": {"name": card.series}} if card.series else {},
        "accessibility": {"feature": list(card.access)} if card.access else {},
    }


def _orcid(orcid: str) -> str:
    return f"https://orcid.org/{orcid}" if orcid else ""
