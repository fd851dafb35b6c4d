"""A rule's finding, put into the token stream where it was found, with the text it concerns.

The reader turns such a token into a problem with its place, and shows the text as it was typed.
"""

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline


def in_block(state: StateBlock, code: str, line: int, text: str = "", **values: str) -> None:
    """Report `code` at source line `line`; `text`, if any, is shown as a paragraph."""
    token = state.push("fault", "", 0)
    token.map = [line, line + 1]
    token.content = text
    token.meta = {"code": code, **values}


def in_passage(state: StateInline, code: str, at: int, text: str = "", **values: str) -> None:
    """Report `code` at offset `at`; `text` is shown in place."""
    token = state.push("fault", "", 0)
    token.content = text
    token.meta = {"code": code, "at": at, **values}
