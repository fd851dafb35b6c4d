"""What a document is: a brief with its numbers, contents, notes and references settled. `settle` makes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from octavo import blocks as b
from octavo.anchors import RESERVED
from octavo.doctypes import DocType
from octavo.labels import Labels
from octavo.matter import Matter
from octavo.model.brief import Brief, Reference
from octavo.pictures import Gallery
from octavo.relations import Relation
from octavo.tabular import are_names, numeric_columns

MADE = ("fn-", "fnref-", "data-")
"""How ids begin that the markup makes for notes and for the numbers behind charts."""


@dataclass(frozen=True)
class Entry:
    """A line of a contents list: `number` ("2.1", "Figure 3" or ""), the words, the anchor it leads to."""

    number: str
    title: b.Inlines
    id: str
    level: int
    children: "tuple[Entry, ...]" = ()


@dataclass(frozen=True)
class Chapter:
    """A settled chapter. A document of one file has one chapter with an empty title."""

    id: str
    number: str
    title: b.Inlines
    dek: b.Inlines
    blocks: b.Blocks
    notes: tuple[b.Note, ...]

    @property
    def top(self) -> int:
        """The level of its sections' headings: 2 under the document's title, 3 under a chapter's."""
        return 3 if self.title else 2


@dataclass(frozen=True)
class Appendix:
    """The numbers behind a chart, for the back matter; `figure` is the chart's anchor, `id` the table's."""

    id: str
    figure: str
    label: str
    caption: b.Inlines
    table: b.DataTable

    @property
    def named(self) -> bool:
        """Whether the first column names each row by another name."""
        return len(self.table.columns) > 1 and are_names([row[0] for row in self.table.rows if row])

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column, whether it holds numbers."""
        return numeric_columns(self.table)


@dataclass(frozen=True)
class Document:
    """A brief with nothing left open. `claimed` holds blocks that a part of the type draws instead of the body;
    `anchors` every id in reading order."""

    brief: Brief
    kind: DocType
    labels: Labels
    chapters: tuple[Chapter, ...]
    contents: tuple[Entry, ...]
    listed: tuple[Entry, ...]
    notes: tuple[b.Note, ...]
    data: tuple[Appendix, ...]
    claimed: Mapping[str, b.Block]
    recordings: tuple[str, ...]
    anchors: tuple[str, ...]
    gallery: Gallery
    matter: Matter
    related: tuple[Relation, ...] = ()
    references: tuple[Reference, ...] = ()

    def leads(self, anchor: str) -> bool:
        """Whether a link to an anchor leads somewhere; in a draft it may not."""
        known = (*self.anchors, *RESERVED, *(item.id for item in self.references))
        return anchor in known or anchor.startswith(MADE)
