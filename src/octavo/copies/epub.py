"""An EPUB, made ready once -> a template whose colophon has a gap for the line of a copy.

The file with the colophon is stored as it is and all others stay packed as they were, so that a copy is the template's
bytes with others in three places: the line, and the sum over its file, which a zip holds twice (APPNOTE 6.3, 4.4.7).
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from octavo.copies.prepared import Prepared

COLOPHON = re.compile(rb'<div class="colophon"[^>]*>.*?(?=</div>)', re.DOTALL)
MARK = b'<p class="copy">'
ROOM = 400
"""Bytes of a line with its end tag; those it does not need become blanks. Twice as many where that is too few."""
SUM_IN_HEAD, SUM_IN_DIRECTORY = 14, 16
"""Where the CRC-32 stands in a local file header, and in a header of the central directory."""


@dataclass(frozen=True)
class EpubTemplate:
    """`parts` are the bytes before, between and after the sum, the line and the sum again; `begun` and `rest` are what
    the file with the colophon has before and after the line."""

    parts: tuple[bytes, bytes, bytes, bytes]
    begun: int
    rest: bytes
    room: int

    def fill(self, one: Prepared, line: str) -> Sequence[bytes]:  # noqa: ARG002 - the line has the number
        """The bytes of a copy, in parts. Raises ValueError for a line that is too long."""
        text = (escape(line).encode() + b"</p>").ljust(self.room)
        if len(text) != self.room:
            raise ValueError(f"{line!r} does not fit")
        total = struct.pack("<I", zlib.crc32(self.rest, zlib.crc32(text, self.begun)))
        first, second, third, last = self.parts
        return first, total, second, text, third, total, last


def room_for(line: str) -> int:
    """How much room a template needs for a line."""
    room = ROOM
    while len(escape(line).encode()) + len(b"</p>") > room:
        room *= 2
    return room


def prepare(data: bytes, room: int) -> EpubTemplate:
    """Make a template of an EPUB. Raises ValueError for one that has no colophon, or cannot be read."""
    out = io.BytesIO()
    name, page = "", b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(out, "w") as made:
            for entry in book.infolist():
                content = book.read(entry)
                bare = zipfile.ZipInfo(entry.filename, entry.date_time)
                bare.create_system, bare.external_attr = entry.create_system, entry.external_attr
                bare.compress_type = entry.compress_type
                if entry.filename.endswith(".xhtml") and not name and (found := COLOPHON.search(content)):
                    name, at = entry.filename, found.end()
                    page = content = content[:at] + MARK + b" " * room + content[at:]
                    bare.compress_type = zipfile.ZIP_STORED
                made.writestr(bare, content, compresslevel=9)
    except zipfile.BadZipFile as fault:
        raise ValueError(str(fault)) from None
    if not name:
        raise ValueError("it has no colophon")
    return _cut(out.getvalue(), name, page, room)


def _cut(data: bytes, name: str, page: bytes, room: int) -> EpubTemplate:
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        head = made.getinfo(name).header_offset
    in_head = head + SUM_IN_HEAD
    line = data.index(page, head) + page.index(MARK) + len(MARK)
    entry = data.rindex(b"PK\x01\x02", 0, data.rindex(name.encode()))
    in_directory = entry + SUM_IN_DIRECTORY
    cuts = ((0, in_head), (in_head + 4, line), (line + room, in_directory), (in_directory + 4, len(data)))
    first, second, third, last = (data[start:end] for start, end in cuts)
    at = page.index(MARK) + len(MARK)
    return EpubTemplate((first, second, third, last), zlib.crc32(page[:at]), page[at + room :], room)
