"""The text of a style sheet -> marks that are missing in it: brackets, ends of comments, semicolons."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tinycss2 import ast

MARKS = re.compile(r"""/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|\\.|[][(){}]""", re.DOTALL)
PAIRS = {"{": "}", "(": ")", "[": "]"}
CLOSE = {**PAIRS, "/*": "*/"}


def unmatched(text: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
    """Brackets and comments that are never closed or never opened: the mark, what would close it ("" for a mark that
    closes nothing), and its line and column."""
    stack: list[tuple[str, int]] = []
    stray: list[tuple[str, int]] = []
    for found in MARKS.finditer(text):
        mark = found.group()
        if mark.startswith("/*") and (len(mark) < 4 or not mark.endswith("*/")):
            stack.append(("/*", found.start()))
        elif mark in PAIRS:
            stack.append((mark, found.start()))
        elif stack and PAIRS.get(stack[-1][0]) == mark:
            stack.pop()
        elif mark in PAIRS.values():
            stray.append((mark, found.start()))
    for mark, start in sorted((*stack, *stray), key=lambda one: one[1]):
        line = text.count("\n", 0, start) + 1
        yield mark, CLOSE.get(mark, ""), (line, start - text.rfind("\n", 0, start))


def swallowed(value: Sequence[ast.Node]) -> Iterator[tuple[str, ast.Node]]:
    """Declarations that a value has swallowed because no semicolon stands before them, for no value of CSS holds a name
    with a colon: the name of each, and the token at which the semicolon is missing."""
    for n, (token, after) in enumerate(pairwise(value)):
        if isinstance(token, ast.IdentToken) and after == ":":
            end = n
            while end and isinstance(value[end - 1], ast.WhitespaceToken | ast.Comment):
                end -= 1
            yield str(token.value), value[end]
