"""Running text, paragraph by paragraph -> the acronyms in it that were not explained before."""

import re
from collections import Counter
from collections.abc import Iterator

from octavo import blocks as b
from octavo.checks import lexicon
from octavo.checks.subject import Subject
from octavo.checks.text import words
from octavo.plaintext import plain
from octavo.walk import every

ACRONYM = re.compile(r"\b[A-Z]{3,6}s?\b")
ROMAN = re.compile(r"[IVX]+")
KNOWN = frozenset(
    "AIDS API BBC CEO CFO CIA COVID CPU DNA DVD EUR FAQ FBI GDP GPS HIV HTTP HTTPS IBM ISBN ISO LGBT LGBTQ NASA NATO"
    " NGO RAM RSVP SMS SOS UNESCO UNICEF URL USA USB USD USSR VAT".split()
)
"""Acronyms that stand in general dictionaries by themselves (Merriam-Webster; Chicago Manual of Style 17, 10.3)."""
NAMES = frozenset(
    "CSS CSV CVS DOI EPUB GNU GPG GPL HTML JPEG JSON LICENCE LICENSE MIT NOTICE PDF PHP PNG README REST SMTP SQL SSH"
    " SSL SVG SVN TLS UTF XML YAML ZIP".split()
)
"""Of formats, programs, protocols and licences: their words, if any, tell nothing."""
OF_LANGUAGE = {
    "en-GB": frozenset("HMRC NHS".split()),
    "es": frozenset("ADN IVA ONG ONU OTAN PIB SIDA".split()),
    "fr": frozenset("ADN INSEE ONG ONU OTAN PIB SAMU SIDA SNCF TVA".split()),
}
"""Those of the general dictionaries of a country or a language."""
SHOUTED = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*(?: +[A-ZÀ-Þ][A-ZÀ-Þ'’.-]*)+")
"""Words in capitals in a row."""
LONGEST, MANY = 6, 3
"""Letters of an acronym; words in capitals in a row that are no acronyms but a name or a heading."""
WORD = 5
"""Letters: capitals that make a word of so many are a word that is stressed."""
BETWEEN = (
    r"(?:[\s-]+(?:of|the|for|and|on|in|to|with|de|la|le|les|las|los|el|du|des|y|et|para|pour|&))*[\s-]+(?:[dl]['’])?"
)
BEFORE = re.compile(r"(?:known as|called|or|short for|,)\s*$")


class Acronyms:
    """What a text has explained so far, and which acronyms it used."""

    def __init__(self, subject: Subject) -> None:
        brief = subject.brief
        titled = " ".join([brief.meta.title, plain(brief.dek)])
        own = (word for line in subject.words for word in line.split())
        self._language = brief.language
        self._told = {*KNOWN, *NAMES, *own, *ACRONYM.findall(titled)}
        for tag in (brief.language, brief.language[:2]):
            self._told |= OF_LANGUAGE.get(tag, frozenset())
        blocks = tuple(chapter.blocks for chapter in subject.document.chapters)
        texts = [plain(block.inlines) for block in every(b.Paragraph | b.Heading, blocks)]
        self._used = Counter(match for text in texts for match in ACRONYM.findall(text))
        self._small = {word for text in texts for word in words(text) if word.islower()}
        self._read = ""

    def heading(self, text: str) -> None:
        """Headings explain; what they leave open, the text below them tells."""
        self._read += f"{text}\n"
        self._told.update(m[0].rstrip("s") for m in ACRONYM.finditer(text) if _is_in_brackets(text, m))

    def unexplained(self, text: str) -> Iterator[str]:
        """The acronyms of a paragraph that stand in it without their words and did not stand there before."""
        self._read += f"{text}\n"
        shouted = [m.span() for m in SHOUTED.finditer(text) if _is_shouted(m[0])]
        for match in ACRONYM.finditer(text):
            acronym = match[0].rstrip("s")
            if {acronym, acronym[:-1]} & self._told or ROMAN.fullmatch(acronym) or _is_in_address(text, match):
                continue
            if any(start <= match.start() < end for start, end in shouted) or self._is_word(match[0]):
                continue
            self._told.add(acronym)
            if not (_is_in_brackets(text, match) or self._is_explained(text, match)):
                yield acronym

    def _is_word(self, acronym: str) -> bool:
        """Whether it is a word in capitals: "VOTE". A short one may be both; it is the word when it is there in small
        letters too, as "may" is beside the "MAY" of a standard, or there only once."""
        is_one = lexicon.is_stem(acronym.lower(), self._language)
        return is_one and (len(acronym) >= WORD or acronym.lower() in self._small or self._used[acronym] == 1)

    def _is_explained(self, text: str, match: re.Match[str]) -> bool:
        """Whether words such as "known as" introduce it, or the words for which it stands come next or came before."""
        acronym = match[0].rstrip("s")
        initials = "".join(word[0] for word in words(text[match.end() :])[: 2 * len(acronym)] if word[0].isupper())
        spelt = BETWEEN.join(rf"\b{letter}\w+" for letter in acronym)
        is_spelt = bool(re.search(spelt, self._read) or re.search(spelt, self._read, re.IGNORECASE))
        return bool(BEFORE.search(text[: match.start()])) or initials.startswith(acronym) or is_spelt


def _is_in_brackets(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
    return before.endswith("(") or after.lstrip().startswith("(")


def _is_in_address(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 2]
    return before in ("/", ".") or after[:1] == "/" or bool(re.match(r"\.\w", after))


def _is_shouted(row: str) -> bool:
    parts = re.findall(r"[^\W_]+", row)
    return len(parts) >= MANY or any(len(part) > LONGEST for part in parts)
