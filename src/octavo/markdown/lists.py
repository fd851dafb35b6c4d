"""The components written as lists: stats, timeline, recommendations."""

import re

from octavo.blocks import (
    Blocks,
    Code,
    Definition,
    DefinitionList,
    Event,
    Inline,
    Inlines,
    NumberedList,
    Paragraph,
    Recommendation,
    Recommendations,
    Span,
    Stat,
    Stats,
    Strong,
    Text,
    Timeline,
)
from octavo.markdown.figures import div_legend
from octavo.markdown.pile import Pile
from octavo.markdown.reading import Reading
from octavo.markdown.syntax import Node
from octavo.plaintext import plain
from octavo.problems import Place

_VALUE = re.compile(r"(?P<value>.*\d)(?P<unit>\D*)", re.DOTALL)
_ISO = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def stats(reading: Reading, node: Node) -> Blocks:
    """By the numbers: a definition list of value and label; a title and a `Source:` paragraph."""
    pile = Pile.of(reading, node)
    place = reading.place(node.line)
    title = reading.value(node, "title") or pile.heading()
    source = reading.value(node, "source") or pile.labelled("Source")
    listed = pile.take(DefinitionList)
    if listed is None:
        reading.report("empty-component", place, what="a stats block", needs="a definition list of values and labels")
    items = tuple(_stat(reading, entry, pile) for entry in (listed.entries if listed else ()))
    found = Stats(
        title=title, items=items, source=source, id=node.attributes.id, lang=node.attributes.get("lang"), place=place
    )
    return (found, *pile.report_rest(reading, "a stats block", "a definition list and Source:"))


def _stat(reading: Reading, entry: Definition, pile: Pile) -> Stat:
    words = _plain_term(reading, entry.term, entry.place, "the value of a stat")
    split = _VALUE.fullmatch(words)
    inner = Pile(tuple(block for meaning in entry.meanings for block in meaning))
    label = inner.paragraph()
    pile.blocks += inner.blocks
    value, unit = (split["value"], split["unit"]) if split else (words, "")
    return Stat(value, unit, label, entry.place)


def timeline(reading: Reading, node: Node) -> Blocks:
    """A caption, then a definition list of dates and events; `{.now}` after the present one."""
    pile = Pile.of(reading, node)
    listed = pile.take(DefinitionList)
    legend = div_legend(reading, node, pile)
    if listed is None:
        reading.report(
            "empty-component", legend["place"], what="a timeline", needs="a definition list of dates and events"
        )
    events = tuple(_event(reading, entry) for entry in (listed.entries if listed else ()))
    rest = pile.report_rest(reading, "a timeline", "a caption, a definition list, Source: and Note:")
    return (Timeline(events=events, **legend), *rest)


def _event(reading: Reading, entry: Definition) -> Event:
    term = entry.term
    now = len(term) == 1 and isinstance(term[0], Span) and "now" in term[0].classes
    when = _plain_term(reading, term[0].children if now and isinstance(term[0], Span) else term, entry.place, "a date")
    blocks = tuple(block for meaning in entry.meanings for block in meaning)
    return Event(when, when if _ISO.fullmatch(when) else "", blocks, now)


def _plain_term(reading: Reading, term: Inlines, place: Place, what: str) -> str:
    """A term that is shown as plain text; markup in it would be lost, and is reported."""
    words = plain(term)
    if not all(isinstance(piece, Text | Code) for piece in term):
        reading.report("plain-text-only", place, what=what, value=words)
    return words


def recommendations(reading: Reading, node: Node) -> Blocks:
    """A numbered list: each item opens with **Title.** and names its addressee, `[both governments]{.for}`."""
    found = node.attributes
    pile = Pile.of(reading, node)
    place = reading.place(node.line)
    title = reading.value(node, "title") or pile.heading()
    listed = pile.take(NumberedList)
    lead = reading.value(node, "lead") or pile.paragraph()
    if listed is None:
        reading.report("empty-component", place, what="a recommendations block", needs="a numbered list")
    items = tuple(_recommendation(reading, item, place) for item in (listed.items if listed else ()))
    block = Recommendations(title=title, lead=lead, items=items, id=found.id, lang=found.get("lang"), place=place)
    return (block, *pile.report_rest(reading, "a recommendations block", "a numbered list and a paragraph of lead"))


def _recommendation(reading: Reading, blocks: Blocks, around: Place) -> Recommendation:
    place = blocks[0].place if blocks else around
    title, blocks = _title(blocks)
    addressee: Inlines = ()
    rest = []
    for block in blocks:
        if isinstance(block, Paragraph) and not addressee:
            addressee, words = _addressee(block.inlines)
            if not words:
                continue
            block = Paragraph(inlines=words, place=block.place)
        rest.append(block)
    if not title:
        reading.report("recommendation-without-title", place)
    if not addressee:
        words = title or next((block.inlines for block in rest if isinstance(block, Paragraph)), ())
        reading.report("recommendation-without-addressee", place, value=plain(words))
    return Recommendation(title, tuple(rest), addressee, place)


def _title(blocks: Blocks) -> tuple[Inlines, Blocks]:
    """The bold words that open the first paragraph, and the blocks without them."""
    if not blocks or not isinstance(blocks[0], Paragraph) or not isinstance(blocks[0].inlines[0], Strong):
        return (), blocks
    first = blocks[0]
    bold, *rest = first.inlines
    words = _trimmed(tuple(rest))
    opening: Blocks = (Paragraph(inlines=words, place=first.place),) if words else ()
    return (bold.children if isinstance(bold, Strong) else ()), (*opening, *blocks[1:])


def _addressee(words: Inlines) -> tuple[Inlines, Inlines]:
    """The words in the span `.for`, and those around it."""
    for number, piece in enumerate(words):
        if isinstance(piece, Span) and "for" in piece.classes:
            return piece.children, _trimmed((*words[:number], *words[number + 1 :]))
    return (), words


def _trimmed(words: Inlines) -> Inlines:
    """`words` without the space that a piece taken from either end leaves behind."""
    pieces: list[Inline] = list(words)
    if pieces and isinstance(pieces[0], Text):
        pieces[0] = Text(pieces[0].text.lstrip())
    if pieces and isinstance(pieces[-1], Text):
        pieces[-1] = Text(pieces[-1].text.rstrip())
    return tuple(piece for piece in pieces if piece != Text(""))
