"""What a publication tells of its people and its publisher: rights, addresses, portraits, in every edition."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import html
from page import validate_pdf
from PIL import Image

from octavo.checks import editions
from octavo.document import Document
from octavo.edition import Editions
from octavo.matter import title_line, title_size, ways
from octavo.metadata import describe
from octavo.plaintext import letters, plain
from octavo.problems import Problem
from tests.epubchecker import check
from tests.small_press import PEOPLE, PUBLISHER, SmallPress

HOUSE = """\
address: 1 Main Street, Suite *200*, Los Angeles
email: hello@house.example
social: {Mastodon: "https://social.example/@house"}
copyright-holder: The House of Tests
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
"""
PERSON = "ada: {name: Ada Example, role: Director, affiliation: The House, portrait: people/ada.png"
WAYS = ', email: ada@house.example, url: "https://www.house.example/ada/", orcid: 0000-0002-1825-0097'
CONTACT = (
    "The House of Tests, 1 Main Street, Suite 200, Los Angeles\xa0· hello@house.example\xa0· house.example\xa0· "
    "Mastodon:\xa0social.example/@house"
)


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def furnished(press: SmallPress) -> SmallPress:
    """The same house with all its addresses, and a director with a portrait."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 80), "#884422").save(picture, "PNG")
    press.write("content/people/ada.png", picture.getvalue())
    press.write("content/publisher.yaml", PUBLISHER + HOUSE)
    press.write("content/people.yaml", f"{PERSON}{WAYS}}}\n{PEOPLE.splitlines()[1]}\n")
    return press


def colophon(made: tuple[Document, tuple[Problem, ...]]) -> list[str]:
    document, found = made
    assert found == ()
    return [plain(line) for line in document.matter.colophon]


def test_a_house_that_gives_no_address_prints_none(press: SmallPress) -> None:
    made = press.document("Text.\n")
    assert colophon(made) == []
    assert (made[0].matter.contact, made[0].matter.rights) == ((), ())


def test_rights_and_addresses_stand_in_the_colophon(press: SmallPress) -> None:
    made = furnished(press).document("Text.\n", "notice: A *notice*.\nversion: 1.0\n")
    assert colophon(made) == ["A notice.", "Version 1.0.", "© 2026 The House of Tests. CC BY 4.0", CONTACT]
    document, _ = made
    tags = {tag.name: tag.content for tag in describe(document, Editions({})).tags}
    assert tags["DC.rights"] == "© 2026 The House of Tests. CC BY 4.0"


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("copyright-holder: The House Inc.\n", "© 2026 The House Inc."),
        ("licence: {name: All rights reserved}\n", "All rights reserved"),
        ("email: a@b.example\n", "The House of Tests\xa0· a@b.example\xa0· house.example"),
        (
            "social: {Forum: 'https://f.example/x'}\n",
            "The House of Tests\xa0· house.example\xa0· Forum:\xa0f.example/x",
        ),
    ],
)
def test_each_is_printed_alone(press: SmallPress, given: str, line: str) -> None:
    press.write("content/publisher.yaml", PUBLISHER + given)
    assert colophon(press.document("Text.\n")) == [line]


def test_a_person_can_be_reached(press: SmallPress) -> None:
    document, found = furnished(press).document("Text.\n", "speakers: [bo, ada]\n")
    assert found == ()
    bo, ada = document.brief.portrayed
    assert (bo.id, plain(ways(bo))) == ("bo", "")
    assert plain(ways(ada)) == "ada@house.example\xa0· house.example/ada\xa0· ORCID 0000-0002-1825-0097"


def test_a_portrait_is_found_beside_the_people_and_measured(press: SmallPress) -> None:
    document, found = furnished(press).document("Text.\n")
    assert found == ()
    picture = document.brief.authors[0].picture
    assert picture is not None
    assert (picture.path, picture.width, picture.height) == ("content/people/ada.png", 60, 80)
    assert document.gallery.pictures[picture.path].name == "images/ada.png"
    (press.root / picture.path).unlink()
    _, found = press.document("Text.\n")
    assert [str(one).splitlines()[0] for one in found] == [
        'content/people.yaml:1:76: error[image-missing]: there is no picture "people/ada.png"'
    ]


def test_who_is_not_in_the_brief_needs_no_portrait(press: SmallPress) -> None:
    furnished(press).write("content/people.yaml", PEOPLE + "cy: {name: Cy, portrait: people/none.png}\n")
    assert press.document("Text.\n")[1] == ()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["brief", "report"])
def test_every_edition_tells_of_people_and_publisher(press: SmallPress, kind: str, tmp_path: Path) -> None:
    made = furnished(press).make("## One\n\nText.\n\n## Two\n\nText.\n", f"type: {kind}\nbyline: Ada\n")
    assert made.problems == ()
    for artifact in made.artifacts:
        press.write(f"made/{artifact.name}", artifact.data)
    folder = press.root / "made"
    page, book, paper = folder / "index.html", folder / "trial.epub", folder / "trial.pdf"
    texts = [editions.words("html", page), editions.words("epub", book), editions.words("pdf", paper)]
    for passage in ("© 2026 The House of Tests. CC BY 4.0", CONTACT, "ORCID 0000-0002-1825-0097", "ada@house.example"):
        assert all(editions.stands(letters(passage), letters(text)) for text in texts), passage
    (shown,) = html.parse(page).xpath("//*[@class='portrait']/img")
    assert (shown.get("src"), shown.get("alt")) == ("images/ada.png", "")
    assert (folder / "images/ada.png").is_file()
    with zipfile.ZipFile(book) as archive:
        files = " ".join(archive.read(name).decode() for name in archive.namelist() if name.endswith("xhtml"))
        assert re.search(r'<span class="portrait"><img [^>]*alt=""', files)
        assert "© 2026 The House of Tests." in archive.read("EPUB/package.opf").decode()
    report = validate_pdf(str(paper), profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []
    assert [said for said in check(book.read_bytes(), tmp_path) if said.severity != "USAGE"] == []


@pytest.mark.parametrize(
    ("title", "size"),
    [
        ("Cooperation Without Calm", ""),
        ("The Limits of Communication", "longer"),
        ("Environmental Justice", "long"),
        ("ウクライナ避難民の受け入れ", ""),
        ("A title that has many words and needs two or three lines", "long"),
        ("A title that has so many words that it takes the upper half of the page to say them", "longer"),
    ],
)
def test_a_title_is_set_smaller_where_its_widest_word_needs_room(title: str, size: str) -> None:
    assert title_size(title) == size


@pytest.mark.parametrize(
    ("title", "together"),
    [
        ("An evening on water and trade", "and trade"),
        ("Cooperation Without Calm", ""),
        ("Water, trade and intergovernmental considerations", ""),
    ],
)
def test_no_short_word_is_alone_on_the_last_line_of_a_title(title: str, together: str) -> None:
    begin, end = title_line(title)
    assert end == together
    assert begin + end == title
