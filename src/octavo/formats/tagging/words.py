"""Lines of text -> words that are whole: the space at which a line was broken is put back, a word that was divided is
read without its hyphen, capitals of the style sheet's making as the author wrote them, and lines that run from right
to left in the order of reading (ISO 32000-1, 14.8.2.5 and 14.9.4)."""

import unicodedata
from collections.abc import Callable, Iterator

from octavo.formats.tagging.grow import Tree
from octavo.formats.tagging.roles import is_inline
from octavo.formats.tagging.tree import Content, Node

NARROW = 0.1
"""Of the size of type: the width from which on a gap in a line parts words. A leader may stand in it."""

Run = list[tuple[Content, Node]]
"""The lines of one block, each with the element it stands in."""


def mend(tree: Tree, has_space: Callable[[Content], bool]) -> set[Content]:
    """The lines that get a space at their end. `has_space` tells whether a line's font has a glyph for it: where it
    has none, and for words that the page does not show as they are read, the tree says what is read."""
    spaced: set[Content] = set()
    for run in _runs(tree.root):
        chain: Run = []
        spoken = ""
        for n, (content, parent) in enumerate(run):
            after, holder = run[n + 1] if n + 1 < len(run) else (None, None)
            is_cut = after is not None and content in tree.spots and tree.spots[content].hyphen
            space = after is not None and not is_cut and _is_parted(content, after, tree)
            space = space or (after is None and parent.role == "Lbl" and not content.text[-1:].isspace())
            text = _said(content, tree)
            chain.append((content, parent))
            spoken += text + " " * space
            if is_cut and holder is parent:
                continue
            if text != content.text or len(chain) > 1 or _is_rtl(text) or (space and not has_space(content)):
                _speak(chain, spoken)
            elif space:
                spaced.add(content)
            chain, spoken = [], ""
    return spaced


def _speak(chain: Run, text: str) -> None:
    """Put lines that belong together into an element that says what is read for them."""
    (first, holder), *others = chain
    span = Node("Span", first.element, [content for content, _ in chain], entries={"ActualText": text})
    holder.replace(first, span)
    for content, parent in others:
        parent.kids.remove(content)


def _runs(root: Node) -> Iterator[Run]:
    """The lines of each block, in order. A label is a block of its own."""
    own: Run = []

    def take(node: Node) -> Iterator[Run]:
        for kid in node.kids:
            if isinstance(kid, Content):
                own.append((kid, node))
            elif isinstance(kid, Node) and is_inline(kid):
                yield from take(kid)
            elif isinstance(kid, Node):
                yield from _runs(kid)

    yield from take(root)
    yield own  # what `take` has gathered by now


def _is_parted(one: Content, other: Content, tree: Tree) -> bool:
    """Whether there is white space between two pieces of a text that neither of them has."""
    if one.text[-1:].isspace() or other.text[:1].isspace():
        return False
    here, there = tree.spots.get(one), tree.spots.get(other)
    if here and there and here.end <= there.start:
        return any(character.isspace() for character in tree.words[here.end : there.start])
    is_next_line = one.page != other.page or abs(one.box.position_y - other.box.position_y) >= one.box.height / 2
    gap = other.box.position_x - one.box.position_x - one.box.width
    return bool(is_next_line or gap >= NARROW * one.box.style["font_size"])


def _is_rtl(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def _said(content: Content, tree: Tree) -> str:
    """A line without the hyphen that its break added, and in the author's own letters where the style sheet has made
    them capitals."""
    spot = tree.spots.get(content)
    if spot is None:
        return content.text
    text = content.text.removesuffix(content.box.style["hyphenate_character"]) if spot.hyphen else content.text
    if content.box.style["text_transform"] == "none":
        return text
    own = " ".join(tree.words[spot.start : spot.end].split())
    return " " * text[:1].isspace() + own + " " * text[-1:].isspace()
