"""The catalogue of messages, and the page made from it."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.problems import CATALOGUE, FAMILIES, LEGIBLE, Place, Problem, errors, excuse, problem
from octavo.problems.reference import reference

DOCS = Path(__file__).parents[1] / "docs"


def test_no_code_stands_twice() -> None:
    codes = Counter(rule.code for rules in FAMILIES.values() for rule in rules)
    assert [code for code, times in codes.items() if times > 1] == []


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_each_rule_is_written_as_the_house_writes(code: str) -> None:
    rule = CATALOGUE[code]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
    assert not rule.text.endswith(".") or rule.text.endswith("...")
    assert rule.why.endswith((".", ")"))


def test_every_code_that_rooms_use_is_in_the_catalogue() -> None:
    source = Path(__file__).parents[1] / "src" / "octavo"
    used = {
        code
        for file in source.rglob("*.py")
        for code in re.findall(r'problem\(\s*"([a-z0-9-]+)"[,)]', file.read_text())
    }
    assert used - set(CATALOGUE) == set()
    assert len(used) > 50


def test_the_page_of_all_messages_is_up_to_date(expect: Callable[[Path, str], None]) -> None:
    expect(DOCS / "problems.md", reference())


def test_a_message_in_one_line_with_its_hint() -> None:
    found = problem("duplicate-id", Place("content/x/brief.md", 3, 7), value="a\nb", first="content/x/brief.md:1")
    assert str(found).splitlines() == [
        'content/x/brief.md:3:7: error[duplicate-id]: the id "a b" is already used at content/x/brief.md:1',
        "    hint: give one of the two another id",
    ]


def test_an_excused_error_only_warns() -> None:
    found = (
        problem("duplicate-id", Place("x"), value="a", first="b"),
        problem("note-lost", Place("x"), number=1, page=2),
    )
    kept: tuple[Problem, ...] = excuse(found, LEGIBLE)
    assert [p.severity for p in kept] == ["warning", "error"]
    assert errors(kept) == (kept[1],)
