"""What is checked: one brief, settled, with its editions as they lie in the output folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from octavo.design import Design
from octavo.document import Document
from octavo.files import Files
from octavo.layout import Layout
from octavo.model.brief import Brief


@dataclass(frozen=True)
class Subject:
    """`editions` maps a format to its file in the output folder; only those that were built. `texts` are the author's
    files, by path, line ends LF, and content/words.txt, "" when there is none. `layout` says where all of it
    stands in the PDF; None when there is no map of that PDF."""

    document: Document
    design: Design
    files: Files
    editions: Mapping[str, Path] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    layout: Layout | None = None

    @property
    def brief(self) -> Brief:
        return self.document.brief

    def line(self, path: str, number: int) -> str:
        """A line of an author's file, counted from 1; "" when there is none."""
        lines = self.texts.get(path, "").split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""
