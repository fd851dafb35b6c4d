"""The vocabulary of running text: inline pieces, as frozen values. Imports only places."""

from dataclasses import dataclass

from octavo.problems import Place

NOWHERE = Place("")


@dataclass(frozen=True)
class Text:
    """Characters to be shown as they are. A soft line break in the source is a newline here."""

    text: str


@dataclass(frozen=True)
class LineBreak:
    """A hard line break."""


@dataclass(frozen=True)
class Code:
    text: str


@dataclass(frozen=True)
class Emphasis:
    children: "Inlines"


@dataclass(frozen=True)
class Strong:
    children: "Inlines"


@dataclass(frozen=True)
class Struck:
    children: "Inlines"


@dataclass(frozen=True)
class Superscript:
    children: "Inlines"


@dataclass(frozen=True)
class Subscript:
    children: "Inlines"


@dataclass(frozen=True)
class Span:
    """`[text]{.class lang=es}`: a passage with a class the house knows, or in another language."""

    children: "Inlines"
    classes: tuple[str, ...] = ()
    lang: str = ""
    id: str = ""


@dataclass(frozen=True)
class Link:
    children: "Inlines"
    href: str
    title: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True)
class Picture:
    """An image file. `source` is the path as written; `path` the file in the workspace, once found.

    `width` and `height` are in pixels (0 until found; an SVG's user units). `alt` is "" only when `decorative`.
    """

    source: str
    alt: str = ""
    decorative: bool = False
    title: str = ""
    place: Place = NOWHERE
    path: str = ""
    width: float = 0
    height: float = 0


@dataclass(frozen=True)
class NoteRef:
    """The call of a note. `number` is 0 until `document` counts; `back` tells repeated calls apart (1, 2, ...)."""

    note: str
    place: Place = NOWHERE
    number: int = 0
    back: int = 1


@dataclass(frozen=True)
class CrossRef:
    """`@fig-x`: `text` ("Figure 1") is "" until `document` settles it."""

    target: str
    place: Place = NOWHERE
    text: str = ""


@dataclass(frozen=True)
class Citation:
    """`[@key, p. 3; -@other]` or `@key`. `source` is the text as typed; `rendered` the settled words."""

    items: "tuple[CiteItem, ...]"
    in_text: bool
    source: str
    place: Place = NOWHERE
    rendered: "Inlines" = ()


@dataclass(frozen=True)
class CiteItem:
    key: str
    prefix: str = ""
    locator: str = ""
    suppress_author: bool = False


Inline = (
    Text
    | LineBreak
    | Code
    | Emphasis
    | Strong
    | Struck
    | Superscript
    | Subscript
    | Span
    | Link
    | Picture
    | NoteRef
    | CrossRef
    | Citation
)
Inlines = tuple[Inline, ...]
