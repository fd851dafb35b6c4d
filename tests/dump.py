"""Blocks -> text that a person can read and compare: one line a block, what it holds below it."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from octavo import blocks as b
from octavo.problems import Place, Problem


def dump(body: b.Body, problems: tuple[Problem, ...]) -> str:
    """The blocks, the notes and the problems of a file, each with line and column."""
    lines = [*_all(body.blocks, 0)]
    if body.notes:
        lines += ["", "notes", *_all(body.notes, 1)]
    if problems:
        lines += ["", "problems", *(f"  {line}" for found in problems for line in str(found).splitlines())]
    return "\n".join(lines) + "\n"


def inline(words: b.Inlines) -> str:
    """`{em text}`, `{link href|text}`: braces mark what is no plain text."""
    return "".join(_piece(piece) for piece in words)


def _piece(piece: b.Inline) -> str:
    match piece:
        case b.Text(text):
            return text.replace("\n", "⏎")
        case b.LineBreak():
            return "{br}"
        case b.Code(text):
            return f"{{code {text}}}"
        case b.Link(children, href, title):
            shown = f' "{title}"' if title else ""
            return f"{{link {href}{shown}|{inline(children)}}}"
        case b.Span(children, classes, lang, anchor):
            about = [*(f".{name}" for name in classes), f"lang={lang}" if lang else "", f"#{anchor}" if anchor else ""]
            return f"{{span {' '.join(filter(None, about))}|{inline(children)}}}"
        case b.Picture():
            return f"{{picture {piece.source}|{'decorative' if piece.decorative else piece.alt}}}"
        case b.NoteRef(note):
            return f"{{note {note}}}"
        case b.CrossRef(target):
            return f"{{see {target}}}"
        case b.Citation(items, in_text):
            return f"{{cite{' in text' if in_text else ''} {'; '.join(_cited(item) for item in items)}}}"
        case _:
            return f"{{{type(piece).__name__.lower()} {inline(piece.children)}}}"


def _cited(item: b.CiteItem) -> str:
    parts = [item.prefix, ("-" if item.suppress_author else "") + item.key, item.locator]
    return " / ".join(part for part in parts if part)


def _all(values: tuple[object, ...], depth: int) -> Iterator[str]:
    for value in values:
        yield from _one(value, depth)


def _one(value: object, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(value, tuple) and value and all(isinstance(cell, b.Cell) for cell in value):
        yield pad + " | ".join(f"{cell.align + ': ' if cell.align else ''}{inline(cell.inlines)}" for cell in value)
        return
    if not is_dataclass(value):
        yield f"{pad}-"
        yield from _all(value if isinstance(value, tuple) else (), depth + 1)
        return
    record: Any = value
    held = {field.name: getattr(record, field.name) for field in fields(record)}
    place, words = held.pop("place", None), held.pop("inlines", ())
    start = f"{place.line}:{place.column} " if isinstance(place, Place) else ""
    about = "".join(f" {name}={item!r}" for name, item in held.items() if _is_told(record, name, item))
    yield f"{pad}{start}{type(value).__name__}{about}{f' | {inline(words)}' if words else ''}"
    for name, item in held.items():
        yield from _field(name, item, depth + 1)


def _is_told(record: object, name: str, item: object) -> bool:
    """Whether a plain value differs from its default, and so is worth telling."""
    default = {field.name: field.default for field in fields(record)}[name]  # type: ignore[arg-type]
    simple = isinstance(item, str | bool | int) or (isinstance(item, tuple) and item and isinstance(item[0], str))
    return bool(simple) and item != default and item != ""


def _field(name: str, item: object, depth: int) -> Iterator[str]:
    pad = "  " * depth
    if isinstance(item, b.Picture):
        yield f"{pad}{name}: {inline((item,))}"
    elif isinstance(item, b.DataTable):
        yield f"{pad}{name}: {item.path or item.place} {item.columns} {item.rows}"
    elif isinstance(item, Place):
        yield f"{pad}{name}: {item.line}:{item.column}"
    elif isinstance(item, tuple) and item and not isinstance(item[0], str):
        if isinstance(item[0], b.Inline):
            yield f"{pad}{name}: {inline(item)}"
        else:
            yield f"{pad}{name}"
            yield from _all(item, depth + 1)
