"""The same words in all three editions: nothing that an author wrote is dropped or changed in any of them."""

import zipfile
from pathlib import Path

import pytest

from octavo.checks import parity
from octavo.checks.editions import stands
from octavo.checks.finding import Finding, Unrun
from octavo.checks.run import check
from octavo.checks.subject import Subject
from octavo.plaintext import letters

from .small_press import SmallPress

BODY = """\
# The first part

The wells of the north are dry.[^1] The wells of the south are not.

| Place | Wells |
|-------|------:|
| North | 1,200 |
| South |     7 |

: Wells counted in January

[^1]: As the survey says.
"""


@pytest.fixture
def built(tmp_path: Path) -> tuple[SmallPress, dict[str, Path]]:
    """A brief and its editions."""
    press = SmallPress(tmp_path)
    made = press.make(BODY, "", "html", "epub", "pdf")
    files = {"html": "index.html", "epub": "trial.epub", "pdf": "trial.pdf"}
    found = {artifact.name: artifact.data for artifact in made.artifacts}
    return press, {name: press.write(f"build/{file}", found[file]) for name, file in files.items()}


def told(press: SmallPress, files: dict[str, Path]) -> list[str]:
    found = check(press.root, "trial", "", files, ("parity",)).findings
    assert all(finding.edition for finding in found)
    return [str(finding.problem).splitlines()[0] for finding in found]


def test_what_is_gone_or_changed_is_told_at_the_authors_line(built: tuple[SmallPress, dict[str, Path]]) -> None:
    press, files = built
    assert told(press, files) == []
    page = files["html"].read_text("utf-8")
    files["html"].write_text(page.replace("south are not", "south are").replace('"Wells">7<', '"Wells">9<'), "utf-8")
    with zipfile.ZipFile(files["epub"]) as book:
        parts = {item: book.read(item) for item in book.infolist()}
    with zipfile.ZipFile(files["epub"], "w") as book:
        for item, data in parts.items():
            book.writestr(item, data.replace(b"As the survey says.", b""))
    place, said = "content/trial/brief.md", "error[not-in-edition]"
    assert told(press, files) == [
        f'{place}:8:1: {said}: the web page lacks a paragraph: "The wells of the north are dry. The wells of the south '
        'are not."',
        f'{place}:13:1: {said}: the web page lacks a table\'s row: "South 7"',
        f'{place}:17:7: {said}: the EPUB lacks a paragraph: "As the survey says."',
    ]


def test_a_passage_that_the_pdf_lacks_is_told(built: tuple[SmallPress, dict[str, Path]]) -> None:
    press, files = built
    press.write("content/trial/brief.md", (press.root / "content/trial/brief.md").read_text() + "\nOne more.\n")
    last = 'content/trial/brief.md:19:1: error[not-in-edition]: the {} lacks a paragraph: "One more."'
    assert told(press, {"pdf": files["pdf"]}) == [last.format("PDF")]


def test_a_link_that_leads_elsewhere_in_one_edition_is_told_at_its_line(tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    one, two = "https://house.example/Brunnen/größe?a=b", "https://other.example"
    body = f"See [the wells]({one}).\n\nAnd [the wells]({one}) again, or [others]({two}), or <mailto:a@b.example>.\n"
    made = press.make(body, "", "html", "epub", "pdf")
    found = {artifact.name: artifact.data for artifact in made.artifacts}
    names = {"html": "index.html", "epub": "trial.epub", "pdf": "trial.pdf"}
    files = {name: press.write(f"build/{file}", found[file]) for name, file in names.items()}
    assert told(press, files) == []
    page = files["html"].read_text("utf-8")
    files["html"].write_text(page.replace("other.example", "another.example"), "utf-8")
    assert told(press, files) == [
        'content/trial/brief.md:8:68: error[link-not-in-edition]: the web page does not link to "https://other.example"'
        " as often as the text does"
    ]
    longer = body + "\n[Once more][x].\n\n[x]: https://other.example\n"
    press.brief(longer)
    lacking = [line for line in told(press, {name: files[name] for name in ("epub", "pdf")}) if "[link-" in line]
    said = (
        'content/trial/brief.md:10:1: error[link-not-in-edition]: {} does not link to "https://other.example" as often'
    )
    assert lacking == [f"{said.format(name)} as the text does" for name in ("the EPUB", "the PDF")]


def test_an_edition_that_cannot_be_read_is_told_as_such(built: tuple[SmallPress, dict[str, Path]]) -> None:
    press, files = built
    files["epub"].write_bytes(b"PK")
    files["pdf"].write_bytes(b"%PDF-1.7")
    assert told(press, files) == [
        "content/trial/brief.md: error[edition-unreadable]: the EPUB cannot be read: File is not a zip file",
        "content/trial/brief.md: error[edition-unreadable]: the PDF cannot be read: Failed to load document (PDFium: "
        "Data format error).",
    ]


def test_right_to_left_text_is_not_judged_in_a_pdf(built: tuple[SmallPress, dict[str, Path]]) -> None:
    press, files = built
    document, _ = press.document("Text.\n\nשלום לכולם.\n")
    done = list(parity.check(Subject(document, None, None, files)))  # type: ignore[arg-type]
    hidden = [(f.edition, f.place.line) for f in done if isinstance(f, Finding) and "שלום" in f.problem.text]
    assert hidden == [("html", 8), ("epub", 8)]
    assert [item.check for item in done if isinstance(item, Unrun)] == ["right-to-left text in the PDF"]


def test_a_missing_passage_is_noticed() -> None:
    text = letters("One two three. A note. Four five six.")
    assert stands(letters("One two three four five six"), text)
    assert not stands(letters("One two three four five seven"), text)
    assert not stands(letters("nine"), text)
    assert not stands(letters("One two three four"), text, 0)
