"""A folder of installed npm packages -> the fonts folders of the three brands.

    npm install source-serif@4.5.1 source-sans@3.52.0 source-code-pro@2.42.0 \
        @expo-google-fonts/schibsted-grotesk@0.4.2 @expo-google-fonts/eb-garamond@0.4.3 \
        @expo-google-fonts/cormorant@0.4.2 @expo-google-fonts/jost@0.4.2
    python tools/vendor_fonts.py node_modules

The Source families carry a Reserved Font Name, so their files are copied byte for byte.
The others reserve none: their TrueType files are given the hyphen (U+2010), the no-break hyphen (U+2011) and the arrows
(U+2191, U+2192) that some of them lack, and packed as WOFF2. Same packages, same bytes.
"""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

BRANDS = Path(__file__).parent.parent / "styles" / "brands"

SOURCE_SERIF = {
    "": ("Regular", "It", "Semibold", "SemiboldIt"),
    "SmText": ("Regular", "It", "Semibold"),
    "Subhead": ("Regular", "It", "Semibold"),
    "Display": ("Light", "Regular", "It", "Semibold"),
}
SOURCE_SANS = ("Regular", "It", "Semibold", "SemiboldIt", "Bold")
SCHIBSTED = {
    "Regular": "400Regular",
    "Italic": "400Regular_Italic",
    "Medium": "500Medium",
    "SemiBold": "600SemiBold",
    "SemiBoldItalic": "600SemiBold_Italic",
    "Bold": "700Bold",
    "ExtraBold": "800ExtraBold",
}
GARAMOND = {"Regular": "400Regular", "Italic": "400Regular_Italic", "SemiBold": "600SemiBold"}
GARAMOND["SemiBoldItalic"] = "600SemiBold_Italic"
CORMORANT = {"Medium": "500Medium", "MediumItalic": "500Medium_Italic", "SemiBold": "600SemiBold"}
JOST = {"Regular": "400Regular", "Italic": "400Regular_Italic", "Medium": "500Medium", "SemiBold": "600SemiBold"}


def code(packages: Path, target: Path) -> None:
    """Copy the fixed-width face that all brands set code in, unmodified, with its licence."""
    package = packages / "source-code-pro"
    name = "SourceCodePro-Regular"
    shutil.copyfile(package / "WOFF2" / "TTF" / f"{name}.ttf.woff2", target / f"{name}.woff2")
    shutil.copyfile(package / "LICENSE.md", target / "OFL-SourceCode.txt")


def pacific(packages: Path, target: Path) -> None:
    """Copy the static TrueType-flavoured cuts of both Source families, unmodified, with their licences."""
    serif, sans = packages / "source-serif", packages / "source-sans"
    for cut, styles in SOURCE_SERIF.items():
        for style in styles:
            name = f"SourceSerif4{cut}-{style}"
            shutil.copyfile(serif / "WOFF2" / "TTF" / f"{name}.ttf.woff2", target / f"{name}.woff2")
    for style in SOURCE_SANS:
        name = f"SourceSans3-{style}"
        shutil.copyfile(sans / "WOFF2" / "TTF" / f"{name}.ttf.woff2", target / f"{name}.woff2")
    shutil.copyfile(serif / "LICENSE.md", target / "OFL-SourceSerif.txt")
    shutil.copyfile(sans / "LICENSE.md", target / "OFL-SourceSans.txt")


def parallel(packages: Path, target: Path) -> None:
    """Pack the static faces of Schibsted Grotesk as WOFF2, with their licence."""
    pack(packages / "@expo-google-fonts" / "schibsted-grotesk", "SchibstedGrotesk", SCHIBSTED, target)


def meridian(packages: Path, target: Path) -> None:
    """Pack the static faces of EB Garamond, Cormorant and Jost as WOFF2, with their licences."""
    for package, name, styles in (
        ("eb-garamond", "EBGaramond", GARAMOND),
        ("cormorant", "Cormorant", CORMORANT),
        ("jost", "Jost", JOST),
    ):
        pack(packages / "@expo-google-fonts" / package, name, styles, target)


def pack(package: Path, name: str, styles: Mapping[str, str], target: Path) -> None:
    """The chosen `styles` (name -> folder) of a family as WOFF2, hyphens and arrows added, with its licence."""
    for style, folder in styles.items():
        face = TTFont(package / folder / f"{name}_{folder}.ttf", recalcTimestamp=False)
        add_hyphens(face)
        add_arrows(face)
        face.flavor = "woff2"
        face.save(target / f"{name}-{style}.woff2")
    shutil.copyfile(package / "LICENSE_FONT", target / f"OFL-{name}.txt")


def add_hyphens(face: TTFont) -> None:
    """Give U+2010 and U+2011, where they are missing, a glyph each that draws the hyphen-minus.

    They are glyphs of their own: a PDF maps each glyph back to one character, so a shared one would turn every "-"
    of a copied text into whichever came first.
    """
    known = face.getBestCmap()
    hyphen = known[0x2D]
    for code in (one for one in (0x2010, 0x2011) if one not in known):
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = hyphen, 0, 0, 0x0204  # USE_MY_METRICS, ROUND_XY_TO_GRID
        glyph = Glyph()
        glyph.numberOfContours, glyph.components = -1, [part]
        add_glyph(face, code, glyph, face["hmtx"][hyphen])


def add_arrows(face: TTFont) -> None:
    """Give U+2191 and U+2192, where both are missing, a glyph each: a shaft as thick as the hyphen, with two barbs."""
    known, em = face.getBestCmap(), face["head"].unitsPerEm
    if 0x2191 in known or 0x2192 in known:
        return
    hyphen = face["glyf"][known[0x2D]]
    half, middle = (hyphen.yMax - hyphen.yMin) / 2, (hyphen.yMax + hyphen.yMin) / 2
    start, tip, barb, cut = 0.08 * em, 0.72 * em, 0.2 * em, half * 2**0.5
    shaft = [(start, -half), (start, half), (tip - cut, half), (tip - cut, -half)]
    head = [(tip, 0), (tip - barb, -barb), (tip - barb - cut, cut - barb), (tip - 2 * cut, 0)]
    head += [(tip - barb - cut, barb - cut), (tip - barb, barb)]
    rise = face["OS/2"].sCapHeight - tip
    for code, width in ((0x2192, 0.8 * em), (0x2191, 0.56 * em)):
        pen = TTGlyphPen(None)
        for contour in (shaft, head):
            points = [(x, y + middle) if code == 0x2192 else (width / 2 - y, x + rise) for x, y in contour]
            pen.moveTo(tuple(map(round, points[0])))
            for point in points[1:]:
                pen.lineTo(tuple(map(round, point)))
            pen.closePath()
        add_glyph(face, code, pen.glyph(), (round(width), 0))


def add_glyph(face: TTFont, code: int, glyph: Glyph, metrics: tuple[int, int]) -> None:
    """Put a glyph of its own behind a character."""
    name = f"uni{code:04X}"
    order = [*face.getGlyphOrder(), name]
    face["glyf"][name] = glyph
    face.setGlyphOrder(order)
    glyph.recalcBounds(face["glyf"])
    face["hmtx"][name] = metrics if glyph.isComposite() else (metrics[0], glyph.xMin)
    for table in face["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


if __name__ == "__main__":
    installed = Path(sys.argv[1])
    for brand, copy in (("pacific", pacific), ("parallel", parallel), ("meridian", meridian)):
        fonts = BRANDS / brand / "fonts"
        fonts.mkdir(parents=True, exist_ok=True)
        copy(installed, fonts)
        code(installed, fonts)
