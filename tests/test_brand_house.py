"""A brand's house.yaml: what another house says in the publisher's place, in editions and checks, and its faults."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import html

from octavo.brand import load_brand
from octavo.brandkit import command, start
from octavo.checks.printed import read
from octavo.checks.run import check
from octavo.content import Front
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.model.faults import validated
from octavo.model.house import HouseTexts
from octavo.press import index, make, settled
from octavo.preview import work
from octavo.preview.selection import Selection
from octavo.yamltext import load

from .small_press import PUBLISHER, SmallPress, told

PATH = "styles/brands/parallel/house.yaml"
OWN = """\
name: {short: Harbour, full: The Harbour Forum}
url: https://harbour.example
disclaimer: The Harbour Forum takes *no* stand.
colophon: Printed by the Harbour Forum.
call-to-action: {head: Come aboard, text: Meet us., label: harbour.example, url: "https://harbour.example"}
labels: {en: {disclaimer: Mind this}}
series: {brief: Harbour Notes}
"""
LABELS = "labels: {en: {disclaimer: Note well, cite: How to cite it}}\ncolophon: Printed by the House.\n"


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    press = SmallPress(tmp_path)
    press.write("content/publisher.yaml", PUBLISHER + LABELS)
    press.write(PATH, OWN)
    press.brief("Words.\n")
    return press


def texts(press: SmallPress, brand: str) -> dict[str, str]:
    """What each edition says, spaces made one."""
    made = {one.name: one.data for one in make(press.root, "trial", brand, ("pdf", "html", "epub"), False).artifacts}
    pdf = press.write("out.pdf", made["trial.pdf"])
    with zipfile.ZipFile(io.BytesIO(made["trial.epub"])) as book:
        pages = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    said = {"pdf": " ".join(read(pdf).text), "html": words(made["index.html"]), "epub": " ".join(map(words, pages))}
    return {name: " ".join(text.split()).casefold() for name, text in said.items()}


def words(page: bytes) -> str:
    return " ".join(str(text) for text in html.document_fromstring(page).itertext())


def test_every_edition_has_the_brands_texts_and_no_other_brand_has_them(press: SmallPress) -> None:
    ours = ("The views are the authors’ own.", "Printed by the House.", "Note well", "The House of Tests")
    theirs = ("The Harbour Forum takes no stand.", "Printed by the Harbour Forum.", "Mind this", "The Harbour Forum",
              "Come aboard", "Harbour Notes")  # fmt: skip
    for name, text in texts(press, "parallel").items():
        assert [said for said in theirs if said.casefold() not in text] == [], name
        assert [said for said in ours if said.casefold() in text] == [], name
        assert "how to cite it" in text  # what the brand does not say, the publisher says
    for name, text in texts(press, "").items():
        assert [said for said in theirs if said.casefold() in text] == [], name
        assert [said for said in ours if said.casefold() not in text] == [], name


@pytest.mark.parametrize(
    ("fields", "publisher", "brand", "house"),
    [
        ("", "pacific", "", "The House of Tests"),
        ("", "pacific", "parallel", "The Harbour Forum"),
        ("brand: parallel\n", "pacific", "", "The Harbour Forum"),
        ("", "parallel", "", "The Harbour Forum"),
        ("brand: parallel\n", "parallel", "pacific", "The House of Tests"),
    ],
)
def test_the_brand_that_is_printed_decides(
    fields: str, publisher: str, brand: str, house: str, press: SmallPress
) -> None:
    press.write("content/publisher.yaml", PUBLISHER.replace("pacific", publisher))
    press.brief("Words.\n", fields)
    files = Files(press.root, DEFAULTS)
    assert settled(files, "trial", brand, False, [])[0].brief.publisher.name.full == house
    shown = work.settled(files, Selection("trial", brand), [])[0]
    assert shown.brief.publisher.name.full == house
    page = next(one for one in index(press.root, brand, (), False, False).artifacts if one.name == "index.html")
    assert (house in page.data.decode()) == (bool(brand) or not fields)


def test_a_briefs_own_words_go_before_those_of_any_house(press: SmallPress) -> None:
    press.brief("Words.\n", "disclaimer: Mine alone.\n")
    document, _ = settled(Files(press.root, DEFAULTS), "trial", "parallel", False, [])
    assert texts(press, "parallel")["html"].count("mine alone.") == 1
    assert document.brief.publisher.paper == "letter"


def test_all_that_is_wrong_with_them_is_told_at_its_line(press: SmallPress) -> None:
    press.write(PATH, "disclaimr: x\nurl: harbour\ncolophon: |\n  One.\n\n  Two.\nbase-url: https://x.example\n")
    press.write("content/publisher.yaml", PUBLISHER.replace("letter", "legal"))
    found = make(press.root, "trial", "parallel", ("html",), False).problems
    assert [(one.place.path, line) for one, line in zip(found, told(found), strict=True)] == [
        ("content/publisher.yaml", "5:8 bad-choice"),
        (PATH, "1:1 unknown-field"),
        (PATH, "2:6 bad-url"),
        (PATH, "3:11 one-paragraph"),
        (PATH, "7:1 unknown-field"),
    ]
    assert found[1].hint == 'did you mean "disclaimer"?'
    assert {one.place.path for one in make(press.root, "trial", "", ("html",), False).problems} == {
        "content/publisher.yaml"
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: [", "yaml-bracket-open"),
        ("- x\n", "not-fields"),
        (b"name: \xff\n", "not-utf8"),
        ("colophon: With a note.^[No.]\n", "note-not-here"),
    ],
)
def test_a_file_that_cannot_be_used_stops_that_brand_alone(text: str | bytes, said: str, press: SmallPress) -> None:
    press.write(PATH, text)
    made = make(press.root, "trial", "parallel", ("html",), False)
    assert made.artifacts == ()
    assert [(one.place.path, one.code) for one in made.problems] == [(PATH, said)]
    assert make(press.root, "trial", "", ("html",), False).artifacts


def test_a_file_of_comments_alone_says_nothing(press: SmallPress) -> None:
    press.write(PATH, "# disclaimer: x\n")
    document, _ = settled(Files(press.root, DEFAULTS), "trial", "parallel", False, [])
    assert document.brief.publisher.name.full == "The House of Tests"


def test_a_build_knows_them_when_they_come_change_and_go(press: SmallPress) -> None:
    (press.root / PATH).unlink()
    for change in (OWN, OWN.replace("no", "any"), ""):
        reads = make(press.root, "trial", "parallel", ("html",), False).reads
        assert press.agrees(reads)
        press.write(PATH, change)
        if not change:
            (press.root / PATH).unlink()
        assert not press.agrees(reads)


def test_their_words_are_checked_at_their_own_line(press: SmallPress) -> None:
    press.write(PATH, "colophon: Printed by the goverment.\nlabels:\n  en-US: {disclaimer: Entirly}\n")

    def misspelt(brand: str) -> list[str]:
        found = check(press.root, "trial", brand, {}, ("language",)).findings
        return [str(one.problem.place) for one in found if one.code == "misspelt"]

    assert misspelt("") == []
    assert misspelt("parallel") == [f"{PATH}:1:26", f"{PATH}:3:23"]


def test_a_new_brand_has_none_of_its_parents_but_all_it_may_say_as_comments(press: SmallPress) -> None:
    files = Files(press.root, DEFAULTS)
    base, _ = load_brand(files, "parallel")
    assert base is not None
    begun = start.begin(files, base, "New")[start.HOUSE].decode()
    assert all(line.startswith("#") for line in begun.splitlines())
    data, marks, said = load(re.sub(r"^# (?=[\w-]+:)", "", begun, flags=re.MULTILINE), "house.yaml", typed=True)
    assert said == ()
    assert isinstance(data, dict)
    fields, wrong = validated(HouseTexts, Front("house.yaml", data, marks))
    assert wrong == ()
    assert fields is not None
    assert fields.model_fields_set == set(HouseTexts.model_fields)
    assert command.own(files, "parallel") == ("house.yaml",)
