"""What the contents page of build/ needs to know of each publication, as a value that can be kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.document import Document
from octavo.markup import Editions
from octavo.plaintext import plain

COVER = "cover.png"
"""The picture of the first page, beside a brief's web page."""


@dataclass(frozen=True)
class IndexCard:
    """One entry of the contents page. `files` maps a format to its file's name in the brief's folder; `cover` is the
    picture of the first page there, "" when no page was printed; `status` a word for what is not just published."""

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


def index_card(document: Document, editions: Editions, pages: int) -> IndexCard:
    """The card of a settled document."""
    brief, labels = document.brief, document.labels
    date = brief.meta.date
    return IndexCard(
        slug=brief.slug,
        title=brief.meta.title,
        dek=plain(brief.dek),
        kind=brief.series or labels(document.kind.name),
        date=date.isoformat() if date else "",
        date_text=labels.date(date) if date else "",
        language=brief.language,
        authors=tuple(person.name for person in brief.authors),
        files=dict(editions.files),
        pages=pages,
        cover=COVER if pages and "html" in editions.files else "",
        status=document.matter.status,
    )
