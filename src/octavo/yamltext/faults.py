"""A YAML parser's complaint and the lines it read -> a Problem in plain words: the mistakes that editors make."""

import re
from collections.abc import Sequence

import yaml

from octavo.problems import Place, Problem, problem

_FIELD = re.compile(r"(?P<lead>\s*(?:- +)*)(?P<key>[^\s\"'#:\[\]{}][^:]*?)\s*:\s+(?P<value>\S.*?)\s*$")
_ITEM = re.compile(r"\s*(?:- +)+(?P<value>\S.*?)\s*$")
_NO_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z][\w-]*):(?P<value>[^\s/].*?)\s*$")
_ESCAPE = re.compile(r"\\[xuU][0-9A-Fa-f]*|.?.?")
_RESERVED = {
    "@": "reserved",
    "`": "reserved",
    "%": "the start of a directive",
    "*": "a reference to another value",
    "&": "a name for the value",
    "!": "the kind of the value",
    "|": "the start of a block of text",
    ">": "the start of a block of text",
    "[": "the start of a list",
    "{": "the start of a set of fields",
    "-": "the start of a list",
    "?": "the start of a key",
}


def quoted(value: str) -> str:
    """The value as a quoted YAML text on one line."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    doubled = value.replace("'", "''")
    return f"'{doubled}'"


def explain(error: yaml.MarkedYAMLError, lines: Sequence[str], path: str, line0: int) -> Problem:
    """What the parser tripped over, at its place in the author's file.

    `lines` are those the parser read; `line0` is the number of lines before them in the file.
    """
    mark = error.problem_mark or error.context_mark
    opened = error.context_mark or mark
    if mark is None or opened is None:
        return problem("yaml-syntax", Place(path, line0 + 1), said=error.problem or str(error))
    return _Fault(lines, path, line0).of(error, (mark.line, mark.column), (opened.line, opened.column))


class _Fault:
    """One complaint, looked at with the lines it is about. Positions here count from 0."""

    def __init__(self, lines: Sequence[str], path: str, line0: int) -> None:
        self.lines, self.path, self.line0 = lines, path, line0

    def line(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def place(self, line: int, column: int) -> Place:
        return Place(self.path, line + 1 + self.line0, column + 1)

    def of(self, error: yaml.MarkedYAMLError, mark: tuple[int, int], opened: tuple[int, int]) -> Problem:
        said, context = error.problem or "", error.context or ""
        if found := self.tab(mark[0]):
            return found
        if "quoted scalar" in context:
            return self.quotation(said, mark, opened)
        if "mapping values" in said:
            return self.colon(mark)
        if "could not find expected ':'" in said:
            return self.no_colon(opened[0])
        if "flow" in context:
            sign = self.line(opened[0])[opened[1] : opened[1] + 1]
            return problem("yaml-bracket-open", self.place(*opened), sign=sign)
        if any(word in context for word in ("alias", "anchor", "tag", "block scalar")):
            return self.start(*opened)
        if "cannot start any token" in said or "block sequence entries" in said:
            return self.start(*mark)
        if context.startswith("while parsing a block"):
            return self.rest(mark)
        return problem("yaml-syntax", self.place(*mark), said=" ".join(filter(None, (said, context))))

    def tab(self, number: int) -> Problem | None:
        """A tab that stands where the indentation is; the line itself or, for a late complaint, the one before."""
        for at in (number, number - 1):
            text = self.line(at)
            lead = text[: len(text) - len(text.lstrip())]
            if "\t" in lead and text.strip():
                return problem("yaml-tab", self.place(at, lead.index("\t")))
        return None

    def quotation(self, said: str, mark: tuple[int, int], opened: tuple[int, int]) -> Problem:
        if "end of stream" in said or "document indicator" in said:
            text = self.line(opened[0])[opened[1] :].rstrip()
            return problem("yaml-quote-open", self.place(*opened), value=text, fixed=quoted(text))
        line = self.line(mark[0])
        start = max(line.rfind("\\", 0, mark[1] + 1), 0)
        return problem("yaml-escape", self.place(mark[0], start), value=_ESCAPE.findall(line[start:])[0])

    def colon(self, mark: tuple[int, int]) -> Problem:
        number, column = mark
        field = _FIELD.match(self.line(number))
        if field and column >= field.start("value"):
            key, value = field["key"], field["value"]
            if "-" in field["lead"]:
                key, value = "item", self.line(number)[field.start("key") :].rstrip()
            return problem("yaml-colon", self.place(number, column), key=key, value=value, fixed=quoted(value))
        before = next((n for n in range(number - 1, -1, -1) if self.line(n).strip()), number)
        if _NO_SPACE.match(self.line(before)):
            return self.no_colon(before)
        text = self.line(number)
        return problem("yaml-indent", self.place(number, len(text) - len(text.lstrip())), line=text.strip())

    def no_colon(self, number: int) -> Problem:
        text = self.line(number)
        if near := _NO_SPACE.match(text):
            place = self.place(number, near.start("value"))
            return problem("yaml-no-space", place, line=text.strip(), key=near["key"], value=near["value"])
        return problem("yaml-no-colon", self.place(number, len(text) - len(text.lstrip())), line=text.strip())

    def start(self, number: int, column: int) -> Problem:
        value = self.line(number)[column:].rstrip()
        sign = value[:1]
        meaning = _RESERVED.get(sign, "no text")
        place = self.place(number, column)
        return problem("yaml-start", place, value=value, sign=sign, meaning=meaning, fixed=quoted(value))

    def rest(self, mark: tuple[int, int]) -> Problem:
        """Text after what the parser took for a whole value, or a line that is not in its column."""
        number, column = mark
        text = self.line(number)
        whole = _FIELD.match(text) or _ITEM.match(text)
        if whole and column > whole.start("value"):
            start, value = whole.start("value"), whole["value"]
            if value[0] in "\"'":
                return problem("yaml-quote-rest", self.place(number, column), value=value, fixed=_rewrapped(value))
            if value[0] in "[{":
                return self.start(number, start)
        return problem("yaml-indent", self.place(number, len(text) - len(text.lstrip())), line=text.strip())


def _rewrapped(value: str) -> str:
    """A value whose quotation marks YAML misread, quoted as a whole; an outer pair of marks is not doubled."""
    outer = value[0]
    inner = value[1:-1] if value.endswith(outer) and len(value) > 2 else value
    return quoted(inner)
