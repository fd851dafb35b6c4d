"""Letters -> a composite font in a PDF, embedded and mapped to Unicode (ISO 32000-2, 9.7 and 9.10.3)."""

import unicodedata
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.copies.letters import Letters

BLOCK = 100
"""Entries of one block of a CMap (Adobe technical note 5014, section 7)."""
SYMBOLIC = 4
"""Flag of a font whose glyphs are not those of a standard encoding (ISO 32000-2, table 121)."""
STEM = 80
"""Thickness of a stem, in thousandths of an em, where nothing says it: only for a font that replaces this one."""
HEAD = b"""\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


def embed(pdf: Pdf, letters: Letters) -> Object:
    """Put the font into `pdf`."""
    name = Name(f"/{letters.name}")
    file = Stream(pdf, letters.font)
    file.Length1 = len(letters.font)
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=name, Flags=SYMBOLIC, ItalicAngle=0, StemV=STEM)
    for key, values in letters.metrics.items():
        descriptor[f"/{key}"] = Array(values) if len(values) > 1 else values[0]
    descriptor.FontFile2 = pdf.make_indirect(file)
    system = Dictionary(
        Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
    )  # they stay readable in a locked copy too, being within an object stream
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=system,
        FontDescriptor=pdf.make_indirect(descriptor),
        W=Array([0, Array(letters.advances)]),
        DW=0,
        CIDToGIDMap=Name.Identity,
    )
    composite = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(font)]),
        ToUnicode=pdf.make_indirect(Stream(pdf, HEAD + b"".join(_blocks(letters)) + TAIL)),
    )
    return pdf.make_indirect(composite)


def _blocks(letters: Letters) -> Iterator[bytes]:
    """What each glyph means. Of characters that share one the ordinary counts: a no-break space reads as a space, and
    the micro sign as the letter of the Greeks."""
    meant: dict[bytes, str] = {}
    for letter in sorted(letters.codes, key=lambda c: (unicodedata.normalize("NFKC", c) != c, c)):
        meant.setdefault(letters.codes[letter], letter)
    lines = [
        b"<%s> <%s>\n" % (code, letter.encode("utf-16-be").hex().encode()) for code, letter in sorted(meant.items())
    ]
    for at in range(0, len(lines), BLOCK):
        block = lines[at : at + BLOCK]
        yield b"%d beginbfchar\n%sendbfchar\n" % (len(block), b"".join(block))
