"""Markdown -> Body: every folder in cases/markdown holds an input.md and the blocks and problems it comes to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from octavo import blocks as b
from octavo.markdown import read, read_inline
from octavo.problems import Place
from tests.dump import dump, inline

CASES = Path(__file__).parent / "cases" / "markdown"


def split(text: str) -> tuple[str, int]:
    """The Markdown of a file with front matter, and how many lines stand above it."""
    if not text.startswith("---\n"):
        return text, 0
    end = text.index("\n---\n", 3) + len("\n---\n")
    return text[end:], text.count("\n", 0, end)


@pytest.mark.parametrize("case", sorted(CASES.iterdir()), ids=lambda case: case.name)
def test_case(case: Path, expect: Callable[[Path, str], None]) -> None:
    text, line0 = split((case / "input.md").read_text(encoding="utf-8"))
    expect(case / "expected.txt", dump(*read(text, "input.md", line0)))


def test_line_ends_of_other_systems_make_no_difference() -> None:
    text = "# A\n\nB[^1]\n\n[^1]: C\n"
    assert read(text.replace("\n", "\r\n"), "x.md") == read(text, "x.md") == read(text.replace("\n", "\r"), "x.md")


def test_an_empty_text_is_an_empty_body() -> None:
    assert read("", "x.md") == (b.Body(), ())
    assert read("  \n\n", "x.md") == (b.Body(), ())


def test_line0_counts_the_lines_above() -> None:
    body, problems = read("Text.\n\n:::\n", "content/x/brief.md", line0=12)
    assert body.blocks[0].place == Place("content/x/brief.md", 13, 1)
    assert [str(found.place) for found in problems] == ["content/x/brief.md:15:1"]


def test_a_string_of_the_front_matter() -> None:
    words, problems = read_inline("**Claim.** See [it](https://x.org) and `c`[^1].", Place("b.md", 7, 12))
    assert inline(words) == "{strong Claim.} See {link https://x.org|it} and {code c}{note 1}."
    assert problems == ()
    links = [piece for piece in words if isinstance(piece, b.Link)]
    assert links[0].place == Place("b.md", 7, 27)


def test_faults_in_a_string_of_the_front_matter_have_their_column() -> None:
    words, problems = read_inline("A <b>x</b> and ^[a note].", Place("b.md", 7, 12))
    assert inline(words) == "A <b>x</b> and ^[a note]."
    assert [(found.code, str(found.place)) for found in problems] == [
        ("raw-html", "b.md:7:14"),
        ("note-not-here", "b.md:7:27"),
    ]


def test_blocks_in_a_string_of_the_front_matter_are_text() -> None:
    words, _ = read_inline("# not a heading", Place("b.md", 1, 1))
    assert inline(words) == "# not a heading"


def test_typographic_signs_stay_as_typed() -> None:
    (paragraph,) = read("\"Quotes\" -- and 'these' --- too... (c) «là»", "x.md")[0].blocks
    assert isinstance(paragraph, b.Paragraph)
    assert paragraph.inlines == (b.Text("\"Quotes\" -- and 'these' --- too... (c) «là»"),)
