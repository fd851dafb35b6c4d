"""Table captions (`: Caption {#tbl-x}` before or after a table) and attributes at the end of a line."""

import re

from markdown_it.rules_block import StateBlock, paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from octavo.markdown.attributes import at_end
from octavo.markdown.syntax.blocks import line_text

_CAPTION = re.compile(r"(?::|Table:)[ \t]+(?=\S)")


def caption_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that opens with `: ` or `Table: ` becomes a "caption" for now; such a line also ends a table."""
    if state.is_code_block(start):
        return False
    if silent:
        return state.parentType == "table" and _CAPTION.match(line_text(state, start)) is not None
    if _CAPTION.match(line_text(state, start)):
        first = len(state.tokens)
        paragraph(state, start, end, False)
        state.tokens[first].type, state.tokens[-1].type = "caption_open", "caption_close"
        return True
    return False


def before_caption(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph of one line above a caption and its table, which else would be read as a term with its definition."""
    if silent or start + 4 >= end or not state.isEmpty(start + 1) or not _CAPTION.match(line_text(state, start + 2)):
        return False
    line = start + 2
    while line < end and not state.isEmpty(line) and not _table_starts(state, line, end):
        line += 1
    while line < end and state.isEmpty(line):
        line += 1
    return _table_starts(state, line, end) and paragraph(state, start, end, False)


def _table_starts(state: StateBlock, line: int, end: int) -> bool:
    if line + 1 >= end or "|" not in line_text(state, line):
        return False
    rule = line_text(state, line + 1)
    return "-" in rule and "|" in rule and not set(rule) - set("|-: \t")


def attach(state: StateCore) -> None:
    """Move each caption into the table it stands next to (the one above first); others become paragraphs again."""
    tokens: list[Token] = []
    source = state.tokens
    position = 0
    while position < len(source):
        token = source[position]
        if token.type != "caption_open":
            tokens.append(token)
            position += 1
            continue
        caption = source[position : position + 3]
        position += 3
        following = source[position] if position < len(source) else None
        if tokens and tokens[-1].type == "table_close" and not _captioned(tokens, _opening(tokens)):
            opening = _opening(tokens)
            tokens[opening + 1 : opening + 1] = _stripped(caption)
        elif following is not None and following.type == "table_open":
            tokens += [following, *_stripped(caption)]
            position += 1
        else:
            tokens += _paragraph(caption)
    state.tokens = tokens


def _opening(tokens: list[Token]) -> int:
    """Where the table that ends `tokens` opens."""
    position = len(tokens) - 1
    while tokens[position].type != "table_open":
        position -= 1
    return position


def _captioned(tokens: list[Token], opening: int) -> bool:
    return tokens[opening + 1].type == "caption_open"


def _stripped(caption: list[Token]) -> list[Token]:
    """The caption without its marker and its attributes."""
    opening, inline, _ = caption
    text, opening.meta["attributes"] = at_end(_CAPTION.sub("", inline.content, count=1))
    inline.content = text
    return caption


def _paragraph(caption: list[Token]) -> list[Token]:
    caption[0].type, caption[-1].type = "paragraph_open", "paragraph_close"
    return caption


def trailing_attributes(state: StateCore) -> None:
    """Take `{#id .class}` off the end of headings and of the terms of definition lists."""
    for token, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type in ("heading_open", "dt_open"):
            inline.content, token.meta["attributes"] = at_end(inline.content)
