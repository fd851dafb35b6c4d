"""How a text is written: what the checks say of it, and what --fix does to files."""

from dataclasses import replace
from pathlib import Path

import pytest

from octavo.checks import lexicon, mend, tools
from octavo.checks.authored import read
from octavo.checks.foreign import looks_like
from octavo.checks.run import Checked, check
from octavo.checks.tools import python
from tests.small_press import SmallPress

CONTENT = Path(__file__).parents[1] / "content"
PATH = "content/trial/brief.md"


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def checked(press: SmallPress, family: str = "language") -> Checked:
    return check(press.root, "trial", "", {}, (family,))


def told(press: SmallPress, body: str, fields: str = "") -> list[str]:
    """What is said of a body, which begins at line 6, as "line:column code: text"."""
    press.brief(body, fields)
    found = checked(press)
    assert found.problems == ()
    return [f"{f.place.line}:{f.place.column} {f.code}: {f.problem.text}" for f in found.findings]


def mended(press: SmallPress, body: str, fields: str = "") -> str:
    """A body, mended."""
    press.brief(body, fields)
    mend.mend(press.root, ())
    return (press.root / PATH).read_text(encoding="utf-8").split("---\n", 2)[2]


@pytest.mark.parametrize("slug", sorted(path.parent.name for path in CONTENT.glob("*/brief.md")))
def test_the_samples_are_clean(slug: str) -> None:
    found = check(CONTENT.parent, slug, "", {}, ("language", "typos"))
    assert (found.findings, found.unrun) == ((), ())


def test_a_language_without_a_dictionary_is_said_not_to_be_checked(press: SmallPress) -> None:
    press.brief("Ein Wort.\n", "language: de\n")
    assert [(u.check, u.reason) for u in checked(press).unrun] == [("spelling in de", "there is no dictionary for it")]


def test_without_the_package_spelling_is_said_not_to_be_checked(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    lexicon.is_known.cache_clear()
    lexicon.is_listed.cache_clear()
    lexicon._has.cache_clear()
    lexicon._dictionary.cache_clear()
    monkeypatch.setattr(lexicon, "import_module", missing)
    press.brief("The the goverment is here.\n")
    found = checked(press)
    assert [(u.check, u.reason) for u in found.unrun] == [
        ("spelling", f"the package spylls is not installed; {python()} -m pip install spylls installs it")
    ]
    assert [f.code for f in found.findings] == ["repeated-word"]


def test_a_fault_of_the_house_style_is_told_at_its_line(press: SmallPress) -> None:
    press.write("content/style.yaml", "- {term: utilize}\n")
    assert told(press, "Words.\n") == ['1:3 missing-field: "instead" is missing']


def test_words_of_the_fields_have_their_place(press: SmallPress) -> None:
    fields = 'dek: >-\n  A goverment.\ntakeaways:\n  - "**Bold goverment.** It\'s \\"so\\"."\nkicker: Two  spaces\n'
    assert told(press, "Words.\n", fields) == [
        "8:28 straight-quote: straight apostrophes, where print has curly ones",
        "9:12 double-space: two spaces, where one is enough",
        '6:5 misspelt: "goverment" is not in the dictionary of en-US',
        '8:13 misspelt: "goverment" is not in the dictionary of en-US',
    ]


@pytest.mark.parametrize("word", ["roadmap", "discoverable", "counternarcotics", "cybersecurity", "pre-decisional"])
def test_words_that_english_forms_are_known(word: str) -> None:
    assert lexicon.is_known(word, "en-US")


@pytest.mark.parametrize(
    "word", ["untill", "truely", "noticable", "publically", "thatthe", "humanrights", "threshhold"]
)
def test_slips_are_not_taken_for_formed_words(word: str) -> None:
    assert not lexicon.is_known(word, "en-US")


def spelt(press: SmallPress, body: str, language: str = "en-US") -> dict[str, str]:
    """The words of a body that are taken for mistakes, each with what was meant."""
    press.brief(body, f"language: {language}\n")
    found = [f.problem for f in checked(press).findings if f.code == "misspelt"]
    return {p.text.split('"')[1]: (p.hint or "").split('"')[1] for p in found}


def test_what_is_near_to_no_word_is_a_term_and_what_is_a_slip_away_is_not(press: SmallPress) -> None:
    body = "The fentanylo and zolgensma of a datapalooza; a neccesary thing, untill ofthe goverment-led one.\n"
    assert spelt(press, body) == {
        "neccesary": "necessary",
        "untill": "until",
        "ofthe": "of the",
        "goverment-led": "government-led",
    }


@pytest.mark.parametrize(
    ("language", "meant"),
    [
        ("en-US", {"mobilise": "mobilize", "programmes": "programs", "modelled": "modeled", "favour": "favor"}),
        ("en-GB", {"defense": "defence", "practiced": "practised", "color": "colour"}),
        ("en", {}),
    ],
)
def test_the_spelling_of_another_country_is_told(press: SmallPress, language: str, meant: dict[str, str]) -> None:
    body = "They mobilise programmes as modelled, favour defense, and practiced a color.\n"
    assert spelt(press, body, language) == meant


def test_words_of_english_and_of_america_pass_in_spanish_and_accents_do_not(press: SmallPress) -> None:
    body = "La planeación estadunidense de los headers de cooperacion en los hubs transístmicos de W. P. Ryman.\n"
    assert spelt(press, body, "es-MX") == {"cooperacion": "cooperación"}
    assert spelt(
        press,
        "Le versioning met en oeuvre les notebooks et les règles de la maison pour tous les services.\n",
        "fr",
    ) == {
        "oeuvre": "œuvre",
    }


def test_a_range_has_a_hyphen_in_spanish(press: SmallPress) -> None:
    assert told(press, "De 2005-2008 hubo 10-15 casos.\n", "language: es\n") == []


def test_english_is_spelt_as_its_country_does() -> None:
    spelt = ("colour", "color", "organise", "organize")
    known = {tag: [word for word in spelt if lexicon.is_known(word, tag)] for tag in ("en-US", "en-GB", "en-CA")}
    assert known == {
        "en-US": ["color", "organize"],
        "en-GB": ["colour", "organise", "organize"],
        "en-CA": ["colour", "color", "organise", "organize"],
    }


def test_a_list_of_codes_is_no_portuguese() -> None:
    assert looks_like("PDF/A-2a, PDF/A-3a, the A and the O of A. E. O’Hara, e.g. a, o, e", "en-US") == ""


def test_running_text_keeps_its_place() -> None:
    text = "---\ntitle: A\n---\n\n# The `x` of *y*\n\n| a | b |\n|---|---|\n| c | [d](e.html) |\n"
    file = read("b.md", text)
    for passage in file.passages:
        original = text[passage.start : passage.start + len(passage.text)]
        pairs = zip(passage.text, original, strict=True)
        assert all(shown in (written, " ", "\x01", "\x02", "\x03") for shown, written in pairs)


def test_what_is_safe_is_mended_and_nothing_else(press: SmallPress) -> None:
    body = (
        "She said \"yes\" to 'this' and didn't stay.  It was in 2010-2012.\n\n"
        "Call 555-1234 on 2019-03-27, says P.L. 116-283.\n\n"
        "`don't  2010-2012 \"x\"` [a 'b'][Ada's page] $x'  1-2$ <https://x.org/a'b> [t](u.html \"v  w\")\n\n"
        '```yaml\nit\'s: "a"  # 1-2\n```\n\n'
        '::: {.box title="It\'s  1-2"}\nIt\'s a 6" box and an odd " one.\n:::\n\n'
        "[Ada's page]: https://x.org/it's \"a  title\"\n"
    )
    assert mended(press, body) == (
        "She said “yes” to 'this' and didn’t stay. It was in 2010–2012.\n\n"
        "Call 555-1234 on 2019-03-27, says P.L. 116-283.\n\n"
        "`don't  2010-2012 \"x\"` [a 'b'][Ada's page] $x'  1-2$ <https://x.org/a'b> [t](u.html \"v  w\")\n\n"
        '```yaml\nit\'s: "a"  # 1-2\n```\n\n'
        '::: {.box title="It’s 1–2"}\nIt’s a 6" box and an odd " one.\n:::\n\n'
        "[Ada's page]: https://x.org/it's \"a  title\"\n"
    )


def test_mending_keeps_line_ends_marks_and_modes(press: SmallPress) -> None:
    text = "\ufeff---\r\ntitle: 'It''s a  \"title\"'\r\ndate: 2026-01-02\r\nauthors: [ada]\r\n---\r\n\r\nIt's  1-2\r\n"
    path = press.write(PATH, text.encode())
    path.chmod(0o640)
    (done,) = mend.mend(press.root, ("trial",))
    assert path.read_bytes().decode() == text.replace('a  "title"', "a “title”").replace("It's  1-2", "It’s 1–2")
    assert path.stat().st_mode & 0o777 == 0o640
    assert done.diff.splitlines()[:2] == [f"--- a/{PATH}", f"+++ b/{PATH}"]
    assert [line for line in done.diff.splitlines() if line.startswith("+It")] == ["+It’s 1–2"]
    assert mend.mend(press.root, ("trial",)) == ()
    assert [file.name for file in path.parent.iterdir()] == ["brief.md"]


def test_mending_speaks_the_language_of_the_passage(press: SmallPress) -> None:
    body = 'Il dit "oui" ; et [she said "no"]{lang=en} : bon.\n\nSource: un livre.\n'
    assert mended(press, body, "language: fr\n") == (
        "Il dit «\u00a0oui\u00a0»\u202f; et [she said “no”]{lang=en}\u00a0: bon.\n\nSource: un livre.\n"
    )


def test_a_write_that_fails_leaves_the_file_as_it_was(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    press.brief("It's here.\n")
    before = (press.root / PATH).read_bytes()
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        mend.mend(press.root, ())
    assert (press.root / PATH).read_bytes() == before
    assert [file.name for file in (press.root / PATH).parent.iterdir()] == ["brief.md"]


def test_a_marked_term_in_a_language_without_a_dictionary_is_not_worth_a_line(press: SmallPress) -> None:
    press.brief("They hold, [ergo]{lang=la}, that it is a [casus belli]{lang=la}.\n")
    assert checked(press).unrun == ()
    press.brief(f"They wrote: [{'gaudeamus igitur iuvenes dum sumus ' * 2}]{{lang=la}}.\n")
    assert [one.check for one in checked(press).unrun] == ["spelling in la"]


BESIDE = """\
::: {.chart data="data/wells.csv" alt="Bars: 7 wells, and 9."}
Wells run dry

```yaml
title: {text: Wells by distict}
mark: bar
encoding:
  x: {field: Wells, axis: {title: Numbber of wells}}
  y: {field: Place}
```
:::

::: {.chart spec="charts/two.yaml" data="data/wells.csv" alt="Bars: 7 wells, and 9."}
Wells run dry again
:::

::: {.table data="data/more.csv"}
What became of them
:::
"""


def test_what_is_printed_and_stands_elsewhere_is_read_too(press: SmallPress) -> None:
    """Each with its own file, line and column; names, addresses and what no edition shows are left alone."""
    fields = "name: {full: The House of Tsts}\nlanguage: en-US\nbrand: pacific\n"
    press.write(
        "content/publisher.yaml",
        f"{fields}disclaimer: >-\n  The views are\n  *entirly* their own.\n"
        "call-to-action:\n  head: 'Don''t mis our talks'\n"
        '  text: "Our \\"anual\\" talk."\n  label: more\n  url: https://house.example/anual\nlabels:\n'
        "  en: {contents: Insid}\n  en-US: {contents: Insidde}\n",
    )
    press.write(
        "content/people.yaml",
        "ada: {name: Ada Exmple, role: Senior researchr, affiliation: The Hous, bio: She wrote\n  many boks.}\n"
        "bo: {name: Bo, role: Felow}\n",
    )
    press.write(
        "content/trial/data/wells.csv", 'Place,Wells,"Aproved by"\nNorth bnak,7,Sodre\n"Goverment ""west""",9,Kaleva\n'
    )
    press.write("content/trial/data/more.csv", "Place;Stat of it\nNorth;drry\n")
    press.write(
        "content/trial/charts/two.yaml", "mark: bar\nencoding:\n  x: {field: Wells, title: Wels}\n  y: {field: Place}\n"
    )
    press.brief(BESIDE)
    found = checked(press)
    assert found.problems == ()
    told = [f"{f.place} {f.problem.text.split()[0]}" for f in found.findings if f.code == "misspelt"]
    assert told == [
        'content/people.yaml:1:38 "researchr"',
        'content/people.yaml:2:8 "boks"',
        'content/publisher.yaml:6:4 "entirly"',
        'content/publisher.yaml:8:17 "mis"',
        'content/publisher.yaml:9:16 "anual"',
        'content/publisher.yaml:14:21 "Insidde"',
        'content/trial/brief.md:10:24 "distict"',
        'content/trial/brief.md:13:35 "Numbber"',
        'content/trial/charts/two.yaml:3:28 "Wels"',
        'content/trial/data/more.csv:2:7 "drry"',
        'content/trial/data/wells.csv:1:14 "Aproved"',
        'content/trial/data/wells.csv:2:7 "bnak"',
    ]


def test_house_style_holds_beside_the_text_too(press: SmallPress) -> None:
    press.write("content/style.yaml", "- {term: utilize, instead: use}\n")
    press.write("content/people.yaml", "ada:\n  name: Ada\n  bio: >\n    They utilize\n    pumps.\n")
    press.brief("Words.\n")
    assert [f"{f.place} {f.code}" for f in checked(press).findings] == ["content/people.yaml:4:10 house-style"]


def test_typos_tells_nothing_twice_and_keeps_to_english_and_to_the_words_of_the_house(press: SmallPress) -> None:
    press.write("content/words.txt", "Committe\n")
    press.brief("The goverment and the Goverment saw the Committe.\n\nElle a vu les personnels de la mission.\n")
    codes = [(f.place.column, f.code) for family in ("language", "typos") for f in checked(press, family).findings]
    assert codes == [(1, "foreign-passage"), (5, "misspelt"), (23, "known-slip")]
    press.brief("Le Goverment a vu les personnels.\n", "language: fr\n")
    assert checked(press, "typos") == replace(checked(press, "typos"), findings=(), unrun=())


def test_without_typos_nothing_is_said_to_be_checked(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> None:
    press.brief("The Goverment saw it.\n")
    monkeypatch.setattr(tools, "typos", lambda: "")
    found = checked(press, "typos")
    assert [(one.check, one.reason) for one in found.unrun] == [
        ("typos", f"typos was not found; {python()} -m pip install typos installs it")
    ]
    monkeypatch.setattr(tools, "typos", lambda: "/bin/false")
    assert [one.reason for one in checked(press, "typos").unrun] == ["it did not work: exit code 1"]
