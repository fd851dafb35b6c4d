"""A flat list of markdown-it tokens -> a tree of Nodes with our names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from octavo.markdown.attributes import NONE, Attributes


@dataclass
class Node:
    """One element. `kind` is markdown-it's type without "_open" ("paragraph", "link", "text" ...) or one of ours
    ("div", "caption", "sup", "sub", "span", "note_ref", "note_inline", "cite", "fault").

    `line` and `end` are the first source line and the one after the last, from 0 (-1: not known). `at` is the offset
    in the text of the enclosing inline node (-1: not known). `content` is the text of a leaf, and the unparsed
    text of a node of kind "inline". `data` holds what is special to a kind (see syntax/*.py).
    """

    kind: str
    line: int = -1
    end: int = -1
    at: int = -1
    content: str = ""
    attributes: Attributes = NONE
    data: dict[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    tight: bool = False

    def walk(self) -> "Iterator[Node]":
        """This node and all below it, in order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(frozen=True)
class Reference:
    """A link reference definition `[label]: address`; `repeats` an earlier one when it is the second of its label."""

    label: str
    line: int
    used: bool = True
    repeats: int = -1


@dataclass(frozen=True)
class Tree:
    nodes: tuple[Node, ...]
    references: tuple[Reference, ...] = ()


def grow(tokens: Iterable[Token]) -> list[Node]:
    """Fold opening and closing tokens into nodes. Does not recurse, so depth is no danger here."""
    root = Node("root")
    open_nodes = [root]
    for token in tokens:
        if token.nesting < 0:
            open_nodes.pop()
            continue
        node = _node(token)
        open_nodes[-1].children.append(node)
        if token.nesting > 0:
            open_nodes.append(node)
        elif token.children:
            node.children = grow(token.children)
    return root.children


def _node(token: Token) -> Node:
    line, end = token.map or (-1, -1)
    data = {key: str(value) for key, value in token.attrs.items()}
    data.update((key, value) for key, value in token.meta.items() if isinstance(value, str))
    if token.info:
        data["info"] = unescapeAll(token.info)
    if token.markup:
        data["markup"] = token.markup
    return Node(
        kind=token.type.removesuffix("_open"),
        line=line,
        end=end,
        at=token.meta.get("at", -1),
        content=token.content,
        attributes=token.meta.get("attributes", NONE),
        data=data,
        tight=token.hidden,
    )
