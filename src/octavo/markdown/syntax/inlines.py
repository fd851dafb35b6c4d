"""Inline rules: attributes, spans, notes, citations, and what is left over and would show as it was typed."""

import re
from collections.abc import Callable

from markdown_it import rules_inline
from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline

from octavo.markdown.attributes import parse
from octavo.markdown.syntax import faults
from octavo.markdown.syntax.limits import IMAGE_DEPTH, INLINE_DEPTH

InlineRule = Callable[[StateInline, bool], bool]

_TAKES_ATTRIBUTES = ("link", "image", "backticks")
_TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_NOTE_CALL = re.compile(r"\[\^([^\]\n]+)\]")
_KRAMDOWN = re.compile(r"\{:[^{}]*\}")
_LOST_ATTRIBUTES = re.compile(r"""\{(?:[#.][\w-]|[A-Za-z-]+=["'])[^{}\n]*\}?""")
_KEY = r"(?<![\w/])(?P<dash>-?)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[\w:.#$%&\-+?<>~/]*\w)?))"
_IN_TEXT = re.compile(_KEY)
_LOCATOR = re.compile(r"[ \n]\[(?P<locator>[^\[\]@;^]*\d[^\[\]@;^]*)\](?![(\[{:])")
_ITEM = re.compile(rf"\s*(?P<prefix>[^@;]*?)\s*{_KEY}\s*,?\s*(?P<locator>[^;]*?)\s*$")


def located(name: str, rule: InlineRule) -> InlineRule:
    """Wrap a rule of markdown-it, so that its token knows its offset and takes the attributes that follow it."""

    def with_place(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        closed = not set(state.src[start : state.pos]) <= {"`"}
        attributes = parse(state.src, state.pos) if name in _TAKES_ATTRIBUTES and closed else None
        if attributes is not None and attributes[1] <= state.posMax:
            state.pos = attributes[1]
        else:
            attributes = None
        for token in state.tokens[count : count + 2]:
            if token.type != "text":
                token.meta["at"] = start
                if attributes is not None:
                    token.meta["attributes"] = attributes[0]
                break
        return True

    return with_place


def image(state: StateInline, silent: bool) -> bool:
    """CommonMark's image; images within the alternative text of images only so deep, since each is read anew."""
    depth: int = state.env.get("images", 0)
    if depth >= IMAGE_DEPTH:
        return False
    state.env["images"] = depth + 1
    found = rules_inline.image(state, silent)
    state.env["images"] = depth
    return found


def too_deep(state: StateInline, _silent: bool) -> bool:
    """Report, once for a passage, that markup is nested deeper than markdown-it looks."""
    depth = state.env
    if state.level >= INLINE_DEPTH - 1 and depth.get("deep") is not state.src:
        depth["deep"] = state.src
        depth.setdefault("too_deep", []).append(state.src)
    return False


def template(state: StateInline, silent: bool) -> bool:
    """`{{ ... }}` and `{% ... %}` are text in Octavo: content is never a template."""
    found = _TEMPLATE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "{" else None
    if found is None:
        return False
    if not silent:
        faults.in_passage(state, "template-syntax", state.pos, found[0], value=found[0])
    state.pos = found.end()
    return True


def span(state: StateInline, silent: bool) -> bool:
    """`[text]{.class lang=es}`."""
    start, limit = state.pos, state.posMax
    if state.src[start] != "[":
        return False
    end = parseLinkLabel(state, start)
    attributes = parse(state.src, end + 1) if end >= 0 else None
    if attributes is None or attributes[1] > limit:
        return False
    if not silent:
        token = state.push("span_open", "span", 1)
        token.meta = {"at": start, "attributes": attributes[0]}
        _inside(state, start + 1, end)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = attributes[1], limit
    return True


def note_inline(state: StateInline, silent: bool) -> bool:
    """`^[a note written where it is called]`."""
    start, limit = state.pos, state.posMax
    if not state.src.startswith("^[", start):
        return False
    end = parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        state.push("note_inline_open", "", 1).meta = {"at": start, "source": state.src[start : end + 1]}
        _inside(state, start + 2, end)
        state.push("note_inline_close", "", -1)
    state.pos, state.posMax = end + 1, limit
    return True


def note_call(state: StateInline, silent: bool) -> bool:
    """`[^label]`, whether or not there is a note of that label: the reader knows."""
    found = _NOTE_CALL.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    if not silent:
        token = state.push("note_ref", "", 0)
        token.content, token.meta = found[0], {"label": found[1], "at": state.pos}
    state.pos = found.end()
    return True


def citation(state: StateInline, silent: bool) -> bool:
    """`@key` or `@key [p. 3]` in the text, or `[see @key, p. 3; -@other]`."""
    start, locator = state.pos, ""
    if state.src[start] == "@":
        found = _IN_TEXT.match(state.src, start, state.posMax)
        end = found.end() if found else -1
        items = [found] if found else []
        after = _LOCATOR.match(state.src, end, state.posMax) if found else None
        if after and normalizeReference(after["locator"]) not in state.env.get("references", {}):
            end, locator = after.end(), after["locator"]
    elif state.src[start] == "[":
        end = state.src.find("]", start, state.posMax) + 1
        is_link = not end or state.src[end : end + 1] in ("(", "[", "{")
        items = [] if is_link else _items(state.src[start + 1 : end - 1])
    else:
        return False
    if not items:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.content = state.src[start:end]
        token.meta = {"at": start, "in_text": "yes" if state.src[start] == "@" else ""}
        token.meta["items"] = "\n".join("\t".join(_item(item, locator)) for item in items)
    state.pos = end
    return True


def _items(group: str) -> list[re.Match[str]]:
    """The parts of a bracketed citation, or [] if one of them is none."""
    if "@" not in group or "[" in group:
        return []
    found = [_ITEM.match(part) for part in group.split(";")]
    return [item for item in found if item] if all(found) else []


def _item(found: re.Match[str], behind: str = "") -> tuple[str, str, str, str]:
    """Key, prefix, locator (in its brackets or `behind` a key in the text), and "yes" for a suppressed author."""
    groups = {"locator": behind, **found.groupdict(default="")}
    prefix, locator = (" ".join(groups.get(name, "").split()) for name in ("prefix", "locator"))
    return groups["braced"] or groups["key"], prefix, locator, "yes" if groups["dash"] else ""


def leftover(state: StateInline, silent: bool) -> bool:
    """Markup that reached the text because it is broken or another program's: shown as typed, and reported."""
    if silent:
        return False
    if state.src[state.pos] == "{":
        for code, pattern in (("foreign-attributes", _KRAMDOWN), ("stray-attributes", _LOST_ATTRIBUTES)):
            found = pattern.match(state.src, state.pos, state.posMax)
            if found is not None:
                faults.in_passage(state, code, state.pos, found[0], value=found[0])
                state.pos = found.end()
                return True
    if state.src.startswith("<!--", state.pos):
        faults.in_passage(state, "unclosed-comment", state.pos)
    if state.src.startswith("](", state.pos) and not _TEMPLATE.match(state.src, state.pos + 2):
        opening, text = _around(state)
        faults.in_passage(state, "garbled-link", opening, value=text)
    return False


def _around(state: StateInline) -> tuple[int, str]:
    """Where the last bracket was opened, and the line's text from there to the parenthesis that closes, if one does."""
    line = state.src[state.pos :].split("\n", 1)[0]
    opening = state.src.rfind("[", 0, state.pos)
    opening -= state.src.startswith("![", opening - 1) and opening > 0
    behind = line[: line.index(")") + 1] if ")" in line else line
    start = max(opening, 0) if opening >= 0 else state.pos
    return start, state.src[start : state.pos] + behind


def _inside(state: StateInline, start: int, end: int) -> None:
    """Read what stands between `start` and `end`."""
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
