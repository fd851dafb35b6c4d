"""Inline rules for superscript `^x^` and subscript `~x~`, with markup inside."""

import re

from markdown_it.rules_inline import StateInline

_OPEN_SPACE = re.compile(r"(?:^|[^\\])(?:\\\\)*\s")


def superscript(state: StateInline, silent: bool) -> bool:
    """`10^6^`. A space inside must be escaped, so that two carets in a sentence stay what they are; it does not break
    (Pandoc's manual, "all_symbols_escapable")."""
    return _pair(state, silent, "^", "sup")


def subscript(state: StateInline, silent: bool) -> bool:
    """`CO~2~`. Two tildes are struck text, another rule's."""
    return _pair(state, silent, "~", "sub")


def _pair(state: StateInline, silent: bool, mark: str, kind: str) -> bool:
    start, limit = state.pos, state.posMax
    if silent or state.src[start] != mark or state.src.startswith(mark * 2, start):
        return False
    state.pos = start + 1
    while state.pos < limit and state.src[state.pos] != mark:
        state.md.inline.skipToken(state)
    end, state.pos = state.pos, start
    inside = state.src[start + 1 : end]
    if end >= limit or not inside or _OPEN_SPACE.search(inside):
        return False
    first = len(state.tokens)
    state.push(f"{kind}_open", kind, 1)
    state.pos, state.posMax = start + 1, end
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", kind, -1)
    for token in state.tokens[first:]:
        if token.content == "\\ ":
            token.content = "\N{NO-BREAK SPACE}"
    state.pos, state.posMax = end + 1, limit
    return True
