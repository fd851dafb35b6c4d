"""Releases: what is frozen, that it never changes, and what readers are told of where it stands."""

import json
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from octavo import pipeline
from octavo.problems import Rejected
from octavo.release import freeze as freezing
from octavo.release.freeze import freeze
from octavo.release.shelf import open_release, releases_of
from octavo.report import BuildRequest

from .small_press import FRONT, SmallPress

TEXT = "---\n\n## The wells are low\n\nThe wells of the valley are low.\n"
FIRST = f'{FRONT}version: "1.0"\n{TEXT}'
SECOND = f"""{FRONT}updated: 2026-02-03
version: "1.1"
changes:
  - {{version: "1.1", date: 2026-02-03, note: The depth of the *third* well is new., kind: major}}
{TEXT}"""


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def build(press: SmallPress, text: str, formats: str = "html") -> None:
    press.write("content/wells/brief.md", text.replace("version:", f"formats: [{formats}]\nversion:", 1))
    report = pipeline.build(BuildRequest(press.root))
    assert [result.state for result in report.results] == ["built"]


def refused(press: SmallPress) -> list[str]:
    """What stands against releasing the brief as it is built."""
    with pytest.raises(Rejected) as stopped:
        freeze(press.root, "wells", "{}\n")
    return [problem.code for problem in stopped.value.problems]


def editions(press: SmallPress) -> dict[str, str]:
    """The words of each edition, spaces made one."""
    folder = press.root / "build/wells"
    pdf = pypdfium2.PdfDocument(folder / "wells.pdf")
    with zipfile.ZipFile(folder / "wells.epub") as book:
        chapters = [book.read(name).decode() for name in sorted(book.namelist()) if name.endswith(".xhtml")]
    texts = {
        "pdf": " ".join(page.get_textpage().get_text_range() for page in pdf),
        "html": seen_words((folder / "index.html").read_text("utf-8")),
        "epub": " ".join(seen_words(chapter) for chapter in chapters),
    }
    return {name: " ".join(text.split()) for name, text in texts.items()}


def seen_words(page: str) -> str:
    return " ".join(str(text) for text in html.fromstring(page.encode()).itertext())


def whole(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_holds_the_edition_its_report_its_sources_and_a_sum_for_each_file(press: SmallPress) -> None:
    build(press, FIRST)
    release, is_new = freeze(press.root, "wells", '{"verdict": "may be published"}\n')
    assert is_new
    kept = whole(release.folder)
    edition = {name.removeprefix("editions/"): data for name, data in kept.items() if name.startswith("editions/")}
    assert edition == whole(press.root / "build/wells")
    assert set(kept) - {f"editions/{name}" for name in edition} == {
        "SHA256SUMS",
        "check.json",
        "release.json",
        "source.zip",
    }
    assert json.loads(kept["check.json"]) == {"verdict": "may be published"}
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=release.folder, check=True)
    assert len(kept["SHA256SUMS"].splitlines()) == len(kept) - 1
    assert release == open_release(press.root, "wells", "1.0")
    assert (release.status, release.date, release.brand) == ("published", "2026-01-02", "pacific")


def test_the_record_says_what_it_was_made_of_and_by_what(press: SmallPress) -> None:
    build(press, FIRST)
    release, _ = freeze(press.root, "wells", "{}\n")
    assert {"content/wells/brief.md", "content/publisher.yaml", "styles/brief.css"} <= set(release.sources)
    assert {"octavo", "weasyprint", "python", "libpango-1.0.so.0"} <= set(release.tools)


def test_the_same_edition_released_again_is_the_same_release(press: SmallPress) -> None:
    build(press, FIRST)
    release, _ = freeze(press.root, "wells", "{}\n")
    before = whole(release.folder)
    assert freeze(press.root, "wells", "{}\n") == (release, False)
    assert whole(release.folder) == before


def test_a_version_is_never_changed_and_a_new_one_stands_beside_it(press: SmallPress) -> None:
    build(press, FIRST)
    release, _ = freeze(press.root, "wells", "{}\n")
    before = whole(release.folder)
    build(press, FIRST.replace("are low", "are dry"))
    assert refused(press) == ["release-changed"]
    build(press, SECOND)
    freeze(press.root, "wells", "{}\n")
    assert whole(release.folder) == before
    assert [one.version for one in releases_of(press.root, "wells")] == ["1.0", "1.1"]
    assert open_release(press.root, "wells").version == "1.1"


def test_a_release_that_cannot_be_finished_leaves_nothing(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    build(press, FIRST)
    monkeypatch.setattr(freezing, "sync", full)
    with pytest.raises(OSError, match="No space"):
        freeze(press.root, "wells", "{}\n")
    assert list((press.root / "releases/wells").iterdir()) == []
    assert releases_of(press.root, "wells") == ()


def test_an_edition_that_someone_altered_is_not_released(press: SmallPress) -> None:
    build(press, FIRST)
    page = press.root / "build/wells/index.html"
    page.write_text(page.read_text("utf-8").replace("are low", "are high"), "utf-8")
    assert refused(press) == ["release-not-built"]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ('embargoed\nembargo: "2026-12-01 09:00 America/New_York"', "Embargoed until December 1, 2026, 9:00 AM EST"),
        ("embargoed\nembargo: 2026-12-01 09:00 +01:00", "Embargoed until December 1, 2026, 9:00 AM +0100"),
        ("corrected", "Corrected"),
        ("withdrawn", "Withdrawn"),
    ],
)
def test_every_edition_says_where_it_stands(press: SmallPress, status: str, said: str) -> None:
    build(press, FIRST.replace("version:", f"status: {status}\nversion:"), "pdf, html, epub")
    assert [name for name, text in editions(press).items() if said not in text] == []


def test_every_edition_tells_what_its_version_changed(press: SmallPress) -> None:
    build(press, SECOND, "pdf, html, epub")
    for text in editions(press).values():
        assert "Version 1.1 (February 3, 2026): The depth of the third well is new." in text
