"""The text of a PDF's pages -> chunks of a few lines, each in two variants of one length that no eye can tell apart.

The second variant has a character spacing (ISO 32000-2, 9.3.2) far below what a printer or a screen can show. Both are
compressed once, so that a copy is a choice between bytes. What is read out of a file again is each chunk's variant.
"""

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pikepdf
from pikepdf import Array, ContentStreamInlineImage, ContentStreamInstruction, Name, Object, Operator, Pdf, Stream
from pikepdf.models import PdfParsingError

LINES = 3
"""Text objects of a chunk; a line of text is one, or a few where the font changes."""
SPACING = Decimal("0.005")
"""In the unit of the page's text, 0.75 pt: 0.004 pt between two letters, 0.12 mm at the end of a line of 90."""
SHOWS = (Operator("Tj"), Operator("TJ"))
MARK = b"octavo chunk %07d "
"""What stands in the place of a chunk while the file is written: found again in its bytes."""
KEPT, PACKED = b"/JBIG2Decode", b"/FlateDecode"
"""A filter that qpdf neither packs nor unpacks, and the one that takes its place: as long, to the letter."""
DIGITS = 16
"""Of the digest of a page."""

Part = ContentStreamInstruction | ContentStreamInlineImage


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be marked: the digest of what is written on it, spacing apart, and how many chunks it has."""

    digest: str
    chunks: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """The chunk `at` of a file, as it is and with the spacing: both as streams in the file, equally long."""

    at: int
    variants: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text object: the places of its operators that show text, each with the character spacing there."""

    start: int
    shows: tuple[tuple[int, Decimal], ...]

    @property
    def is_markable(self) -> bool:
        """Whether it has no spacing but what may be a mark: what the design spaces out stays as it is."""
        return bool(self.shows) and all(abs(spacing) < 2 * SPACING for _, spacing in self.shows)

    @property
    def is_spaced(self) -> bool:
        return any(spacing > SPACING / 2 for _, spacing in self.shows)


def layout(pdf: Pdf) -> tuple[Page, ...]:
    """What of a file can be marked, page by page."""
    return tuple(Page(_digest(parts), len(_groups(parts))) for parts in _pages(pdf))


def variants(pdf: Pdf) -> Iterator[tuple[Page, tuple[bool | None, ...]]]:
    """Each page of a file, and which variant its chunks have: None where their lines are not of one mind."""
    for parts in _pages(pdf):
        groups = _groups(parts)
        yield Page(_digest(parts), len(groups)), tuple(_vote(group) for group in groups)


def cut(pdf: Pdf) -> tuple[Chunk, ...]:
    """Cut the pages of a file into chunks, in whose places stand marks. `placed` puts gaps there."""
    chunks: list[Chunk] = []
    for page, parts in zip(pdf.pages, list(_pages(pdf)), strict=True):
        groups = _groups(parts)
        if not groups:
            continue
        bounds = [0, *(group[0].start for group in groups[1:]), len(parts)]
        held = []
        for group, start, end in zip(groups, bounds, bounds[1:], strict=False):
            chunk = Chunk(len(chunks), _equally_long(_plain(parts, start, end), _spaced(parts, start, end, group)))
            chunks.append(chunk)
            stream = Stream(pdf, b"")
            stream.write((MARK % chunk.at).ljust(len(chunk.variants[0]), b"#"), filter=Name.JBIG2Decode)
            held.append(pdf.make_indirect(stream))
        page.obj.Contents = Array(held)
    return tuple(chunks)


def placed(data: bytes, chunks: Sequence[Chunk]) -> tuple[bytes, list[tuple[int, int, Chunk]]]:
    """The bytes of a file that was cut, with the true filter of each chunk; and where the chunks are, and how long."""
    legible, found = bytearray(data), []
    for chunk in chunks:
        start = data.index(MARK % chunk.at)
        name = data.rindex(KEPT, 0, start)
        legible[name : name + len(KEPT)] = PACKED
        found.append((start, len(chunk.variants[0]), chunk))
    return bytes(legible), found


def _pages(pdf: Pdf) -> Iterator[Sequence[Part]]:
    """What the pages are made of; nothing where a page is empty or damaged."""
    for page in pdf.pages:
        try:
            yield pikepdf.parse_content_stream(page) if "/Contents" in page.obj else ()
        except (pikepdf.PdfError, PdfParsingError):
            yield ()


def _groups(parts: Sequence[Part]) -> list[list[_Text]]:
    """The text objects of a page that can be marked, a few together; those left over go with the last."""
    texts = [text for text in _texts(parts) if text.is_markable]
    groups = [texts[at : at + LINES] for at in range(0, len(texts), LINES)]
    if groups and len(groups[-1]) < LINES:
        rest = groups.pop()
        if not groups:
            return []
        groups[-1] += rest
    return groups


def _texts(parts: Sequence[Part]) -> Iterator[_Text]:
    """The text objects of a page. The spacing is part of the graphics state, which q keeps and Q brings back."""
    spacing, kept = Decimal(0), []
    start, shows = 0, list[tuple[int, Decimal]]()
    for at, part in enumerate(parts):
        match str(part.operator):
            case "q":
                kept.append(spacing)
            case "Q":
                spacing = kept.pop() if kept else Decimal(0)
            case "Tc":
                spacing = Decimal(str(_operands(part)[0]))
            case "BT":
                start, shows = at, []
            case "Tj" | "TJ":
                shows.append((at, spacing))
            case "ET":
                yield _Text(start, tuple(shows))


def _operands(part: Part) -> Sequence[Object]:
    return list(part.operands) if isinstance(part, ContentStreamInstruction) else ()


def _digest(parts: Sequence[Part]) -> str:
    """What a page shows, in glyphs: the same after a file was written anew, its numbers written otherwise."""
    found = hashlib.sha256()
    for part in parts:
        if part.operator in SHOWS:
            (shown,) = _operands(part)
            pieces = shown if isinstance(shown, Array) else [shown]
            found.update(b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)) + b"\n")
    return found.hexdigest()[:DIGITS]


def _vote(group: Sequence[_Text]) -> bool | None:
    spaced = sum(text.is_spaced for text in group)
    return None if 2 * spaced == len(group) else 2 * spaced > len(group)


def _plain(parts: Sequence[Part], start: int, end: int) -> bytes:
    return pikepdf.unparse_content_stream(parts[start:end]) + b"\n"


def _spaced(parts: Sequence[Part], start: int, end: int, group: Sequence[_Text]) -> bytes:
    """The same with the spacing around all that is shown; behind it the spacing is what it was."""
    before = {at: spacing for text in group for at, spacing in text.shows}
    found: list[Part] = []
    for at in range(start, end):
        if at in before:
            found += (_spacing(SPACING), parts[at], _spacing(before[at]))
        else:
            found.append(parts[at])
    return pikepdf.unparse_content_stream(found) + b"\n"


def _spacing(value: Decimal) -> ContentStreamInstruction:
    return ContentStreamInstruction([value], Operator("Tc"))


def _equally_long(*contents: bytes) -> tuple[bytes, bytes]:
    """Two contents, compressed to the same length: spaces, which mean nothing there, fill up the shorter one."""
    packed = [_packed(content) for content in contents]
    longest = max(map(len, packed))
    plain, spaced = (_ended(one, content, longest - len(one)) for one, content in zip(packed, contents, strict=True))
    return plain, spaced


def _packed(content: bytes) -> bytes:
    """A zlib stream without its end: compressed blocks that end on a whole byte (RFC 1951, 3.2)."""
    packer = zlib.compressobj(9)
    return packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH)


def _ended(packed: bytes, content: bytes, spaces: int) -> bytes:
    """The stream with a last, stored block of spaces (RFC 1951, 3.2.4), and the sum of all (RFC 1950, 2.2)."""
    size = spaces.to_bytes(2, "little")
    block = b"\1" + size + bytes(byte ^ 255 for byte in size) + b" " * spaces
    return packed + block + zlib.adler32(content + b" " * spaces).to_bytes(4, "big")
