"""YAML with values changed: everything else stays as it was typed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.yamltext import load
from octavo.yamltext.edit import Short, Unwritable, Value, edited

BRANDS = Path(__file__).parents[1] / "styles" / "brands"
FILES = [path.read_text("utf-8") for path in sorted(BRANDS.glob("*/_brand.yml"))]
TEXT = """\
# A house.
meta:
  name: {short: M, full: "Meridian House"}  # as on the door

color:
  palette:
    deep: "#0B2F45"      # the ground
    sea:  '#1B6287'
    # more to come
  primary: deep
typography:
  base: Inter   # a family alone
  fonts:
    - family: Inter
      files: [{path: a.woff2}, {path: b.woff2, weight: 700}]
note: >-
  Two lines
  of text.
empty:
last: 1
"""


@pytest.mark.parametrize(
    ("loc", "value", "old", "new"),
    [
        (("color", "palette", "deep"), "#123456", '"#0B2F45"', '"#123456"'),
        (("color", "palette", "sea"), "#123456", "'#1B6287'", '"#123456"'),
        (("meta", "name", "full"), "Meridian", '"Meridian House"', "Meridian"),
        (("color", "palette", "fog"), "#eee", "'#1B6287'\n", "'#1B6287'\n    fog: \"#eee\"\n"),
        (("meta", "link"), "a: b", "# as on the door\n", '# as on the door\n  link: "a: b"\n'),
        (("meta", "name", "more"), "x", '"Meridian House"}', '"Meridian House", more: x}'),
        (("typography", "fonts", 0, "files", 1, "weight"), 800, "weight: 700", "weight: 800"),
        (("typography", "base", "size"), "11pt", "base: Inter ", "base: {family: Inter, size: 11pt} "),
        (("note",), "One", ">-\n  Two lines\n  of text.\n", "One\n"),
        (("empty",), "x", "empty:\n", "empty: x\n"),
        (("empty", "a", "b"), 2, "empty:\n", "empty: {a: {b: 2}}\n"),
        (("last",), ("a", "#b"), "last: 1", 'last: [a, "#b"]'),
        (("new", "one"), True, "last: 1\n", "last: 1\nnew: {one: true}\n"),
        (("color", "palette", "sea"), None, "    sea:  '#1B6287'\n", ""),
        (("meta", "name", "short"), None, "{short: M, full", "{full"),
        (("meta", "name", "full"), None, 'M, full: "Meridian House"}', "M}"),
        (("note",), None, "note: >-\n  Two lines\n  of text.\n", ""),
    ],
)
def test_one_value_is_changed_and_nothing_else(loc: tuple[str | int, ...], value: Value, old: str, new: str) -> None:
    assert old in TEXT
    assert edited(TEXT, {loc: value}, {("typography", "base"): "family"}) == TEXT.replace(old, new, 1)


def test_a_mapping_that_is_left_empty_goes_too() -> None:
    assert edited("a:\n  b:\n    c: 1\nd: 2\n", {("a", "b", "c"): None}) == "d: 2\n"


def test_what_is_not_there_cannot_be_taken_out_and_that_is_no_fault() -> None:
    assert edited(TEXT, {("color", "palette", "gone"): None}) == TEXT


def test_a_file_without_an_end_of_line() -> None:
    assert edited("a: 1", {("b",): 2}) == "a: 1\nb: 2"


HEAD, FEET = "a:\n  # the kinds\n", "# b follows\nb: 1\n"
ONE, TWO, THREE = "  - one   # first\n", "  # of the sea\n  - 'two'\n", "  - three # last\n"
LISTS: dict[str, dict[tuple[str, ...], str]] = {
    "a: [one, 'two', three] # kept\nb: 1\n": {
        ("three", "one", "two"): "a: [three, one, 'two'] # kept\nb: 1\n",
        ("one", "three"): "a: [one, three] # kept\nb: 1\n",
        ("one", "#123456", "three", "one"): 'a: [one, "#123456", three, one] # kept\nb: 1\n',
    },
    f"{HEAD}{ONE}{TWO}{THREE}{FEET}": {
        ("two", "three", "one"): f"{HEAD}{TWO}{THREE}{ONE}{FEET}",
        ("one", "three"): f"{HEAD}{ONE}{THREE}{FEET}",
        ("one", "two", "four"): f"{HEAD}{ONE}{TWO}  - four # last\n{FEET}",
        ("one", "two", "three", "four"): f"{HEAD}{ONE}{TWO}{THREE}  - four\n{FEET}",
    },
    "a: [\n  one, # first\n  two, # second\n  three # third\n]\n": {
        ("three", "two", "one"): "a: [\n  three, # third\n  two, # second\n  one # first\n]\n",
        ("two",): "a: [\n  two # second\n]\n",
    },
    "a: [\n  one,\n  two ]\n": {("two", "one"): "a: [\n  two,\n  one ]\n"},
    "a: [one, two,\n  three]\n": {("three", "one"): "a: [three, one]\n"},
    "a: []\n": {("one",): "a: [one]\n"},
}


@pytest.mark.parametrize(
    ("text", "values", "after"),
    [(text, values, after) for text, cases in LISTS.items() for values, after in cases.items()],
)
def test_a_list_keeps_its_form_and_each_comment_its_value(text: str, values: tuple[str, ...], after: str) -> None:
    assert edited(text, {("a",): values}) == after


def test_a_value_that_stands_for_two_is_parted() -> None:
    both: Short = {("a", "b"): ("light", "dark")}
    assert edited("a: { b: x } # kept\n", {("a", "b", "light"): "y"}, both) == "a: { b: {light: y, dark: x} } # kept\n"
    assert edited("a:\n  b: x\n", {("a", "b", "dark"): "y"}, both) == "a:\n  b: {light: x, dark: y}\n"


@pytest.mark.parametrize(
    ("text", "loc", "said"),
    [
        ("a: [1", ("a",), "the file has errors; mend them first"),
        ("a: [1, 2]\n", ("a", 2), "a.2 has no place in the file"),
        ("a: [1, 2]\n", ("a", "b"), "a.b has no place in the file"),
        ("a: text\n", ("a", "b"), "a.b has no place in the file"),
        ("a: &x [1]\nb: *x\n", ("b", 0), "b.0 cannot be written without changing other values"),
    ],
)
def test_what_cannot_be_written_is_refused(text: str, loc: tuple[str | int, ...], said: str) -> None:
    with pytest.raises(Unwritable, match=said):
        edited(text, {loc: 3})


def test_comments_between_the_values_of_a_line_are_not_torn_off() -> None:
    with pytest.raises(Unwritable, match="a has comments between its values; change it by hand"):
        edited("a: [one, # first\n  two, three]\n", {("a",): ("two", "one")})
    with pytest.raises(Unwritable, match="a is a list of more than values; change it by hand"):
        edited("a: [{b: 1}]\n", {("a",): ("two", "one")})


def leaves(data: object, loc: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The place of every scalar."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else None
    return [loc] if inner is None else [leaf for key, value in inner for leaf in leaves(value, (*loc, key))]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(FILES).flatmap(lambda text: st.tuples(st.just(text), st.sampled_from(leaves(load(text, "")[0])))),
    st.one_of(st.text(st.characters(exclude_categories=["C"]), max_size=12), st.integers(), st.booleans()),
)
def test_any_value_of_a_real_brand_is_changed_alone(chosen: tuple[str, tuple[str | int, ...]], value: Value) -> None:
    text, loc = chosen
    after = edited(text, {loc: value})
    assert [line.partition("  #")[2] for line in after.split("\n")] == [
        line.partition("  #")[2] for line in text.split("\n")
    ]
    assert edited(after, {loc: value}) == after
