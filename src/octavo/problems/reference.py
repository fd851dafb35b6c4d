"""CATALOGUE -> docs/problems.md: every code with its text, what to do, and why the rule is there."""

from collections.abc import Iterator

from octavo.problems import FAMILIES
from octavo.problems.rule import Rule

HEAD = """\
# Every message, and what to do

Octavo names each problem as `path:line:column: severity[code]: text`, with a hint below. An **error** keeps a brief
from being built; its last good edition stays where it is. A **warning** and an **advice** do not. Words in `{braces}`
stand for what was found. This page is made from the catalogue in `src/octavo/problems/`; `./invoke test -- --update`
writes it anew.
"""


def reference() -> str:
    """The whole page, families in the order of the catalogue, codes in alphabetical order."""
    return "\n".join([HEAD, *(line for name, rules in FAMILIES.items() for line in _family(name, rules))]) + "\n"


def _family(name: str, rules: tuple[Rule, ...]) -> Iterator[str]:
    yield f"## {name}\n"
    for rule in sorted(rules, key=lambda rule: rule.code):
        yield f"### `{rule.code}` ({rule.severity})\n"
        yield f"{_plain(rule.text)}\n"
        if rule.hint:
            yield f"*What to do:* {_plain(rule.hint)}\n"
        yield f"*Why:* {rule.why}\n"


def _plain(template: str) -> str:
    """A text template as it reads, with doubled braces single."""
    return template.replace("{{", "{").replace("}}", "}")
