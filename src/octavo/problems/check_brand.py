"""What a house's look does to readers, where the build does not refuse it already. A literal table."""

from octavo.problems.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        "brand-faint",
        "warning",
        "{ink} on {ground} has a contrast of {ratio} to 1; for {use} it should be {least} to 1",
        "{cure}",
        "WCAG 2.2, success criteria 1.4.3 (text) and 1.4.11 (what a reader must see to understand a chart).",
    ),
    Rule(
        "chart-colours-alike",
        "warning",
        "{one} and {other} of the {palette} palette look alike to {readers}",
        "make one of them lighter or darker: lightness tells to everybody",
        "Sight is simulated after Machado, Oliveira and Fernandes (2009). Two colors are told apart by a step of 7.3 "
        "in L*, 10 in a* or 14 in b*, which half of all readers notice in marks of a third of a degree (Stone, Szafir "
        "and Setlur, 2014).",
    ),
    Rule(
        "chart-colours-grey",
        "warning",
        "{one} and {other} of the {palette} palette cannot be told apart in grey",
        "make one of them lighter or darker",
        "Briefs are copied and printed in black: a step of 7.3 in L* is left of two colors, or they are one (Stone, "
        "Szafir and Setlur, 2014).",
    ),
    Rule(
        "chart-roles-alike",
        "warning",
        "{one} and {other} stand in one chart, and look alike to {readers}{screen}",
        "make one of them lighter or darker under {section}",
        "What carries a value is told from what stands back, in the light and on a dark screen, whether a palette sets "
        "the colors or roles do; measured as for chart-colours-alike.",
    ),
    Rule(
        "chart-roles-grey",
        "warning",
        "{one} and {other} stand in one chart, and cannot be told apart in grey{screen}",
        "make one of them lighter or darker under {section}",
        "A value that has the lightness of what stands back behind it is lost in a copy; measured as for "
        "chart-colours-grey.",
    ),
    Rule(
        "chart-colours-order",
        "warning",
        "the {palette} palette turns the wrong way from {one} to {other}",
        "order a sequential palette by lightness; make the middle of a diverging one its lightest or its darkest",
        "Readers take lightness for amount: steps that go up and down show differences that are not there.",
    ),
    Rule(
        "brand-small-print",
        "warning",
        "type of {points} pt is printed here; under {least} pt few read it with ease",
        "write {least}pt or more, or a size of styles/tokens/scale.css",
        "Octavo prints nothing smaller than 8 pt (styles/tokens/scale.css). The build holds sizes with a name to it; "
        "a number that is written into a sheet would pass by.",
    ),
    Rule(
        "font-no-licence",
        "warning",
        'there is no licence beside the font files of "{family}"',
        "put the text of the licence into {folder}, as OFL.txt or LICENSE.txt",
        "Fonts under the SIL Open Font License may be handed on only together with it (OFL 1.1, condition 2); others "
        "seldom may at all.",
    ),
    Rule(
        "font-same-file",
        "warning",
        '"{file}" holds the same font as "{other}"',
        "give each weight and style its own file, or name it once",
        "Bold that is set in the regular font cannot be told from it.",
    ),
    Rule(
        "font-lacks-letters",
        "advice",
        '{families} cannot show letters of the language "{language}": {letters}',
        "add a family that has them under defaults.octavo.fallback.fonts",
        "A brief with one of these letters could not be built. The letters follow the exemplars of Unicode's CLDR.",
    ),
    Rule(
        "logo-heavy",
        "warning",
        'the logo "{file}" has {size} kB',
        "save it with fewer points and without pictures inside: a logo takes 5 to 20 kB",
        "It is a part of the PDF, the web page and the EPUB of every brief.",
    ),
    Rule(
        "logo-no-size",
        "warning",
        'the logo "{file}" has no viewBox',
        'write viewBox="0 0 width height" on its <svg>',
        "Without it a drawing does not scale: it is cut off where it is shown smaller (SVG 2, 8.6).",
    ),
    Rule(
        "logo-wide",
        "warning",
        'the logo "{file}" is {width} pt wide at {height} pt of height; its place "{used}" has {room} pt',
        "give it a shorter form, or one in two lines; or set {token} to {fits}pt in brand.css",
        "What stands beside a logo begins where its place ends, so a wider one is made smaller until it fits, "
        "and no longer has the height that the brand gave it.",
    ),
    Rule(
        "logo-text",
        "warning",
        'the logo "{file}" holds text that is set in a font of the reader\'s machine',
        "turn its text into outlines in the drawing program",
        "A drawing that is shown as a picture can use no font of the page (SVG integration, secure static mode).",
    ),
)
