"""A file from anywhere, and manifests -> whose copy it is: ours and as it was, altered, or not ours at all.

A copy that is as it was is known by its hash, locked or not. In any other file numbers are looked for where copies have
them: in the file's identifier, its metadata, on its pages, in a book's colophon; and a fingerprint in the spacing of
its letters. A number counts only when a manifest has it; what it says of a changed file is where the file came from,
not who changed it.
"""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pikepdf

from octavo.copies.fingerprint import Match, certain, from_said, read, whose
from octavo.copies.manifest import Entry, entries, read_origin
from octavo.copies.number import NUMBER
from octavo.copies.template import identifier
from octavo.formats.raster import texts

LARGEST = 64 * 1024 * 1024
"""Bytes of a book's page, unpacked: of a larger one nothing is read. A zip may claim to hold anything."""

IDENTIFIERS = re.compile(rb"/ID ?\[ ?<[0-9a-fA-F]+> ?<([0-9a-fA-F]{32})>")

Kind = Literal["copy", "altered", "edition", "not ours"]


@dataclass(frozen=True)
class Verdict:
    """`kind`: a copy as it was made; one that was altered; the edition that copies are made from; or none of ours.
    `numbers` are those of the copies that the file is, or that it was made of, each with where it stands;
    `entry` is the row of the manifest. `unread` says why the inside could not be looked at, "" when it was."""

    kind: Kind
    numbers: Mapping[str, tuple[str, ...]]
    entry: Entry | None = None
    unread: str = ""


def verify(file: Path, manifests: Iterable[Path], password: str = "", secret: bytes = b"") -> Verdict:
    """Tell whose copy `file` is; with the secret, by its fingerprint too. Raises OSError when it, or a manifest, cannot
    be read."""
    data = file.read_bytes()
    sha = hashlib.sha256(data).hexdigest()
    paths = tuple(manifests)
    found, unread = _traces(data, password)
    known: dict[str, Entry] = {}
    for path in paths:
        said = read_origin(path.with_suffix(".json"))
        if said and said.get("sha256") == sha:
            return Verdict("edition", {})
        for entry in entries(path):
            if entry.sha256 == sha:
                return Verdict("copy", {entry.number: ("the whole file",)}, entry)
            if entry.number in found or identifier(entry.number).decode() in found:
                known[entry.number] = entry
    if secret and not unread and not data.startswith(b"PK"):
        for match, entry in _by_fingerprint(data, password, paths, secret):
            known[match.number] = entry
            found.setdefault(match.number, []).append(str(match))
    numbers = {
        number: (*found.get(identifier(number).decode(), ()), *found.get(number, ())) for number in sorted(known)
    }
    only = next(iter(known.values())) if len(known) == 1 else None
    return Verdict("altered" if known else "not ours", numbers, only, unread)


def _by_fingerprint(
    data: bytes, password: str, manifests: Iterable[Path], secret: bytes
) -> Iterator[tuple[Match, Entry]]:
    """The copies whose fingerprint a PDF has. Raises OSError."""
    for path in manifests:
        pages = from_said(read_origin(path.with_suffix(".json")) or {})
        bits = read(data, pages, password) if pages else ()
        if any(bit is not None for bit in bits):
            there = {entry.number: entry for entry in entries(path)}
            for match in certain(whose(bits, there, secret), len(there)):
                yield match, there[match.number]


def _traces(data: bytes, password: str) -> tuple[dict[str, list[str]], str]:
    """What looks like a number, or like an identifier made of one, and where; and why nothing could be looked at."""
    found: dict[str, list[str]] = {}
    unread = ""
    try:
        for trace, where in _of_book(data) if data.startswith(b"PK") else _of_pdf(data, password):
            found.setdefault(trace, []).append(where)
    except pikepdf.PasswordError:
        unread = "it is locked, and this is not its password"
    except (pikepdf.PdfError, zipfile.BadZipFile, ValueError, RuntimeError):
        unread = "it is damaged, or neither a PDF nor an EPUB"
    return {trace: list(dict.fromkeys(places)) for trace, places in found.items()}, unread


def _of_pdf(data: bytes, password: str) -> Iterator[tuple[str, str]]:
    """The traces in a PDF. What can be read in the bytes comes first, for a damaged file has no more."""
    for half in IDENTIFIERS.findall(data):
        yield half.decode().lower(), "file identifier"
    for match in NUMBER.finditer(data.decode("latin-1")):
        yield match[0], "metadata"
    with pikepdf.Pdf.open(io.BytesIO(data), password=password) as pdf:
        for part in pdf.trailer.get("/ID", ()):
            yield bytes(part).hex(), "file identifier"
        record = pdf.Root.get("/Metadata")
        for match in NUMBER.finditer(record.read_bytes().decode("utf-8", "replace") if record is not None else ""):
            yield match[0], "metadata"
        plain = io.BytesIO()
        pdf.save(plain)
    for page, text in enumerate(texts(plain.getvalue()), 1):
        for match in NUMBER.finditer(text):
            yield match[0], f"page {page}"


def _of_book(data: bytes) -> Iterator[tuple[str, str]]:
    """The traces in an EPUB: in any of its pages."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for entry in book.infolist():
            if entry.filename.endswith((".xhtml", ".html", ".opf")) and entry.file_size <= LARGEST:
                with book.open(entry) as page:
                    text = page.read(LARGEST).decode("utf-8", "replace")
                for match in NUMBER.finditer(text):
                    yield match[0], entry.filename
