"""BibTeX text -> its entries with their places, and what is broken. Values are read by pandoc; here only their ends.

The grammar is that of pandoc 3.9: BibTeX's, but no entries in parentheses, and `\\{` inside a value is a character.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from octavo.anchors import nearest
from octavo.problems import Place, Problem, problem

TYPES = frozenset(
    """
    article artwork audio bibnote book bookinbook booklet collection commentary conference customa customb customc
    customd custome customf dataset electronic image inbook incollection inproceedings inreference jurisdiction legal
    legislation letter manual mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference online
    patent performance periodical phdthesis proceedings reference report review set software standard suppbook
    suppcollection suppperiodical techreport thesis unpublished video webpage www xdata
    """.split()
)
"""Entry types of BibTeX and of BibLaTeX 3.20 (manual, 2.1)."""

MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""Abbreviations that every BibTeX style defines."""

BORROWING = ("crossref", "xref", "xdata", "entryset", "related")
"""Fields by which an entry draws on others."""

FORM = "an entry is written @book{key, title = {Its title}, year = 2019}"

_START = re.compile(r"@[ \t]*([A-Za-z]+)\s*")
_NEXT = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*\{[ \t]*[^\s,{}]+[ \t]*,", re.MULTILINE)
_KEY = re.compile(r"[^\s,{}\"#%=\\]*")
_WORD = re.compile(r"[\w:+.-]+")
"""The name of a field, or a value without braces."""
_FIELD_INSIDE = re.compile(r"\n[ \t]*[A-Za-z-]+[ \t]*=[ \t]*[{\"\d]")
"""A line that starts a field. In a value it is a sign that the value before was not closed."""
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True)
class Entry:
    """`kind` is "" where the file's form has no types of entries; `uses` are the keys of entries it draws on."""

    key: str
    place: Place
    kind: str = ""
    uses: tuple[str, ...] = ()


class _Broken(Exception):
    def __init__(self, found: Problem) -> None:
        super().__init__(found.text)
        self.problem = found


def scan(text: str, path: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """All entries in their order. What stands between entries is a comment, as in BibTeX; after a broken entry the scan
    goes on with the next that starts a line."""
    scanner = _Scanner(text, path)
    scanner.run()
    return tuple(scanner.entries), tuple(scanner.found)


class _Scanner:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.entries: list[Entry] = []
        self.found: list[Problem] = []
        self.strings = set(MONTHS)
        self.end = len(text)
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, at: int) -> Place:
        line = bisect_right(self.lines, at)
        return Place(self.path, line, at - self.lines[line - 1] + 1)

    def run(self) -> None:
        at = self.text.find("@")
        while at >= 0:
            try:
                at = self.item(at)
            except _Broken as broken:
                self.found.append(broken.problem)
                again = _NEXT.search(self.text, at + 1)
                at = again.start() if again else len(self.text)
            at = self.text.find("@", at)

    def item(self, at: int) -> int:
        """Read what starts with the "@" at `at`; the offset after it."""
        start = _START.match(self.text, at)
        kind = start[1].lower() if start else ""
        after = start.end() if start else at + 1
        if self.text[after : after + 1] != "{":
            if kind == "comment":
                return after
            self.missing('"{" of an entry' if start else "the type of an entry", after, at)
        again = _NEXT.search(self.text, after)
        self.end = again.start() if again and kind not in ("comment", "preamble") else len(self.text)
        if kind in ("comment", "preamble"):
            return self.braced(after, f"@{kind}")
        if kind == "string":
            return self.string(after + 1)
        return self.entry(kind, at, after + 1)

    def string(self, at: int) -> int:
        name = _WORD.match(self.text, self.space(at))
        if name is None:
            self.missing("the name of an abbreviation", self.space(at))
        self.strings.add(name[0].lower())
        return self.close(self.value(name[0], name.end()), name[0])

    def entry(self, kind: str, start: int, at: int) -> int:
        key = _KEY.match(self.text, self.space(at))
        assert key is not None
        if not key[0]:
            raise _Broken(problem("entry-without-key", self.place(start), entry=f"an entry @{kind}", form=FORM))
        if kind not in TYPES:
            self.found.append(problem("unknown-entry-type", self.place(start), value=kind, near=nearest(kind, TYPES)))
        fields: dict[str, tuple[int, str]] = {}
        at = self.space(key.end())
        if self.text[at : at + 1] == "}":
            self.missing('"," after the key', at)
        while at < self.end and self.text[at] != "}":
            if self.text[at] != ",":
                self.missing('","', at)
            at = self.space(at + 1)
            name = _WORD.match(self.text, at)
            if at >= self.end or self.text[at] == "}":
                continue
            if name is None:
                self.missing("the name of a field", at)
            field = name[0].lower()
            after = self.value(field, name.end())
            value = self.text[name.end() : after]
            if field in fields:
                first = self.place(fields[field][0]).line
                self.found.append(problem("entry-field-twice", self.place(at), key=key[0], field=field, first=first))
            fields.setdefault(field, (at, value))
            at = self.separated(after, field)
        if at >= self.end:
            for field, (at, value) in fields.items():
                if _FIELD_INSIDE.search(value):
                    self.open(self.text.index(value.lstrip("= \t\n")[0], at + len(field)), field)
            raise _Broken(problem("entry-open", self.place(start), key=key[0], line=self.last_line()))
        self.entries.append(Entry(key[0], self.place(start), kind, _borrowed(fields)))
        return at + 1

    def value(self, field: str, at: int) -> int:
        """Read `= value # value`; the offset after it."""
        at = self.space(at)
        if self.text[at : at + 1] != "=":
            self.missing(f'"=" after "{field}"', at)
        while True:
            at = self.space(at + 1)
            sign = self.text[at : at + 1]
            word = _WORD.match(self.text, at)
            if sign == "{":
                at = self.braced(at, field)
            elif sign == '"':
                at = self.quoted(at, field)
            elif word is None or at >= self.end:
                self.missing(f'the value of "{field}"', at)
            else:
                if not word[0].isdigit() and word[0].lower() not in self.strings:
                    self.found.append(problem("undefined-string", self.place(at), value=word[0]))
                at = word.end()
            if self.text[self.space(at) : self.space(at) + 1] != "#":
                return at
            at = self.space(at)

    def braced(self, at: int, field: str) -> int:
        """The offset after the "}" that closes the "{" at `at`."""
        depth, start = 0, at
        while at < self.end:
            sign = self.text[at]
            depth += (sign == "{") - (sign == "}")
            at += 2 if sign == "\\" else 1
            if not depth:
                return at
        return self.open(start, field)

    def quoted(self, at: int, field: str) -> int:
        """The offset after the quotation mark that closes the one at `at`; braces inside hide others."""
        depth, start = 0, at
        at += 1
        while at < self.end:
            sign = self.text[at]
            depth += (sign == "{") - (sign == "}")
            if sign == '"' and depth <= 0:
                return at + 1
            at += 2 if sign == "\\" else 1
        return self.open(start, field)

    def separated(self, at: int, field: str) -> int:
        """The offset of what follows a value, which must be a comma, the end of the entry, or nothing."""
        after = self.space(at)
        if after < self.end and self.text[after] not in ",}":
            raise _Broken(problem("entry-comma", self.place(at), field=field))
        return after

    def close(self, at: int, name: str) -> int:
        at = self.space(at)
        if self.text[at : at + 1] != "}":
            raise _Broken(problem("entry-open", self.place(at), key=name, line=self.last_line()))
        return at + 1

    def space(self, at: int) -> int:
        """The offset of the next character that is no space."""
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def last_line(self) -> int:
        return self.place(self.end).line

    def open(self, at: int, field: str) -> NoReturn:
        raise _Broken(problem("value-open", self.place(at), field=field, line=self.last_line()))

    def missing(self, wanted: str, at: int, start: int = -1) -> NoReturn:
        found = self.text[start if start >= 0 else at :].split("\n", 1)[0][:40] or "the end of the file"
        raise _Broken(problem("entry-form", self.place(start if start >= 0 else at), wanted=wanted, found=found))


def _borrowed(fields: Mapping[str, tuple[int, str]]) -> tuple[str, ...]:
    values = " ".join(fields[name][1] for name in BORROWING if name in fields)
    return tuple(re.findall(r"[^\s,{}\"#%=]+", values))
