"""The vocabulary of a text: inline pieces and blocks, as frozen values. Imports only places.

`markdown` makes them, `document` settles their numbers and references, `markup` draws them.
"""

from dataclasses import dataclass, field

from octavo.problems import Place

NOWHERE = Place("")


# Inline pieces ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Characters to be shown as they are. A soft line break in the source is a newline here."""

    text: str


@dataclass(frozen=True)
class LineBreak:
    """A hard line break."""


@dataclass(frozen=True)
class Code:
    text: str


@dataclass(frozen=True)
class Emphasis:
    children: "Inlines"


@dataclass(frozen=True)
class Strong:
    children: "Inlines"


@dataclass(frozen=True)
class Struck:
    children: "Inlines"


@dataclass(frozen=True)
class Superscript:
    children: "Inlines"


@dataclass(frozen=True)
class Subscript:
    children: "Inlines"


@dataclass(frozen=True)
class Span:
    """`[text]{.class lang=es}`: a passage with a class the house knows, or in another language."""

    children: "Inlines"
    classes: tuple[str, ...] = ()
    lang: str = ""
    id: str = ""


@dataclass(frozen=True)
class Link:
    children: "Inlines"
    href: str
    title: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Picture:
    """An image file. `source` is the path as written; `path` the file in the workspace, once found.

    `width` and `height` are in pixels (0 until found; an SVG's user units). `alt` is "" only when `decorative`.
    """

    source: str
    alt: str = ""
    decorative: bool = False
    title: str = ""
    place: Place = NOWHERE
    path: str = ""
    width: float = 0
    height: float = 0


@dataclass(frozen=True)
class NoteRef:
    """The call of a note. `number` is 0 until `document` counts; `back` tells repeated calls apart (1, 2, ...)."""

    note: str
    place: Place = NOWHERE
    number: int = 0
    back: int = 1


@dataclass(frozen=True)
class CrossRef:
    """`@fig-x`: `text` ("Figure 1") is "" until `document` settles it."""

    target: str
    place: Place = NOWHERE
    text: str = ""


@dataclass(frozen=True)
class Citation:
    """`[@key, p. 3; -@other]` or `@key`. `source` is the text as typed; `rendered` the settled words."""

    items: "tuple[CiteItem, ...]"
    in_text: bool
    source: str
    place: Place = NOWHERE
    rendered: "Inlines" = ()


@dataclass(frozen=True)
class CiteItem:
    key: str
    prefix: str = ""
    locator: str = ""
    suppress_author: bool = False


Inline = (
    Text
    | LineBreak
    | Code
    | Emphasis
    | Strong
    | Struck
    | Superscript
    | Subscript
    | Span
    | Link
    | Picture
    | NoteRef
    | CrossRef
    | Citation
)
Inlines = tuple[Inline, ...]


# Blocks ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Block:
    """What every block has: where it was written, its anchor, its language when it is not the brief's."""

    place: Place = NOWHERE
    id: str = ""
    lang: str = ""


Blocks = tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class Paragraph(Block):
    inlines: Inlines


@dataclass(frozen=True, kw_only=True)
class Heading(Block):
    """`level` is as written (1 to 6). `number` ("2.1") is "" where the type does not number its sections."""

    level: int
    inlines: Inlines
    number: str = ""
    unnumbered: bool = False


@dataclass(frozen=True, kw_only=True)
class BulletList(Block):
    items: tuple[Blocks, ...]
    tight: bool = True


@dataclass(frozen=True, kw_only=True)
class NumberedList(Block):
    items: tuple[Blocks, ...]
    start: int = 1
    tight: bool = True


@dataclass(frozen=True)
class Definition:
    term: Inlines
    meanings: tuple[Blocks, ...]
    place: Place = NOWHERE


@dataclass(frozen=True, kw_only=True)
class DefinitionList(Block):
    entries: tuple[Definition, ...]
    tight: bool = True


@dataclass(frozen=True, kw_only=True)
class Quotation(Block):
    blocks: Blocks


@dataclass(frozen=True, kw_only=True)
class Verbatim(Block):
    """A code block; `language` is its first info word."""

    text: str
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class ThematicBreak(Block):
    """`---` between paragraphs."""


@dataclass(frozen=True, kw_only=True)
class Group(Block):
    """A div that only sets a language, an anchor, or a class such as `wide` or `lead`."""

    blocks: Blocks
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """`align` is "", "start", "center" or "end"; a number column comes out as "end"."""

    inlines: Inlines
    align: str = ""
    heading: bool = False
    columns: int = 1
    rows: int = 1


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
