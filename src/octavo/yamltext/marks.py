"""The places of everything in one YAML text, as frozen values."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from octavo.problems import Place

Loc = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one value stands: line and column from 1; `text` is the place of its text's first character: inside the
    quotes, or below the sign of a block (whose column is 0, not known).

    `keys` holds, for a mapping, each key's own line and column and the mark of its value; `items` a list's.
    """

    line: int
    column: int
    text: tuple[int, int]
    keys: dict[str, tuple[int, int, "Mark"]] = field(default_factory=dict)
    items: list["Mark"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that follows unquoted text on its line: `loc` is the value it cuts off, `text` starts with "#"."""

    loc: tuple[str | int, ...]
    place: Place
    text: str

    @property
    def surely_text(self) -> bool:
        """Whether no comment was meant, whatever the field: "#1" or "#fff", not "# so" or "#---"."""
        return bool(self.text[1:2].strip(" #!-="))


@dataclass(frozen=True)
class Marks:
    """The places of everything in one YAML text."""

    path: str
    root: Mark
    comments: tuple[Comment, ...] = ()

    def place(self, loc: Loc, key: bool = False) -> Place:
        """The place of a value, or of its key. Parts of `loc` that the text does not have are passed over, so that
        the place of something missing is that of the mapping it is missing from."""
        mark, at = self._find(loc)
        return Place(self.path, *(at if key else (mark.line, mark.column)))

    def text_place(self, loc: Loc) -> Place:
        """The place of the first character of a text value."""
        return Place(self.path, *self._find(loc)[0].text)

    def renamed(self, loc: Loc, name: str) -> "Marks":
        """The same places, with the key at the end of `loc` under another name."""
        return replace(self, root=_renamed(self.root, loc, name))

    def _find(self, loc: Loc) -> tuple[Mark, tuple[int, int]]:
        """The mark of the value at `loc`, and line and column of its key (or of the value, in a list)."""
        mark, at = self.root, (self.root.line, self.root.column)
        for part in loc:
            if isinstance(part, str) and part in mark.keys:
                line, column, mark = mark.keys[part]
                at = (line, column)
            elif isinstance(part, int) and 0 <= part < len(mark.items):
                mark = mark.items[part]
                at = (mark.line, mark.column)
        return mark, at


def _renamed(mark: Mark, loc: Loc, name: str) -> Mark:
    part, rest = loc[0], loc[1:]
    if isinstance(part, int):
        return replace(
            mark, items=[_renamed(one, rest, name) if n == part else one for n, one in enumerate(mark.items)]
        )
    keys = dict(mark.keys)
    line, column, value = keys.pop(part)
    keys[part if rest else name] = (line, column, _renamed(value, rest, name) if rest else value)
    return replace(mark, keys=keys)
