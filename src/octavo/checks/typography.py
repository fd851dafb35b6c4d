"""A passage -> the places where its signs are not those of its language, each with what should stand there.

`safe` spots are those in which only one thing can be meant; `invoke check --fix` mends them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.checks.authored import BAR, HIDDEN, OBJECT, Passage

QUOTES = {"en": "“”‘’", "es": "«»“”", "es-MX": "“”‘’", "es-419": "“”‘’", "es-US": "“”‘’", "fr": "«»“”", "de": "„“‚‘"}
"""Double and single marks, opening and closing (Chicago Manual of Style 17, 6.115; RAE, Ortografía, 3.4.8.2; Lexique
des règles typographiques en usage à l’Imprimerie nationale; Duden)."""
NBSP, THIN = "\u00a0", "\u202f"
FRENCH = {";": THIN, "!": THIN, "?": THIN, ":": NBSP, "»": NBSP}
"""What stands before a sign (Lexique de l’Imprimerie nationale, "Ponctuation"). Canada sets no space before ; ! ?
(Office québécois de la langue française, Espacement avant et après les signes de ponctuation)."""
UNSET = re.compile(
    r"(?:Figure|Table|Section|Part|Chapter|Law|Rule|Resolution|Circular|Form|Order|Directive|Title|Memorandum|Bill|"
    r"[Vv]ersion|Document)s?$|^\(?(?:[A-Z]{2,}|§+|[Nn]os?\.)$|\b(?:L|PL|R|S|C|F|Res|Stat|Doc|Fig|Sec|Reg)\.$"
)
"""A word after which two numbers with a hyphen are one number: of a law, a figure, a form."""
MONTHS = 12
"""2010-12 may be a month."""
YEARS = (1000, 2101)
LABEL = re.compile(r"\W*(?:Source|Note|Credit)s?\s*:$")
"""What Octavo knows the lines under a figure by, in texts of every language."""
STRAIGHT = re.compile(r"[\"']")
DOUBLE = re.compile(rf"(?<=[^\s{BAR}{HIDDEN}])  +(?=[^\s{BAR}{HIDDEN}])")
RANGE = re.compile(r"(?<![\w.,/–#-])([$€£]?)(\d{1,4})-([$€£]?)(\d{1,4})(?![\w/–-]|[.,:]\d)(%?)")
LOOSE = re.compile(r"(?<=[^\W_]) +(?=[,;:!?](?:\s|$)|\.(?:\s|$))")
BEFORE = re.compile(r"(?<=[\w)»”\"'’.…%\x01\x02])([ \u00a0\u202f]?)([;!?:»])(?=[\s)»”!?]|$)")
AFTER = re.compile(r"«([ \u00a0\u202f]?)(?=\S)")
OPENERS = f" \n\u00a0\u202f([—–-/“‘«{HIDDEN}{BAR}{OBJECT}"


@dataclass(frozen=True)
class Spot:
    """`start` and `end` are offsets in the passage; `new` is what should stand there, "" when that is not sure."""

    code: str
    start: int
    end: int
    new: str = ""
    what: str = ""


def spots(passage: Passage, language: str) -> Iterator[Spot]:
    """All places of one passage, those of each kind in order."""
    text, lang = passage.text, language.split("-")[0].lower()
    yield from _quotes(text, QUOTES.get(language) or QUOTES.get(lang, ""), lang)
    yield from (Spot("double-space", m.start(), m.end(), " ") for m in DOUBLE.finditer(text))
    if lang == "en":
        yield from _ranges(text)
    if lang in ("en", "es"):
        yield from (Spot("space-before-sign", m.start(), m.end(), "", text[m.end()]) for m in LOOSE.finditer(text))
    if lang == "fr":
        yield from _french(text, language)


def _quotes(text: str, marks: str, lang: str) -> Iterator[Spot]:
    """Straight quotes. A double one is surely opening or closing where they alternate as their surroundings say."""
    if not marks:
        return
    doubles, singles = _straight(text)
    sides = [_opens(text, at) for at in doubles]
    paired = len(doubles) % 2 == 0 and sides == [n % 2 == 0 for n in range(len(doubles))]
    for number, at in enumerate(doubles):
        new = marks[number % 2] if paired else ""
        if new and lang == "fr":
            new = f"«{NBSP}" if number % 2 == 0 else f"{NBSP}»"
        yield Spot("straight-quote", at, at + 1, new, "quotation marks")
    for at in singles:
        inside = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
        ends = text[at - 1 : at] == "s" and "'" not in re.sub(r"(?<=\w)'", "", text)
        yield Spot("straight-quote", at, at + 1, "’" if inside or ends else "", "apostrophes")


def _straight(text: str) -> tuple[list[int], list[int]]:
    """Where double and single straight quotes stand, but for those after a number that stand for feet, inches or
    minutes: 5'10". A double one that closes what another opened is none of those."""
    found: dict[str, list[int]] = {'"': [], "'": []}
    for match in STRAIGHT.finditer(text):
        at, sign = match.start(), match[0]
        is_measure = text[:at][-1:].isdigit() and not text[at + 1 : at + 2].isalpha()
        if not is_measure or (sign == '"' and len(found[sign]) % 2):
            found[sign].append(at)
    return found['"'], found["'"]


def _opens(text: str, at: int) -> bool:
    shown = text[:at].rstrip(HIDDEN)
    return not shown or shown[-1] in OPENERS


def _ranges(text: str) -> Iterator[Spot]:
    """Numbers from - to with a hyphen (Chicago Manual of Style 17, 6.78): the second is greater, or ends a year. In
    Spanish the hyphen is right (RAE, Ortografía, 2010, III.4.1.1.3.1)."""
    for m in RANGE.finditer(text):
        first, last = m[2], m[4]
        years = len(first) == 4 and len(last) == 2 and int(last) > max(int(first[2:]), MONTHS)
        grows = int(first) < int(last) and first[0] != "0" and (len(first), len(last)) != (3, 4)
        grows = (
            grows and len(last) <= len(first) + 1 and (len(last) < 4 or YEARS[0] <= int(first) < int(last) < YEARS[1])
        )
        before = text[: m.start()].split()
        if (years or grows) and not (before and UNSET.search(before[-1])):
            at = m.start(2) + len(first)
            yield Spot("hyphen-in-range", at, at + 1, "–", m[0])


def _french(text: str, language: str) -> Iterator[Spot]:
    """Signs without their no-break space, or with one that lets them begin a line."""
    canadian = language == "fr-CA"
    for m in BEFORE.finditer(text):
        if (canadian and m[2] in ";!?") or LABEL.match(text[: m.end()]):
            continue
        if m[1] not in (NBSP, THIN):
            yield Spot("french-space", m.start(1), m.end(1), FRENCH[m[2]], f"before {m[2]}")
    for m in AFTER.finditer(text):
        if m[1] not in (NBSP, THIN):
            yield Spot("french-space", m.start(1), m.end(1), NBSP, "after «")
