"""Fenced divs -> component blocks. COMPONENTS is the table to extend."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from octavo.anchors import nearest
from octavo.blocks import Blocks, Box, Callout, Group, Media, PullQuote
from octavo.markdown.charts import chart
from octavo.markdown.figures import LEGEND_VALUES, TRACKS, figure_div, table_div
from octavo.markdown.lists import recommendations, stats, timeline
from octavo.markdown.pile import Pile
from octavo.markdown.reading import Reading
from octavo.markdown.syntax import Node

CALLOUTS = ("note", "tip", "important", "warning", "caution")
"""Quarto's five."""

GROUP_CLASSES = ("wide", "text", "bleed", "lead")


@dataclass(frozen=True)
class Component:
    """How a div of one name is read, and which keys and other classes its braces may hold."""

    read: Callable[[Reading, Node], Blocks]
    values: tuple[str, ...] = ("lang",)
    classes: tuple[str, ...] = ()


def read_div(reading: Reading, node: Node) -> Blocks:
    """The component that the div's classes or the prefix of its id name; a group, if they name none."""
    found = node.attributes
    name = next((name for name in found.classes if name in COMPONENTS), "") or _by_id(node)
    if name:
        component = COMPONENTS[name]
        place = reading.place(node.line)
        others = replace(found, classes=tuple(other for other in found.classes if other != name))
        reading.check(others, place, f"a {name} block", component.values, component.classes)
        return component.read(reading, node)
    for unknown in (name for name in found.classes if name not in GROUP_CLASSES):
        meant = f"callout-{unknown}" if unknown in CALLOUTS else unknown
        close = nearest(meant, (*COMPONENTS, *GROUP_CLASSES))
        reading.report("unknown-block", reading.place(node.line), value=unknown, near=close)
    classes = tuple(name for name in found.classes if name in GROUP_CLASSES)
    if classes == found.classes:
        reading.check(found, reading.place(node.line), "a group", ("lang",), GROUP_CLASSES)
    blocks = reading.blocks(node.children)
    return (Group(blocks=blocks, classes=classes, id=found.id, lang=found.get("lang"), place=reading.place(node.line)),)


def _by_id(node: Node) -> str:
    """Quarto's short form: a div without a class whose id begins with `fig-` or `tbl-`."""
    if node.attributes.classes:
        return ""
    return next((name for prefix, name in _PREFIXES if node.attributes.id.startswith(prefix)), "")


_PREFIXES = (("fig-", "figure"), ("tbl-", "table"))


def _callout(reading: Reading, node: Node) -> Blocks:
    found = node.attributes
    kind = next(name for name in found.classes if name in COMPONENTS).removeprefix("callout-")
    pile = Pile.of(reading, node)
    title = reading.value(node, "title") or pile.heading()
    place = reading.place(node.line)
    return (
        Callout(kind=kind, title=title, blocks=tuple(pile.blocks), id=found.id, lang=found.get("lang"), place=place),
    )


def _box(reading: Reading, node: Node) -> Blocks:
    found = node.attributes
    pile = Pile.of(reading, node)
    title = reading.value(node, "title") or pile.heading()
    place = reading.place(node.line)
    return (Box(title=title, blocks=tuple(pile.blocks), id=found.id, lang=found.get("lang"), place=place),)


def _pull_quote(reading: Reading, node: Node) -> Blocks:
    found = node.attributes
    blocks = reading.blocks(node.children)
    place = reading.place(node.line)
    if not blocks:
        reading.report("empty-component", place, what="a pull quote", needs="the quoted words")
    quote = PullQuote(
        blocks=blocks,
        speaker=found.get("speaker"),
        name=found.get("name"),
        role=found.get("role"),
        spoken="spoken" in found.classes,
        id=found.id,
        lang=found.get("lang"),
        place=place,
    )
    return (quote,)


def _media(reading: Reading, node: Node) -> Blocks:
    found = node.attributes
    place = reading.place(node.line)
    if not found.get("item"):
        reading.report("missing-attribute", place, what="a media block", value="item")
    blocks = reading.blocks(node.children)
    return (Media(item=found.get("item"), blocks=blocks, id=found.id, lang=found.get("lang"), place=place),)


COMPONENTS: dict[str, Component] = {
    **{f"callout-{kind}": Component(_callout, ("title", "lang")) for kind in CALLOUTS},
    "box": Component(_box, ("title", "lang")),
    "pullquote": Component(_pull_quote, ("speaker", "name", "role", "lang"), ("spoken",)),
    "figure": Component(figure_div, LEGEND_VALUES, TRACKS),
    "table": Component(table_div, ("data", *LEGEND_VALUES), TRACKS),
    "chart": Component(chart, ("alt", "data", "spec", *LEGEND_VALUES), TRACKS),
    "stats": Component(stats, ("title", "source", "lang")),
    "timeline": Component(timeline, LEGEND_VALUES, TRACKS),
    "recommendations": Component(recommendations, ("title", "lead", "lang")),
    "media": Component(_media, ("item", "lang")),
}
