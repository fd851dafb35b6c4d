"""A secret and a number -> which variant each chunk of a copy has; a file and its chunks -> whose copy it was.

The choice looks like tosses of a coin to whoever lacks the secret, and two copies differ in half of their chunks. It
stays when the line, the metadata and the identifier of a copy are taken off, or the file is written anew. It does not
stay when pages are set anew, printed and scanned or printed to a PDF; and who compares two copies sees where they
differ.
"""

import heapq
import hmac
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Pdf

from octavo.copies.chunks import Page, layout, variants

BLOCK = 512
"""Bits of one HMAC-SHA512 (RFC 4231); an edition with more chunks takes several."""
ENOUGH = 40
"""Chunks of an edition: fewer would not tell the copies of ten thousand members apart (10,000 / 2^40 = 10^-8)."""
DOUBT = 1e-6
"""How likely it may be at most that a copy is named by chance."""
RANKED = 10

Bits = tuple[bool | None, ...]
"""The variant of each chunk of an edition: True with the spacing, None where the file does not tell."""


@dataclass(frozen=True, slots=True)
class Match:
    """In how many of the chunks that can be read, `of`, a file agrees with the copy of this number."""

    number: str
    agree: int
    of: int

    @property
    def chance(self) -> float:
        """How likely so many or more agree by chance: tosses of a coin."""
        alike: int = sum(math.comb(self.of, many) for many in range(self.agree, self.of + 1))
        return alike / (1 << self.of)

    def __str__(self) -> str:
        return f"fingerprint: {self.agree} of {self.of} chunks"


def marked(pdf: Pdf, secret: bytes) -> tuple[Page, ...]:
    """What of an edition is marked. Raises ValueError when it is too little, or without a secret."""
    if not secret:
        raise ValueError("fingerprints are made with a secret, and it is empty")
    pages = layout(pdf)
    many = sum(page.chunks for page in pages)
    if many < ENOUGH:
        raise ValueError(f"it has too little text for a fingerprint: {many} chunks of a few lines, and {ENOUGH} tell")
    return pages


def pattern(secret: bytes, number: str, chunks: int) -> int:
    """The variants of a copy's chunks, a bit for each, the first the lowest."""
    words = (f"octavo fingerprint\0{number}\0{block}".encode() for block in range(-(-chunks // BLOCK)))
    return int.from_bytes(b"".join(hmac.digest(secret, word, "sha512") for word in words), "little")


def read(pdf: bytes, pages: Sequence[Page], password: str = "") -> Bits:
    """The variants of an edition's chunks in a file. A page is known by what it says, wherever it stands in the file.
    Raises pikepdf.PdfError for a file that cannot be read."""
    with Pdf.open(io.BytesIO(pdf), password=password) as opened:
        found: dict[Page, list[Bits]] = {}
        for page, bits in variants(opened):
            found.setdefault(page, []).append(bits)
    whole: list[bool | None] = []
    for page in pages:
        there = found.get(page)
        whole += there.pop(0) if there else (None,) * page.chunks
    return tuple(whole)


def whose(bits: Bits, numbers: Iterable[str], secret: bytes) -> tuple[Match, ...]:
    """The numbers whose copies agree most with the bits of a file, the best first."""
    told = sum(1 << at for at, bit in enumerate(bits) if bit is not None)
    spaced = sum(1 << at for at, bit in enumerate(bits) if bit)
    many = told.bit_count()
    if not many:
        return ()
    matches = (
        Match(number, (told & ~(pattern(secret, number, len(bits)) ^ spaced)).bit_count(), many) for number in numbers
    )
    return tuple(heapq.nlargest(RANKED, matches, key=lambda match: match.agree))


def certain(matches: Sequence[Match], numbers: int) -> tuple[Match, ...]:
    """Those that are no chance, among so many numbers."""
    return tuple(match for match in matches if match.chance * numbers < DOUBT)


def as_said(pages: Sequence[Page]) -> list[list[object]]:
    """Pages as a manifest has them."""
    return [[page.digest, page.chunks] for page in pages]


def from_said(said: Mapping[str, object]) -> tuple[Page, ...]:
    """The pages in what a manifest says of its copies; () when they have no fingerprint."""
    found = said.get("fingerprint")
    rows = found if isinstance(found, list) else []
    return tuple(Page(str(row[0]), int(row[1])) for row in rows if isinstance(row, list) and len(row) == 2)
