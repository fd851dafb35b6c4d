"""The vocabulary of prose: paragraphs, headings, lists, quotations, as frozen values."""

from dataclasses import dataclass

from octavo.pieces import NOWHERE, Inlines
from octavo.problems import Place


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
