"""A PDF, made ready once -> a template with gaps, into which a copy's line, number and file identifier are put.

Pages are not laid out again. Each calls one form, marked as an artifact (ISO 14289-1, 7.1), whose text is a run of
glyphs of fixed length, so that a copy is the template's bytes with others in three places: 100 thousand a second. The
tags, and with them what PDF/UA asks for, stay as they are.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream

from octavo.copies.chunks import Chunk, cut, placed
from octavo.copies.embed import embed
from octavo.copies.fingerprint import pattern
from octavo.copies.ground import FOOT, LEFT, SIZE
from octavo.copies.letters import Letters
from octavo.copies.number import WIDTH
from octavo.copies.prepared import Prepared

FORM = "/OctavoCopy"
BEFORE = b"BT /F 6.5 Tf <"
"""What stands before the glyphs in the form: found again in the bytes of the file."""
RECORD = b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:Identifier><rdf:Bag><rdf:li>'
RECORD_END = b"</rdf:li></rdf:Bag></xmp:Identifier></rdf:Description>"
"""The number in the metadata, in a property that PDF/A knows (XMP specification part 1, 8.4: what identifies the
resource within a given context)."""
IDENTIFIER = re.compile(rb"/ID \[ ?<[0-9a-f]+> ?<([0-9a-f]+)>")
KEEP = b"/Filter /DCTDecode"
"""What qpdf neither packs nor unpacks: put on the two streams with gaps while the file is written, then blanked."""


@dataclass(frozen=True)
class Sheet:
    """A PDF to be copied, and the ink of the line on each of its pages."""

    pdf: bytes
    inks: tuple[str, ...]


@dataclass(frozen=True)
class PdfTemplate:
    """`parts` are the bytes between the gaps, `gaps` what goes into each: "line", "number", "identifier" or a variant
    of a chunk, by the secret; the line's gap takes `room` glyphs."""

    parts: tuple[bytes, ...]
    gaps: tuple[str | Chunk, ...]
    letters: Letters
    room: int
    secret: bytes = b""

    def fill(self, one: Prepared, line: str) -> Sequence[bytes]:
        """The bytes of a copy, in parts. Raises KeyError for a letter that the template's font lacks, ValueError for a
        line that is too long."""
        values = filled(self.letters, self.room, one, line)
        chunks = len(self.gaps) - len(values)
        bits = pattern(self.secret, one.number, chunks) if chunks else 0
        whole = [self.parts[0]]
        for gap, part in zip(self.gaps, self.parts[1:], strict=True):
            whole += (values[gap] if isinstance(gap, str) else gap.variants[bits >> gap.at & 1], part)
        return whole


def filled(letters: Letters, room: int, one: Prepared, line: str) -> dict[str, bytes]:
    """What goes into the gaps of a copy, each as long as its gap."""
    glyphs = letters.write(line).ljust(4 * room)
    number = one.number.encode("ascii")
    if len(glyphs) != 4 * room or len(number) != WIDTH:
        raise ValueError(f"{line!r} does not fit")
    return {"line": glyphs, "number": number, "identifier": identifier(one.number)}


def identifier(number: str) -> bytes:
    """The second half of a copy's file identifier (ISO 32000-2, 14.4)."""
    return hashlib.sha256(f"octavo copy {number}".encode()).hexdigest()[:32].encode()


def prepare(sheet: Sheet, letters: Letters, room: int, secret: bytes = b"") -> PdfTemplate:
    """Make a template of a PDF; with a secret, one whose copies have a fingerprint. Raises pikepdf.PdfError for one
    that cannot be read."""
    with Pdf.open(io.BytesIO(sheet.pdf)) as pdf:
        chunks = cut(pdf) if secret else ()
        stamp(pdf, sheet.inks, letters, room)
        data, found = placed(legible(legible(saved(pdf), BEFORE), RECORD), chunks)
    cuts: list[tuple[int, int, str | Chunk]] = sorted([*found, *gaps(data, room)], key=lambda one: one[0])
    parts, at = [], 0
    for start, length, _ in cuts:
        parts.append(data[at:start])
        at = start + length
    return PdfTemplate((*parts, data[at:]), tuple(gap for _, _, gap in cuts), letters, room, secret)


def stamp(pdf: Pdf, inks: Sequence[str], letters: Letters, room: int) -> None:
    """Put the form on each page, and the record into the metadata, both with gaps."""
    form = Stream(pdf, b"")
    form.write(BEFORE + b" " * (4 * room) + b"> Tj ET\n", filter=Name.DCTDecode)
    form.Type, form.Subtype = Name.XObject, Name.Form
    width = max(float(page.trimbox[2] - page.trimbox[0]) for page in pdf.pages)
    form.BBox = Array([0, -SIZE, width, 2 * SIZE])
    form.Resources = Dictionary(Font=Dictionary(F=embed(pdf, letters)))
    called = pdf.make_indirect(form)
    opened = pdf.make_indirect(Stream(pdf, b"q\n"))
    calls: dict[bytes, Object] = {}
    for page, ink in zip(pdf.pages, inks, strict=True):
        corner = page.trimbox
        call = _call(float(corner[0]) + LEFT, float(corner[1]) + FOOT, ink)
        calls.setdefault(call, pdf.make_indirect(Stream(pdf, call)))
        if "/XObject" not in page.resources:
            page.resources.XObject = Dictionary()
        page.resources.XObject[FORM] = called
        held = page.obj.Contents
        page.obj.Contents = Array([opened, *(held if isinstance(held, Array) else [held]), calls[call]])
    record, text = metadata(pdf)
    entry = RECORD + b"@" * WIDTH + RECORD_END
    record.write(text.replace(b"</rdf:RDF>", entry + b"</rdf:RDF>"), filter=Name.DCTDecode)


def metadata(pdf: Pdf) -> tuple[Object, bytes]:
    """The metadata of a file, and their text. Raises ValueError when they are no XMP packet."""
    record = pdf.Root.get("/Metadata")
    text = b"" if record is None else record.read_bytes()
    if record is None or text.count(b"</rdf:RDF>") != 1:
        raise ValueError("it has no metadata (XMP)")
    return record, text


def _call(left: float, foot: float, ink: str) -> bytes:
    red, green, blue = (int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return (
        b"\nQ\n/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"
        b"q %.4g %.4g %.4g rg 1 0 0 1 %.6g %.6g cm %s Do Q EMC\n" % (red, green, blue, left, foot, FORM.encode())
    )


def saved(pdf: Pdf, encryption: pikepdf.Encryption | bool = False) -> bytes:
    """The file, its strings packed into object streams. Same input, same bytes, unless it is locked."""
    out = io.BytesIO()
    pdf.save(
        out,
        static_id=True,
        fix_metadata_version=False,
        compress_streams=True,
        object_stream_mode=ObjectStreamMode.generate,
        encryption=encryption,
    )
    return out.getvalue()


def legible(data: bytes, mark: bytes) -> bytes:
    """The file with the filter of the stream that begins with `mark` blanked."""
    start = data.rindex(KEEP, 0, data.index(mark))
    return data[:start] + b" " * len(KEEP) + data[start + len(KEEP) :]


def gaps(data: bytes, room: int) -> Iterator[tuple[int, int, str]]:
    """Where the gaps of a file are, how long, and what goes into each."""
    yield data.index(BEFORE) + len(BEFORE), 4 * room, "line"
    yield data.index(RECORD + b"@") + len(RECORD), WIDTH, "number"
    (found,) = IDENTIFIER.finditer(data)
    yield found.start(1), len(found[1]), "identifier"
