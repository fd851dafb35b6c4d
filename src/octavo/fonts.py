"""Font files -> the form that prints quickest, the characters they hold, and what of a text they cannot show."""

import hashlib
import io
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

import fontTools
from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont, woff2

from octavo.problems import Place, Problem, problem

WOFF2 = b"wOF2"

woff2.getTableModule = cache(woff2.getTableModule)
"""fontTools asks for the same modules again at each glyph, which takes a third of the time of unpacking a font."""

FONTS_OF: dict[str, str] = {
    "Arab": "Noto Naskh Arabic",
    "Bopo": "Noto Serif TC",
    "Cyrl": "Noto Sans",
    "Grek": "Noto Sans",
    "Hang": "Noto Serif KR",
    "Hani": "Noto Serif SC, TC, JP or KR",
    "Hira": "Noto Serif JP",
    "Kana": "Noto Serif JP",
    "Latn": "Noto Sans",
    "Zinh": "Noto Sans",
    "Zyyy": "Noto Sans Symbols 2 or Noto Emoji",
}
"""ISO 15924 script -> a family under the OFL that has it, where that is not "Noto Sans <script>"."""

NAMES_OF = {"Zyyy": "symbols", "Zinh": "combining marks", "Zzzz": "unassigned or private characters"}
"""What to call the scripts that Unicode names after their use in many (UAX 24, section 2.3)."""

MOST_SHOWN = 10


def print_face(data: bytes, folder: Path) -> bytes:
    """A font file as the PDF engine reads it quickest: WOFF2 unpacked to TrueType or OpenType, others as they are.

    The engine unpacks WOFF2 anew for each document, 20 ms a face. `folder` keeps what was unpacked, named by content;
    it is made when missing, and may be deleted at any time. Same input, same bytes.
    """
    if not data.startswith(WOFF2):
        return data
    digest = hashlib.sha256(fontTools.version.encode() + data).hexdigest()
    kept = folder / f"{digest}.sfnt"
    try:
        return kept.read_bytes()
    except OSError:
        unpacked = _unpack(data)
    folder.mkdir(parents=True, exist_ok=True)
    beside = kept.with_suffix(f".{os.getpid()}")
    beside.write_bytes(unpacked)
    beside.replace(kept)
    return unpacked


def measuring_faces(family: str, faces: Mapping[tuple[int, str], bytes], folder: Path) -> Path:
    """A folder with `faces` as TrueType or OpenType files that call themselves `family`: what measures text in a chart
    finds a font by the name inside its file, not by the name that a style sheet gives it.

    `faces` maps weight (100 to 900) and style ("normal", "italic") to a font file. The folder stands in `folder`, named
    by content, and is made once. Its files are for measuring only.
    """
    content = b"".join(f"{key}{hashlib.sha256(data).hexdigest()}".encode() for key, data in sorted(faces.items()))
    made = folder / hashlib.sha256(fontTools.version.encode() + family.encode() + content).hexdigest()
    if made.is_dir():
        return made
    folder.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder))
    for (weight, style), data in sorted(faces.items()):
        (beside / f"{weight}-{style}.ttf").write_bytes(_renamed(print_face(data, folder), family, weight, style))
    try:
        beside.rename(made)
    except OSError:  # another process was quicker
        shutil.rmtree(beside)
    return made


def _renamed(data: bytes, family: str, weight: int, style: str) -> bytes:
    out = io.BytesIO()
    with TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False) as font:
        names = {1: family, 2: "Italic" if style == "italic" else "Regular", 4: f"{family} {weight} {style}"}
        font["name"].names = [n for n in font["name"].names if n.nameID not in (1, 2, 4, 16, 17, 21, 22)]
        for key, name in names.items():
            font["name"].setName(name, key, 3, 1, 0x409)
        font["OS/2"].usWeightClass = weight
        font.save(out)
    return out.getvalue()


@lru_cache(maxsize=64)
def coverage(data: bytes) -> frozenset[int]:
    """The code points a font file has glyphs for."""
    with TTFont(io.BytesIO(data), lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


SAMPLE = "The treaty holds, because both governments keep to it in wet years and dry; what is missing is a schedule."
"""Letters, blanks and points about as often as English has them."""


@lru_cache(maxsize=8)
def mean_advance(data: bytes) -> float:
    """How wide a character of running English text is in this font, in ems; 0 if it lacks one of the letters."""
    with TTFont(io.BytesIO(data), lazy=True) as font:
        names, widths = font.getBestCmap() or {}, font["hmtx"]
        if any(ord(char) not in names for char in SAMPLE):
            return 0
        total = sum(widths[names[ord(char)]][0] for char in SAMPLE)
        return float(total) / len(SAMPLE) / float(font["head"].unitsPerEm)


def missing(texts: Iterable[tuple[Place, str]], faces: Mapping[str, frozenset[int]]) -> tuple[Problem, ...]:
    """One error a script for the characters of `texts` that a face lacks, with their first place.

    `faces` maps the name of each face the text may be set in to its coverage; a character that one of them lacks would
    be taken from whatever font the machine has, or come out as a box. Text is composed first (NFC), and what draws
    nothing (spaces, controls, joiners, variation selectors) needs no glyph.
    """
    everywhere = frozenset.intersection(*faces.values()) if faces else frozenset()
    lacking: dict[str, dict[str, Place]] = {}
    for place, text in texts:
        if all(ord(char) in everywhere for char in text):
            continue
        for char in unicodedata.normalize("NFC", text):
            if ord(char) not in everywhere and _needs_glyph(char):
                lacking.setdefault(scripts.script(char), {}).setdefault(char, place)
    return tuple(
        sorted((_problem(s, chars, faces) for s, chars in sorted(lacking.items())), key=lambda found: found.place)
    )


def _problem(script: str, chars: Mapping[str, Place], faces: Mapping[str, frozenset[int]]) -> Problem:
    shown = ", ".join(f"{char} U+{ord(char):04X}" for char in list(chars)[:MOST_SHOWN])
    more = f" and {len(chars) - MOST_SHOWN} more" if len(chars) > MOST_SHOWN else ""
    without = [name for name, has in faces.items() if any(ord(char) not in has for char in chars)]
    who = "any font of the brand" if len(without) == len(faces) else ", ".join(without)
    name = NAMES_OF.get(script) or scripts.script_name(script).replace("_", " ")
    font = FONTS_OF.get(script, f"Noto Sans {name}")
    first = next(iter(chars.values()))
    return problem("glyph-missing", first, script=name, chars=shown + more, faces=who, font=font)


def _needs_glyph(char: str) -> bool:
    """False for what draws nothing: controls, format characters, spaces, variation selectors, the grapheme joiner."""
    if unicodedata.category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp"):
        return False
    return not (0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF or ord(char) == 0x34F)


def _unpack(data: bytes) -> bytes:
    out = io.BytesIO()
    with TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False) as font:
        font.flavor = None
        font.save(out)
    return out.getvalue()
