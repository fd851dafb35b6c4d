"""Parser events -> values and marks, in one pass that counts depth and size as it goes."""

import re
from dataclasses import dataclass
from typing import NamedTuple

import yaml

from octavo.problems import Place, Problem, problem
from octavo.yamltext.faults import quoted
from octavo.yamltext.marks import Comment, Mark

Path = tuple[str | int, ...]
Made = tuple[object, Mark]

DEEPEST = 32
"""Levels of nesting; the deepest file of a workspace, a chart's specification, has about ten."""

LARGEST = 100_000
"""Values in one file, each alias counted as often as it is used."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_LONGEST_INT = 4000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_STARTS = {"'": (0, 1), '"': (0, 1), "|": (1, 0), ">": (1, 0)}
"""The style of a text that is not plain -> how many lines down and columns right of its sign it starts."""

_COMMENT = re.compile(r"\s+(#.*)")
_CORE = "tag:yaml.org,2002:"
_SCALAR_TAGS = {"!", *(_CORE + name for name in ("str", "int", "float", "bool", "null"))}
_TEXT_TAGS = {"!", _CORE + "str"}
_BARE = {"": None, "~": None, "null": None, "Null": None, "NULL": None} | {
    word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")
}


class Stopped(Exception):
    """Ends the reading of a text that cannot be read further."""

    def __init__(self, found: Problem) -> None:
        super().__init__(str(found))
        self.problem = found


class _Event(NamedTuple):
    """A parser event, typed: `kind` is the parser's name for it, positions count from 0."""

    kind: str
    line: int
    column: int
    end_line: int
    end_column: int
    anchor: str | None
    tag: str | None
    text: str
    style: str | None


@dataclass
class _Anchor:
    """What an anchor names; `made` is None until it is complete. `size` is its number of values."""

    place: Place
    made: Made | None = None
    size: int = 0
    used: bool = False


class Composer:
    """Reads one text. `found` and `comments` fill up on the way."""

    def __init__(self, text: str, path: str, line0: int, typed: bool) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.path, self.line0, self.typed = path, line0, typed
        self.found: list[Problem] = []
        self.comments: list[Comment] = []
        self.anchors: dict[str, _Anchor] = {}
        self.named: list[_Anchor] = []
        self.size = 0

    def document(self) -> Made:
        """The one document of the text. Raises Stopped or yaml.YAMLError."""
        if bad := _CONTROL.search(self.text):
            line = self.text.count("\n", 0, bad.start())
            column = bad.start() - self.text.rfind("\n", 0, bad.start())
            raise Stopped(_unprintable(bad.group(), Place(self.path, line + 1 + self.line0, column)))
        self.parser = _Loader(self.text)
        self._next()
        if self._next().kind == "StreamEnd":
            first = self.line0 + 1
            return None, Mark(first, 1, (first, 1))
        made = self._value(self._next(), ())
        self._next()
        if (after := self._next()).kind != "StreamEnd":
            raise Stopped(problem("yaml-documents", self._place(after)))
        for place in (anchor.place for anchor in self.named if not anchor.used):
            value = self._source(place)
            self.found.append(problem("yaml-anchor", place, value=value, fixed=quoted(value)))
        return made

    def _next(self) -> _Event:
        event = self.parser.get_event()
        start, end = event.start_mark, event.end_mark
        anchor, tag, text, style = (getattr(event, name, None) for name in ("anchor", "tag", "value", "style"))
        kind = type(event).__name__.removesuffix("Event")
        return _Event(kind, start.line, start.column, end.line, end.column, anchor, tag, text or "", style)

    def _place(self, event: _Event) -> Place:
        return Place(self.path, event.line + 1 + self.line0, event.column + 1)

    def _source(self, place: Place) -> str:
        """What was typed from `place` to the end of its line."""
        return self.lines[place.line - 1 - self.line0][max(place.column - 1, 0) :].strip()

    def _value(self, event: _Event, loc: Path) -> Made:
        place = self._place(event)
        self._count(1, place)
        if len(loc) > DEEPEST:
            raise Stopped(problem("yaml-too-deep", place, limit=DEEPEST))
        if event.kind == "Alias":
            return self._alias(event, place)
        anchor, before = self._anchor(event, place), self.size
        if event.kind == "Scalar":
            made = self._scalar(event, loc)
        elif event.kind == "MappingStart":
            self._check_tag(event, {_CORE + "map"})
            made = self._mapping(place, loc)
        else:
            self._check_tag(event, {_CORE + "seq"})
            made = self._sequence(place, loc)
        if anchor is not None:
            anchor.made, anchor.size = made, self.size - before + 1
        return made

    def _count(self, more: int, place: Place) -> None:
        self.size += more
        if self.size > LARGEST:
            raise Stopped(problem("yaml-too-large", place, limit=f"{LARGEST:,}"))

    def _anchor(self, event: _Event, place: Place) -> _Anchor | None:
        if event.anchor is None:
            return None
        anchor = self.anchors[event.anchor] = _Anchor(place)
        self.named.append(anchor)
        return anchor

    def _alias(self, event: _Event, place: Place) -> Made:
        name = event.anchor or ""
        anchor = self.anchors.get(name)
        if anchor is None:
            value = self._source(place)
            raise Stopped(problem("yaml-alias-unknown", place, name=name, value=value, fixed=quoted(value)))
        if anchor.made is None:
            raise Stopped(problem("yaml-alias-recursive", place, name=name))
        anchor.used = True
        self._count(anchor.size - 1, place)
        return anchor.made

    def _mapping(self, place: Place, loc: Path) -> Made:
        value: dict[str, object] = {}
        mark = Mark(place.line, place.column, (place.line, place.column))
        while (event := self._next()).kind != "MappingEnd":
            at = self._place(event)
            if event.kind != "Scalar":
                self._value(event, (*loc, ""))
                self._value(self._next(), (*loc, ""))
                self.found.append(problem("yaml-key", at, value=self._source(Place("", at.line))))
                continue
            self._check_scalar(event, at)
            inner, inner_mark = self._value(self._next(), (*loc, event.text))
            if event.text in mark.keys:
                first = mark.keys[event.text][0]
                self.found.append(problem("yaml-duplicate-key", at, key=event.text, first=first, second=at.line))
            else:
                value[event.text] = inner
                mark.keys[event.text] = (at.line, at.column, inner_mark)
        return value, mark

    def _sequence(self, place: Place, loc: Path) -> Made:
        value: list[object] = []
        mark = Mark(place.line, place.column, (place.line, place.column))
        while (event := self._next()).kind != "SequenceEnd":
            inner, inner_mark = self._value(event, (*loc, len(value)))
            value.append(inner)
            mark.items.append(inner_mark)
        return value, mark

    def _scalar(self, event: _Event, loc: Path) -> Made:
        place = self._place(event)
        self._check_scalar(event, place)
        plain = event.style not in _STARTS
        if plain:
            self._look_behind(event, loc)
        down, right = _STARTS.get(event.style or "", (0, 0))
        start = (place.line + down, 0 if down else place.column + right)
        return self._resolved(event, plain), Mark(place.line, place.column, start)

    def _look_behind(self, event: _Event, loc: Path) -> None:
        """Notes a comment that follows an unquoted text on its last line."""
        line, column = event.end_line, event.end_column
        if line < len(self.lines) and (cut := _COMMENT.match(self.lines[line][column:])):
            at = Place(self.path, line + 1 + self.line0, column + cut.start(1) + 1)
            self.comments.append(Comment(loc, at, cut.group(1).rstrip()))

    def _check_scalar(self, event: _Event, place: Place) -> None:
        self._check_tag(event, _SCALAR_TAGS)
        if bad := _CONTROL.search(event.text):
            self.found.append(_unprintable(bad.group(), place))

    def _check_tag(self, event: _Event, allowed: set[str]) -> None:
        if event.tag is not None and event.tag not in allowed:
            shown = event.tag.replace(_CORE, "!!")
            self.found.append(problem("yaml-tag", self._place(event), tag=shown))

    def _resolved(self, event: _Event, plain: bool) -> object:
        text = event.text
        if event.tag in _TEXT_TAGS or not (plain or event.tag):
            return text
        if self.typed:
            return None if text in ("", "~", "null") else text
        if text in _BARE:
            return _BARE[text]
        if _INT.fullmatch(text) and len(text) <= _LONGEST_INT:
            return int(text)
        return float(text) if _FLOAT.fullmatch(text) else text


def _unprintable(character: str, place: Place) -> Problem:
    return problem("yaml-character", place, character=f"U+{ord(character):04X}")
