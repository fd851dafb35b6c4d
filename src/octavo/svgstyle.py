"""The style rules of an SVG -> presentation attributes on its elements. Simple selectors only.

What drawing programs write is a list of `.cls-1{fill:#123}` rules: element, class, id, commas between them,
nothing else. Anything further is a problem with its line, and the drawing is left without that rule.
"""

import re
from dataclasses import dataclass
from typing import cast

import tinycss2
from lxml import etree
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from octavo.problems import Place, Problem, problem

SVG = "{http://www.w3.org/2000/svg}"
SELECTOR = re.compile(r"(?P<tag>\*|[A-Za-z][\w-]*)?(?P<rest>(?:[.#][\w-]+)*)$")

PRESENTATION_NAMES = """
    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters
    direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family
    font-size font-stretch font-style font-variant font-weight image-rendering letter-spacing lighting-color
    marker-end marker-mid marker-start mask opacity overflow paint-order shape-rendering stop-color stop-opacity
    stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-anchor text-decoration text-rendering unicode-bidi vector-effect visibility word-spacing
    writing-mode
"""
PRESENTATION = frozenset(PRESENTATION_NAMES.split())
"""SVG 2, section 6.6, less what neither print nor reading systems follow."""

NEUTRAL = re.compile(
    r"""(-.*|enable-background|isolation|block-progression|color-rendering|cursor|pointer-events|user-select|will-change
    |inline-size|line-height|white-space|text-(align|indent|orientation)|solid-.*|shape-(padding|margin|inside)
    |font-(feature|variation|kerning|synthesis|optical|variant)-.*):.*|mix-blend-mode:normal|text-transform:none""",
    re.VERBOSE | re.DOTALL,
)
"""Declarations ("name:value") that change nothing in a still picture, or that only an editor uses."""

Declarations = list[tuple[str, str, bool]]


@dataclass(frozen=True)
class _Rule:
    tag: str
    classes: frozenset[str]
    ids: frozenset[str]
    declarations: Declarations

    @property
    def weight(self) -> tuple[int, int, int]:
        return len(self.ids), len(self.classes), int(self.tag not in ("", "*"))

    def matches(self, element: etree._Element) -> bool:
        return (
            (self.tag in ("", "*") or element.tag == SVG + self.tag)
            and self.classes <= set((element.get("class") or "").split())
            and self.ids <= {element.get("id") or ""}
        )


def line_of(element: etree._Element) -> int:
    """The line of an element's start tag, 0 when not known."""
    return cast("int | None", element.sourceline) or 0


def to_attributes(root: etree._Element, sheets: list[etree._Element], path: str) -> list[Problem]:
    """Apply `sheets` (the <style> elements of `root`) and every style="" as attributes; return what could not be."""
    found: list[Problem] = []
    rules: list[_Rule] = []
    for sheet in sheets:
        line = line_of(sheet) - 1
        for node in tinycss2.parse_stylesheet(sheet.text or "", skip_comments=True, skip_whitespace=True):
            rules += _rules(node, Place(path, line + node.source_line), found)
    rules.sort(key=lambda rule: rule.weight)
    for element in root.iter():
        inline = tinycss2.parse_blocks_contents(
            element.attrib.pop("style", ""), skip_comments=True, skip_whitespace=True
        )
        own = _declarations(inline, Place(path, line_of(element)), found)
        wanted = [d for rule in rules if rule.matches(element) for d in rule.declarations] + own
        for name, value, _ in sorted(wanted, key=lambda declaration: declaration[2]):
            element.set(name, value)
    return found


def _rules(node: Node, place: Place, found: list[Problem]) -> list[_Rule]:
    if isinstance(node, AtRule):
        if node.lower_at_keyword != "charset":
            found.append(problem("svg-style", place, what="@" + node.at_keyword))
        return []
    if not isinstance(node, QualifiedRule):
        found.append(problem("svg-style", place, what=getattr(node, "message", "a broken rule")))
        return []
    content = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
    declarations = _declarations(content, place, found)
    rules = []
    for selector in tinycss2.serialize(node.prelude).split(","):
        match = SELECTOR.match(selector.strip())
        if match is None or not selector.strip():
            found.append(problem("svg-style", place, what=selector.strip()))
            continue
        parts = re.findall(r"([.#])([\w-]+)", match["rest"])
        names = {kind: frozenset(name for k, name in parts if k == kind) for kind in ".#"}
        rules.append(_Rule(match["tag"] or "", names["."], names["#"], declarations))
    return rules


def _declarations(nodes: list[Node], place: Place, found: list[Problem]) -> Declarations:
    """Those of `nodes` that are presentation attributes, as name, value, important."""
    kept: Declarations = []
    for node in nodes:
        if node.type != "declaration":
            found.append(problem("svg-style", place, what=getattr(node, "message", "a broken declaration")))
            continue
        declaration = cast(Declaration, node)
        name, value = declaration.lower_name, tinycss2.serialize(declaration.value).strip()
        if name == "marker":
            kept += [(f"marker-{end}", value, declaration.important) for end in ("start", "mid", "end")]
        elif name in PRESENTATION and "var(" not in value:
            kept.append((name, value, declaration.important))
        elif not NEUTRAL.fullmatch(f"{name}:{value}"):
            found.append(problem("svg-style", place, what=f"{name}: {value}"))
    return kept
