"""Links that say where they lead (ISO 14289-1, 7.18.5, and ISO 32000-1, 12.5.2: Contents)."""

from collections.abc import Iterator, Set

import pydyf

from octavo.formats.tagging.tree import Annotation, Content, Node

PRINT = 4
"""The flag of an annotation that is printed with its page (ISO 32000-1, 12.5.3)."""


def name(root: Node, spaced: Set[Content]) -> None:
    """Give every link of the tree the words by which a reader knows it, and let it be printed. `spaced` are the lines
    that get a space at their end."""
    for link in root.find("Link"):
        words = " ".join("".join(_words(link, spaced)).split())
        label = link.element.get("aria-label", "")
        if label and words.casefold() in label.casefold():
            words = label
        elif label:
            words = f"{words}, {label}"  # WCAG 2.2, 2.5.3: the name holds what is seen
        for kid in link.kids:
            if isinstance(kid, Annotation):
                kid.entry["Contents"] = pydyf.String(words or link.element.get("href", ""))
                kid.entry["F"] = PRINT


def _words(node: Node, spaced: Set[Content]) -> Iterator[str]:
    """What is read for an element: its text, and the alternatives of its pictures."""
    own = node.entries.get("ActualText") or node.entries.get("Alt")
    if own:
        yield own
        return
    for kid in node.kids:
        if isinstance(kid, Content):
            yield kid.text + " " * (kid in spaced)
        elif isinstance(kid, Node):
            yield from _words(kid, spaced)
