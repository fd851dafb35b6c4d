"""Block rules: comments, raw HTML, and the limit on nesting."""

import re

from markdown_it.rules_block import StateBlock, fence, html_block

from octavo.markdown.syntax import faults
from octavo.markdown.syntax.limits import BLOCK_DEPTH

_CLOSE = re.compile(r"-->")
_CODE = re.compile(r"`{3,}(?=[^`]*$)|~{3,}")


def line_text(state: StateBlock, line: int) -> str:
    """Source line `line` without the indentation and markers of what holds it."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def outdented(state: StateBlock, line: int) -> bool:
    """Whether `line` has left the list item, note or definition being read."""
    return not state.isEmpty(line) and state.sCount[line] < state.blkIndent


def too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Stop where a text nests too deep. markdown-it would drop the rest without a word; here it is kept as typed."""
    if silent or state.level <= BLOCK_DEPTH:
        return False
    line = start
    while line < end and not outdented(state, line):
        line += 1
    faults.in_block(state, "nested-too-deep", start, state.getLines(start, line, state.blkIndent, False).strip())
    state.line = line
    return True


def code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Fenced code, by CommonMark's rule, except that code which is never closed ends before the first blank line or
    fence of a div, and is reported: it would swallow the rest of the text."""
    if not fence(state, start, end, silent):
        return False
    if silent or end_of_code(state, start, end) is not None:
        return True
    token = state.tokens[-1]
    last = start + 1
    while last < state.line and not state.isEmpty(last) and not line_text(state, last).startswith(":::"):
        last += 1
    token.map = [start, last]
    token.content = state.getLines(start + 1, last, state.sCount[start], True)
    state.line = last
    faults.in_block(state, "unclosed-code", start, value=token.markup)
    return True


def end_of_code(state: StateBlock, start: int, end: int) -> int | None:
    """The line that closes the code opened on line `start`, or None."""
    opener = _CODE.match(line_text(state, start))
    for line in range(start + 1, end) if opener else ():
        if outdented(state, line):
            return None
        text = line_text(state, line).rstrip()
        if opener and text.startswith(opener[0]) and not (text.strip(opener[0][0]) or state.is_code_block(line)):
            return line
    return None


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`<!-- a note among authors -->` on lines of its own is left out of the text; it may hold blank lines.

    Words after it on its last line are a paragraph. A comment that is never closed would swallow the rest of the
    text, so it is none (`inlines.leftover` reports it).
    """
    if state.is_code_block(start) or not line_text(state, start).startswith("<!--"):
        return False
    line = start
    while line < end and not outdented(state, line):
        close = _CLOSE.search(line_text(state, line), 2 if line == start else 0)
        if close is not None:
            if not silent:
                _paragraph(state, line, line_text(state, line)[close.end() :].strip())
                state.line = line + 1
            return True
        line += 1
    return False


def _paragraph(state: StateBlock, line: int, text: str) -> None:
    """A paragraph of what follows a comment on its last line, if anything does."""
    if text:
        state.push("paragraph_open", "p", 1).map = [line, line + 1]
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = text, [line, line + 1], []
        state.push("paragraph_close", "p", -1)


def html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Raw HTML, by CommonMark's rule, except that an unclosed comment is no HTML block."""
    if line_text(state, start).startswith("<!--"):
        return False
    return html_block(state, start, end, silent)
