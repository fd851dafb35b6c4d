"""A name and a font file -> an SVG of the name in that face: the logo that a brand has until its own is there."""

from io import BytesIO

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from markupsafe import escape

HEIGHT = 30.0
"""User units, points where a style sheet asks for the logo's own size: that of the other brands' lockups."""
CAP = 0.5
"""Height of a capital, as a part of HEIGHT, for a wordmark; a mark's is MARK."""
MARK = 0.6
TRACKING = -0.01
"""Em added to each advance: display sizes are set a little closer than text (Tschichold, The Form of the Book)."""


def wordmark(name: str, font: bytes, colour: str) -> bytes:
    """`name` in one line, `colour` on nothing. Letters that the font lacks are left out of the drawing, never of its
    text alternative."""
    face = TTFont(BytesIO(font))
    scale = HEIGHT * CAP / _cap_height(face)
    path, width = _outlines(name, face, scale, (0.0, HEIGHT * (1 + CAP) / 2))
    return _svg(name, (max(width, 1.0), HEIGHT), f'<path fill="{colour}" d="{path}"/>')


def mark(name: str, font: bytes, colour: str, ground: str) -> bytes:
    """The first letter of `name`, `ground` on a square of `colour`."""
    face = TTFont(BytesIO(font))
    scale = HEIGHT * MARK / _cap_height(face)
    letter = name[:1].upper()
    _, width = _outlines(letter, face, scale, (0.0, 0.0))
    path, _ = _outlines(letter, face, scale, ((HEIGHT - width) / 2, HEIGHT * (1 + MARK) / 2))
    square = f'<path fill="{colour}" d="M0 0h{HEIGHT:g}v{HEIGHT:g}h-{HEIGHT:g}z"/>'
    return _svg(name, (HEIGHT, HEIGHT), f'{square}<path fill="{ground}" d="{path}"/>')


def _outlines(text: str, face: TTFont, scale: float, origin: tuple[float, float]) -> tuple[str, float]:
    """The path of a line of text whose baseline starts at `origin`, and the line's width."""
    glyphs, cmap, metrics = face.getGlyphSet(), face.getBestCmap(), face["hmtx"]
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.2f}".rstrip("0").rstrip("."))
    x, y = origin
    spacing = TRACKING * face["head"].unitsPerEm * scale
    for char in text:
        glyph = cmap.get(ord(char))
        if glyph is not None:
            glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, -scale, x, y)))
            x += metrics[glyph][0] * scale + spacing
    return pen.getCommands(), x - origin[0]


def _cap_height(face: TTFont) -> float:
    """Height of a capital in the font's units; where the font does not say, seven tenths of its em."""
    height = getattr(face["OS/2"], "sCapHeight", 0) if "OS/2" in face else 0
    return float(height or 0.7 * face["head"].unitsPerEm)


def _svg(name: str, size: tuple[float, float], drawing: str) -> bytes:
    width, height = (f"{number:.2f}" for number in size)
    title = escape(name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label="{title}"><title>{title}</title>{drawing}</svg>\n'
    ).encode()
