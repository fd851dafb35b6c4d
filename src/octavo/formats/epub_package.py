"""A book's record and container: identifiers, names of files, the zip."""

import hashlib
import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

import tinycss2

from octavo.artifact import Artifact
from octavo.formats.epub_book import BookMeta
from octavo.formats.epub_text import safe_stem
from octavo.formats.epub_xhtml import clean

MEDIA_TYPE = "application/epub+zip"
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*")
OWN_NAMES = ("nav.xhtml", "cover.xhtml", "cover.png", "package.opf", "book.css")
PACKED = (".png", ".jpg", ".jpeg", ".webp", ".woff2")  # compressed already


@dataclass(frozen=True)
class Item:
    """A line of the manifest; `properties` is "" for none."""

    id: str
    href: str
    media_type: str
    properties: str = ""


@dataclass(frozen=True)
class Identifier:
    """A dc:identifier. `code` is its kind in ONIX code list 5, "" where the value itself says it."""

    value: str
    code: str = ""


def identifiers(meta: BookMeta) -> tuple[Identifier, ...]:
    """The book's identifiers. The first is the one that tells it from all other books: its ISBN, else its DOI, else
    a UUID made of the publisher's address and the brief's folder name, which never change."""
    found = []
    isbn = re.sub(r"[^0-9Xx]", "", meta.identifiers.isbn).upper()
    if isbn:
        found.append(Identifier(f"urn:isbn:{isbn}", "15" if len(isbn) == 13 else "02"))
    doi = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)", "", meta.identifiers.doi.strip(), flags=re.IGNORECASE)
    if doi:
        found.append(Identifier(f"https://doi.org/{clean(doi)}", "06"))
    if not found:
        found.append(Identifier(f"urn:uuid:{_uuid(meta, 'epub')}"))
    if meta.identifiers.report_number:
        found.append(Identifier(meta.identifiers.report_number, "01"))
    return tuple(found)


def print_source(meta: BookMeta) -> str:
    """What names the PDF whose pages the book lists."""
    return meta.printed or f"urn:uuid:{_uuid(meta, 'pdf')}"


def group_position(number: str) -> str:
    """A number of a series as the package may state it, or "" ("12" and "3.1" are numbers, "12a" is not)."""
    return number.strip() if re.fullmatch(r"[0-9]+(\.[0-9]+)*", number.strip()) else ""


def one_line(text: str) -> str:
    """Text for the record: no line ends, no characters that XML cannot hold."""
    return " ".join(clean(text).split())


def resource_names(resources: Iterable[Artifact]) -> dict[str, str]:
    """Each resource's path in the book: its own where every reading system can take it, else one made from it.

    OCF 3.3, 4.2.2: no blanks or signs in names, and none that differ by capitals alone.
    """
    taken = {name.casefold() for name in OWN_NAMES}
    names: dict[str, str] = {}
    for resource in resources:
        name = resource.name
        if not SAFE_NAME.fullmatch(name) or name.casefold() in taken or len(name) > 120:
            path = PurePosixPath(name)
            mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
            ending = re.sub(r"[^a-z0-9.]", "", path.suffix.lower())
            name = "-".join(filter(None, (safe_stem(path.stem), mark))) + ending
        taken.add(name.casefold())
        names[resource.name] = name
    return names


def rename_urls(css: str, names: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """The sheet with each `url()` at its resource's name in the book, and the paths of the resources it uses."""
    used = set()

    def put(match: re.Match[str]) -> str:
        address = unquote(match[2].removeprefix("./"))
        if address not in names:
            return match[0]
        used.add(address)
        return f"url({tinycss2.serializer.serialize_url(names[address])})"

    return re.sub(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""", put, css), frozenset(used)


def container(contents: Mapping[str, bytes], day: date) -> bytes:
    """The zip of an EPUB (OCF 3.3): its type first and bare, then all files by name, dated by the book."""
    stamp = (min(max(day.year, 1980), 2107), day.month, day.day, 0, 0, 0)  # all that a zip can say
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in [("mimetype", MEDIA_TYPE.encode()), *sorted(contents.items())]:
            entry = zipfile.ZipInfo(name, stamp)
            bare = name == "mimetype" or name.lower().endswith(PACKED)
            entry.compress_type = zipfile.ZIP_STORED if bare else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, data, compresslevel=None if bare else 9)
    return buffer.getvalue()


def _uuid(meta: BookMeta, edition: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{meta.publisher_url.rstrip('/')}/{meta.slug}#{edition}")
