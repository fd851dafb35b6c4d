"""YAML with places: what is read, where it stands, and the mistakes that editors make."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from octavo.problems import errors
from octavo.yamltext import compose, load, quoted

CASES = Path(__file__).parent / "cases" / "source"
MEMORY = 300 * 1024 * 1024


def value(text: str, typed: bool = False) -> object:
    data, _, found = load(text, "x.yaml", typed=typed)
    assert found == ()
    return data


def said(text: str, line0: int = 0) -> str:
    data, _, found = load(text, "x.yaml", line0)
    assert data is None or not errors(found)
    return "".join(f"{one}\n" for one in found)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12", 12),
        ("-3", -3),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("012", "012"),
        ("0o14", "0o14"),
        ("0x1F", "0x1F"),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("2026-03-01", "2026-03-01"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("1.0.0", "1.0.0"),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_the_core_schema_and_nothing_more(typed: str, read: object) -> None:
    data = value(f"key: {typed}\n")
    assert data == {"key": read}
    assert isinstance(data, dict)
    assert type(data["key"]) is type(read)


@pytest.mark.parametrize("typed", ["12", "1.0", "012", "true", "Null", "1e3", "2026-03-01", "no"])
def test_typed_text_stays_as_it_was_typed(typed: str) -> None:
    assert value(f"key: {typed}\n", typed=True) == {"key": typed}


def test_typed_text_that_is_not_there_is_none() -> None:
    assert value("a:\nb: ~\nc: null\nd: ''\n", typed=True) == {"a": None, "b": None, "c": None, "d": ""}


def test_every_value_and_key_has_its_place() -> None:
    text = (
        "title: One\npeople:\n  - name: Ada\n    tags: [a, 'b']\n  - &x {name: Bo}\n"
        "again: *x\nlong: |\n  first\n  second\n"
    )
    data, marks, found = load(text, "x.yaml", 10)
    assert found == ()
    assert data == {
        "title": "One",
        "people": [{"name": "Ada", "tags": ["a", "b"]}, {"name": "Bo"}],
        "again": {"name": "Bo"},
        "long": "first\nsecond\n",
    }
    assert str(marks.place(())) == "x.yaml:11:1"
    assert str(marks.place(("title",))) == "x.yaml:11:8"
    assert str(marks.place(("title",), key=True)) == "x.yaml:11:1"
    assert str(marks.place(("people", 0, "name"))) == "x.yaml:13:11"
    assert str(marks.place(("people", 0, "tags", 1))) == "x.yaml:14:15"
    assert str(marks.place(("people", 1, "name"), key=True)) == "x.yaml:15:9"
    assert str(marks.place(("again", "name"))) == "x.yaml:15:15"
    assert str(marks.place(("people", "union-tag", 0, "missing"))) == "x.yaml:13:5"
    assert str(marks.place(("people", 7))) == "x.yaml:13:3"
    assert str(marks.text_place(("people", 0, "tags", 1))) == "x.yaml:14:16"
    assert str(marks.text_place(("long",))) == "x.yaml:18"


def test_an_empty_text_is_nothing() -> None:
    for text in ("", "\n", "# only a comment\n"):
        data, marks, found = load(text, "x.yaml", 3)
        assert (data, found) == (None, ())
        assert str(marks.place(("a",))) == "x.yaml:4:1"


def test_duplicate_keys_name_both_lines() -> None:
    assert said("a: 1\nb: {c: 1, c: 2}\na: 3\n") == (
        'x.yaml:2:11: error[yaml-duplicate-key]: "c" is given twice, on line 2 and on line 2\n'
        "    hint: keep one of them\n"
        'x.yaml:3:1: error[yaml-duplicate-key]: "a" is given twice, on line 1 and on line 3\n'
        "    hint: keep one of them\n"
    )


@pytest.mark.parametrize(
    ("text", "place", "code", "hint"),
    [
        ("a: Climate: a review\n", "1:11", "yaml-colon", 'put quotes round the a: "Climate: a review"'),
        ('a: He said "no": twice\n', "1:16", "yaml-colon", "put quotes round the a: 'He said \"no\": twice'"),
        ("a:\n  - One: two: three\n", "2:13", "yaml-colon", 'put quotes round the item: "One: two: three"'),
        ("a: http://x.y/z: w\n", "1:16", "yaml-colon", 'put quotes round the a: "http://x.y/z: w"'),
        ("a: b:\n", "1:5", "yaml-colon", 'put quotes round the a: "b:"'),
        ("a:\n\tb: 1\n", "2:1", "yaml-tab", "use spaces; YAML does not allow tabs there"),
        ("a:\n  - x\n\t- y\n", "3:1", "yaml-tab", "use spaces; YAML does not allow tabs there"),
        ("a: @one\n", "1:4", "yaml-start", 'put quotes round the whole text: "@one"'),
        ("a: `one`\n", "1:4", "yaml-start", 'put quotes round the whole text: "`one`"'),
        ("a: %one\n", "1:4", "yaml-start", 'put quotes round the whole text: "%one"'),
        ("a:\n  - **One.** Two.\n", "2:5", "yaml-start", 'put quotes round the whole text: "**One.** Two."'),
        ("a: [Draft] One\n", "1:4", "yaml-start", 'put quotes round the whole text: "[Draft] One"'),
        ("a: | one\n", "1:4", "yaml-start", 'put quotes round the whole text: "| one"'),
        ("a: > one\n", "1:4", "yaml-start", 'put quotes round the whole text: "> one"'),
        ("a: - one\n", "1:4", "yaml-start", 'put quotes round the whole text: "- one"'),
        ("a: &one two\n", "1:4", "yaml-anchor", 'put quotes round the whole text: "&one two"'),
        ("a: *one\n", "1:4", "yaml-alias-unknown", 'put quotes round the whole text: "*one"'),
        ('a: "One" two\n', "1:10", "yaml-quote-rest", "put the whole text in quotes: '\"One\" two'"),
        ("a: 'It's so'\n", "1:8", "yaml-quote-rest", 'put the whole text in quotes: "It\'s so"'),
        ('a:\n  - "One" two\n  - b\n', "2:11", "yaml-quote-rest", "put the whole text in quotes: '\"One\" two'"),
        ('a: "One\nb: 2\n', "1:4", "yaml-quote-open", ""),
        ("a: 'Tis\nb: 2\n", "1:4", "yaml-quote-open", ""),
        ('a: "C:\\Users"\n', "1:7", "yaml-escape", ""),
        ("a: [1, 2\nb: 3\n", "1:4", "yaml-bracket-open", ""),
        ("a: 1\nb:2\nc: 3\n", "2:3", "yaml-no-space", "write `b: 2`"),
        ('a:"1"\nb: 2\n', "1:3", "yaml-no-space", 'write `a: "1"`'),
        ("a: 1\nWords.\nb: 2\n", "2:1", "yaml-no-colon", ""),
        ("a: 1\n  b: 2\n", "2:3", "yaml-indent", ""),
        ("a:\n  - x\n - y\n", "3:2", "yaml-indent", ""),
        ("a:\n    b: 1\n  c: 2\n", "3:3", "yaml-indent", ""),
        ("a: {{ x }}\n", "1:5", "yaml-key", ""),
        ("? [a]\n: 1\n", "1:3", "yaml-key", ""),
        ("a: !!python/name:os.system x\n", "1:4", "yaml-tag", ""),
        ("a: !Important one\n", "1:4", "yaml-tag", ""),
        ("a: !!binary eA==\n", "1:4", "yaml-tag", ""),
        ("a: !!set {b}\n", "1:4", "yaml-tag", ""),
        ("a: 1\n---\nb: 2\n", "2:1", "yaml-documents", ""),
        ("a: \x07\n", "1:4", "yaml-character", ""),
        ('a: "\\x07"\n', "1:4", "yaml-character", ""),
        ("a: \ud800\n", "1:4", "yaml-character", ""),
        ("%one\n", "1:5", "yaml-syntax", ""),
    ],
)
def test_common_mistakes_are_told_in_plain_words(text: str, place: str, code: str, hint: str) -> None:
    first = said(text).splitlines()
    assert first[0].startswith(f"x.yaml:{place}: error[{code}]: ")
    assert first[1].startswith("    hint: ")
    assert first[1].endswith(hint)


@pytest.mark.parametrize("text", ["Climate: a review", 'He said "no"', "It's", "C:\\Users", "#1", "*a*", "'\"\\"])
def test_the_quotes_a_hint_offers_keep_the_text(text: str) -> None:
    assert value(f"a: {quoted(text)}\n") == {"a": text}


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a: Report #1\n", "x.yaml:1:11: #1"),
        ("a: #fff\n", "x.yaml:1:4: #fff"),
        ("a: over two\n  lines #2\n", "x.yaml:2:9: #2"),
        ("- x #MeToo\n", "x.yaml:1:5: #MeToo"),
        ("a: Report # 1\n", ""),
        ("a: Report #\n", ""),
        ("a: 1 #--- a rule\n", ""),
        ("a: 'Report' #1\n", ""),
        ("a: Report#1\n# b\n", ""),
        ("a: |\n  Report #1\n", ""),
    ],
)
def test_a_comment_that_cuts_a_text_is_a_warning(text: str, cut: str) -> None:
    _, _, found = load(text, "x.yaml")
    assert [one.severity for one in found] == ["warning"] * bool(cut)
    told = [(str(one.place), one.text.split('"')[-2]) for one in found]
    assert told == ([tuple(cut.rsplit(": ", 1))] if cut else [])


def _little_room() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.mark.parametrize("case", ["F04-alias-bomb", "F04b-recursive-alias", "F04c-deep-flow"])
def test_hostile_texts_need_little_memory(case: str) -> None:
    program = "import sys; from octavo.yamltext import load; print(load(sys.stdin.read()[4:-30], 'brief.md', 1)[2][0])"
    text = (CASES / case / "brief.md").read_text("utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=text,
        preexec_fn=_little_room,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.startswith("brief.md:")
    assert "error[yaml-" in done.stdout


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "&a " * 100_000])
def test_depth_has_a_limit(text: str) -> None:
    assert "error[yaml-" in said(text)


def test_a_value_may_be_used_again_but_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert value("a: &x [1, 2]\nb: *x\n") == {"a": [1, 2], "b": [1, 2]}
    assert said("a: &x\n  b: *x\n").startswith('x.yaml:2:6: error[yaml-alias-recursive]: "*x" refers to the very value')
    monkeypatch.setattr(compose, "LARGEST", 10)
    assert value("a: &x [1, 2, 3]\nb: *x\n") == {"a": [1, 2, 3], "b": [1, 2, 3]}
    assert said("a: &x [1, 2, 3]\nb: [*x, *x]\n").startswith(
        "x.yaml:2:9: error[yaml-too-large]: the file comes to more than 10"
    )


@given(st.text(max_size=40))
def test_any_text_is_read_or_told_with_a_place(text: str) -> None:
    _, _, found = load(text, "x.yaml")
    assert all(one.place.path == "x.yaml" and one.place.line >= 1 for one in found)


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=12,
)


@given(TREES)
def test_what_was_written_comes_back(tree: object) -> None:
    assert value(yaml.safe_dump({"root": tree}, allow_unicode=True)) == {"root": tree}
