"""A picture's bytes -> what its file tells beside the picture: where it was taken, and the colours that it counts in.

EXIF 2.32, 4.6.6 (GPS attributes); ICC.1:2022, clauses 7 and 10 (profiles, their tags and types of text).
"""

import io
import re
import struct
from collections.abc import Mapping, Sequence
from typing import Any

from PIL import ExifTags, Image

LATITUDE, LONGITUDE = (
    re.compile(rb'GPSLatitude[>="]+\s*([\d.,]+[NS])'),
    re.compile(rb'GPSLongitude[>="]+\s*([\d.,]+[EW])'),
)
"""As XMP writes them: "52,22.38N" (XMP specification, part 2, 3.3)."""
HEADER, ENTRY = 128, 12
"""Bytes of a profile's head, and of a line of its table of tags."""
SRGB = ((0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))
"""Red, green and blue of sRGB as a profile gives them, under D50 (IEC 61966-2-1, adapted as ICC.1 annex E says)."""
NEAR = 0.01
"""Small profiles round; those of other colours differ by ten times that."""
SLIP = (struct.error, IndexError, ValueError, UnicodeDecodeError)


def location(data: bytes) -> str:
    """Where the picture was taken, as "52.3731 N, 4.8922 E"; "" when its file does not say."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            gps: Mapping[int, Any] = picture.getexif().get_ifd(ExifTags.IFD.GPSInfo)
            angles = [
                _angle(gps.get(tag), gps.get(tag - 1)) for tag in (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude)
            ]
    except Exception:  # Pillow's readers of notes raise of all kinds; a picture that cannot be read was told before
        angles = ["", ""]
    if not all(angles):
        angles = [_xmp_angle(pattern.search(data)) for pattern in (LATITUDE, LONGITUDE)]
    return ", ".join(angles) if all(angles) else ""


def foreign_colours(data: bytes) -> str:
    """The name of the colours that a picture's profile counts in; "" for sRGB and greys, and for none."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            profile = picture.info.get("icc_profile") or b""
    except Exception:  # as above
        return ""
    return "" if not profile or profile[16:20] != b"RGB " or _is_srgb(profile) else _name(profile) or "its own profile"


def _angle(value: Sequence[Any] | None, side: str | bytes | None) -> str:
    """Degrees, minutes and seconds -> "52.3731 N"."""
    if not value or not side:
        return ""
    degrees, minutes, seconds = (float(part) for part in (*value, 0, 0)[:3])
    letter = side.decode("ascii", "replace") if isinstance(side, bytes) else side
    return f"{degrees + minutes / 60 + seconds / 3600:.4f} {letter.strip(chr(0))}"


def _xmp_angle(found: re.Match[bytes] | None) -> str:
    if found is None:
        return ""
    text = found[1].decode("ascii")
    parts = [float(part) for part in text[:-1].split(",")]
    return f"{sum(part / 60**place for place, part in enumerate(parts)):.4f} {text[-1]}"


def _is_srgb(profile: bytes) -> bool:
    try:
        primaries = [struct.unpack_from(">3i", _tag(profile, name), 8) for name in (b"rXYZ", b"gXYZ", b"bXYZ")]
    except SLIP:
        return False
    pairs = zip((part / 65536 for colour in primaries for part in colour), (p for c in SRGB for p in c), strict=True)
    return all(abs(ours - theirs) < NEAR for ours, theirs in pairs)


def _name(profile: bytes) -> str:
    """What a profile calls itself, in version 2 as ASCII, in version 4 in the first of its languages."""
    try:
        text = _tag(profile, b"desc")
        if text[:4] == b"mluc":
            length, start = struct.unpack_from(">II", text, 20)
            return text[start : start + length].decode("utf-16-be").strip("\0 ")
        (length,) = struct.unpack_from(">I", text, 8)
        return text[12 : 12 + length].decode("ascii").strip("\0 ")
    except SLIP:
        return ""


def _tag(profile: bytes, name: bytes) -> bytes:
    """The element of a tag. Raises IndexError when there is none."""
    (count,) = struct.unpack_from(">I", profile, HEADER)
    for number in range(min(count, 100)):
        signature, start, size = struct.unpack_from(">4sII", profile, HEADER + 4 + ENTRY * number)
        if signature == name:
            return profile[start : start + size]
    raise IndexError(name)
