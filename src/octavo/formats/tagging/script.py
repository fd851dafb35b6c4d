"""The words of an HTML document in order, and where in them each piece of laid-out text stands.

Lines lose the space at which they are broken, and hyphenation adds characters; so the words are taken from the
source, and each line is found in it, letter by letter.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from octavo.formats.tagging.tree import Content

IGNORED = re.compile("[\\s\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]")
"""What lines may have lost or kept without a difference to the words."""


@dataclass(frozen=True)
class Spot:
    """Where a piece of laid-out text stands: in the `piece`-th text of its element (0 before the first child, n after
    the n-th), and from `start` to `end` in the words of the document. `hyphen` tells that a word goes on in the next
    line, after a hyphen that is not in the source."""

    piece: int
    start: int
    end: int
    hyphen: bool = False


def has_letters(text: str) -> bool:
    """Whether anything of a text is drawn: white space alone is not, and can be no part of what is read."""
    return bool(_folded(text))


class Script:
    """The words of the document below `root`."""

    def __init__(self, root: Element) -> None:
        self._pieces: dict[Element, list[tuple[int, str]]] = {}
        self._length = 0
        self._parts: list[str] = []
        self._read(root)
        self.text = "".join(self._parts)
        """Everything, with white space as in the source and a line break for `br`."""

    def spots(self, element: Element, contents: Iterable[Content]) -> dict[Content, Spot]:
        """Where the lines of an element's own text stand; `contents` come in the order in which they were laid out.
        A line that is not found in the source, as it may be changed on the way to print, is left out."""
        letters = self.letters(element)
        source, at, spots = "".join(letter for letter, _ in letters), 0, {}
        for content in contents:
            for text, hyphen in ((content.text, False), (_unhyphenated(content), True)):
                words = _folded(text)
                if words and source.startswith(words, at):
                    start, end = letters[at][1], letters[at + len(words) - 1][1] + 1
                    spots[content] = Spot(self._piece(element, start), start, end, hyphen)
                    at += len(words)
                    break
        return spots

    def letters(self, element: Element) -> list[tuple[str, int]]:
        """The letters of an element's own text, each with its place in the words."""
        return [
            (letter, base + offset)
            for base, text in self._pieces.get(element, ())
            for offset, character in enumerate(text)
            for letter in _folded(character)
        ]

    def _piece(self, element: Element, at: int) -> int:
        """In which of an element's texts a place of the words is."""
        return bisect_right([base for base, _ in self._pieces[element]], at) - 1

    def _read(self, element: Element) -> None:
        pieces = [(self._length, element.text or "")]
        self._add(element.text or "\n" if element.tag == "br" else element.text or "")
        for child in element:
            if is_element(child):
                self._read(child)
            pieces.append((self._length, child.tail or ""))
            self._add(child.tail or "")
        self._pieces[element] = pieces

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def is_element(node: Element) -> bool:
    """Whether a node of the source is an element and no comment."""
    return not callable(node.tag)


def _folded(text: str) -> str:
    """The letters of a text, without case: capitals may be of the style sheet's making."""
    return IGNORED.sub("", text).casefold()


def _unhyphenated(content: Content) -> str:
    """A line without the hyphen at its end; "" for one without."""
    hyphen = content.box.style["hyphenate_character"] if content.text else ""
    return content.text.removesuffix(hyphen) if hyphen and content.text.endswith(hyphen) else ""
