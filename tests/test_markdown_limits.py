"""Hostile and broken texts: everything is kept and reported, nothing fails."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo import blocks as b
from octavo.markdown import read
from octavo.problems import Place
from octavo.walk import every
from tests.markdown_words import words

DEEP = {
    "quotations": "> " * 150 + "word",
    "lists on one line": "- " * 120 + "word",
    "lists": "\n".join("  " * level + f"- item{level}" for level in range(90)),
    "numbered lists": "\n".join("   " * level + f"1. item{level}" for level in range(90)),
    "blocks": "::: box\n" * 100 + "word\n" + ":::\n" * 100,
    "notes": "".join("    " * level + f"[^n{level}]: word{level}\n\n" for level in range(60)),
    "brackets": "[" * 400 + "word" + "]" * 400,
    "links": "[" * 150 + "word" + "](x)" * 150,
    "images": "![" * 150 + "word" + "](x)" * 150,
    "spans": "[" * 150 + "word" + "]{.for}" * 150,
    "inline notes": "^[" * 150 + "word" + "]" * 150,
    "emphasis": "*a **b " * 60 + "word" + "** d*" * 60,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_deep_nesting_is_a_problem_and_keeps_every_word(text: str) -> None:
    body, problems = read(text, "x.md")
    assert "nested-too-deep" in {found.code for found in problems}
    assert Counter(re.findall(r"(?:word|item)\d*", text)) <= Counter(words(body))


def test_depth_of_ordinary_texts_is_no_problem() -> None:
    text = "\n".join("  " * level + f"- item{level}" for level in range(8)) + "\n\n" + "> " * 10 + "quoted"
    assert read(text, "x.md")[1] == ()


def test_the_place_of_too_deep_nesting() -> None:
    (found,) = read("Fine.\n\n" + "\n".join("  " * level + "- item" for level in range(90)), "x.md")[1]
    assert (found.place.line, found.code) == (23, "nested-too-deep")


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1b", "\x7f", "\x9f", "\ud800", "\ufdd0", "\uffff", "\U0001fffe"]
)
def test_characters_that_no_edition_can_hold(character: str) -> None:
    body, (found,) = read(f"One.\n\nTwo {character} three {character}.\n", "x.md")
    assert (found.code, str(found.place)) == ("control-character", "x.md:3:5")
    assert f"U+{ord(character):04X}" in found.text
    assert body.blocks[1] == b.Paragraph(inlines=(b.Text("Two \ufffd three \ufffd."),), place=body.blocks[1].place)


def test_signs_that_only_look_odd_are_kept() -> None:
    text = "a\u00a0b\u202fc\u200bd \u200fe\u00adf \U0001f600 \U00012000"
    assert read(text, "x.md")[0].blocks[0] == b.Paragraph(inlines=(b.Text(text),), place=Place("x.md", 1, 1))


MARKS = "* ** _ ~ ~~ ^ ` ``` [ ]( ](x) ) ![ ] ^[ [^1] {.for} {#id} { } {{ }} {:.x} | \\ <b> </b>"
MORE_MARKS = "&amp; &#0; [@k] @fig-x [r] a@b.c"
OPENERS = "- |1. |> |## |: |::: |```yaml\n|**Do.** |Source: |Table: |+ |[x] |[^1]: |[r]: x\n|<div>|===|---|    "
DIVS = "box callout-note stats timeline recommendations figure table chart pullquote media nonsense"
PIECES = [
    *(
        "\n",
        "\n\n",
        " ",
        "  \n",
        "\t",
        "\\\n",
        "\u3000",
        "\u00e9",
        "\u4e2d",
        "\x0b",
        "\n:::\n",
        "\n|---|---|\n",
        "| a | b |\n",
    ),
    *MARKS.split(" "),
    *MORE_MARKS.split(" "),
    *("\n" + opener for opener in OPENERS.split("|")),
    *(f'\n\n::: {{.{name} title="t"}}\n' for name in DIVS.split()),
]
FRAGMENTS = st.one_of(st.integers(0, 300).map("w{}q".format), st.sampled_from(PIECES))


@settings(max_examples=60)
@given(st.lists(FRAGMENTS, max_size=50).map("".join))
def test_no_word_is_lost_whatever_the_markup(text: str) -> None:
    body, problems = read(text, "x.md")
    told = repr(body) + " ".join(found.text for found in problems)
    assert [word for word in re.findall(r"w\d+q", text) if word not in told] == []
    last = text.count("\n") + 1
    assert all(1 <= found.place.line <= last for found in problems)
    assert all(1 <= block.place.line <= last for block in every(b.Block, body.blocks))
