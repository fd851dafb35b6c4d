"""Style sheets of one brand -> tokens whose values the properties they come to do not take, each at its own line.

A declaration that takes a token is read when the page is made: a misspelt value then drops it, without a word or with
one about a sheet of the house. So each token of the brand is put among the house's own, and the PDF engine is asked
whether it takes what each rule comes to by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from tinycss2 import ast, parse_component_value_list, serialize

from octavo.brand import Brand
from octavo.cssnames import KEYWORDS
from octavo.csstree import declarations_of, parsed, tokens_of
from octavo.files import Files
from octavo.flatten.rules import Declaration, read
from octavo.flatten.values import Tokens
from octavo.formats.engine import takes
from octavo.problems import Place, Problem, problem
from octavo.stylesheet import TAKES, Stylesheet, bundle


def check_values(files: Files, brand: Brand) -> tuple[Problem, ...]:
    """Every token of the brand's own sheets that is set to what no rule can use, sorted by place. The sheets must be
    sound otherwise. For screens and e-books, which take more than the PDF engine, only misspelt words are told."""
    found: dict[Place, Problem] = {}
    for medium in TAKES:
        sheet = bundle(files, medium, brand)
        own = sheet.own(brand)
        trial = _Trial.of(sheet, own)
        for path in own:
            for token in declarations_of(parsed(files.text(path))):
                place = Place(path, token.source_line, token.source_column)
                refused = trial.refused(token) if token.name.startswith("--") and place not in found else ""
                meant = trial.meant(token) if refused else ""
                if refused and (medium == "print" or meant):
                    hint = meant or trial.usual(token, refused)
                    value = serialize(token.value).strip()
                    found[place] = problem(
                        "token-value", place, hint=hint, name=token.name, value=value, property=refused
                    )
    return tuple(sorted(found.values(), key=lambda p: p.place))


@dataclass(frozen=True)
class _Trial:
    """The rules of one edition, by the tokens that they come to; what those are without the brand's own sheets (those
    that only the brand has: with them), and which of them are there without it."""

    tokens: Tokens
    house: frozenset[str]
    asking: Mapping[str, list[tuple[Declaration, tuple[Declaration, ...]]]]

    @classmethod
    def of(cls, sheet: Stylesheet, own: Iterable[str]) -> "_Trial":
        lines, rules = sheet.text.split("\n"), read(sheet.text)
        for stretch in (one for one in sheet.stretches if one.path in own):
            lines[stretch.first - 1 : stretch.last] = [""] * (stretch.last - stretch.first + 1)
        every, house = Tokens.of_root(rules, {}), Tokens.of_root(read("\n".join(lines)), {})
        tokens = Tokens({**every.values, **house.values}, house.leading)
        asking: dict[str, list[tuple[Declaration, tuple[Declaration, ...]]]] = {}
        for rule in rules.rules:
            beside = tuple(one for one in rule.declarations if one.name.startswith("--"))
            values = tokens.within(beside).values
            for one in rule.declarations:
                for name in _reached(one, values) if one not in beside else ():
                    asking.setdefault(name, []).append((one, beside))
        return cls(tokens, frozenset(house.values), asking)

    def refused(self, token: ast.Declaration, value: Iterable[ast.Node] | None = None) -> str:
        """The first property that takes what it has without the brand, and not what a token of the brand makes of it;
        "" where there is none. `value` is tried in the place of the token's own."""
        given = Declaration(token.name, tuple(token.value if value is None else value), important=False)
        for one, beside in self.asking.get(token.name, ()):
            others = [other for other in beside if other.name != token.name]
            now = self.tokens.within([*others, given]).filled(one.value)
            if now is not None and not takes(one.name, now):
                before = self.tokens.within(beside).filled(one.value)
                if token.name not in self.house or (before is not None and takes(one.name, before)):
                    return one.name
        return ""

    def meant(self, token: ast.Declaration) -> str:
        """The word of CSS that a misspelt one of the value is nearest to, and with which the value is taken."""
        for n, word in enumerate(token.value):
            if isinstance(word, ast.IdentToken):
                for near in get_close_matches(word.lower_value, KEYWORDS, 3, 0.7):
                    mended = [*token.value[:n], *parse_component_value_list(near), *token.value[n + 1 :]]
                    if not self.refused(token, mended):
                        return f'did you mean "{near}"?'
        return ""

    def usual(self, token: ast.Declaration, refused: str) -> str | None:
        """What the token is without the brand; the words that its property takes, where it is one of these."""
        house = serialize(self.tokens.values[token.name]).strip() if token.name in self.house else ""
        words = [word for word in KEYWORDS if takes(refused, parse_component_value_list(word))]
        if house in words and words[1:]:
            return f"write {', '.join(words[:-1])} or {words[-1]}"
        return f'Octavo itself has "{token.name}: {house}"' if house else None


def _reached(one: Declaration, values: Mapping[str, tuple[ast.Node, ...]]) -> list[str]:
    """The tokens that a declaration takes, and those that they take in turn."""
    found: list[str] = []
    waiting = [one.value]
    while waiting:
        for token in tokens_of(waiting.pop()):
            if isinstance(token, ast.IdentToken) and token.value.startswith("--") and token.value not in found:
                found.append(token.value)
                waiting.append(values.get(token.value, ()))
    return found
