"""A raster picture's bytes -> its kind, size and camera notes, without decoding it.

Layouts: PNG third edition, sections 5 and 11; JPEG, ITU-T T.81 annex B; GIF89a, section 18; WebP, RFC 9649.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["png", "jpeg", "gif", "webp", "svg"]
Raster = Literal["png", "jpeg", "gif", "webp"]

MAX_PIXELS = 80_000_000
"""A picture of 80 megapixels fills an A4 page at 900 pixels an inch and takes 320 MB to decode."""


@dataclass(frozen=True)
class Header:
    """`width`, `height` in stored pixels; `note` is "", "cmyk", "deep" (16 bits a channel) or
    "deep-grey" (16 bits of grey)."""

    width: int
    height: int
    note: str = ""
    orientation: int = 1
    private: bool = False


def kind_of(data: bytes) -> Kind | None:
    """The kind of picture by its first bytes; None if it is none that can be published."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "svg" if _is_svg(data) else None


def read_header(kind: Raster, data: bytes) -> Header | None:
    """Size and notes of a picture; None if the header is cut off or makes no sense."""
    try:
        header = READERS[kind](data)
    except (struct.error, IndexError, zlib.error):
        return None
    return header if header and header.width and header.height else None


def strip(kind: Raster, data: bytes, orientation: int = 1) -> bytes:
    """The same picture without camera notes (EXIF, XMP). The picture's own data is not touched. A JPEG may keep the one
    note of how it lies, for those that cannot write it anew."""
    if kind == "jpeg":
        turned = b"" if orientation == 1 else TURNED + struct.pack(">HH", orientation, 0) + bytes(4)
        return b"\xff\xd8" + turned + b"".join(p for p in _jpeg_parts(data) if not _is_camera_segment(p))
    if kind == "png":
        return data[:8] + b"".join(raw for name, raw in _png_chunks(data) if not _is_camera_chunk(name, raw))
    if kind == "webp":
        parts = [_without_flags(raw) for name, raw in _webp_chunks(data) if name not in (b"EXIF", b"XMP ")]
        body = b"WEBP" + b"".join(parts)
        return b"RIFF" + struct.pack("<I", len(body)) + body
    return data


def _is_svg(data: bytes) -> bool:
    """True if the first element is <svg>, with or without a prefix; UTF-16 as drawing programs write it included."""
    start = data[:65536]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", errors="ignore").encode()
    rest = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    while rest.startswith((b"<?", b"<!")):
        if rest.startswith(b"<!--"):
            end = b"-->"
        elif rest.startswith(b"<?"):
            end = b"?>"
        else:
            end = b"]>" if b"[" in rest.partition(b">")[0] else b">"
        rest = rest.partition(end)[2].lstrip()
    name = rest[1:64].replace(b">", b" ").replace(b"/", b" ").split(maxsplit=1)
    return rest.startswith(b"<") and bool(name) and name[0].rpartition(b":")[2] == b"svg"


# PNG -------------------------------------------------------------------------------------------


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's name and its bytes, length and checksum included."""
    at = 8
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at : at + 12 + length]
        at += 12 + length


def _is_camera_chunk(name: bytes, raw: bytes) -> bool:
    text = name in (b"tEXt", b"zTXt", b"iTXt")
    return name == b"eXIf" or (text and raw[8:].startswith(NOTES))


NOTES = (b"Raw profile type exif", b"Raw profile type APP1", b"Raw profile type xmp", b"XML:com.adobe.xmp")
"""How ImageMagick and the XMP specification call them in a PNG."""


GREYSCALE = 0
"""PNG's colour type of grey without transparency (PNG, third edition, 11.2.1)."""


def _png(data: bytes) -> Header | None:
    width, height, depth, colour = struct.unpack_from(">IIBB", data, 16)
    orientation, private = 1, False
    for name, raw in _png_chunks(data):
        if name == b"eXIf":
            orientation = _orientation(raw[8:-4])
        private = private or _is_camera_chunk(name, raw)
    note = "" if depth < 16 else "deep-grey" if colour == GREYSCALE else "deep"
    return Header(width, height, note, orientation, private)


# JPEG ------------------------------------------------------------------------------------------

FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Start-of-frame markers: C0 to CF but for DHT, JPG and DAC."""


TURNED = b"\xff\xe1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"
"""An EXIF segment of one entry, tag 274 (orientation), a short; its value and the end of the list follow."""


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Each marker segment after the start, then the scans with what stands between them, to the end of the picture, as
    one piece. What may follow it (a film, other pictures of a burst, each with its notes) is left out."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xFF:  # a fill byte
            at += 1
            continue
        if data[at + 1] == 0xDA:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        yield data[at : at + 2 + length]
        at += 2 + length
    yield data[at : _jpeg_end(data, at)]


def _jpeg_end(data: bytes, at: int) -> int:
    """Where the picture ends whose first scan begins at `at`: after its EOI marker, or with the data."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        marker = data[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD7:  # a byte of the scan, or a restart
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return len(data)


def _is_camera_segment(part: bytes) -> bool:
    """APP1 holds EXIF and XMP, APP2 the table of pictures that follow (CIPA DC-007). Profiles (APP2 too),
    credits (APP13) and Adobe's colour mark (APP14) are others."""
    return part[:2] == b"\xff\xe1" or (part[:2] == b"\xff\xe2" and part[4:8] == b"MPF\0")


def _jpeg(data: bytes) -> Header | None:
    orientation, size, parts = 1, None, [*_jpeg_parts(data)]
    private = sum(map(len, parts)) + 2 < len(data)
    for part in parts:
        if _is_camera_segment(part):
            private = True
            if part[4:10] == b"Exif\x00\x00":
                orientation = _orientation(part[10:])
        elif part[1] in FRAMES and size is None:
            height, width, channels = struct.unpack_from(">HHB", part, 5)
            size = (width, height, "cmyk" if channels == 4 else "")
    return Header(*size, orientation, private) if size else None


def _orientation(tiff: bytes) -> int:
    """Tag 274 of a TIFF structure, 1 if it has none or is damaged."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (at,) = struct.unpack_from(order + "I", tiff, 4)
        (count,) = struct.unpack_from(order + "H", tiff, at)
        for entry in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", tiff, at + 2 + 12 * entry)
            if tag == 274:
                return value if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


# GIF and WebP ----------------------------------------------------------------------------------


def _gif(data: bytes) -> Header | None:
    return Header(*struct.unpack_from("<HH", data, 6))


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk's name and its bytes, header and padding included."""
    at = 12
    while at + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        end = at + 8 + length + length % 2
        yield data[at : at + 4], data[at:end]
        at = end


def _without_flags(raw: bytes) -> bytes:
    """An extended header (VP8X) that no longer announces EXIF (bit 3) and XMP (bit 2); others unchanged."""
    return raw[:8] + bytes([raw[8] & 0xF3]) + raw[9:] if raw[:4] == b"VP8X" else raw


def _webp(data: bytes) -> Header | None:
    size, orientation, private = None, 1, False
    for name, raw in _webp_chunks(data):
        if name == b"EXIF":
            orientation = _orientation(raw[8:].removeprefix(b"Exif\x00\x00"))
        private = private or name in (b"EXIF", b"XMP ")
        if size is None:
            size = _webp_size(name, raw)
    return Header(*size, "", orientation, private) if size else None


def _webp_size(name: bytes, raw: bytes) -> tuple[int, int] | None:
    if name == b"VP8X":
        width, height = int.from_bytes(raw[12:15], "little"), int.from_bytes(raw[15:18], "little")
        return width + 1, height + 1
    if name == b"VP8L":
        (bits,) = struct.unpack_from("<I", raw, 9)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if name == b"VP8 ":
        width, height = struct.unpack_from("<HH", raw, 14)
        return width & 0x3FFF, height & 0x3FFF
    return None


READERS = {"png": _png, "jpeg": _jpeg, "gif": _gif, "webp": _webp}
