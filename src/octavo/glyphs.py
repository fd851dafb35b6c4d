"""Document + Brand -> the characters that no font of the brand can show, before anything is printed."""

import json
import os
from hashlib import sha256
from pathlib import Path

from octavo import blocks as b
from octavo.brand import Brand
from octavo.document import Document
from octavo.files import Files
from octavo.fonts import coverage, missing
from octavo.problems import Place, Problem
from octavo.walk import everything

WORDS = ("text", "display", "sub", "small", "ui")
"""The families that running text may be set in; code has its own."""


def find_missing(document: Document, brand: Brand, files: Files, folder: Path, told: str = "") -> tuple[Problem, ...]:
    """One error for each script that the brand's fonts cannot show. `folder` keeps what each font file covers; of the
    characters in `told` something was said before."""
    known = dict.fromkeys(map(ord, told))
    texts, codes = ([(at, text.translate(known)) for at, text in said] for said in _texts(document))
    words, code = (shown_by(brand, files, folder, uses) for uses in (WORDS, ("mono",)))
    return (*missing(texts, words), *missing(codes, code))


def shown_by(brand: Brand, files: Files, folder: Path, uses: tuple[str, ...]) -> dict[str, frozenset[int]]:
    """The families that a brand has for `uses`, with the code points that each can show, alone or with those behind it.
    `folder` as above."""
    families = dict.fromkeys(face.family for face in brand.fonts)  # the faces of one have the same characters
    covered = {family: _covered(files.read(brand.face(family).path), folder) for family in families}
    spare = frozenset[int]().union(*(covered.get(name, frozenset()) for name in brand.fallback))
    wanted = dict.fromkeys(brand.families[use] for use in uses)
    return {name: covered[name] | spare for name in wanted if name in covered}


def _covered(data: bytes, folder: Path) -> frozenset[int]:
    """What a font file covers, from `folder` if it was asked before."""
    kept = folder / "coverage" / f"{sha256(data).hexdigest()}.json"
    try:
        return frozenset(json.loads(kept.read_text("utf-8")))
    except (OSError, ValueError):
        found = coverage(data)
    kept.parent.mkdir(parents=True, exist_ok=True)
    beside = kept.with_suffix(f".{os.getpid()}")
    beside.write_text(json.dumps(sorted(found)), "utf-8")
    beside.replace(kept)
    return found


def _texts(document: Document) -> tuple[list[tuple[Place, str]], list[tuple[Place, str]]]:
    """Every piece of text with the nearest place before it: words first, then code."""
    brief = document.brief
    words = [(brief.place(name), value) for name, value in (("title", brief.meta.title), ("kicker", brief.meta.kicker))]
    words += [(brief.place("authors"), person.name) for person in (*brief.authors, *brief.speakers)]
    codes: list[tuple[Place, str]] = []
    place = Place(brief.path, 1)
    front = (brief.dek, brief.takeaways, brief.summary, brief.notice, brief.changes, brief.disclaimer)
    for item in everything((front, document.chapters)):
        own = getattr(item, "place", place)
        place = own if own.line else place
        match item:
            case b.Text(text=text) | b.Event(when=text) | b.Stat(value=text) | b.PullQuote(name=text):
                words.append((place, text))
            case b.Code(text=text) | b.Verbatim(text=text):
                codes.append((place, text))
    return words, codes
