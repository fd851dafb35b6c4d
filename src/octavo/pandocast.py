"""Inlines <-> the inline nodes of pandoc's JSON (pandoc-types 1.23). Knows the form alone; runs nothing."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from octavo import blocks as b
from octavo.plaintext import plain

Node = Mapping[str, Any]
Nodes = Sequence[Node]

TAGS: Mapping[str, type[b.Emphasis | b.Strong | b.Struck | b.Superscript | b.Subscript]] = {
    "Emph": b.Emphasis,
    "Underline": b.Emphasis,
    "Strong": b.Strong,
    "Strikeout": b.Struck,
    "Superscript": b.Superscript,
    "Subscript": b.Subscript,
}
"""Pandoc's name -> ours. What a style underlines is set in italics, as in print (Chicago Manual of Style 18, 2.60)."""

NAMES = {kind: name for name, kind in TAGS.items() if name != "Underline"}
QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
OWN_LINE = ("csl-block", "csl-indent")
"""Classes of parts of a reference that start a line (CSL 1.0.2, "display")."""


def words(text: str) -> list[Node]:
    """Plain text as pandoc's words and spaces."""
    parts = re.findall(r"[ \n]+|[^ \n]+", text)
    return [{"t": "Space"} if part[0] in " \n" else {"t": "Str", "c": part} for part in parts]


def nodes(inlines: b.Inlines) -> list[Node]:
    """Inlines as pandoc's nodes. What pandoc has no node for goes as its words."""
    made: list[Node] = []
    for item in inlines:
        if isinstance(item, b.Emphasis | b.Strong | b.Struck | b.Superscript | b.Subscript):
            made.append({"t": NAMES[type(item)], "c": nodes(item.children)})
        elif isinstance(item, b.Link):
            made.append({"t": "Link", "c": [["", [], []], nodes(item.children), [item.href, item.title]]})
        else:
            made += words(plain((item,)))
    return made


class Reader:
    """Turns pandoc's nodes into inlines. `note` gets the inlines of a note and gives what stands for it; `link` gives
    a link's target in the brief ("": no link). `foreign` fills up with markup that was shown as typed."""

    def __init__(self, link: Callable[[str], str], note: Callable[[b.Inlines], b.Inlines]) -> None:
        self.link, self.note = link, note
        self.foreign: list[str] = []

    def __call__(self, found: Nodes) -> b.Inlines:
        return joined(tuple(piece for node in found for piece in self._read(node)))

    def _read(self, node: Node) -> b.Inlines:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind:
            case "Str":
                return (b.Text(str(content)),)
            case "Space" | "SoftBreak":
                return (b.Text(" "),)
            case "LineBreak":
                return (b.LineBreak(),)
            case "SmallCaps":
                return (b.Span(self(content), ("smallcaps",)),)
            case "Quoted":
                left, right = QUOTES[content[0]["t"]]
                return (b.Text(left), *self(content[1]), b.Text(right))
            case "Cite":
                return self(content[1])
            case "Code":
                return (b.Code(content[1]),)
            case "Link":
                return self._link(content)
            case "Span":
                return self._span(content)
            case "Note":
                return self.note(tuple(piece for block in content for piece in self(block["c"])))
        if kind in TAGS:
            return (TAGS[kind](self(content)),)
        self.foreign.append(_source(content))
        return (b.Text(self.foreign[-1]),)

    def _link(self, content: Sequence[Any]) -> b.Inlines:
        """A link; one that holds links gives way to them, for links cannot be nested (HTML, 4.5.1)."""
        inner = self(content[1])
        href = self.link(content[2][0])
        return inner if not href or any(isinstance(piece, b.Link) for piece in inner) else (b.Link(inner, href),)

    def _span(self, content: Sequence[Any]) -> b.Inlines:
        classes = set(content[0][1])
        before: b.Inlines = (b.LineBreak(),) if classes & set(OWN_LINE) else ()
        return (*before, *self(content[1]))


def _source(content: Any) -> str:  # noqa: ANN401 - a node's content
    """What stands in a node that no edition can show: TeX, HTML, an image's address."""
    last = content[-1] if isinstance(content, list) and content else content
    return str(last[0] if isinstance(last, list) and last else last)


def joined(inlines: b.Inlines) -> b.Inlines:
    """The same with neighbouring texts as one, and no empty ones."""
    made: list[b.Inline] = []
    for item in inlines:
        last = made[-1] if made else None
        if isinstance(item, b.Text) and isinstance(last, b.Text):
            made[-1] = b.Text(last.text + item.text)
        elif not (isinstance(item, b.Text) and not item.text):
            made.append(item)
    return tuple(made)
