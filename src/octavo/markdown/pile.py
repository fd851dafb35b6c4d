"""The blocks inside a component, taken out one by one; what is left over has no place there, and is reported."""

import re
from collections.abc import Callable
from typing import TypeVar

from octavo.blocks import Block, Blocks, Heading, Inlines, Paragraph, Text
from octavo.markdown.reading import Reading
from octavo.markdown.syntax import Node
from octavo.plaintext import plain

B = TypeVar("B", bound=Block)

_LABEL = re.compile(r"(Source|Note|Credit)s?:\s*")


class Pile:
    """`blocks` in order. Each `take` removes what it returns. An `open_ended` pile is that of a div which is never
    closed: who knows which of them belong to it."""

    def __init__(self, blocks: Blocks, *, open_ended: bool = False) -> None:
        self.blocks = list(blocks)
        self._open_ended = open_ended

    @classmethod
    def of(cls, reading: Reading, div: Node) -> "Pile":
        """The blocks of a div."""
        return cls(reading.blocks(div.children), open_ended="unclosed" in div.data)

    def take(self, kind: type[B], fits: Callable[[B], bool] | None = None) -> B | None:
        """The first block of `kind` that `fits` (any, if None), or None."""
        for number, block in enumerate(self.blocks):
            if isinstance(block, kind) and (fits is None or fits(block)):
                del self.blocks[number]
                return block
        return None

    def labelled(self, label: str) -> Inlines:
        """The words of the paragraph that opens with `label:` ("Source", "Note", "Credit"), without the label."""
        found = self.take(Paragraph, lambda block: _label(block.inlines) == label)
        if found is None:
            return ()
        first, *rest = found.inlines
        text = _LABEL.sub("", first.text, count=1) if isinstance(first, Text) else ""
        return (Text(text), *rest) if text else tuple(rest)

    def paragraph(self) -> Inlines:
        """The words of the first paragraph that has no label, or ()."""
        found = self.take(Paragraph, lambda block: not _label(block.inlines))
        return found.inlines if found else ()

    def heading(self) -> Inlines:
        """The words of the heading that comes first of all, or ()."""
        if not self.blocks or not isinstance(self.blocks[0], Heading):
            return ()
        found = self.take(Heading)
        return found.inlines if found else ()

    def report_rest(self, reading: Reading, what: str, holds: str) -> Blocks:
        """Report every block still here as out of place in `what`, which `holds` other things. Returns them."""
        for block in () if self._open_ended else self.blocks:
            words = plain(block.inlines) if isinstance(block, Paragraph | Heading) else type(block).__name__.lower()
            reading.report("stray-in-component", block.place, what=what, value=words, holds=holds)
        return tuple(self.blocks)


def _label(words: Inlines) -> str:
    found = _LABEL.match(words[0].text) if words and isinstance(words[0], Text) else None
    return found[1] if found else ""
