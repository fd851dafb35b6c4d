"""An edition and a name -> the template that its copy is made from, or why it cannot be made.

Most copies come from one template. A name with other letters, or a long one, has a template of its own kind, made when
it is first asked for, with the first face that has all of its letters. Which template a copy comes from depends on the
copy alone, so that the same copy is the same bytes whoever else is on the list.
"""

import io
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pikepdf import Pdf

from octavo.copies import cipher, epub
from octavo.copies.chunks import Page
from octavo.copies.encrypt import prepare_locked
from octavo.copies.fingerprint import marked
from octavo.copies.ground import LEFT, SIZE, inks
from octavo.copies.letters import Letters, composed, lacking, letters, needs_shaping, usual, wanted
from octavo.copies.prepared import Prepared, Settings, Template
from octavo.copies.template import Sheet, metadata, prepare
from octavo.formats.epub_xhtml import clean

ROOM = 96
"""Glyphs of a line, and of each further step where that is too few."""
MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Chosen:
    """Which template a copy is made from, and the line that is put into it."""

    template: Template
    line: str


@dataclass(frozen=True)
class Refused:
    """Why a copy cannot be made: what is wrong with its "name" or its "password"."""

    field: str
    reason: str


class PdfChooser:
    """The templates of one PDF. `pages` are those that are marked, with a fingerprint. Raises pikepdf.PdfError when it
    cannot be read, ValueError when it has no metadata, or too little text for a fingerprint."""

    def __init__(self, pdf: bytes, settings: Settings) -> None:
        with Pdf.open(io.BytesIO(pdf)) as opened:
            metadata(opened)
            self.pages = marked(opened, settings.secret) if settings.fingerprint else ()
            self._width = min(float(page.trimbox[2] - page.trimbox[0]) for page in opened.pages) - 2 * LEFT
        self._sheet = Sheet(pdf, inks(pdf))
        self._settings = _with_words_that_can_be_set(settings)
        self._templates: dict[tuple[bytes, frozenset[int], int, bool], Template] = {}
        self._letters: dict[tuple[bytes, frozenset[int]], Letters] = {}
        first = usual(self._settings.faces[0]) if self._settings.faces else frozenset()
        self._usual = frozenset(map(chr, first))
        self._first = (self._settings.faces[0], first) if first else None

    def choose(self, one: Prepared) -> Chosen | Refused:
        """The template of a copy."""
        if one.password and (reason := self._unusable(one.password)):
            return Refused("password", reason)
        line = self._settings.line(composed(one.name), one.number)
        found = self._first if self._usual.issuperset(line) else self._face(line)
        if found is None:
            return Refused("name", _fault(line, self._settings.faces))
        if found not in self._letters:
            self._letters[found] = letters(*found)
        width = self._letters[found].width(line) * SIZE
        if width > self._width:
            taken, there = round(width / MILLIMETRE), round(self._width / MILLIMETRE)
            return Refused("name", f"its line is {taken} mm wide, and the page has room for {there} mm")
        room = math.ceil(len(line) / ROOM) * ROOM
        return Chosen(self._template(found, room, bool(one.password)), line)

    def _face(self, line: str) -> tuple[bytes, frozenset[int]] | None:
        """The first face that has all letters of a line, and which of its letters are taken."""
        if needs_shaping(line):
            return None
        found = ((face, wanted(line, face)) for face in self._settings.faces)
        return next(((face, points) for face, points in found if points), None)

    def _template(self, face: tuple[bytes, frozenset[int]], room: int, locked: bool) -> Template:
        key = (*face, room, locked)
        if key not in self._templates:
            made = self._letters[face]
            self._templates[key] = (
                prepare_locked(self._sheet, made, room, self._settings.secret)
                if locked
                else prepare(self._sheet, made, room, self._settings.secret if self._settings.fingerprint else b"")
            )
        return self._templates[key]

    def _unusable(self, password: str) -> str:
        if self._settings.fingerprint:
            return "a copy with a fingerprint cannot be locked"
        try:
            cipher.prepared(password)
        except ValueError as reason:
            return str(reason)
        return ""


class EpubChooser:
    """The templates of one EPUB, which differ in room alone: its reader's fonts set the line, and there is nothing to
    mark. Raises ValueError."""

    pages: tuple[Page, ...] = ()

    def __init__(self, book: bytes, settings: Settings) -> None:
        self._book, self._settings = book, settings
        self._templates = {epub.ROOM: epub.prepare(book, epub.ROOM)}

    def choose(self, one: Prepared) -> Chosen | Refused:
        """The template of a copy."""
        if one.password:
            return Refused("password", "an EPUB cannot be locked with one")
        line = self._settings.line(composed(one.name), one.number)
        if line != clean(line):
            return Refused("name", "it has a control character, which no book can hold")
        room = epub.room_for(line)
        if room not in self._templates:
            self._templates[room] = epub.prepare(self._book, room)
        return Chosen(self._templates[room], line)


Chooser = PdfChooser | EpubChooser

CHOOSERS: Mapping[str, Callable[[bytes, Settings], Chooser]] = {
    ".pdf": PdfChooser,
    ".epub": EpubChooser,
}
"""By the ending of the edition's file."""


def _with_words_that_can_be_set(settings: Settings) -> Settings:
    """Settings whose words a stamp can show. Where no face can, or where the script is one of joined letters, a copy
    bears the name and the number without words."""
    words = f"{settings.prepared_for}{settings.copy}"
    if settings.faces and not needs_shaping(words) and any(wanted(words, face) for face in settings.faces):
        return settings
    return replace(settings, prepared_for="{}", copy="{}")


def _fault(line: str, faces: Sequence[bytes]) -> str:
    if needs_shaping(line):
        return "its letters are joined, stacked or run from right to left, which a stamp cannot do"
    missing = lacking(line, faces)
    return f"no one font has all of its letters: {missing} (U+{ord(missing):04X})" if missing else "no font is TrueType"
