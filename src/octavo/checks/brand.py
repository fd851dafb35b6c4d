"""Subject -> what the brand it is dressed in does to readers. What the build refuses of a brand is not said again."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain

import tinycss2
from tinycss2 import ast

from octavo import blocks as b
from octavo.brandparts import FOLDER
from octavo.checks import logos, palettes
from octavo.checks.finding import Finding, find
from octavo.checks.letters import LETTERS
from octavo.checks.lights import Lights, passing
from octavo.checks.subject import Subject
from octavo.colours import HEX, LARGE, PAIRS, TEXT, contrast
from octavo.csstree import blocks_of, parsed
from octavo.flatten.values import PIXELS
from octavo.glyphs import WORDS, shown_by
from octavo.problems import Place
from octavo.walk import every
from octavo.yamltext import Marks, load

MORE_PAIRS: tuple[tuple[str, str, str, float], ...] = (
    ("accent-ink", "tint", "numbers of lists in a box", TEXT),
    ("cover-ink-2", "cta-bg", "the last page of an e-book", TEXT),
    ("cover-accent", "cta-bg", "the link on the last page of an e-book", TEXT),
)
"""Roles that meet in a style sheet of the house, beside those of `colours.PAIRS`."""
MARKS = tuple((role, "paper", "the marks of a chart", LARGE) for role in palettes.FRONT)
KNOWN = frozenset(frozenset(row[:2]) for row in (*PAIRS, *MORE_PAIRS))
SMALLEST = 8.0
"""Points, as in styles/tokens/scale.css."""
PRINTED = ("brand.css", "print.css")
LICENCE = re.compile(r"(?:.*/)?(?:OFL|UFL|LICEN[CS]E|COPYING|APACHE)[^/]*", re.IGNORECASE)
ROLE = re.compile(r"var\(\s*--([\w-]+)\s*\)")


def check(subject: Subject) -> Iterator[Finding]:
    """Every finding about the brand of a brief."""
    path = f"{FOLDER}/{subject.design.brand.name}/_brand.yml"
    fields, marks, _ = load(subject.files.text(path), path)
    yield from _colours(subject, marks, palettes.kinds_of(fields))
    yield from palettes.check(subject)
    yield from _sheets(subject)
    yield from _fonts(subject, marks)
    yield from _letters(subject, marks)
    yield from logos.check(subject.files, subject.design.brand, marks, fields)


# Colours ---------------------------------------------------------------------------------------------------


def _colours(subject: Subject, marks: Marks, kinds: frozenset[str]) -> Iterator[Finding]:
    """Pairs that the build does not measure, in the light and in the dark."""
    has_charts = any(every(b.Chart, subject.document.chapters))
    brand = subject.design.brand
    rows = (*MORE_PAIRS, *(MARKS if has_charts else ()))
    for _, found in faint(Lights(brand.roles, brand.dark, kinds), marks, rows):
        yield found


def faint(lights: Lights, marks: Marks, rows: Iterable[tuple[str, str, str, float]]) -> Iterator[tuple[bool, Finding]]:
    """Each two colours of `rows` once that are too close, and whether they are those of the dark."""
    told: set[tuple[str, str]] = set()
    for ink, ground, use, least in rows:
        for section, roles in (("roles", lights.light), ("dark", lights.dark)):
            colours = roles[ink], roles[ground]
            if contrast(*colours) < least and colours not in told:
                told.add(colours)
                place = marks.place(("defaults", "octavo", section, ink))
                in_dark = section == "dark" and colours != (lights.light[ink], lights.light[ground])
                cure = lights.cure(ink, ground, least, in_dark=in_dark)
                yield in_dark, _faint(place, (ink, ground), colours, (use + " on a dark screen" * in_dark, least), cure)


def _faint(
    place: Place, names: tuple[str, str], colours: tuple[str, str], rule: tuple[str, float], cure: str
) -> Finding:
    use, least = rule
    shown = [f"{name} ({colour})" if name != colour else colour for name, colour in zip(names, colours, strict=True)]
    ratio = f"{int(contrast(*colours) * 100) / 100:.2f}"
    return find(
        "brand-faint", place, ink=shown[0], ground=shown[1], ratio=ratio, use=use, least=f"{least:g}",
        cure=cure,
    )  # fmt: skip


# Style sheets ----------------------------------------------------------------------------------------------


def _sheets(subject: Subject) -> Iterator[Finding]:
    """Rules of the brand's own sheets that set text on a ground, or set type, in values of their own."""
    folder = f"{FOLDER}/{subject.design.brand.name}/"
    for path in subject.files.list(folder):
        if path.endswith(".css"):
            for given in blocks_of(parsed(subject.files.text(path))):
                yield from _set_on(subject, path, given)
                if path.rpartition("/")[2] in PRINTED:
                    yield from chain.from_iterable(_small(subject, path, one) for one in given)


def _set_on(subject: Subject, path: str, given: list[ast.Declaration]) -> Iterator[Finding]:
    said = {one.lower_name: one for one in given}
    ink, ground = said.get("color"), said.get("background-color") or said.get("background")
    if ink is None or ground is None:
        return
    names = tuple(tinycss2.serialize(one.value).strip() for one in (ink, ground))
    names = tuple(found[1] if (found := ROLE.fullmatch(name)) else name for name in names)
    place = Place(path, ink.source_line, ink.source_column)
    brand = subject.design.brand
    for roles in (brand.roles, brand.dark):
        colours = tuple(roles.get(name, name) for name in names)
        if frozenset(names) not in KNOWN and all(HEX.fullmatch(one) and len(one) == 7 for one in colours):
            pair = (colours[0].lower(), colours[1].lower())
            if contrast(*pair) < TEXT:
                cure = f"make {names[0]} {next(passing(*pair, TEXT), 'another color')}"
                yield _faint(place, (names[0], names[1]), pair, ("text", TEXT), cure)
                return


def _small(subject: Subject, path: str, one: ast.Declaration) -> Iterator[Finding]:
    """A size of type that is written as a number."""
    size = next((token for token in one.value if isinstance(token, ast.DimensionToken)), None)
    if one.lower_name not in ("font-size", "font") or size is None:
        return
    root = subject.design.brand.tokens.get("--root", "").removesuffix("pt")
    units = {**{name: scale / PIXELS["pt"] for name, scale in PIXELS.items()}, "rem": float(root) if root else 0.0}
    points = size.value * units.get(size.lower_unit, 0)
    if 0 < points < SMALLEST:
        place = Place(path, size.source_line, size.source_column)
        yield find("brand-small-print", place, points=f"{points:.3g}", least=f"{SMALLEST:g}")


# Fonts -----------------------------------------------------------------------------------------------------


def _fonts(subject: Subject, marks: Marks) -> Iterator[Finding]:
    brand, files = subject.design.brand, subject.files
    own = f"{FOLDER}/{brand.name}/"
    listed = files.list(own)
    licensed = {path.rpartition("/")[0] for path in listed if LICENCE.fullmatch(path)}
    seen: dict[str, str] = {}
    numbers = {family: n for n, family in enumerate(dict.fromkeys(face.family for face in brand.fonts))}
    counted = dict.fromkeys(numbers, 0)
    for face in brand.fonts:
        loc = ("typography", "fonts", numbers[face.family], "files", counted[face.family])
        counted[face.family] += 1
        folder, _, name = face.path.rpartition("/")
        if counted[face.family] == 1 and folder not in licensed and own.rstrip("/") not in licensed:
            yield find("font-no-licence", marks.place(loc), family=face.family, folder=folder)
        first = seen.setdefault(sha256(files.read(face.path)).hexdigest(), face.path)
        if first != face.path:
            yield find("font-same-file", marks.place(loc), file=name, other=first.rpartition("/")[2])


def _letters(subject: Subject, marks: Marks) -> Iterator[Finding]:
    """Letters of the brief's language that its text may not need today."""
    language = subject.brief.language
    wanted = LETTERS.get(language.split("-")[0].lower(), "")
    shown = shown_by(subject.design.brand, subject.files, subject.files.kept, WORDS)
    lacking = {name: [c for c in wanted if ord(c) not in has] for name, has in shown.items()}
    without = [name for name, letters in lacking.items() if letters]
    letters = "".join(dict.fromkeys(c for one in lacking.values() for c in one))
    if letters:
        place = marks.place(("typography", "fonts"), key=True)
        names = ", ".join(without)
        yield find("font-lacks-letters", place, families=names, language=language, letters=letters)
