"""Document -> the tags of a page's head: Dublin Core, Highwire Press, Open Graph, and JSON-LD for search engines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.document import Document
from octavo.markup import Editions
from octavo.matter import sort_name
from octavo.plaintext import plain

SHARE_CARD = "share.png"
CARD_SIZE = (1200, 630)
"""Pixels, width and height: what Open Graph readers show without cropping (developers.facebook.com, "Images")."""


@dataclass(frozen=True)
class Tag:
    """One `<meta>`; `key` is "name" or "property"."""

    key: str
    name: str
    content: str


@dataclass(frozen=True)
class Metadata:
    """What stands in the head. `address` is the page's public address, or "" when the house has told none;
    `linked_data` is JSON that may stand in a script element."""

    title: str
    description: str
    address: str
    tags: tuple[Tag, ...]
    linked_data: str


def describe(document: Document, editions: Editions) -> Metadata:
    """All metadata of one publication, from its front matter and nothing else."""
    address = public_address(document)
    return Metadata(
        title=document.brief.meta.title,
        description=summary_line(document),
        address=address,
        tags=tuple(tag for tag in _tags(document, editions, address) if tag.content),
        linked_data=_linked_data(document, editions, address),
    )


def public_address(document: Document) -> str:
    """Where the edition's folder will be found, with a final slash; "" when the house has told no address."""
    base = document.brief.publisher.base_url
    return f"{base.rstrip('/')}/{document.brief.slug}/" if base else ""


def summary_line(document: Document) -> str:
    """One sentence about it: the dek, else the first takeaway."""
    return plain(document.brief.dek) or (plain(document.brief.takeaways[0]) if document.brief.takeaways else "")


def _tags(document: Document, editions: Editions, address: str) -> Iterator[Tag]:
    brief = document.brief
    meta, publisher = brief.meta, brief.publisher
    authors = [person.name for person in brief.authors]
    day = meta.date.isoformat() if meta.date else ""
    yield Tag("name", "description", summary_line(document))
    yield Tag("name", "author", document.labels.join(tuple(authors)) if authors else publisher.name.full)
    yield Tag("name", "keywords", ", ".join((*meta.topics, *meta.region)))
    yield from _dublin_core(document, authors, day)
    yield from _highwire(document, editions, address)
    yield Tag("property", "og:type", "article")
    yield Tag("property", "og:title", meta.title)
    yield Tag("property", "og:description", summary_line(document))
    yield Tag("property", "og:site_name", publisher.name.full)
    yield Tag("property", "og:locale", brief.language.replace("-", "_"))
    yield Tag("property", "og:url", address)
    yield Tag("property", "article:published_time", day)
    yield Tag("property", "article:modified_time", meta.updated.isoformat() if meta.updated else "")
    if editions.share_card:
        yield Tag("property", "og:image", f"{address}{SHARE_CARD}")
        yield Tag("property", "og:image:width", str(CARD_SIZE[0]))
        yield Tag("property", "og:image:height", str(CARD_SIZE[1]))
        yield Tag("property", "og:image:alt", f"{meta.title}. {publisher.name.full}")
    yield Tag("name", "twitter:card", "summary_large_image" if editions.share_card else "summary")


def _dublin_core(document: Document, authors: list[str], day: str) -> Iterator[Tag]:
    """DCMI Metadata Terms, in the spelling of DCQ-HTML: what Zotero and library crawlers read."""
    brief = document.brief
    yield Tag("name", "DC.title", brief.meta.title)
    for author in authors:
        yield Tag("name", "DC.creator", author)
    for speaker in brief.speakers:
        yield Tag("name", "DC.contributor", speaker.name)
    yield Tag("name", "DC.publisher", brief.publisher.name.full)
    yield Tag("name", "DC.language", brief.language)
    yield Tag("name", "DC.type", "Text")
    for topic in brief.meta.topics:
        yield Tag("name", "DC.subject", topic)
    for place in brief.meta.region:
        yield Tag("name", "DC.coverage", place)
    yield Tag("name", "DC.identifier", _identifier(document))
    yield Tag("name", "DC.rights", plain(brief.licence))
    yield Tag("name", "dcterms.issued", day)
    yield Tag("name", "dcterms.created", day)
    yield Tag("name", "dcterms.modified", brief.meta.updated.isoformat() if brief.meta.updated else day)


def _highwire(document: Document, editions: Editions, address: str) -> Iterator[Tag]:
    """Highwire Press tags, as Google Scholar's inclusion guidelines ask for ("Indexing Guidelines")."""
    brief = document.brief
    yield Tag("name", "citation_title", brief.meta.title)
    for person in brief.authors:
        yield Tag("name", "citation_author", sort_name(person))
    yield Tag("name", "citation_publication_date", brief.meta.date.strftime("%Y/%m/%d") if brief.meta.date else "")
    yield Tag("name", "citation_technical_report_institution", brief.publisher.name.full)
    yield Tag("name", "citation_technical_report_number", brief.meta.identifiers.report_number or brief.meta.number)
    yield Tag("name", "citation_language", brief.language)
    yield Tag("name", "citation_doi", brief.meta.identifiers.doi)
    yield Tag("name", "citation_isbn", brief.meta.identifiers.isbn)
    if address and "pdf" in editions.files:
        yield Tag("name", "citation_pdf_url", f"{address}{editions.files['pdf']}")


def _identifier(document: Document) -> str:
    ids = document.brief.meta.identifiers
    return f"https://doi.org/{ids.doi}" if ids.doi else ids.isbn or ids.report_number


def _linked_data(document: Document, editions: Editions, address: str) -> str:
    """A schema.org Report. `<` is escaped, so that no text can end the script element (HTML 4.12.1.3)."""
    brief = document.brief
    meta = brief.meta
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article" if meta.type == "commentary" else "Report",
        "headline": meta.title,
        "description": summary_line(document),
        "inLanguage": brief.language,
        "author": [_person(person.name, person.affiliation, person.orcid) for person in brief.authors],
        "contributor": [_person(person.name, person.affiliation, person.orcid) for person in brief.speakers],
        "publisher": {"@type": "Organization", "name": brief.publisher.name.full, "url": brief.publisher.url},
        "datePublished": meta.date.isoformat() if meta.date else "",
        "dateModified": meta.updated.isoformat() if meta.updated else "",
        "version": meta.version,
        "reportNumber": meta.identifiers.report_number or meta.number,
        "about": list(meta.topics),
        "spatialCoverage": list(meta.region),
        "identifier": _identifier(document),
        "license": brief.rights.url if brief.rights else "",
        "url": address,
        "encoding": _encodings(editions, address),
    }
    text = json.dumps({key: value for key, value in data.items() if value}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c")


def _person(name: str, affiliation: str, orcid: str) -> dict[str, object]:
    person: dict[str, object] = {"@type": "Person", "name": name}
    if affiliation:
        person["affiliation"] = {"@type": "Organization", "name": affiliation}
    if orcid:
        person["sameAs"] = f"https://orcid.org/{orcid}"
    return person


def _encodings(editions: Editions, address: str) -> list[dict[str, str]]:
    types = {"pdf": "application/pdf", "epub": "application/epub+zip"}
    return [
        {"@type": "MediaObject", "encodingFormat": types[kind], "contentUrl": f"{address}{name}"}
        for kind, name in editions.files.items()
        if kind in types
    ]
