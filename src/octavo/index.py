"""What the catalogue of build/ needs to know of each publication, as a value that can be kept."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from octavo.document import Document
from octavo.edition import Editions
from octavo.matter import sort_name
from octavo.metadata import summary_line
from octavo.model.house import Person
from octavo.plaintext import plain

COVER = "cover.png"
"""The picture of the first page, beside a brief's web page."""


@dataclass(frozen=True)
class IndexCard:
    """One entry of the catalogue. `files` maps a format to its file's name in the brief's folder; `cover` is the
    picture of the first page there, "" when no page was printed; `status` a word for what is not just published, and
    `state` the status as its field has it. `credits` tell of each author what `_credit` puts down. `access` are the
    accessibility features that the EPUB claims (schema.org's terms), `pdf` the standard that the PDF keeps."""

    slug: str
    title: str
    dek: str
    kind: str
    date: str
    date_text: str
    language: str
    authors: tuple[str, ...]
    files: Mapping[str, str]
    pages: int
    cover: str = ""
    status: str = ""
    state: str = "published"
    type: str = "brief"
    summary: str = ""
    updated: str = ""
    version: str = ""
    changes: int = 0
    series: str = ""
    number: str = ""
    topics: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    credits: tuple[Mapping[str, str], ...] = ()
    byline: str = ""
    identifiers: Mapping[str, str] | None = None
    rights: str = ""
    licence: str = ""
    pdf: str = ""
    access: tuple[str, ...] = ()

    def number_of(self, name: str) -> str:
        """A registered number: "doi", "isbn", "issn" or "report"; "" when there is none."""
        return (self.identifiers or {}).get(name, "")


def index_card(document: Document, editions: Editions, pages: int, book: bytes = b"") -> IndexCard:
    """The card of a settled document. `book` is its EPUB, if one was made."""
    brief, labels = document.brief, document.labels
    meta = brief.meta
    ids = meta.identifiers
    return IndexCard(
        slug=brief.slug,
        title=meta.title,
        dek=plain(brief.dek),
        kind=brief.series or labels(document.kind.name),
        date=meta.date.isoformat() if meta.date else "",
        date_text=labels.date(meta.date) if meta.date else "",
        language=brief.language,
        authors=tuple(person.name for person in brief.authors),
        files=dict(editions.files),
        pages=pages,
        cover=COVER if pages and "html" in editions.files else "",
        status=labels(f"status-{meta.status}") if meta.status != "published" else "",
        state=meta.status,
        type=meta.type,
        summary=summary_line(document),
        updated=meta.updated.isoformat() if meta.updated else "",
        version=meta.version,
        changes=len(meta.changes),
        series=brief.series,
        number=meta.number,
        topics=tuple(meta.topics),
        regions=tuple(meta.region),
        credits=tuple(map(_credit, brief.authors)),
        byline=plain(brief.byline),
        identifiers={"doi": ids.doi, "isbn": ids.isbn, "issn": ids.issn, "report": ids.report_number},
        rights=plain(document.matter.rights),
        licence=brief.rights.url if brief.rights else "",
        pdf=brief.pdf if "pdf" in editions.files else "",
        access=_claims(book),
    )


def _credit(person: Person) -> dict[str, str]:
    """What a catalogue tells of an author. `sort` begins with the family name."""
    told = {
        "id": person.id,
        "name": person.name,
        "sort": sort_name(person),
        "role": person.role,
        "affiliation": person.affiliation,
        "bio": person.bio,
        "url": person.url,
        "orcid": person.orcid,
    }
    return {name: value for name, value in told.items() if value}


def _claims(book: bytes) -> tuple[str, ...]:
    """The accessibility features that the package document of an EPUB names (EPUB Accessibility 1.1, 2.2)."""
    if not book:
        return ()
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        package = next(name for name in packed.namelist() if name.endswith(".opf"))
        tree = etree.fromstring(packed.read(package))
    found = tree.iterfind(".//{http://www.idpf.org/2007/opf}meta[@property='schema:accessibilityFeature']")
    return tuple(meta.text or "" for meta in found)
