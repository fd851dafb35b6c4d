"""An author's file -> its running text, character for character in its place, all else covered over.

What is not shown (marks of emphasis, addresses, attributes) is covered with HIDDEN, what is shown and is no running
text (code, formulas, references) with OBJECT, what divides (the bars of a table) with BAR. So a check that reads the
text knows the author's line and column, and a change never reaches code, links, field names or formulas.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.problems import Place

HIDDEN, OBJECT, BAR = "\x01", "\x02", "\x03"

PROSE = frozenset(
    "title dek kicker summary takeaways recommendations text for note head label funding acknowledgements disclaimer"
    " notice byline running-title related media call-to-action changes".split()
)
"""Fields whose text is read by people as sentences."""
OTHER = frozenset("id kind url short-url length transcript brief version date".split())
"""Fields inside those that are not."""
SPOKEN = ("title", "alt", "fig-alt", "caption", "sub", "note", "source")
"""Attributes that hold running text."""

_KEY = re.compile(r"^(\s*)((?:- +)?)([a-z][a-z-]*):(?=\s|$)")
_DASH = re.compile(r"^\s*- +")
_OPENING = re.compile(r"\s*[\"']")
_SIGN = re.compile(r"^\s*(?:[>|][+-]?\d?\s*$|[\[{].*|[\"'])")
_COMMENT = re.compile(r"''|(?:^|\s)#\s.*$")
_ITEM = re.compile(r"^\s*(?:> ?)*(?:[-*+]|\d{1,3}[.)]|\[\^[^\]\s]+\]:|:|#{1,6})(?:\s+|$)")
_QUOTED = re.compile(r"^\s*(?:> ?)+")
_CODE = re.compile(r"^[\s>]*(`{3,}|~{3,})")
_DIV = re.compile(r"^\s*:{3,}\s*(.*)$")
_LANG = re.compile(r"""\blang=["']?([A-Za-z-]+)""")
_RULE = re.compile(r"^\s*\|?[\s:|+=-]{3,}$")
_LINK_LINE = re.compile(r"^\s{0,3}\[[^\]^]+\]:\s*\S+.*$")
_MARKED = re.compile(r"\[([^\[\]]*)\]\{[^{}]*?\blang=[\"']?([A-Za-z-]+)[^{}]*\}")
_INLINE = tuple(
    (re.compile(pattern, re.DOTALL), cover)
    for pattern, cover in (
        (r"<!--.*?-->", HIDDEN),
        (r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", OBJECT),
        (r"\$\$.+?\$\$|(?<![\\$\w])\$(?![\s$])[^$\n]*?[^\s\\$]\$(?![\d$])", OBJECT),
        (r"\\[^\w\s]", OBJECT),
        (r"\{%.*?%\}|\{\{.*?\}\}", OBJECT),
        (r"<[a-z][\w+.-]*:[^\s<>]+>|<[^\s<>@]+@[^\s<>]+>", OBJECT),
        (r"</?[A-Za-z][^>\n]*>|<\w+ \w+=[^>\n]*", HIDDEN),
        (r"&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z]\w+);", OBJECT),
        (r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)", HIDDEN),
        (r"(?<=\])\[[^\[\]]*\]", HIDDEN),
        (r"\[\^[^\]\s]+\](?::(?=\s))?", HIDDEN),
        (r"\[[^\[\]]*?-?@[\w:.-]+[^\[\]]*\]", OBJECT),
        (r"\b[a-z]{2,}://[^\s<>\x01\]]+|www\.[^\s<>\x01\]]+|[\w.+-]+@[\w-]+\.[\w.-]+\w", OBJECT),
        (r"(?<![\w/])[#@][\w:-]+(?:\.[\w-]+)*|(?<!\w)[\w-]*(?:/[\w.-]*)+/[\w.-]*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b/?\S*",
         OBJECT),
        (r"(?<!\w)\^?\[(?=[^\s])|!\[|\]|(?<!\w)[*_~]{1,3}|[*_~]{1,3}(?!\w)|[*^~]+", HIDDEN),
    )
)  # fmt: skip
_ATTRIBUTES = re.compile(r"\{:?\s*(?:[#.][\w-]|[\w:-]+=|-\s*\}|:)[^{}]*\}")
_VALUE = re.compile(r"(?<![\w-])(" + "|".join(SPOKEN) + r')="([^"]*)"')


@dataclass(frozen=True)
class Passage:
    """Running text of one paragraph, item, cell row, field or marked span. `start` is where it begins in its file;
    `lang` what it is marked as, "" when it is not; `quoted` whether it stands in a quotation of its own."""

    start: int
    text: str
    lang: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Authored:
    """One file of an author. `text` has LF line ends."""

    path: str
    text: str
    passages: tuple[Passage, ...]

    def place(self, at: int) -> Place:
        """Line and column of a character."""
        before = self.text[:at]
        return Place(self.path, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)


@dataclass(frozen=True)
class _Line:
    """A line with its marks covered. `starts`: it opens a passage. `None` text: nothing of it is running text."""

    text: str
    starts: bool = False
    lang: str = ""
    quoted: bool = False


def read(path: str, text: str) -> Authored:
    """The running text of one file, with the fields of its front matter that are read as sentences."""
    lines = text.split("\n")
    close = 0
    if lines[0].rstrip() == "---":
        close = next((n for n, line in enumerate(lines) if n and line.rstrip() in ("---", "...")), 0)
    front = list(_fields(lines[: close + 1])) if close else []
    return Authored(path, text, tuple(_passages([*front, *_body(lines[len(front) :])])))


def running(start: int, text: str) -> Iterator[Passage]:
    """A stretch of any file that is running text throughout, with its inline marks covered."""
    yield from _inline(start, text, _Line(""))


def _blank(line: str) -> str:
    return " " * len(line)


def _fields(lines: list[str]) -> Iterator[_Line]:
    """The lines of a front matter, fences and all: only the values of PROSE are left."""
    shown = top = False
    quote = ""
    for line in lines:
        key = _KEY.match(line)
        if key and not (key[1] or key[2]):
            top = shown = key[3] in PROSE
        elif key and top and key[3] in PROSE | OTHER:
            shown = key[3] in PROSE
        else:
            key = None
        if not shown or line.startswith(("---", "#")):
            yield _Line(_blank(line), True)
            continue
        item = key or _DASH.match(line)
        head = item.end() if item else 0
        value = line[head:]
        if item:
            opened = _OPENING.match(value)
            quote = opened[0].strip() if opened else ""
            value = _SIGN.sub(lambda m: _blank(m[0]), value)
        if quote and value.rstrip().endswith(quote):
            value = value.rstrip()[:-1] + " "
        yield _Line(" " * head + _COMMENT.sub(lambda m: OBJECT * len(m[0]), value).ljust(len(line) - head), bool(item))


def _body(lines: list[str]) -> Iterator[_Line]:
    fence = ""
    divs: list[str] = []
    listed = False
    blank = fresh = True
    for line in lines:
        code = _CODE.match(line)
        if fence or code:
            if code and not fence:
                fence = code[1]
            elif code and code[1].startswith(fence) and not line.strip(" >").strip(fence[0]):
                fence = ""
            yield _Line(_blank(line), True)
            continue
        div = _DIV.match(line)
        if div:
            _open_or_close(divs, div[1])
            yield _Line(_blank(line[: div.start(1)]) + _of_attributes(div[1], bare=True), True, _lang(divs))
            blank = fresh = True
            continue
        item = _ITEM.match(line)
        indented = line.startswith(("    ", "\t"))
        listed = bool(item) or (listed and (not line.strip() or line.startswith((" ", "\t")) or not blank))
        if (indented and blank and not listed) or _RULE.match(line) or _LINK_LINE.match(line):
            yield _Line(_blank(line), True)
            continue
        blank = not line.strip()
        quoted = _QUOTED.match(line)
        head = (item or quoted).end() if item or quoted else 0  # type: ignore[union-attr]
        is_row = line.lstrip().startswith("|")
        shown = line[head:].replace("|", BAR) if is_row else line[head:]
        yield _Line(" " * head + shown, bool(item) or is_row or fresh, _lang(divs), bool(quoted))
        fresh = is_row or line.startswith("#")


def _open_or_close(divs: list[str], rest: str) -> None:
    if rest.strip():
        marked = _LANG.search(rest)
        divs.append(marked[1] if marked else "")
    elif divs:
        divs.pop()


def _lang(divs: list[str]) -> str:
    return next((lang for lang in reversed(divs) if lang), "")


def _of_attributes(text: str, bare: bool = False) -> str:
    """Attributes with all covered but the values of SPOKEN. `bare`: outside braces too."""
    cover = " " if bare else HIDDEN
    left = [cover] * len(text)
    for value in _VALUE.finditer(text):
        left[value.start(2) : value.end(2)] = value[2]
        left[value.end(2)] = BAR
        left[value.start(2) - 1] = BAR
    return "".join(c if t != "\n" else "\n" for c, t in zip(left, text, strict=True))


def _passages(lines: list[_Line]) -> Iterator[Passage]:
    """Lines that follow one another, as one text; then the inline marks of each are covered."""
    at = start = 0
    held: list[_Line] = []
    for line in [*lines, _Line("", True)]:
        if held and (line.starts or not line.text.strip()):
            yield from _inline(start, "\n".join(h.text for h in held), held[0])
            held = []
        if line.text.strip():
            start = at if not held else start
            held.append(line)
        at += len(line.text) + 1


def _inline(start: int, text: str, line: _Line) -> Iterator[Passage]:
    code = re.sub(_INLINE[1][0], lambda m: _over(m[0], OBJECT), text)
    for marked in list(_MARKED.finditer(code)):
        yield Passage(start + marked.start(1), _covered(marked[1]), marked[2], line.quoted)
        text = text[: marked.start(1)] + _over(marked[1], OBJECT) + text[marked.end(1) :]
    yield Passage(start, _covered(text), line.lang, line.quoted)


def _covered(text: str) -> str:
    text = re.sub(_INLINE[1][0], lambda m: _over(m[0], OBJECT), text)
    text = _ATTRIBUTES.sub(lambda m: _of_attributes(m[0]), text)
    for pattern, cover in _INLINE:
        text = pattern.sub(lambda m, c=cover: _over(m[0], c), text)  # type: ignore[misc]
    return text


def _over(text: str, cover: str) -> str:
    return re.sub(r"[^\n]", cover, text)
