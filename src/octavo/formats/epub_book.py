"""What an EPUB is made of, as frozen values. `markup` fills them, `formats.epub` binds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from octavo.artifact import Artifact

Matter = Literal["title", "front", "text", "back"]

# Languages written from right to left, and scripts that make any language so (ISO 639, ISO 15924).
RTL_LANGUAGES = frozenset("ar arc ckb dv fa he iw ks ku-arab nqo ps sd syr ug ur yi".split())
RTL_SCRIPTS = frozenset("adlm arab aran hebr mand mend nkoo rohg samr syrc thaa".split())


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which a BCP 47 language is written: "ar-EG" -> "rtl", "az-Arab" -> "rtl", "en" -> "ltr"."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    return "rtl" if (scripts[0] in RTL_SCRIPTS if scripts else first in RTL_LANGUAGES) else "ltr"


@dataclass(frozen=True)
class Agent:
    """Somebody who had a part in the book. `sort` as it stands in an index ("Quillian, Sumaya"), "" if unknown;
    `role` is a MARC relator code: aut for an author, spk for a speaker, edt for an editor."""

    name: str
    sort: str = ""
    role: str = "aut"


@dataclass(frozen=True)
class Identifiers:
    """Numbers given by others, as typed; "" where there is none. `issn` is the series'."""

    isbn: str = ""
    doi: str = ""
    issn: str = ""
    report_number: str = ""


@dataclass(frozen=True)
class Claim:
    """The publisher's own word that the book conforms. Octavo never makes it of itself."""

    standard: str
    by: str
    report: str = ""


@dataclass(frozen=True)
class Words:
    """What the book says of its own accord, in its own language. `{}` stands for a number or a title."""

    contents: str = "Contents"
    cover: str = "Cover"
    cover_alt: str = "Cover of “{}”"
    start: str = "Start of the text"
    title_page: str = "Title page"
    figures: str = "Figures"
    tables: str = "Tables"
    pages: str = "Pages of the print edition"
    page: str = "Page {}"
    landmarks: str = "Landmarks"
    back: str = "Back to reference {}"
    note: str = "Note {}"
    has_headings: str = "The text has a table of contents, headings and a logical reading order, and reflows."
    has_images: str = "Every image that carries meaning has a text alternative."
    has_data: str = "The data behind each chart are given as tables."
    has_pages: str = "Page numbers match the print edition."
    has_claim: str = "{} states that this publication conforms to {}."


@dataclass(frozen=True)
class BookMeta:
    """What the book's record says. `url` is the public address of the edition's folder and `printed` that (or a URN)
    of the PDF whose pages are listed; both may be "". `kind` is the document type, for the style sheet."""

    slug: str
    title: str
    language: str
    publisher: str
    publisher_url: str
    published: date | None = None
    updated: date | None = None
    subtitle: str = ""
    kind: str = "brief"
    agents: tuple[Agent, ...] = ()
    identifiers: Identifiers = Identifiers()
    description: str = ""
    subjects: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    rights: str = ""
    series: str = ""
    number: str = ""
    url: str = ""
    printed: str = ""
    claim: Claim | None = None


@dataclass(frozen=True)
class Note:
    """`id` is where calls lead ("fn-1"), `mark` what they show ("1"), `html` a fragment of paragraphs."""

    id: str
    mark: str
    html: str


@dataclass(frozen=True)
class Section:
    """One file of the book. `title` is its line in the contents; where it is "" the fragment's own headings stand
    there instead, or nothing if it has none. `name` gives the file its name."""

    name: str
    title: str
    html: str
    matter: Matter = "text"


@dataclass(frozen=True)
class Book:
    """Everything between two covers.

    The fragments are HTML; links between them are `#id`, and images name `resources` by their path. `css` is plain
    (see `flatten`), its `url()` relative to the resources' root. `pages` says, for the ids that the print edition
    laid out and for the places of its blocks (`data-at`), on which page each begins; `page_labels` are all its pages in
    order. `path` is the author's file.
    """

    meta: BookMeta
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    resources: tuple[Artifact, ...] = ()
    css: str = ""
    cover: bytes = b""
    pages: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    page_labels: tuple[str, ...] = ()
    words: Words = Words()
    path: str = ""
