"""Bibliographies and citation styles: what they hold, and every fault with its line."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo import bibtex
from tests.cited import HOUSE, cited

CASES = Path(__file__).parent / "cases" / "references"


def places(text: str) -> list[str]:
    return [f"{entry.place} {entry.key} {entry.kind}" for entry in bibtex.scan(text, "x.bib")[0]]


def faults(text: str) -> list[str]:
    return [f"{found.place.line}:{found.place.column} {found.code}" for found in bibtex.scan(text, "x.bib")[1]]


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_what_is_wrong_is_said_with_its_line(case: str, tmp_path: Path, expect: Callable[[Path, str], None]) -> None:
    shutil.copytree(HOUSE, tmp_path / "content")
    shutil.copytree(CASES / case, tmp_path / "content" / "test")
    _, found = cited(tmp_path)
    expect(CASES / case / "expected.txt", "".join(f"{one}\n" for one in found))


def test_entries_have_their_places() -> None:
    text = 'About @comment these\n@comment{@book{no,}}\n@preamble{"x"}\n  @Book { a.b-c/1 , title = {X}}@misc{é,}\n'
    assert places(text) == ["x.bib:4:3 a.b-c/1 book", "x.bib:4:33 é misc"]
    assert faults(text) == []


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("{a {b} \\{ c}", True),
        ('"a {"} b" # jan # 12', True),
        ("Oct", True),
        ("{a {b}", False),
        ('"a', False),
        ("", False),
        ("{a} # ", False),
    ],
)
def test_values_end_where_pandoc_ends_them(value: str, whole: bool) -> None:
    text = f"@book{{a, title = {value}, year = 2019}}\n@misc{{b, title = {{B}}}}\n"
    assert (faults(text) == []) is whole
    assert [entry.key for entry in bibtex.scan(text, "x.bib")[0]] == (["a", "b"] if whole else ["b"])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("@book{a, title = {A}", "1:1 entry-open"),
        ("@book{a,\n  title = {A},\n  note = {B\n}\n\n@misc{b, x = 1}", "1:1 entry-open"),
        ("@book{a,\n  title =\n {A,\n  note = {B}\n}\n\n@misc{b, x = 1}", "3:2 value-open"),
        ("@book{a,\n  title = {A,\n  note = 2", "2:11 value-open"),
        ("@book(a, title = {A})", "1:1 entry-form"),
        ("write to a@b.org", "1:11 entry-form"),
        ("@string{x = {y}", "1:16 entry-open"),
        ("@book{a, title = {A}, title = {B}}", "1:23 entry-field-twice"),
        ("@comment{ {", "1:9 value-open"),
    ],
)
def test_a_fault_has_its_line_and_column(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def test_a_large_bibliography_is_read_at_once() -> None:
    entries = [f"@book{{key{n},\n  title = {{Title {n}}},\n  abstract = {{{'word ' * 200}}}\n}}\n" for n in range(3000)]
    assert places("".join(entries))[-1] == "x.bib:11997:1 key2999 book"


def test_keys_of_json_are_found_however_they_are_written(tmp_path: Path) -> None:
    shutil.copytree(HOUSE, tmp_path / "content")
    works = [{"id": "müller\n", "title": "A"}, {"title": "B", "id": 'a"b'}]
    for number, data in enumerate((works, {"items": works}, {"references": works})):
        folder = tmp_path / "content" / f"b{number}"
        folder.mkdir()
        (folder / "references.json").write_text(json.dumps(data, indent=1, ensure_ascii=bool(number)))
        front = "title: A\ndate: 2026-03-01\nbibliography: references.json"
        (folder / "brief.md").write_text(f"---\n{front}\n---\n\nText.\n")
        _, found = cited(tmp_path, f"b{number}")
        assert [one.code for one in found] == ["uncited-entries"]
        assert found[0].place.line == (3 if not number else 4)
