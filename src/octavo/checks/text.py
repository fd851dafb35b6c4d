"""Running text -> its words, sentences and numbers, as the checks compare them."""

import re
from collections.abc import Mapping

WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:[,\u202f\u00a0 ]\d{3})+(?:\.\d+)?|(?<![\w])\d+(?:[.,]\d+)?")
SPELT = {
    name: str(value)
    for value, name in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
"""Numbers that English style writes out (Chicago Manual of Style 17, 9.2)."""
ABBREVIATED = re.compile(r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|U\.S|U\.N|D\.C|Jr|Sr|Inc|pp?))\.$")
END = re.compile(r"(?<=[.!?。！？])[”’\"')»]*\s+(?=[“‘\"'(«]*[A-ZÀ-ÞΑ-ΩА-Я\d])")
GAP = re.compile(r"\s*\[?(?:\.\.\.|…)\]?\s*")
"""What stands for words that were left out of a quotation."""


def words(text: str) -> list[str]:
    """The words of a text; what is joined by a hyphen, a stop or an apostrophe is one."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph. A stop after an initial or a known abbreviation ends none."""
    found: list[str] = []
    for part in END.split(text):
        if found and ABBREVIATED.search(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return [sentence.strip() for sentence in found if sentence.strip()]


def numbers(text: str) -> Mapping[str, str]:
    """The numbers of a text that are written in digits: without separators of thousands, and as they are written."""
    return {re.sub(r"[,\s\u202f\u00a0](?=\d{3})", "", match[0]): match[0] for match in NUMBER.finditer(text)}


def known_numbers(text: str) -> frozenset[str]:
    """All numbers of a text by their digits, those that are spelt out too."""
    spelt = {SPELT[word.casefold()] for word in words(text) if word.casefold() in SPELT}
    return frozenset(spelt | set(numbers(text)))


def quoted_in(quotation: str, text: str) -> bool:
    """Whether the words of a quotation stand in a text, in order, the parts of one with gaps one after the other."""
    own = f" {_plain(text)} "
    at = 0
    for part in GAP.split(quotation):
        wanted = _plain(part)
        found = own.find(f" {wanted} ", at) if wanted else at
        if found < 0:
            return False
        at = found + len(wanted)
    return True


def _plain(text: str) -> str:
    return " ".join(word.casefold().replace("’", "'") for word in words(text))
