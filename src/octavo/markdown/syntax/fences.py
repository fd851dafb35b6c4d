"""Fenced divs: `::: {.name key="value"}` ... `:::`, or `::: name` ... `:::`, nested as Pandoc nests them."""

import re
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from octavo.markdown.attributes import NONE, Attributes, parse
from octavo.markdown.syntax import faults
from octavo.markdown.syntax.blocks import end_of_code, line_text, outdented

_FENCE = re.compile(r"(?:(?:[-+*:~]|\d{1,9}[.)]|\[\^[^\]\s]+\]:)[ \t]+)*(:{3,})[ \t]*(.*?)[ \t]*:*[ \t]*$", re.DOTALL)
_NAME = re.compile(r"[\w-]+")


@dataclass(frozen=True)
class _Opener:
    """The line that opens a div. `attributes` is None when they cannot be read; `after` is the line after them."""

    attributes: Attributes | None
    after: int


def fenced_div(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A div with its content. The lengths of the two fences need not agree (Pandoc's manual, "fenced_divs")."""
    text = line_text(state, start)
    if not text.startswith(":::") or state.is_code_block(start):
        return False
    if silent:
        return True
    fence = _FENCE.match(text)
    if fence is None or not fence[2]:
        faults.in_block(state, "stray-fence", start, text)
        state.line = start + 1
        return True
    opener = _opener(state, start, end)
    close = _matching(state, start, end, strict=False) or _matching(state, start, end, strict=True)
    if opener.attributes is None:
        faults.in_block(state, "bad-fence", start, text)
    elif close is None:
        faults.in_block(state, "unclosed-block", start, value=text)
    div = _content(state, start, opener, close or _end_of_container(state, start, end))
    if close is None:
        div.meta["unclosed"] = "yes"
    else:
        state.line += 1
    return True


def _content(state: StateBlock, start: int, opener: _Opener, last: int) -> Token:
    """The tokens of a div whose content ends before line `last`; returns the first. Leaves `state.line` at `last`."""
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push("div_open", "div", 1)
    token.map = [start, last]
    token.meta["attributes"] = opener.attributes or NONE
    state.md.block.tokenize(state, opener.after, last)
    state.push("div_close", "div", -1)
    state.parentType, state.lineMax = parent, line_max
    state.line = last
    return token


def _opener(state: StateBlock, start: int, end: int) -> _Opener:
    """Read the opening line; attributes in braces may run over several lines, to a blank one at most."""
    fence = _FENCE.match(line_text(state, start))
    text = fence[2] if fence else ""
    if _NAME.fullmatch(text):
        return _Opener(Attributes(classes=(text,)), start + 1)
    line = start + 1
    while text.startswith("{"):
        found = parse(text)
        if found is not None:
            rest = text[found[1] :].strip(" \t:")
            return _Opener(None if rest else found[0], line)
        if line >= end or state.isEmpty(line) or outdented(state, line) or line_text(state, line).startswith(":::"):
            break
        text += "\n" + line_text(state, line)
        line += 1
    return _Opener(None, start + 1)


def _matching(state: StateBlock, start: int, end: int, *, strict: bool) -> int | None:
    """The line of the fence that closes the div opened at `start`, or None.

    Fences within code are text. With `strict`, a fence does not close a div opened further to the right: so that
    an unclosed div in a list item does not take the end of the div around the list.
    """
    open_at = [state.sCount[start]]
    code = start
    for line in range(start + 1, end):
        if outdented(state, line):
            return None
        if line <= code:
            continue
        text = line_text(state, line)
        code = end_of_code(state, line, end) or code
        fence = _FENCE.match(text)
        if fence is None:
            continue
        if fence[2]:
            open_at.append(state.sCount[line] + fence.start(1))
        elif text.startswith(":::"):
            while strict and len(open_at) > 1 and open_at[-1] > state.sCount[line]:
                open_at.pop()
            open_at.pop()
        if not open_at:
            return line
    return None


def _end_of_container(state: StateBlock, start: int, end: int) -> int:
    line = start + 1
    while line < end and not outdented(state, line):
        line += 1
    return line
