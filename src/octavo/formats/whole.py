"""Laid-out pages + the HTML they were made from -> text that stands on no page, or on the pages twice.

WeasyPrint 70 can lose a footnote when a page is laid out again, and the lines of a float that go over the end of its
page.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from octavo.formats.engine import Document
from octavo.formats.tagging.drawn import Drawn, collect
from octavo.formats.tagging.script import Script, is_element
from octavo.problems import Place, Problem, problem

TOLD = ("note", "cta")
"""Classes of what is missed as a whole, under a name of its own (`note-lost`, `invitation-lost`)."""
SHOWN = 60
"""Characters of a passage that a message quotes."""


def gaps(document: Document, path: str) -> Iterator[Problem]:
    """Every passage that is not on the pages just once. Text that a style sheet hides counts as missing: there is
    none in the HTML for print."""
    root = document._html.etree_element
    body = root.find("body")
    return _Search(Script(root), collect(document), path).through(body, Place(path)) if body is not None else iter(())


class _Search:
    def __init__(self, script: Script, drawn: Drawn, path: str) -> None:
        self._script = script
        self._drawn = drawn
        self._path = path

    def through(self, element: Element, place: Place) -> Iterator[Problem]:
        """The gaps of an element and all below it; `place` is that of the block it stands in."""
        if element.get("data-line"):
            place = Place(element.get("data-path", self._path), int(element.get("data-line", "0")))
        if element not in self._drawn.first and set(element.get("class", "").split()) & set(TOLD):
            return
        yield from self._gaps(element, place)
        for child in element:
            if is_element(child) and not child.tag.startswith("{"):
                yield from self.through(child, place)

    def _gaps(self, element: Element, place: Place) -> Iterator[Problem]:
        """What is wrong with an element's own text."""
        lines = self._drawn.contents.get((element, ""), [])
        spots = self._script.spots(element, lines)
        printed = {at for spot in spots.values() for at in range(spot.start, spot.end)}
        missing = [at for _, at in self._script.letters(element) if at not in printed]
        if missing:
            words = " ".join(self._script.text[missing[0] : missing[-1] + 1].split())
            yield problem("text-lost", place, text=_short(words))
        again = [line.text for line in lines if line not in spots and line.text]
        if again and not missing:
            yield problem("text-twice", place, text=_short(" ".join(again)))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"
