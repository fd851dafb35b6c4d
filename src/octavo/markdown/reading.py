"""What the readers of one Markdown file share: its lines, the problems found, its notes. Source offsets -> Places."""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from octavo.anchors import nearest
from octavo.blocks import Blocks, Inlines, Note
from octavo.markdown.attributes import Attributes
from octavo.markdown.syntax import Node
from octavo.problems import Place, Problem, problem


class Reading(ABC):
    """One file (or one string of the front matter) while it is read.

    `base` is the place of its first character: the line above the text is `base.line - 1`. `labels` are the notes
    it defines, None where a note cannot be looked up (a string of the front matter); `called` those called from
    outside themselves, and `inside` the one being read.
    """

    def __init__(self, text: str, base: Place, labels: frozenset[str] | None) -> None:
        self.lines = text.split("\n")
        self.base = base
        self.labels = labels
        self.problems: list[Problem] = []
        self.notes: list[Note] = []
        self.called: set[str] = set()
        self.inside = ""

    @abstractmethod
    def blocks(self, nodes: Iterable[Node]) -> Blocks:
        """Read block nodes."""

    @abstractmethod
    def passage(self, node: Node) -> Inlines:
        """Read a node of kind "inline"."""

    @abstractmethod
    def value(self, node: Node, key: str) -> Inlines:
        """Read the Markdown in the attribute `key` of `node`."""

    def report(self, code: str, place: Place, *, hint: str | None = None, **values: object) -> None:
        self.problems.append(problem(code, place, hint=hint, **values))

    def findings(self) -> tuple[Problem, ...]:
        """The problems in order of place, each once."""
        return tuple(sorted(dict.fromkeys(self.problems), key=lambda found: found.place))

    def fault(self, node: Node) -> None:
        """Report what a block rule of syntax found."""
        values = {key: value for key, value in node.data.items() if key != "code"}
        self.report(node.data["code"], self.place(node.line), **{"value": node.content, **values})

    def place(self, line: int, column: int = 0) -> Place:
        """The place of `line`, counted from 0 in the text; `column` from 1, 0 for the first character that counts."""
        if not 0 <= line < len(self.lines):
            return self.base
        if not column:
            column = len(self.lines[line]) - len(self.lines[line].lstrip()) + 1
        shift = self.base.column - 1 if line == 0 and self.base.column else 0
        return Place(self.base.path, self.base.line + line, column + shift)

    def within(self, passage: Node, at: int) -> Place:
        """The place of offset `at` in the text of `passage`; only its line where the source differs from the text."""
        if passage.line < 0:
            return self.base
        before = passage.content[: max(at, 0)]
        row = before.count("\n")
        column = len(before) - before.rfind("\n") - 1
        line = min(passage.line + row, len(self.lines) - 1)
        start = self._start(self.lines[line], passage.content.split("\n")[row], int(passage.data.get("column", 0)))
        return self.place(line, start + column + 1) if start >= 0 else Place(self.base.path, self.base.line + line)

    @staticmethod
    def _start(source: str, text: str, column: int) -> int:
        """Where `text`, a line of a passage, starts in its source line: not before `column`; -1 if it is not there."""
        stripped = source.rstrip()
        if not column and stripped.endswith(text):
            return len(stripped) - len(text)
        return source.find(text, column)

    def check_attributes(self, node: Node, what: str, values: Iterable[str], classes: Iterable[str]) -> None:
        """Report what the braces of `node` hold that `what` does not know."""
        found: Attributes = node.attributes
        place = self.place(node.line)
        self.check(found, place, what, values, classes)

    def check(self, found: Attributes, place: Place, what: str, values: Iterable[str], classes: Iterable[str]) -> None:
        for key, _ in found.values:
            if key not in values:
                self.report("unknown-attribute", place, value=key, what=what, near=nearest(key, values))
        for name in found.classes:
            if name not in classes:
                self.report("unknown-class", place, value=name, what=what, near=nearest(name, classes))
        for key in found.repeated:
            self.report("repeated-attribute", place, value=key, what=what)
