"""The lab of a brand: real specimens, real pages, and a verdict that can be bad."""

import re
import shutil
from pathlib import Path

import page as validation
import pytest
from lxml import html

from octavo.checks.finding import Finding
from octavo.checks.report import CheckReport, Verdict
from octavo.defaults import DEFAULTS
from octavo.lab import command, specimens
from octavo.lab import make as lab_of
from octavo.lab.make import Lab, make
from octavo.lab.specimens import Sample
from octavo.lab.told import told
from octavo.problems import Place, Problem
from octavo.proofs.picture import opened
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


def house(root: Path, paper: str) -> None:
    """The publisher says `paper`, or none."""
    file = root / "content/publisher.yaml"
    line = f"paper: {paper}\n" if paper else ""
    file.write_text(re.sub(r"(?m)^paper: .*\n|\Z", line, file.read_text("utf-8"), count=1), "utf-8")


def errors(lab: Lab) -> list[Problem]:
    return [one for one in lab.found if one.severity == "error"]


@pytest.mark.slow
def test_a_good_brand_may_be_used_and_every_specimen_is_there(tmp_path: Path) -> None:
    brand(tmp_path)
    lab = make(tmp_path, "trial", tmp_path / "lab", quiet)
    assert lab.found == (), "what is no matter of the brand's stands against it"
    assert lab.passed
    names = ("Components", "Limits", "Bare", "Brief", "One pager", "Report", "Commentary", "Event summary")
    laid_out = {str(one.sample) for one in lab.specimens if one.built and one.pages}
    assert laid_out == {f"{name}, on {paper}" for name in names for paper in ("Letter", "A4")}
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
def test_a_page_that_was_not_there_before_is_compared_with_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab_of, "FAMILIES", ("brand",))
    brand(tmp_path)
    folder = tmp_path / "lab"
    make(tmp_path, "trial", folder, quiet)
    for picture in (folder / "pages").glob("bare-*"):
        picture.unlink()
    (folder / "pages/gone-01.png").write_bytes(b"")
    brand(tmp_path, ('deep: "#0B2F45"', 'deep: "#45240B"'))
    pages = make(tmp_path, "trial", folder, quiet).specimens[0].pages
    assert {(page.is_changed, page.before, page.difference) for page in pages} == {(True, "", "")}
    sheet = (folder / "lab.html").read_text("utf-8")
    assert "now; there was none before" in sheet
    assert "Where they differ" not in sheet


@pytest.mark.usefixtures("one_specimen")
def test_warnings_alone_stand_against_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab_of, "FAMILIES", ("brand",))
    brand(tmp_path, ("layout: column", 'layout: column\n    charts: { categorical: [deep, "#0B3045", buoy] }'))
    lab = make(tmp_path, "trial", tmp_path / "lab", quiet)
    assert lab.passed
    assert {one.severity for one in lab.found} == {"warning"}
    sheet = html.parse(tmp_path / "lab/lab.html").getroot()
    assert sheet.xpath("//h2/text()")[:2] == ["Warnings", "Colors that meet"]
    assert sheet.xpath("//h2[.='Colors of charts']/following-sibling::h3/text()")[:2] == ["Light, and print", "Dark"]


@pytest.mark.usefixtures("one_specimen")
def test_each_specimen_is_laid_out_on_both_papers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lab_of, "FAMILIES", ("brand",))
    brand(tmp_path)
    sizes = []
    for paper in ("letter", "a4"):
        house(tmp_path, paper)
        lab = make(tmp_path, "trial", tmp_path / paper, quiet)
        first = {one.sample.paper: lab.files[one.pages[0].picture] for one in lab.specimens}
        sizes.append([(name, opened(picture).size) for name, picture in first.items()])
    assert sizes[0] == [("Letter", (612, 792)), ("A4", (596, 842))]
    assert sizes[1] == sizes[0][::-1], "the paper of the house is first"


def test_a_fault_of_either_paper_names_the_specimen_and_the_paper() -> None:
    samples = tuple(
        Sample(f"{name.lower()}{end}", name, "", paper, not end)
        for name in ("Limits", "Bare")
        for paper, end in (("Letter", ""), ("A4", "-a4"))
    )
    verdicts = []
    for sample in samples:
        brief = Place(f"content/{sample.slug}/brief.md", 7)
        found = [Finding(Problem("widow-line", brief, "On every page.", ""), "pdf", 3)]
        if sample.paper == "A4":
            found.append(Finding(Problem("lone-heading", brief, "On one page.", ""), "pdf", 2))
            file = Place("styles/brands/x/_brand.yml", 9)
            found.append(Finding(Problem("logo-wide", file, "Too wide.", ""), "pdf", 1))
        verdicts.append(Verdict(sample.slug, tuple(found)))
    said = told(CheckReport(tuple(verdicts)), samples)
    assert [str(one.place) for one in said] == [
        "in the specimens Limits and Bare, on Letter and A4",
        "in the specimens Limits and Bare, on A4",
        "styles/brands/x/_brand.yml:9",
    ]
    assert said[2].text == "Too wide. (on A4)"


def test_a_specimen_that_fails_is_told_by_name_with_the_reason_and_shown_as_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lab_of, "FAMILIES", ("brand",))
    monkeypatch.setattr(specimens, "SPECIMENS", {})
    monkeypatch.setattr(specimens, "kinds_of", lambda _files: ("one-pager",))
    brand(tmp_path)
    own = tmp_path / "templates/types/one-pager.yaml"
    own.parent.mkdir(parents=True)
    shutil.copyfile(DEFAULTS / "templates/types/one-pager.yaml", own)
    change(own, ("pages: 2", "pages: 1"))
    with pytest.raises(SystemExit):
        command.lab(tmp_path, "trial", tmp_path / "output")
    lab = make(tmp_path, "trial", tmp_path / "lab", quiet)
    (fault,) = errors(lab)
    assert f"not built: the specimen One pager, on Letter and A4: {fault.text}\n" in capsys.readouterr().out
    assert (fault.code, str(fault.place)) == ("wrong-page-count", "in the specimen One pager, on Letter and A4")
    for one in lab.specimens:
        assert (one.built, one.reasons) == (False, (fault.text,))
        assert len(one.pages) == 2
        assert all((tmp_path / "lab" / path).is_file() for path in (one.draft, *(page.picture for page in one.pages)))
    sheet = html.parse(tmp_path / "lab/lab.html").getroot()
    assert f"It could not be built: {fault.text}" in sheet.text_content()
    named = [*sheet.xpath("//img/@src"), *sheet.xpath("//a/@href")]
    assert [path for path in named if not (tmp_path / "lab" / path.partition("#")[0]).is_file()] == []


@pytest.mark.usefixtures("one_specimen")
def test_a_paper_of_the_brand_that_the_house_puts_out_of_use_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lab_of, "FAMILIES", ("brand",))
    brand(tmp_path, ("layout: column", "layout: column\n    paper: a4"))
    lab = make(tmp_path, "trial", tmp_path / "lab", quiet)
    assert [(one.code, one.severity) for one in lab.found] == [("brand-paper-unused", "advice")]
    assert lab.passed
    house(tmp_path, "")
    lab = make(tmp_path, "trial", tmp_path / "lab", quiet)
    assert (lab.found, [one.sample.paper for one in lab.specimens]) == ((), ["A4", "Letter"])


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
