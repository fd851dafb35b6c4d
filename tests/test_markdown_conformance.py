"""CommonMark, and Pandoc's additions, in small: what a passage or a few lines come to (in the notation of dump.py)."""

import pytest

from octavo import blocks as b
from octavo.markdown import read
from octavo.markdown.attributes import Attributes, at_end, parse
from tests.dump import dump, inline

PASSAGES = {
    # CommonMark 0.31, section 6
    "`code` and `` `two` ``": "{code code} and {code `two`}",
    "*em* _em_ **strong** __strong__": "{emphasis em} {emphasis em} {strong strong} {strong strong}",
    "***both***": "{emphasis {strong both}}",
    "snake_case_name and 2*3*4": "snake_case_name and 2{emphasis 3}4",
    "*not closed": "*not closed",
    "**中文。**后面": "**中文。**后面",
    "**中文**后面": "{strong 中文}后面",
    r"\*not em\* and \# and \\": r"*not em* and # and \ ".rstrip(),
    "&copy; &#8212; &#x201C; &nope;": "© — “ &nope;",
    "two  \nlines": "two{br}lines",
    "two\\\nlines": "two{br}lines",
    "soft\nbreak": "soft⏎break",
    '[a](/b "t") [c](<d e>) [f]()': '{link /b "t"|a} {link d%20e|c} {link |f}',
    "[a [b] c](d)": "{link d|a [b] c}",
    "[*a*](b)": "{link b|{emphasis a}}",
    "<https://a.org/?x=1&y=2>": "{link https://a.org/?x=1&y=2|https://a.org/?x=1&y=2}",
    "<me@a.org>": "{link mailto:me@a.org|me@a.org}",
    "https://a.org stays text": "https://a.org stays text",
    "[é](https://exämple.org/é?q=ü)": "{link https://xn--exmple-cua.org/%C3%A9?q=%C3%BC|é}",
    "[ref] and [text][ref] and [Ref][]\n\n[ref]: /x": "{link /x|ref} and {link /x|text} and {link /x|Ref}",
    "1 < 2 > 0 & 3": "1 < 2 > 0 & 3",
    "![alt *text*](a.png) here": "{picture a.png|alt text} here",
    # Pandoc's manual: superscripts and subscripts, strikeout, spans, notes, citations
    "H~2~O, 10^6^, x^a\\ b^": "H{subscript 2}O, 10{superscript 6}, x{superscript a\u00a0b}",
    "about ~5% and ~10%, 2^ and ^3": "about ~5% and ~10%, 2^ and ^3",
    "x^*n*^": "x{superscript {emphasis n}}",
    "~~gone~~": "{struck gone}",
    "[US]{.smallcaps lang=en-US #us}": "{span .smallcaps lang=en-US #us|US}",
    "[a **b**]{lang=es}": "{span lang=es|a {strong b}}",
    "[a](b){#x}": "{span #x|{link b|a}}",
    "a^[one *two*]": "a{note inline 1}",
    "@doe says": "{cite in text doe} says",
    "[@doe, p. 3; see -@roe]": "{cite doe / p. 3; see / -roe}",
    "@fig-a, @tbl-b and @sec-c.": "{see fig-a}, {see tbl-b} and {see sec-c}.",
    r"\@handle and me@a.org": "@handle and me@a.org",
    "$5 and $6": "$5 and $6",
}

BLOCKS = {
    "# A #\n## B\n####### C": "1:1 Heading level=1 | A\n2:1 Heading level=2 | B\n3:1 Paragraph | ####### C\n",
    "A\n===\nB\n---": "1:1 Heading level=1 | A\n3:1 Heading level=2 | B\n",
    "# A {#a}\n# B {-}": "1:1 Heading id='a' level=1 | A\n2:1 Heading level=1 unnumbered=True | B\n",
    "* * *\n\n___": "1:1 ThematicBreak\n3:1 ThematicBreak\n",
    "    code\n\n      more": "1:5 Verbatim text='code\\n\\n  more'\n",
    "~~~ {#x .yaml}\na: b\n~~~": "1:1 Verbatim id='x' text='a: b' language='yaml'\n",
    "> a\nlazy": "1:1 Quotation\n  blocks\n    1:3 Paragraph | a⏎lazy\n",
    "3) a\n4) b": "1:1 NumberedList start=3\n  items\n    -\n      1:4 Paragraph | a\n    -\n      2:4 Paragraph | b\n",
    "- a\n\n-": "1:1 BulletList tight=False\n  items\n    -\n      1:3 Paragraph | a\n    -\n",
    "- [x] a": "1:1 BulletList\n  items\n    -\n      1:3 Paragraph | [x] a\n",
    "-\n- b": "1:1 BulletList\n  items\n    -\n    -\n      2:3 Paragraph | b\n",
    "| a |\n|---|\n| b \\| c |\n| `d` |": "1:1 Table\n  head\n    a\n  body\n    b | c\n    {code d}\n",
    "a | b\n--|:-:\nc": "1:1 Table\n  head\n    a | center: b\n  body\n    c | center: \n",
    "Term\n: Meaning": (
        "1:1 DefinitionList\n  entries\n    1:1 Definition\n      term: Term\n"
        "      meanings\n        -\n          2:3 Paragraph | Meaning\n"
    ),
    "<!-- a\n\nb -->\nText.": "4:1 Paragraph | Text.\n",
    "![](a.png){.decorative}": "1:1 Paragraph | {picture a.png|decorative}\n",
    '![C](a.png){fig-alt="A"}': "1:1 Figure\n  caption: C\n  picture: {picture a.png|A}\n",
}


@pytest.mark.parametrize(("source", "expected"), PASSAGES.items())
def test_passage(source: str, expected: str) -> None:
    body, problems = read(source, "x.md")
    paragraph = body.blocks[0]
    assert isinstance(paragraph, b.Paragraph)
    assert inline(paragraph.inlines) == expected
    assert [found.severity for found in problems if found.severity == "error"] == []


@pytest.mark.parametrize(("source", "expected"), BLOCKS.items())
def test_blocks(source: str, expected: str) -> None:
    assert dump(*read(source, "x.md")) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{}", Attributes()),
        ("{#a .b .c}", Attributes("a", ("b", "c"))),
        ("{ .b\n  key='v w' }", Attributes(classes=("b",), values=(("key", "v w"),))),
        ('{key="a \\"b\\" {c} \\d"}', Attributes(values=(("key", 'a "b" {c} \\d'),))),
        ("{width=50% id=x class='a b'}", Attributes("x", ("a", "b"), (("width", "50%"),))),
        ("{-}", Attributes(classes=("unnumbered",))),
        ("{.a.b#c}", Attributes("c", ("a", "b"))),
        ("{a=1 a=2 #x #y}", Attributes("x", (), (("a", "1"),), ("a", "#y"))),
        ('{a="1"b="2"}', None),
        ("{word}", None),
        ("{.a", None),
        ('{a="b}', None),
    ],
)
def test_attributes(source: str, expected: Attributes | None) -> None:
    found = parse(source)
    assert (found and found[0]) == expected
    assert found is None or found[1] == len(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A title {#x}", ("A title", "x")),
        ("Sets {a} and {b} {#x}", ("Sets {a} and {b}", "x")),
        (r"A title \{#x}", (r"A title \{#x}", "")),
        ("A title {x}", ("A title {x}", "")),
    ],
)
def test_attributes_at_the_end(source: str, expected: tuple[str, str]) -> None:
    text, found = at_end(source)
    assert (text, found.id) == expected
