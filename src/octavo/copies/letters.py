"""A font file and the letters wanted -> Letters: a small font with just these, and how to write a line in it."""

import hashlib
import io
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from fontTools import subset
from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont

from octavo.fonts import coverage

ALWAYS = frozenset((*range(0x20, 0x7F), *range(0xA0, 0x180), 0x218, 0x219, 0x21A, 0x21B))
"""Code points of every stamp: Basic Latin, Latin-1, Latin Extended-A and the Romanian commas, enough for the names of
most of Europe and the Americas, so that most copies are made from one template."""
SIGNS = frozenset((0x2010, 0x2011, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D))
WHOLE_SCRIPT = 1000
"""Letters. A script that has no more is taken in whole; of others, as of Chinese, just those of the name."""
EM = 1000
"""Units of a PDF's font to the em (ISO 32000-2, 9.2.4)."""


@dataclass(frozen=True)
class Letters:
    """`font` is a TrueType file, `name` its PostScript name with the tag of a subset; `codes` the glyph of each letter
    as four hexadecimal digits; `widths` by letter, `advances` by glyph, and `metrics` in thousandths of an em."""

    font: bytes
    name: str
    codes: Mapping[str, bytes]
    widths: Mapping[str, int]
    advances: tuple[int, ...]
    metrics: Mapping[str, tuple[int, ...]]

    def write(self, text: str) -> bytes:
        """The glyphs of a text. Raises KeyError for a letter that is not among them."""
        return b"".join([self.codes[letter] for letter in text])

    def width(self, text: str) -> float:
        """In ems."""
        return sum([self.widths[letter] for letter in text]) / EM


def composed(text: str) -> str:
    """A name as it is set: composed (NFC), on one line."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def needs_shaping(text: str) -> bool:
    """Whether letters are joined, stacked or run from right to left, so that one glyph a letter does not do."""
    return any(unicodedata.category(c)[0] == "M" or unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


def usual(face: bytes) -> frozenset[int]:
    """The code points of a face that every stamp has; none when the face is no TrueType font."""
    return (ALWAYS | SIGNS) & coverage(face) if _is_truetype(face) else frozenset()


def wanted(text: str, face: bytes) -> frozenset[int] | None:
    """The code points of a stamp that can show `text` in this face, the same for as many names as possible; None when
    the face lacks a letter of it, or is no TrueType font."""
    own = frozenset(map(ord, text))
    if not _is_truetype(face) or not own <= coverage(face):
        return None
    base = usual(face)
    more = set[int]()
    for script in sorted({scripts.script(chr(point)) for point in own - base}):
        whole = _of_script(face, script)
        more |= whole if len(whole) <= WHOLE_SCRIPT else own & whole
    return base | more


def lacking(text: str, faces: Iterable[bytes]) -> str:
    """The first letter that the face which has most of them lacks; "" when one has all."""
    without = ("".join(c for c in text if ord(c) not in coverage(face)) for face in faces)
    return min(without, key=len, default=text)[:1]


def letters(face: bytes, points: frozenset[int]) -> Letters:
    """A font with these letters of a face, without hints and features. Same input, same bytes."""
    options = subset.Options()
    options.hinting, options.layout_features, options.name_IDs = False, [], [1, 2, 6]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "STAT"]
    options.notdef_outline, options.recalc_timestamp = True, False
    with TTFont(io.BytesIO(face), recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=points)
        subsetter.subset(font)
        font.flavor = None
        out = io.BytesIO()
        font.save(out)
        return _described(font, out.getvalue())


def _described(font: TTFont, data: bytes) -> Letters:
    order = {name: number for number, name in enumerate(font.getGlyphOrder())}
    scale = EM / font["head"].unitsPerEm
    head, extent, os2 = font["head"], font["hhea"], font["OS/2"]
    metrics = {
        "FontBBox": tuple(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
        "Ascent": (round(extent.ascent * scale),),
        "Descent": (round(extent.descent * scale),),
        "CapHeight": (round(getattr(os2, "sCapHeight", 0.7 * font["head"].unitsPerEm) * scale),),
    }
    codes = {chr(point): b"%04x" % order[name] for point, name in sorted(font.getBestCmap().items())}
    advances = tuple(round(font["hmtx"][name][0] * scale) for name in font.getGlyphOrder())
    widths = {letter: advances[int(code, 16)] for letter, code in codes.items()}
    return Letters(data, f"{_tag(data)}+{font['name'].getDebugName(6)}", codes, widths, advances, metrics)


def _tag(data: bytes) -> str:
    """Six capitals that tell one subset from another (ISO 32000-2, 9.9.2)."""
    value = int.from_bytes(hashlib.sha256(data).digest()[:8], "big")
    return "".join(chr(65 + value // 26**place % 26) for place in range(6))


@lru_cache(maxsize=64)
def _is_truetype(face: bytes) -> bool:
    with TTFont(io.BytesIO(face), lazy=True) as font:
        return "glyf" in font


@lru_cache(maxsize=64)
def _of_script(face: bytes, script: str) -> frozenset[int]:
    return frozenset(point for point in coverage(face) if scripts.script(chr(point)) == script)
