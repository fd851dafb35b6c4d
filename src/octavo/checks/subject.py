"""What is checked: one brief, settled, with its editions as they lie in the output folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from octavo.brandparts import FOLDER as BRANDS
from octavo.design import Design
from octavo.document import Document
from octavo.files import Files
from octavo.layout import Layout
from octavo.model.brief import Brief

WORDS = "content/words.txt"
"""Words of the house: names and acronyms that every reader knows, one on a line; a brand may have a list of its own."""


def word_lists(brand: str) -> tuple[str, ...]:
    """Where words are listed that the checks take for right in what is printed in a brand: the house's, the brand's."""
    return WORDS, f"{BRANDS}/{brand}/words.txt"


@dataclass(frozen=True)
class Subject:
    """`editions` maps a format to its file in the output folder; only those that were built. `texts` are the author's
    files, by path, line ends LF, and the lists of `word_lists`, "" when there is none. `layout` says where all of
    it stands in the PDF; None when there is no map of that PDF."""

    document: Document
    design: Design
    files: Files
    editions: Mapping[str, Path] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    layout: Layout | None = None

    @property
    def brief(self) -> Brief:
        return self.document.brief

    @property
    def words(self) -> tuple[str, ...]:
        """The lines of the house's list of words and of the brand's, comments left out."""
        lines = (line for path in word_lists(self.design.brand.name) for line in self.texts.get(path, "").splitlines())
        return tuple(line for line in lines if not line.startswith("#"))

    def line(self, path: str, number: int) -> str:
        """A line of an author's file, counted from 1; "" when there is none."""
        lines = self.texts.get(path, "").split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""
