"""Flattening a style sheet for e-readers: what comes out is plain, and the same rules win."""

import re
import textwrap
from xml.etree import ElementTree

import cssselect2
import pytest
import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.flatten import flatten


def flat(css: str, **options: object) -> str:
    """The flattened sheet, one rule a line."""
    text = flatten(textwrap.dedent(css), **options)  # type: ignore[arg-type]
    text = text.replace("{\n  ", "{ ").replace(";\n  ", "; ").replace(";\n}", "; }")
    return re.sub(r",\n(?=\S)", ", ", text).strip()


# Layers ----------------------------------------------------------------------------------------


def test_layers_become_source_order() -> None:
    css = "@layer base, brand; @layer brand { p { color: red } } @layer base { p { color: blue } }"
    assert flat(css) == "p { color: blue; }\np { color: red; }"


def test_rules_outside_of_layers_come_last() -> None:
    assert flat("p { color: red } @layer base { p { color: blue } }") == "p { color: blue; }\np { color: red; }"


def test_a_layers_own_rules_come_after_those_of_its_sublayers() -> None:
    css = "@layer a { p { top: 0 } @layer inner { p { top: 1px } } } @layer a.inner { p { top: 2px } }"
    assert flat(css) == "p { top: 1px; }\np { top: 2px; }\np { top: 0; }"


def test_unnamed_layers_keep_their_places() -> None:
    css = "@layer { .a.b { top: 0 } } @layer { p { top: 1px } }"
    assert flat(css) == ".a.b { top: 0; }\n:root:root p { top: 1px; }"


def test_a_light_rule_of_a_late_layer_still_wins_over_a_heavy_one_of_an_early_layer() -> None:
    css = "@layer base, book; @layer base { .flow > p.lead { margin: 0 } } @layer book { p { margin-top: 1em } }"
    assert flat(css) == ".flow > p.lead { margin: 0; }\n:root:root p { margin-top: 1em; }"


def test_no_weight_is_added_where_two_rules_cannot_meet() -> None:
    css = """
        @layer base, book;
        @layer base { .flow > p.lead { margin: 0 } .flow h2.x { color: red } .x p::before { top: 0 } }
        @layer book { p { top: 0; color: blue } li { margin: 1em } }
    """
    assert ":root" not in flat(css)


def test_weight_beats_an_id() -> None:
    css = "@layer a, b; @layer a { #x { top: 0 } } @layer b { p.y { top: 1px } html { top: 2px } }"
    assert flat(css).splitlines()[-2:] == ["html:root:not(#_) { top: 2px; }", ":root:not(#_) p.y { top: 1px; }"]


def test_importance_turns_the_layers_round() -> None:
    css = "@layer a, b; @layer a { p { top: 0 !important } } @layer b { p { top: 1px !important; left: 0 } }"
    assert flat(css) == "p { left: 0; }\np { top: 1px !important; }\np { top: 0 !important; }"


ELEMENTS = ElementTree.fromstring(
    '<html id="r" lang="en"><body><div class="flow" id="d"><h2 class="a">x</h2><p class="a b" id="p">y</p>'
    '<p class="b"><em class="a">z</em></p></div><p>w</p></body></html>'
)
SELECTORS = st.sampled_from(
    [
        "p",
        "em",
        "html",
        ".a",
        ".b",
        ".a.b",
        "#p",
        "#d p",
        ".flow > p",
        ".flow p.b",
        "h2 + p",
        "body *",
        ":is(p, em)",
        "p.a, #d",
    ]
)
DECLARATIONS = st.sampled_from(["margin: {}px", "margin-left: {}px", "color: c{}", "line-height: {}", "font: {}px x"])
IMPORTANT = st.sampled_from(["", "", "", " !important"])
RULES = st.lists(
    st.tuples(st.sampled_from(["", "one", "two", "three"]), SELECTORS, DECLARATIONS, IMPORTANT), max_size=9
)


@settings(max_examples=150)
@given(RULES)
def test_the_same_declarations_win_on_every_element(rules: list[tuple[str, str, str, str]]) -> None:
    """Against a cascade worked out here by the letter of CSS Cascade 5, layers and all."""
    css, ranked = "@layer one, two, three;", []
    for n, (layer, selector, declaration, important) in enumerate(rules):
        text = declaration.format(n)
        css += (
            f"@layer {layer} {{ {selector} {{ {text}{important} }} }}"
            if layer
            else f"{selector} {{ {text}{important} }}"
        )
        place = ["one", "two", "three", ""].index(layer)
        ranked.append((bool(important), -place if important else place, selector, text))
    wanted = _winners([((i, p), s, t) for i, p, s, t in ranked])
    plain: list[tuple[tuple[object, ...], str, str]] = []
    for rule in tinycss2.parse_stylesheet(flatten(css), skip_whitespace=True):
        for d in tinycss2.parse_blocks_contents(rule.content, skip_whitespace=True):
            plain.append(
                ((d.important,), tinycss2.serialize(rule.prelude).strip(), f"{d.name}:{tinycss2.serialize(d.value)}")
            )
    assert _winners(plain) == wanted


def _winners(rules: list[tuple[tuple[object, ...], str, str]]) -> dict[tuple[int, str], str]:
    """For each element (by its place) and longhand: the value that wins."""
    found: dict[tuple[int, str], tuple[tuple[object, ...], str]] = {}
    root = cssselect2.ElementWrapper.from_html_root(ELEMENTS)
    for order, (rank, selectors, text) in enumerate(rules):
        name, value = (part.strip() for part in text.split(":"))
        for selector in cssselect2.compile_selector_list(selectors):
            for index, element in enumerate(root.iter_subtree()):
                if selector.test(element):
                    key = (*rank, selector.specificity, order)
                    for longhand in {"margin": ["margin-left", "margin-top"], "font": ["font-size", "line-height"]}.get(
                        name, [name]
                    ):
                        if (index, longhand) not in found or found[index, longhand][0] <= key:
                            found[index, longhand] = (key, value)
    return {place: value for place, (_, value) in found.items()}


# Tokens ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (":root { --a: red } p { color: var(--a) }", "red"),
        (":root { --a: var(--b); --b: var( --c , blue) } p { color: var(--a) }", "blue"),
        ("p { color: var(--none, var(--also-none, lime)) }", "lime"),
        ("@layer t, b; @layer b { :root { --a: new } } @layer t { :root { --a: old } } p { color: var(--a) }", "new"),
        (":root { --a: old } p { --a: own; color: var(--a) }", "own"),
        (":root { --a: 1 } @media (min-width: 1px) { :root { --a: 2 } } p { color: var(--a) }", "1"),
        (":root { --a: 1px } p { color: rgb(var(--a) calc(2 * var(--a))) }", "rgb(1px 2px)"),
        (":root { --A: upper; --a: lower } p { color: var(--A) }", "upper"),
    ],
)  # fmt: skip
def test_tokens_are_filled_in(css: str, expected: str) -> None:
    assert f"color: {expected};" in flat(css)


def test_given_tokens_come_last() -> None:
    css = "@layer brand { :root { --a: red } } p { color: var(--a) }"
    assert flat(css, tokens={"--a": "#0b2f45"}) == "p { color: #0b2f45; }"


@pytest.mark.parametrize(
    "css",
    [
        "p { color: var(--nowhere) }",
        ":root { --a: var(--b); --b: var(--a) } p { color: var(--a) }",
        ":root { --a: var(--a) } p { color: var(--a) }",
        ":root { --0: x x; "
        + "".join(f"--{n + 1}: var(--{n}) var(--{n}); " for n in range(40))
        + "} p { color: var(--40) }",
        "p { color: var() }",
    ],
)
def test_a_declaration_without_a_value_says_nothing(css: str) -> None:
    assert flat(css) == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("calc(2 * 3px)", "6px"),
        ("calc((1rem + .5rem) / 3)", "0.5rem"),
        ("calc(1rlh * .5)", "0.75rem"),
        ("1.5rlh", "2.25rem"),
        ("calc(-1 * 2em)", "-2em"),
        ("calc(96px + 72pt)", "192px"),
        ("min(3em, 2em)", "2em"),
        ("clamp(1rem, 4rem, 2rem)", "2rem"),
        ("calc(1rem + 2px)", "calc(1rem + 2px)"),
        ("calc(100% - 2 * 3px)", "calc(100% - 2 * 3px)"),
        ("calc(1px / 0)", "calc(1px / 0)"),
        ("light-dark(#fff, #000)", "#fff"),
        ("calc(2em - 1em - 1em)", "0em"),
    ],
)
def test_sums_are_done_where_they_can_be(value: str, expected: str) -> None:
    css = f":root {{ line-height: 1.5 }} p {{ width: {value} }}"
    assert f"p {{ width: {expected}; }}" in flat(css)


@pytest.mark.parametrize(
    "root",
    [
        "--leading: 1.4",
        "font: 10pt / 1.4 serif",
        "line-height: 140%",
        "line-height: calc(1 + .4)",
        "font: 1em/var(--l) x; --l: 1.4",
    ],
)
def test_the_height_of_a_line_is_the_roots(root: str) -> None:
    assert "margin: 2.8rem;" in flat(f":root {{ {root} }} p {{ margin: 2rlh }}")


# Nesting, sides, media -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (".a { p { top: 0 } }", ".a p { top: 0; }"),
        (".a { &.b { top: 0 } }", ".a.b { top: 0; }"),
        (".a { .b & { top: 0 } }", ".b .a { top: 0; }"),
        (".a { > p { top: 0 } }", ".a > p { top: 0; }"),
        (".a, .b { p, q { top: 0 } }", ".a p, .b p, .a q, .b q { top: 0; }"),
        (".a { left: 0; p { top: 0 } right: 0 }", ".a { left: 0; }\n.a { right: 0; }\n.a p { top: 0; }"),
        (".a > :is(h2, h3) + p { top: 0 }", ".a > h2 + p, .a > h3 + p { top: 0; }"),
        (".a:is(.b, .c) { top: 0 }", ".a:is(.b, .c) { top: 0; }"),
        ("p { top: 0; &:not(.b, .c) { top: 1px } }", "p { top: 0; }\np:not(.b, .c) { top: 1px; }"),
    ],
)
def test_nesting_is_written_out(css: str, expected: str) -> None:
    assert flat(css) == expected


@pytest.mark.parametrize(
    ("declaration", "ltr", "rtl"),
    [
        ("margin-inline-start: 1em", "margin-left: 1em;", "margin-right: 1em;"),
        ("padding-inline: 1em calc(2em + 1px)", "padding-left: 1em; padding-right: calc(2em + 1px);",
         "padding-right: 1em; padding-left: calc(2em + 1px);"),
        ("margin-block: 1em", "margin-top: 1em; margin-bottom: 1em;", "margin-top: 1em; margin-bottom: 1em;"),
        ("border-inline-start: 2px solid red", "border-left: 2px solid red;", "border-right: 2px solid red;"),
        ("border-inline: 1px solid", "border-left: 1px solid; border-right: 1px solid;",
         "border-right: 1px solid; border-left: 1px solid;"),
        ("border-inline-width: 1px 2px", "border-left-width: 1px; border-right-width: 2px;",
         "border-right-width: 1px; border-left-width: 2px;"),
        ("border-start-end-radius: 1px", "border-top-right-radius: 1px;", "border-top-left-radius: 1px;"),
        ("inset-inline-end: 0", "right: 0;", "left: 0;"),
        ("max-inline-size: 30em", "max-width: 30em;", "max-width: 30em;"),
        ("text-align: end", "text-align: right;", "text-align: left;"),
        ("float: inline-start", "float: left;", "float: right;"),
        ("text-align: center", "text-align: center;", "text-align: center;"),
    ],
)  # fmt: skip
def test_start_and_end_become_sides(declaration: str, ltr: str, rtl: str) -> None:
    assert flat(f"p {{ {declaration} }}") == f"p {{ {ltr} }}"
    assert flat(f"p {{ {declaration} }}", direction="rtl") == f"p {{ {rtl} }}"


def test_older_names_stand_beside_newer_ones() -> None:
    css = "h2 { break-after: avoid; hyphens: manual } section { break-before: page; break-inside: avoid-column }"
    assert flat(css) == (
        "h2 { page-break-after: avoid; break-after: avoid; "
        "-epub-hyphens: manual; -webkit-hyphens: manual; hyphens: manual; }\n"
        "section { page-break-before: always; break-before: page; break-inside: avoid-column; }"
    )


def test_what_a_book_must_not_say_is_left_out() -> None:
    css = "p { direction: rtl; unicode-bidi: embed; string-set: a content(); position: running(x); color: red }"
    assert flat(css) == "p { color: red; }"
    assert flat("p { position: fixed; top: 0 } q { position: relative }") == "p { top: 0; }\nq { position: relative; }"


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("print", None), ("screen", ""), ("all", ""), ("only screen", ""), ("not screen", None), ("not print", ""),
        ("screen, print", ""), ("print, (min-width: 30em)", "(min-width: 30em)"), ("amzn-kf8", "amzn-kf8"),
        ("(prefers-color-scheme: dark)", None), ("screen and (prefers-reduced-motion)", None),
        ("(min-width: 30em)", "(min-width: 30em)"),
    ],
)  # fmt: skip
def test_media(query: str, kept: str | None) -> None:
    expected = {None: "", "": "p { top: 0; }"}.get(kept, f"@media {kept} {{\np {{ top: 0; }}\n}}")
    assert flat(f"@media {query} {{ p {{ top: 0 }} }}") == expected
    assert flat(f"@layer x {{ p {{ @media {query} {{ top: 0 }} }} }}") == expected


def test_media_within_media_must_both_hold() -> None:
    css = "@media (min-width: 1px), (min-height: 2px) { @media (max-width: 3px) { p { top: 0 } } }"
    assert "@media (min-width: 1px) and (max-width: 3px), (min-height: 2px) and (max-width: 3px) {" in flat(css)


def test_other_at_rules_are_dropped() -> None:
    css = """
        @charset "utf-8"; @page { margin: 1cm } @keyframes x { to { top: 0 } } @container (width > 1em) { p { top: 0 } }
        @property --x { syntax: "*" } @supports (top: 0) { p { top: 0 } } @import "x.css"; q { top: 0 }
    """
    assert flat(css) == "q { top: 0; }"


def test_namespaces_stay() -> None:
    css = '@namespace epub "http://www.idpf.org/2007/ops"; @layer x { [epub|type~="pagebreak"] { top: 0 } }'
    assert flat(css) == '@namespace epub "http://www.idpf.org/2007/ops";\n[epub|type~="pagebreak"] { top: 0; }'


def test_only_font_faces_in_use_stay() -> None:
    css = """
        @font-face { font-family: "Used One"; src: url(fonts/a%20b.woff2) format("woff2") }
        @font-face { font-family: Unused; src: url(fonts/c.woff2) }
        :root { --font: "Used One", serif }
        p { font: 1em var(--font) }
    """
    out = flat(css)
    assert 'src: url("fonts/a%20b.woff2") format("woff2")' in out or "src: url(fonts/a%20b.woff2)" in out
    assert "Unused" not in out


@pytest.mark.parametrize(
    "css",
    ["", "}{", "p {", "@layer", "@media {", "p { color", "/*", "p:: { top: 0 }", "@layer a {", "::: { top: 0 }", "{}"],
)
def test_broken_sheets_give_no_fault(css: str) -> None:
    flatten(css)


def test_strings_and_addresses_come_through() -> None:
    css = """p::before { content: "a  {b} \\201C  ;"; background: url("x  y.png") }"""
    assert 'content: "a  {b} \N{LEFT DOUBLE QUOTATION MARK} ;";' in flat(css)
    assert "x  y.png" in flat(css)


def test_the_result_is_flat_already() -> None:
    css = "@layer a { :root { --x: 1px } .b { p { margin-inline: var(--x) } } } p { margin: 2px }"
    assert flatten(flatten(css)) == flatten(css)


# Choosing --------------------------------------------------------------------------------------


def test_one_layer_may_be_taken_with_the_tokens_of_all() -> None:
    css = """
        @layer tokens, base, book;
        @layer tokens { :root { --a: red } } @layer base { .x p { color: blue } } p { color: lime }
        @layer book { :root { --b: 1px } p { color: var(--a); top: var(--b) } }
    """
    assert flat(css, layer="book") == "p { color: red; top: 1px; }"


def test_a_face_of_a_weight_nobody_asks_for_stays_at_home() -> None:
    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight}; src: url({family}{weight}.woff2) }}"
        for family, weight in (("A", 300), ("A", 400), ("A", 700), ("B", 900))
    )
    out = flat(f"{faces} p {{ font-family: A, B }} b {{ font: bold 1em A }}")
    assert [name for name in ("A300", "A400", "A700", "B900") if name in out] == ["A400", "A700", "B900"]
