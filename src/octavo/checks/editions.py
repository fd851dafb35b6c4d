"""A built web page, book or PDF -> its words, as letters that can be compared with what the author wrote."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from lxml import etree, html

from octavo.checks.printed import read
from octavo.formats.complete import words_of

HEADS = (24, 6, 3)
"""Letters by which the beginning of a passage is looked for; the fewer are for one that is parted at once."""
OFTEN = 8
"""Places that such a beginning is followed from."""


def words(name: str, file: Path) -> str:
    """All that a reader meets in an edition, pictures by their alternative text. Raises ValueError, OSError, KeyError
    or zipfile.BadZipFile when it cannot be read."""
    return {"html": _page, "epub": _book, "pdf": _print}[name](file)


def addresses(name: str, file: Path) -> Counter[str]:
    """How often an edition links to each address of the web, as `address` writes them. Raises as `words` does."""
    if name == "pdf":
        return Counter(map(address, read(file).links))
    if name == "html":
        tree: Any = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        return Counter(address(str(href)) for href in tree.xpath("//a/@href"))
    with zipfile.ZipFile(file) as book:
        bodies = [etree.fromstring(data) for data in _spine(book)]
    return Counter(address(a.get("href", "")) for body in bodies for a in body.iter("{*}a"))


def address(url: str) -> str:
    """An address in one way of writing: percent signs for letters, and the host in capitals, are the same address."""
    parts = urlsplit(unquote(url))
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, parts.fragment))


def _page(file: Path) -> str:
    return words_of(file.read_bytes())


def _book(file: Path) -> str:
    """In the order of the spine."""
    with zipfile.ZipFile(file) as book:
        return " ".join(word for data in _spine(book) for word in _book_words(data))


def _spine(book: zipfile.ZipFile) -> Iterator[bytes]:
    package = etree.fromstring(book.read("EPUB/package.opf"))
    names = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    yield from (book.read(f"EPUB/{names[ref.get('idref')]}") for ref in package.iter("{*}itemref"))


def _book_words(data: bytes) -> Iterator[str]:
    body = etree.fromstring(data).find("{*}body")
    if body is not None:
        yield from (str(element.get("alt") or "") for element in body.iter())
        yield from map(str, body.itertext())


def _print(file: Path) -> str:
    printed = read(file)
    return " ".join((*printed.text, *printed.alternatives))


def stands(passage: str, edition: str, cuts: int = 3) -> bool:
    """Whether the letters of `passage` stand in `edition` (letters too), in order: whole, or in at most `cuts` + 1
    pieces, as a note or the end of a page may part them."""
    if passage in edition:
        return True
    if cuts < 1:
        return False
    return any(
        stands(passage[size:], edition[start + size :], cuts - 1)
        for length in HEADS
        if length < len(passage)
        for start in _starts(passage[:length], edition)
        if (size := _common(passage, edition, start))
    )


def _starts(head: str, edition: str) -> Iterator[int]:
    """Where a passage may begin."""
    at = edition.find(head)
    for _ in range(OFTEN):
        if at < 0:
            return
        yield at
        at = edition.find(head, at + 1)


def _common(passage: str, edition: str, start: int) -> int:
    """How many letters of `passage` stand in `edition` from `start`."""
    low, high = 0, len(passage)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if edition.startswith(passage[:middle], start) else (low, middle - 1)
    return low
