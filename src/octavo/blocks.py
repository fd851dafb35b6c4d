"""The vocabulary of a text: blocks, as frozen values, with the inline pieces they hold. Imports only these.

`markdown` makes them, `document` settles their numbers and references, `markup` draws them.
"""

from dataclasses import dataclass, field

from octavo.pieces import (
    NOWHERE,
    Citation,
    CiteItem,
    Code,
    CrossRef,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteRef,
    Picture,
    Span,
    Strong,
    Struck,
    Subscript,
    Superscript,
    Text,
)
from octavo.problems import Place
from octavo.prose import (
    Block,
    Blocks,
    BulletList,
    Definition,
    DefinitionList,
    Group,
    Heading,
    NumberedList,
    Paragraph,
    Quotation,
    ThematicBreak,
    Verbatim,
)

__all__ = [
    "NOWHERE", "Block", "Blocks", "Body", "Box", "BulletList", "Callout", "Captioned", "Cell", "Chart", "Citation",
    "CiteItem", "Code", "CrossRef", "DataTable", "Definition", "DefinitionList", "Emphasis", "Event", "Figure",
    "Group", "Heading", "Inline", "Inlines", "LineBreak", "Link", "Media", "Note", "NoteRef", "NumberedList",
    "Paragraph", "Picture", "PullQuote", "Quotation", "Recommendation", "Recommendations", "Span", "Stat", "Stats",
    "Strong", "Struck", "Subscript", "Superscript", "Table", "Text", "ThematicBreak", "Timeline", "Verbatim",
]  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """`align` is "", "start", "center" or "end"; a number column comes out as "end". `place` is that of its row."""

    inlines: Inlines
    align: str = ""
    heading: bool = False
    columns: int = 1
    rows: int = 1
    place: Place = NOWHERE


Row = tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Captioned(Block):
    """What stands round a figure, table, chart or timeline. `label` ("Figure 1") is "" until settled.

    `caption` states the finding, `sub` the measure and unit; `track` is "text", "wide" or "bleed".
    """

    caption: Inlines = ()
    sub: Inlines = ()
    source: Inlines = ()
    note: Inlines = ()
    credit: Inlines = ()
    track: str = "wide"
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Table(Captioned):
    """`data` is the path of the CSV file it was read from, if any."""

    head: tuple[Row, ...] = ()
    body: tuple[Row, ...] = ()
    data: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure(Captioned):
    picture: Picture


@dataclass(frozen=True)
class DataTable:
    """The numbers behind a chart: column names and rows as text, as the CSV has them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    path: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Chart(Captioned):
    """A Vega-Lite chart. `spec` is its JSON without data; `svgs` maps a width name to drawn SVG text
    ("wide", "narrow"), empty until `document` has it drawn.

    As `markdown` reads it, `spec` is the YAML as typed (its first line at `spec_place`), or "" when the
    specification is the file `spec_path`; and `data` has no columns when it is the file `data.path`.
    """

    spec: str
    data: DataTable
    alt: str = ""
    svgs: tuple[tuple[str, str], ...] = ()
    spec_place: Place = NOWHERE
    spec_path: str = ""


@dataclass(frozen=True, kw_only=True)
class PullQuote(Block):
    """`speaker` is an id of people.yaml; `name` and `role` are settled from it or given in place.

    `spoken` marks words that were said and need not occur in the text.
    """

    blocks: Blocks
    speaker: str = ""
    name: str = ""
    role: str = ""
    spoken: bool = False


@dataclass(frozen=True, kw_only=True)
class Callout(Block):
    """`kind` is note, tip, important, warning or caution (Quarto's five)."""

    kind: str
    title: Inlines = ()
    blocks: Blocks = ()


@dataclass(frozen=True, kw_only=True)
class Box(Block):
    title: Inlines = ()
    blocks: Blocks = ()


@dataclass(frozen=True)
class Stat:
    """`value` with its `unit` apart ("90", "%"), so that the unit can be set smaller."""

    value: str
    unit: str
    label: Inlines
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Stats(Block):
    """By the numbers. `source` as for a figure."""

    title: Inlines = ()
    items: tuple[Stat, ...] = ()
    source: Inlines = ()


@dataclass(frozen=True)
class Event:
    """`when` as shown; `iso` its machine form if it is a year, month or day, else ""."""

    when: str
    iso: str
    blocks: Blocks
    now: bool = False


@dataclass(frozen=True, kw_only=True)
class Timeline(Captioned):
    events: tuple[Event, ...] = ()


@dataclass(frozen=True)
class Recommendation:
    """`addressee` says who should act; `place` is where the item starts."""

    title: Inlines
    blocks: Blocks
    addressee: Inlines = ()
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class Recommendations(Block):
    title: Inlines = ()
    lead: Inlines = ()
    items: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Media(Block):
    """A recording listed under `media:` in the front matter, shown here. `item` is its id there."""

    item: str
    blocks: Blocks = ()


@dataclass(frozen=True)
class Note:
    """A footnote's text. `key` is its label in its file; `number` and `calls` (how often it is called)
    are 0 until `document` counts."""

    key: str
    blocks: Blocks
    place: Place = NOWHERE
    number: int = 0
    calls: int = 0


@dataclass(frozen=True)
class Body:
    """One Markdown file, read: its blocks in order and its notes by key, in order of definition."""

    blocks: Blocks = ()
    notes: tuple[Note, ...] = field(default=())
