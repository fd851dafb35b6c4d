"""The lab of a brand: real specimens, real pages, and a verdict that can be bad."""

import shutil
from pathlib import Path

import page as validation
import pytest
from lxml import html

from octavo.defaults import DEFAULTS
from octavo.lab import make as lab_of
from octavo.lab import specimens
from octavo.lab.make import Lab, make
from octavo.problems import Problem
from octavo.report import BriefResult

from .small_press import change, own_brand


def quiet(_result: BriefResult) -> None:
    """Nobody is told."""


def brand(root: Path, *changes: tuple[str, str]) -> Path:
    """A copy of Pacific in a workspace, as the brand `trial`, with changes to its file."""
    folder = root / "styles/brands/trial"
    if not folder.exists():
        own_brand(root, name="trial")
        shutil.copytree(DEFAULTS / "content", root / "content", ignore=shutil.ignore_patterns("*-*"))
    change(folder / "_brand.yml", *changes)
    return folder


@pytest.fixture
def one_specimen(monkeypatch: pytest.MonkeyPatch) -> None:
    """One is enough to see what changes."""
    monkeypatch.setattr(specimens, "SPECIMENS", {"bare": "Nothing optional"})
    monkeypatch.setattr(specimens, "kinds_of", lambda _files: ())


def errors(lab: Lab) -> list[Problem]:
    return [one for one in lab.found if one.severity == "error"]


@pytest.mark.slow
def test_a_good_brand_may_be_used_and_every_specimen_is_there(tmp_path: Path) -> None:
    brand(tmp_path)
    lab = make(tmp_path, "trial", tmp_path / "lab", quiet)
    assert lab.found == (), "what is no matter of the brand's stands against it"
    assert lab.passed
    assert {one.slug for one in lab.specimens if one.built and one.pages} == {
        "components", "limits", "bare", "brief", "one-pager", "report", "commentary", "event-summary",
    }  # fmt: skip
    sheet = html.parse(tmp_path / "lab/lab.html").getroot()
    named = [*sheet.xpath("//img/@src"), *sheet.xpath("//iframe/@src"), *sheet.xpath("//a/@href")]
    assert len(named) > 40
    assert [path for path in named if not (tmp_path / "lab" / path.partition("#")[0]).is_file()] == []
    assert "It may be used." in sheet.text_content()
    assert validation.validate_pdf(str(tmp_path / "lab/lab.pdf"), profile="ua1").failures == []


@pytest.mark.usefixtures("one_specimen")
def test_a_changed_brand_shows_its_pages_before_and_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab_of, "FAMILIES", ("brand",))  # the pages are looked at here, not what validators say of them
    brand(tmp_path)
    folder = tmp_path / "lab"
    first = make(tmp_path, "trial", folder, quiet)
    assert [page.difference for page in first.specimens[0].pages] == [""] * len(first.specimens[0].pages)
    brand(tmp_path, ('deep: "#0B2F45"', 'deep: "#45240B"'))
    for _ in range(2):  # and they stay until the brand is changed once more
        changed = make(tmp_path, "trial", folder, quiet).specimens[0].pages[0]
        assert (changed.before, changed.difference) == ("before/bare-01.png", "changed/bare-01.png")
        assert all((folder / path).is_file() for path in (changed.picture, changed.before, changed.difference))
        assert (folder / changed.before).read_bytes() != (folder / changed.picture).read_bytes()
    assert "What the last change did" in (folder / "lab.html").read_text("utf-8")


@pytest.mark.usefixtures("one_specimen")
def test_a_bad_brand_is_refused_with_each_fault_at_its_line(tmp_path: Path) -> None:
    face = "        - { path: fonts/SourceSerif4-It.woff2, style: italic }\n"
    brand(
        tmp_path,
        ("foreground: slate", "foreground: lamp"),
        ("secondary: kelp", "secondary: kelpp"),
        (face, f"{face}{face}"),
        ("fonts/SourceSans3-Bold.woff2", "fonts/SourceSans3-Bald.woff2"),
    )
    lab = make(tmp_path, "trial", tmp_path / "lab", quiet)
    assert not lab.passed
    lines = (tmp_path / "styles/brands/trial/_brand.yml").read_text("utf-8").split("\n")
    assert [(one.code, lines[one.place.line - 1].strip()) for one in errors(lab)] == [
        ("brand-colour", "secondary: kelpp"),
        ("brand-contrast", "foreground: lamp"),
        ("brand-contrast", "foreground: lamp"),
        ("brand-font-twice", face.strip()),
        ("brand-file", "- { path: fonts/SourceSans3-Bald.woff2, weight: 700 }"),
    ]
    sheet = (tmp_path / "lab/lab.html").read_text("utf-8")
    assert "It may not be used." in sheet
    assert "styles/brands/trial/_brand.yml:" in sheet
