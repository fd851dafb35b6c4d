"""Walking what tinycss2 has read: the contents of rules, the tokens of values, the addresses they name."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import tinycss2
from tinycss2 import ast


@lru_cache(maxsize=128)  # each of the house's sheets is looked at three times for each brand, and is the same in all
def parsed(text: str) -> tuple[ast.Node, ...]:
    """The rules of a style sheet, without comments. Nothing may change them."""
    return tuple(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def content_of(rule: ast.QualifiedRule | ast.AtRule) -> list[ast.Node]:
    """The declarations and rules inside a rule; [] for an at-rule without a block."""
    parse: Callable[..., list[ast.Node]] = tinycss2.parse_blocks_contents
    return parse(rule.content, skip_comments=True, skip_whitespace=True) if rule.content is not None else []


def tokens_of(nodes: Iterable[ast.Node]) -> Iterator[ast.Node]:
    """All tokens of a value, those in functions and brackets too."""
    for node in nodes:
        yield node
        if not target_of(node):
            yield from tokens_of(getattr(node, "arguments", None) or getattr(node, "content", None) or ())


def target_of(token: ast.Node) -> str:
    """The address that a url() or an @import's string names, or ""."""
    if isinstance(token, ast.FunctionBlock) and token.lower_name == "url":
        return next((t.value for t in token.arguments if isinstance(t, ast.StringToken)), "")
    return str(token.value) if isinstance(token, ast.URLToken | ast.StringToken) else ""


def declarations_of(nodes: Iterable[ast.Node]) -> Iterator[ast.Declaration]:
    """Every declaration of a sheet, however deep its rule stands."""
    for node in nodes:
        if isinstance(node, ast.Declaration):
            yield node
        elif isinstance(node, ast.QualifiedRule | ast.AtRule):
            yield from declarations_of(content_of(node))


def blocks_of(nodes: Iterable[ast.Node]) -> Iterator[list[ast.Declaration]]:
    """The declarations of each rule, those inside at-rules and other rules too."""
    for node in nodes:
        if isinstance(node, ast.QualifiedRule | ast.AtRule):
            content = content_of(node)
            yield [one for one in content if isinstance(one, ast.Declaration)]
            yield from blocks_of(content)
