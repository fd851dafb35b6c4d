"""A PDF -> a template whose copies are locked with AES-256, each with its own password and its own key.

qpdf writes the file once, locked with a password that is then thrown away, all strings within streams. Every copy has
the same streams in the same places; only what stands in them is encrypted anew.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Pdf

from octavo.copies import cipher
from octavo.copies.letters import Letters
from octavo.copies.number import WIDTH
from octavo.copies.prepared import Prepared
from octavo.copies.template import BEFORE, IDENTIFIER, KEEP, RECORD, Sheet, filled, saved, stamp

OBJECT = re.compile(rb"(?<=\n)(\d+) 0 obj\n")
LENGTH = re.compile(rb"/Length (\d+)\b")
ENTRY = re.compile(rb"(/O|/OE|/Perms|/U|/UE) <([0-9a-f]+)>")
EVERYTHING = pikepdf.Permissions(modify_assembly=True)
THROWN_AWAY = "octavo"
"""The password of the file that qpdf writes; its key stays here."""


@dataclass(frozen=True)
class Encrypted:
    """A stream: its plain text, in two parts where there is a gap between."""

    parts: tuple[bytes, ...]
    gap: str = ""

    def text(self, values: dict[str, bytes]) -> bytes:
        if not self.gap:
            return self.parts[0]
        before, after = self.parts
        return before + values[self.gap] + after


@dataclass(frozen=True)
class LockedTemplate:
    """`parts` are the bytes between the gaps; a gap is filled with an entry of the lock or with the identifier, both
    in hexadecimal, or with a stream."""

    parts: tuple[bytes, ...]
    gaps: tuple[str | Encrypted, ...]
    letters: Letters
    room: int
    secret: bytes

    def fill(self, one: Prepared, line: str) -> Sequence[bytes]:
        """The bytes of a copy, in parts. Raises as PdfTemplate.fill does, and for a password that will not do."""
        values = filled(self.letters, self.room, one, line)
        lock = cipher.lock(self.secret, one.number, one.password)
        values |= {name: value.hex().encode() for name, value in lock.entries().items()}
        drawn = cipher.vectors(lock.key, len(self.gaps))
        whole = [self.parts[0]]
        for at, (gap, part) in enumerate(zip(self.gaps, self.parts[1:], strict=True)):
            if isinstance(gap, str):
                whole += (values[gap], part)
            else:
                vector = drawn[at * cipher.BLOCK : (at + 1) * cipher.BLOCK]
                whole += (cipher.encrypted(lock.key, vector, gap.text(values)), part)
        return whole


def prepare_locked(sheet: Sheet, letters: Letters, room: int, secret: bytes) -> LockedTemplate:
    """Make a template of a PDF. Raises pikepdf.PdfError for one that cannot be read, ValueError without a secret."""
    if not secret:
        raise ValueError("the keys of locked copies are made with a secret, and it is empty")
    with Pdf.open(io.BytesIO(sheet.pdf)) as pdf:
        stamp(pdf, sheet.inks, letters, room)
        _strings_into_streams(pdf)
        data = saved(pdf, pikepdf.Encryption(user=THROWN_AWAY, owner=THROWN_AWAY, R=6, allow=EVERYTHING))
    data, cuts = _gaps(data, room)
    parts, at = [], 0
    for start, length, _ in cuts:
        parts.append(data[at:start])
        at = start + length
    return LockedTemplate((*parts, data[at:]), tuple(gap for _, _, gap in cuts), letters, room, secret)


def _strings_into_streams(pdf: Pdf) -> None:
    """Give the values of the catalog and of streams' dictionaries that hold strings places of their own: qpdf packs
    them into object streams, in which strings are not encrypted one by one (ISO 32000-2, 7.6.2)."""
    owners = [pdf.Root, *(item.stream_dict for item in pdf.objects if isinstance(item, pikepdf.Stream))]
    for owner in owners:
        for name, value in list(owner.items()):
            if not getattr(value, "is_indirect", True) and _holds_string(value):
                owner[name] = pdf.make_indirect(value)


def _holds_string(value: object) -> bool:
    if isinstance(value, Dictionary):
        return any(map(_holds_string, (inner for _, inner in value.items())))
    if isinstance(value, pikepdf.Array):
        return any(map(_holds_string, value))
    return isinstance(value, pikepdf.String | str)


@dataclass(frozen=True)
class _Held:
    """A stream of a file: the number of its object, where its dictionary begins, and where its bytes are."""

    number: int
    head: int
    start: int
    end: int


def _streams(data: bytes) -> Iterator[_Held]:
    """All streams, one after the other, so that nothing within one is taken for another."""
    at = 0
    while found := OBJECT.search(data, at):
        head = found.end()
        begun, ended = data.find(b"stream\n", head), data.find(b"endobj", head)
        if begun < 0 or ended < begun:
            at = ended
            continue
        start = begun + len(b"stream\n")
        (length,) = LENGTH.findall(data[head:begun])
        at = start + int(length)
        yield _Held(int(found[1]), head, start, at)


def _gaps(data: bytes, room: int) -> tuple[bytes, list[tuple[int, int, str | Encrypted]]]:
    """The file with the streams that have gaps legible; and all of its gaps: where, how long, and what goes in."""
    (reference,) = re.finditer(rb"/Encrypt (\d+) 0 R", data)
    start = data.index(b"\n%s 0 obj\n" % reference[1])
    entries = {m[1].decode(): m for m in ENTRY.finditer(data, start, data.index(b"endobj", start))}
    if f"/P {cipher.ALLOWED} ".encode() not in data[start:] or len(entries) != len(cipher.LOCKED):
        raise pikepdf.PdfError("qpdf has locked it in an unknown way")
    user, user_key = (bytes.fromhex(entries[name][2].decode()) for name in ("/U", "/UE"))
    key = cipher.opened(user, user_key, THROWN_AWAY)
    (second,) = IDENTIFIER.finditer(data)
    cuts: list[tuple[int, int, str | Encrypted]] = [(second.start(1), len(second[1]), "identifier")]
    cuts += [(found.start(2), len(found[2]), name) for name, found in entries.items()]
    legible = bytearray(data)
    for held in _streams(data):
        if b"/Type /XRef" in data[held.head : held.start]:
            continue
        plain = cipher.decrypted(key, data[held.start : held.end])
        text = _with_gaps(plain, room)
        if text.gap:
            filter_at = data.index(KEEP, held.head, held.start)
            legible[filter_at : filter_at + len(KEEP)] = b" " * len(KEEP)
        cuts.append((held.start, held.end - held.start, text))
    return bytes(legible), sorted(cuts, key=lambda cut: cut[0])


def _with_gaps(plain: bytes, room: int) -> Encrypted:
    for mark, length, name in ((BEFORE, 4 * room, "line"), (RECORD, WIDTH, "number")):
        if mark in plain:
            start = plain.index(mark) + len(mark)
            return Encrypted((plain[:start], plain[start + length :]), name)
    return Encrypted((plain,))
