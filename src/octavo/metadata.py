"""Document -> what stands in a page's head: Dublin Core, Highwire Press and Open Graph tags, links, and JSON-LD."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from octavo.blocks import Paragraph
from octavo.document import Document
from octavo.edition import Editions
from octavo.editionfiles import CARD_SIZE, DOWNLOADS, RECORDS, SHARE_CARD
from octavo.matter import sort_name
from octavo.model.house import Person
from octavo.model.meta import Recording
from octavo.plaintext import plain

UNLISTED = ("draft", "embargoed", "withdrawn")
"""What no search engine should show."""


@dataclass(frozen=True)
class Tag:
    """One `<meta>`; `key` is "name" or "property"."""

    key: str
    name: str
    content: str


@dataclass(frozen=True)
class Link:
    """One `<link>`; `type` is a media type or ""."""

    rel: str
    href: str
    type: str = ""


@dataclass(frozen=True)
class Metadata:
    """What stands in the head. `address` is the page's public address, or "" when the house has told none: then what
    needs a whole address is left out. `linked_data` is JSON that may stand in a script element."""

    title: str
    description: str
    address: str
    tags: tuple[Tag, ...]
    links: tuple[Link, ...]
    linked_data: str


def describe(document: Document, editions: Editions) -> Metadata:
    """All metadata of one publication, from its front matter and nothing else."""
    address = public_address(document)
    return Metadata(
        title=document.brief.meta.title,
        description=summary_line(document),
        address=address,
        tags=tuple(tag for tag in _tags(document, editions, address) if tag.content),
        links=tuple(link for link in _links(document, editions, address) if link.href),
        linked_data=_linked_data(document, editions, address),
    )


def public_address(document: Document) -> str:
    """Where the edition's folder will be found, with a final slash; "" when the house has told no address."""
    base = document.brief.publisher.base_url
    return f"{base.rstrip('/')}/{document.brief.slug}/" if base else ""


def summary_line(document: Document) -> str:
    """What it is about, for catalogues and search engines: its summary, else its dek, else its first takeaway."""
    brief = document.brief
    summary = " ".join(plain(block.inlines) for block in brief.summary if isinstance(block, Paragraph))
    return summary or plain(brief.dek) or (plain(brief.takeaways[0]) if brief.takeaways else "")


def _links(document: Document, editions: Editions, address: str) -> Iterator[Link]:
    """The page's own address and other editions; the DOI as RFC 8574 has it; what Dublin Core's prefixes stand for."""
    brief = document.brief
    yield Link("canonical", address)
    for kind, media_type in DOWNLOADS.items():
        yield Link("alternate", editions.files.get(kind, ""), media_type)
    for name, media_type in RECORDS.items():
        yield Link("describedby", name, media_type)
    yield Link("cite-as", _doi(document))
    yield Link("license", brief.rights.url if brief.rights else "")
    yield Link("schema.DC", "http://purl.org/dc/elements/1.1/")
    yield Link("schema.dcterms", "http://purl.org/dc/terms/")


def _tags(document: Document, editions: Editions, address: str) -> Iterator[Tag]:
    brief = document.brief
    meta, publisher = brief.meta, brief.publisher
    authors = [person.name for person in brief.authors] or [plain(brief.byline) or publisher.name.full]
    day = meta.date.isoformat() if meta.date else ""
    yield Tag("name", "description", summary_line(document))
    yield Tag("name", "author", document.labels.join(tuple(authors)))
    yield Tag("name", "keywords", ", ".join((*meta.topics, *meta.region)))
    yield Tag("name", "robots", "noindex" if meta.status in UNLISTED else "")
    yield from _dublin_core(document, authors, day)
    yield from _highwire(document, editions, address)
    yield from _open_graph(document, address, day)
    card = address and editions.share_card
    if card:
        yield Tag("property", "og:image", f"{address}{SHARE_CARD}")
        yield Tag("property", "og:image:type", "image/png")
        yield Tag("property", "og:image:width", str(CARD_SIZE[0]))
        yield Tag("property", "og:image:height", str(CARD_SIZE[1]))
        yield Tag("property", "og:image:alt", f"{meta.title}. {publisher.name.full}")
    yield Tag("name", "twitter:card", "summary_large_image" if card else "summary")


def _dublin_core(document: Document, authors: list[str], day: str) -> Iterator[Tag]:
    """DCMI terms, spelt as DC-HTML (2008) says: what Zotero and library crawlers read, and WeasyPrint for the PDF."""
    brief = document.brief
    yield Tag("name", "DC.title", brief.meta.title)
    for author in authors:
        yield Tag("name", "DC.creator", author)
    for speaker in brief.speakers:
        yield Tag("name", "DC.contributor", speaker.name)
    yield Tag("name", "DC.publisher", brief.publisher.name.full)
    yield Tag("name", "DC.description", summary_line(document))
    yield Tag("name", "DC.language", brief.language)
    yield Tag("name", "DC.type", "Text")
    for topic in brief.meta.topics:
        yield Tag("name", "DC.subject", topic)
    for place in brief.meta.region:
        yield Tag("name", "DC.coverage", place)
    yield Tag("name", "DC.identifier", _identifier(document))
    yield Tag("name", "DC.rights", plain(document.matter.rights))
    yield Tag("name", "DC.date", day)
    yield Tag("name", "dcterms.issued", day)
    yield Tag("name", "dcterms.created", day)
    yield Tag("name", "dcterms.modified", brief.meta.updated.isoformat() if brief.meta.updated else day)


def _highwire(document: Document, editions: Editions, address: str) -> Iterator[Tag]:
    """Highwire Press tags, as Google Scholar's inclusion guidelines ask for ("Indexing Guidelines")."""
    brief = document.brief
    ids, day = brief.meta.identifiers, brief.meta.date
    yield Tag("name", "citation_title", brief.meta.title)
    for name in [sort_name(person) for person in brief.authors] or [brief.publisher.name.full]:
        yield Tag("name", "citation_author", name)
    yield Tag("name", "citation_publication_date", f"{day.year}/{day.month:02}/{day.day:02}" if day else "")
    yield Tag("name", "citation_technical_report_institution", brief.publisher.name.full)
    yield Tag("name", "citation_technical_report_number", ids.report_number or brief.meta.number)
    yield Tag("name", "citation_language", brief.language)
    yield Tag("name", "citation_doi", ids.doi)
    yield Tag("name", "citation_isbn", ids.isbn)
    yield Tag("name", "citation_issn", ids.issn)
    if address:
        yield Tag("name", "citation_fulltext_html_url", address)
    if address and "pdf" in editions.files:
        yield Tag("name", "citation_pdf_url", f"{address}{editions.files['pdf']}")


def _open_graph(document: Document, address: str, day: str) -> Iterator[Tag]:
    """The Open Graph protocol (ogp.me), with the tags of its type article."""
    brief = document.brief
    meta = brief.meta
    yield Tag("property", "og:type", "article")
    yield Tag("property", "og:title", meta.title)
    yield Tag("property", "og:description", summary_line(document))
    yield Tag("property", "og:site_name", brief.publisher.name.full)
    yield Tag("property", "og:locale", _locale(document))
    yield Tag("property", "og:url", address)
    yield Tag("property", "article:published_time", day)
    yield Tag("property", "article:modified_time", meta.updated.isoformat() if meta.updated else "")
    for topic in meta.topics:
        yield Tag("property", "article:tag", topic)


def _locale(document: Document) -> str:
    """Language and country as Open Graph wants them ("en_US"), "" when the language's tag names no country."""
    locale = document.labels.locale
    return f"{locale.language}_{locale.territory}" if locale.territory else ""


def _doi(document: Document) -> str:
    doi = document.brief.meta.identifiers.doi
    return f"https://doi.org/{doi}" if doi else ""


def _identifier(document: Document) -> str:
    ids = document.brief.meta.identifiers
    return _doi(document) or (f"urn:isbn:{ids.isbn.replace('-', '')}" if ids.isbn else ids.report_number)


def _linked_data(document: Document, editions: Editions, address: str) -> str:
    """A schema.org Report, or Article. `<` is escaped, so that no text can end the script element (HTML 4.12.1.3)."""
    brief = document.brief
    meta = brief.meta
    publisher = {"@type": "Organization", "name": brief.publisher.name.full, "url": brief.publisher.url}
    article = meta.type == "commentary"
    data: dict[str, object] = {
        "@type": "Article" if article else "Report",
        "@id": _doi(document),
        "headline": meta.title,
        "description": summary_line(document),
        "inLanguage": brief.language,
        "author": [_person(person) for person in brief.authors] or publisher,
        "contributor": [_person(person) for person in brief.speakers],
        "publisher": publisher,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": brief.series} if brief.series else "",
        "datePublished": meta.date.isoformat() if meta.date else "",
        "dateModified": meta.updated.isoformat() if meta.updated else "",
        "version": meta.version,
        "reportNumber": "" if article else meta.identifiers.report_number or meta.number,
        "keywords": list(meta.topics),
        "spatialCoverage": [{"@type": "Place", "name": place} for place in meta.region],
        "identifier": _identifier(document),
        "license": brief.rights.url if brief.rights else "",
        "url": address,
        "image": f"{address}{SHARE_CARD}" if address and editions.share_card else "",
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": DOWNLOADS[kind], "contentUrl": f"{address}{name}"}
            for kind, name in editions.files.items()
            if address and kind in DOWNLOADS
        ],
        "associatedMedia": [_recording(item) for item in meta.media],
    }
    text = json.dumps({"@context": "https://schema.org", **_said(data)}, ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c")


def _person(person: Person) -> dict[str, object]:
    place = {"@type": "Organization", "name": person.affiliation} if person.affiliation else ""
    orcid = f"https://orcid.org/{person.orcid}" if person.orcid else ""
    told = {"name": person.name, "jobTitle": person.role, "affiliation": place, "url": person.url, "sameAs": orcid}
    return {"@type": "Person", **_said(told)}


def _recording(item: Recording) -> dict[str, object]:
    """An audio or video object; its duration as ISO 8601 writes it."""
    hours, rest = divmod(item.seconds, 3600)
    duration = f"PT{hours}H{rest // 60}M{rest % 60}S" if item.seconds else ""
    kind = "AudioObject" if item.kind == "audio" else "VideoObject"
    return {"@type": kind, **_said({"name": item.title, "url": item.url, "duration": duration})}


def _said(data: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in data.items() if value}
