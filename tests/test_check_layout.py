"""What a preflight says of pages as they were printed: rules that need other PDFs than a case folder makes."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import pypdfium2
import pypdfium2.raw as raw

from octavo import blocks as b
from octavo.checks import images
from octavo.checks.finding import Finding, Unrun
from octavo.checks.layout import check as check_pages
from octavo.checks.run import check
from octavo.checks.subject import Subject
from octavo.defaults import DEFAULTS
from octavo.design import Design
from octavo.files import Files
from octavo.formats.raster import faces
from octavo.layout import Block, Box, Gap, Layout, Leaf, Line, Shown, parse, text
from octavo.press import settled

from .layoutcase import checked
from .small_press import SmallPress

CASES = Path(__file__).parent / "cases" / "problems"
PLAIN = "Text in *lines* of its own.\n\n## Water is short\n\nMore of it, and a paragraph that takes two lines or more."


def test_a_page_with_nothing_wrong_has_no_finding(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "brief.md").write_text(f"---\ntitle: Plain\ndate: 2026-01-02\n---\n{PLAIN}\n", "utf-8")
    found = checked(tmp_path / "root", given)
    assert (found.findings, found.unrun) == ((), ())


def test_a_chapter_is_named_by_its_own_file(tmp_path: Path) -> None:
    given = tmp_path / "given"
    (given / "chapters").mkdir(parents=True)
    front = "---\ntitle: Two\ntype: report\ndate: 2026-01-02\nchapters: [chapters/one.md]\n---\n"
    (given / "brief.md").write_text(front, "utf-8")
    body = "---\ntitle: One\n---\nText.\n\n## Water is short\n\nMore.\n"
    (given / "chapters/one.md").write_text(body, "utf-8")
    (given / "brand.css").write_text(".flow > h3 { bookmark-level: none }\n", "utf-8")
    told = [str(finding.problem.place) for finding in checked(tmp_path / "root", given).findings]
    assert told == ["content/trial/chapters/one.md:6"]


def test_a_map_of_another_pdf_is_none(tmp_path: Path) -> None:
    made = SmallPress(tmp_path).make(PLAIN, "", "pdf")
    (kept,) = made.kept
    assert kept.name == "layout/trial-pacific.json"
    assert kept.data == SmallPress(tmp_path / "again").make(PLAIN, "", "pdf").kept[0].data
    assert parse(kept.data, "") is None
    assert parse(b"{}", "") is None


def test_a_map_outlives_its_file() -> None:
    line = Line(Box(0, 0, 90, 12), "two words", 10, (Gap(40, 45),), True)
    block = Block("a.md", 3, "p", 1, line.box, (line,), ("flow",), part=1, closes=False, bookmark="x")
    shown = Shown("a.png", "a.md", 4, 1, Box(0, 0, 72, 72), (300, 300), "Grey")
    whole = Layout((Leaf(1, 612, 792, Box(72, 72, 540, 720), True),), (block,), (shown,))
    assert parse(text(whole, "sha").encode(), "sha") == whole


def test_without_a_map_nothing_is_said_to_be_checked(tmp_path: Path) -> None:
    given = CASES / "picture-coarse" / "input"
    checked(tmp_path, given)
    (tmp_path / "build/.cache/layout/trial-pacific.json").unlink()
    found = check(tmp_path, "trial", "pacific", {"pdf": tmp_path / "build/trial/trial.pdf"}, ("layout", "images"))
    assert found.findings == ()
    assert found.unrun == tuple(
        Unrun(name, "there is no map of this PDF; `./invoke clean`, then build it again", "pdf", name)
        for name in ("layout", "images")
    )


def test_a_font_of_the_machine_is_none_of_the_brand(tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    (given / "brief.md").write_text(f"---\ntitle: Plain\ndate: 2026-01-02\n---\n{PLAIN}\n", "utf-8")
    (given / "brand.css").write_text(".flow p { font-family: sans-serif }\n", "utf-8")
    found = [finding for finding in checked(tmp_path / "root", given).findings if finding.code == "font-not-of-brand"]
    assert [str(finding.problem.place) for finding in found][:1] == ["content/trial/brief.md:5"]
    assert all(
        re.fullmatch(r"the font \S+, first on page 1, is none of the brand pacific", f.problem.text) for f in found
    )


def test_a_picture_without_words_is_told_unless_it_only_decorates(tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    document, _ = press.document("Text.\n\n![](images/sky.png){.decorative}\n")
    bare = [Shown(f"{name}.png", "content/trial/brief.md", 8, 2, Box(0, 0, 72, 72), (300, 300), "") for name in "ab"]
    decorative = b.Picture("images/sky.png", decorative=True, path="b.png")
    chapter = replace(document.chapters[0], blocks=(b.Figure(picture=decorative),))
    subject = Subject(
        replace(document, chapters=(chapter,)),
        cast(Design, None),
        Files(tmp_path),
        {"pdf": tmp_path},
        layout=Layout(pictures=tuple(bare)),
    )
    (found,) = images.check(subject)
    assert isinstance(found, Finding)
    assert (found.page, found.box) == (2, (0, 0, 72, 72))
    words = "a.png on page 2 has no words for those who do not see it"
    assert str(found.problem).splitlines()[0] == f"content/trial/brief.md:8: error[picture-without-words]: {words}"


def test_a_font_that_is_not_embedded_is_told(tmp_path: Path) -> None:
    file = io.BytesIO()
    with pypdfium2.PdfDocument.new() as pdf:
        page = pdf.new_page(200, 100)
        item = raw.FPDFPageObj_NewTextObj(pdf.raw, b"Helvetica", 10)
        raw.FPDFText_SetText(item, (raw.FPDF_WCHAR * 2)(ord("A"), 0))
        raw.FPDFPage_InsertObject(page.raw, item)
        raw.FPDFPage_GenerateContent(page.raw)
        pdf.save(file)
    (face,) = faces(file.getvalue())
    assert (face.name, face.embedded, face.page) == ("Helvetica", False, 1)
    printed = tmp_path / "trial.pdf"
    printed.write_bytes(file.getvalue())
    press = SmallPress(tmp_path)
    press.brief("Text.\n")
    files = Files(press.root, DEFAULTS)
    document, design = settled(files, "trial", "", False, [])
    subject = Subject(document, design, files, {"pdf": printed}, layout=Layout())
    told = [str(one.problem).splitlines()[0] for one in check_pages(subject) if isinstance(one, Finding)]
    what = "the font Helvetica, first on page 1, is not in the PDF"
    assert f"content/trial/brief.md: error[font-not-embedded]: {what}" in told
