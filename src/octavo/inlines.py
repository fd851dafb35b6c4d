"""Inlines -> HTML, for one edition. The only place where inline text becomes markup."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from octavo import blocks as b

WORD_JOINER = "\N{WORD JOINER}"
NUMBER_AND_WORD = re.compile(r"(?<=\d) (?=(?:percent|per cent|million|billion|trillion|pp\b|km\b|kg\b|°))")
"""A number keeps its unit on the same line (Chicago Manual of Style 17, 9.18 note on line ends)."""


LAST_WORD = re.compile(r"(?<!\S{8})(?<=\S) (?=\S{1,12}$)")
"""The space between two short words at the end. A longer pair could leave a narrow column, as of a timeline."""
LONG_ENOUGH = 24
"""Characters. A shorter text fits a line anyway."""
SEPARATOR = re.compile(r"(?<=\d)[.,](?=\d)")


def bound(inlines: b.Inlines) -> b.Inlines:
    """Tie a short last word to the one before, so that no line holds it alone (the PDF engine balances no lines)."""
    if not inlines or not isinstance(last := inlines[-1], b.Text) or len(last.text) < LONG_ENOUGH:
        return inlines
    return (*inlines[:-1], b.Text(LAST_WORD.sub("\N{NO-BREAK SPACE}", last.text)))


def figures(inlines: b.Inlines) -> Markup | None:
    """A plain number with its separators apart: some fonts set these as wide as a digit. None for anything else."""
    return number(only.text) if len(inlines) == 1 and isinstance(only := inlines[0], b.Text) else None


def number(value: str) -> Markup:
    """A value of a table of numbers, its separators apart."""
    parts = SEPARATOR.sub(lambda mark: f'<span class="sep">{mark[0]}</span>', str(escape(value)))
    return Markup(parts)  # noqa: S704 - escaped above


@dataclass(frozen=True)
class InlineDrawer:
    """Draws inline text. `note` draws the body that follows a first call; `picture` gives an image's address;
    `link` turns a target into the edition's own ("" leaves the words without a link); `call` is what a note's number is
    called by, "" for nothing."""

    note: Callable[[b.NoteRef], Markup]
    picture: Callable[[b.Picture], Markup]
    link: Callable[[str], str]
    epub: bool = False
    call: str = ""

    def __call__(self, inlines: b.Inlines) -> Markup:
        return Markup("").join(DRAW[type(item)](self, item) for item in inlines)

    def wrap(self, tag: str, children: b.Inlines, attributes: Mapping[str, str] | None = None) -> Markup:
        return element(tag, attributes or {}, self(children))


def element(tag: str, attributes: Mapping[str, str], inner: Markup | str) -> Markup:
    """`<tag a="b">inner</tag>`; attributes that are empty are left out."""
    given = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return Markup(f"<{tag}{given}>{escape(inner)}</{tag}>")  # noqa: S704 - every part is escaped


def _text(_draw: InlineDrawer, item: b.Text) -> Markup:
    return escape(NUMBER_AND_WORD.sub("\N{NO-BREAK SPACE}", item.text))


def _span(draw: InlineDrawer, item: b.Span) -> Markup:
    return draw.wrap("span", item.children, {"class": " ".join(item.classes), "lang": item.lang, "id": item.id})


def _link(draw: InlineDrawer, item: b.Link) -> Markup:
    href = draw.link(item.href)
    role = "doc-biblioref" if item.href.startswith("#ref-") else ""
    attributes = {"href": href, "title": item.title, "role": role}
    return draw.wrap("a", item.children, attributes) if href else draw(item.children)


def _note_ref(draw: InlineDrawer, item: b.NoteRef) -> Markup:
    call = f"fnref-{item.number}" + (f"-{item.back}" if item.back > 1 else "")
    kind = {"epub:type": "noteref"} if draw.epub else {}
    attributes = {"class": "noteref", **kind, "role": "doc-noteref", "href": f"#fn-{item.number}", "id": call}
    if draw.call:
        attributes["aria-label"] = f"{draw.call} {item.number}"
    return Markup(WORD_JOINER) + element("a", attributes, str(item.number)) + draw.note(item)  # noqa: S704


def _cross_ref(draw: InlineDrawer, item: b.CrossRef) -> Markup:
    words = item.text.replace(" ", "\N{NO-BREAK SPACE}") if len(item.text) < 16 else item.text
    href = draw.link(f"#{item.target}")
    return element("a", {"class": "xref", "href": href}, words) if href else escape(f"@{item.target}")


def _citation(draw: InlineDrawer, item: b.Citation) -> Markup:
    """A citation in its style; as typed where there is none, in a draft that lacks its bibliography."""
    return draw.wrap("span", item.rendered or (b.Text(item.source),), {"class": "citation"})


def _tag(tag: str) -> Callable[[InlineDrawer, Any], Markup]:
    return lambda draw, item: draw.wrap(tag, item.children)


DRAW: Mapping[type, Callable[[InlineDrawer, Any], Markup]] = {
    b.Text: _text,
    b.LineBreak: lambda draw, item: Markup("<br>"),
    b.Code: lambda draw, item: element("code", {}, item.text),
    b.Emphasis: _tag("em"),
    b.Strong: _tag("strong"),
    b.Struck: _tag("s"),
    b.Superscript: _tag("sup"),
    b.Subscript: _tag("sub"),
    b.Span: _span,
    b.Link: _link,
    b.Picture: lambda draw, item: draw.picture(item),
    b.NoteRef: _note_ref,
    b.CrossRef: _cross_ref,
    b.Citation: _citation,
}
