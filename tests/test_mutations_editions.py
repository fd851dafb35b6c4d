"""One thing broken at a time in what was made of the good brief: the PDF, the web page, the EPUB; each in a copy.

What no build does to an edition, a template, a brand or another program may.
"""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest

from octavo.checks import table, tools
from octavo.problems.editions import RULES as EDITIONS

from . import goodbrief as good
from .goodbrief import BRIEF, CUTS, SLUG, Broken, add, swap
from .test_mutations import MUTATIONS, family_of
from .test_mutations_pages import PRINTED
from .test_mutations_text import TEXTS

MADE = f"build/{SLUG}"
PAGE, SHEET, BOOK, PRINT = (f"{MADE}/{name}" for name in ("index.html", "style.css", f"{SLUG}.epub", f"{SLUG}.pdf"))
FIGURE = "::: {#fig-dispersion"
OPF, TEXT = "EPUB/package.opf", "EPUB/02-text-1.xhtml"
FEATURE = '<meta property="schema:accessibilityFeature">%s</meta>'
ALL = ("pdf", "html", "epub")
OF_PAGES = tuple(name for name in good.FAST if name != "pdf")
"""All that is quick, without the validators of PDF, which look at PDFs that were changed alone."""


def rebind(name: str, old: str, new: str) -> good.Change:
    """Replace all `old` in a text of the book."""

    def change(root: Path) -> None:
        with zipfile.ZipFile(root / BOOK) as book:
            parts = {item: book.read(item) for item in book.infolist()}
        with zipfile.ZipFile(root / BOOK, "w") as book:
            for item, data in parts.items():
                is_it = item.filename == name
                assert not is_it or old.encode() in data
                book.writestr(item, data.replace(old.encode(), new.encode()) if is_it else data)

    return change


def reprint(change: Callable[[Any], None]) -> good.Change:
    """Change the PDF, with whose pages its map still agrees."""

    def done(root: Path) -> None:
        with pikepdf.open(root / PRINT, allow_overwriting_input=True) as pdf:
            change(pdf)
            pdf.save(root / PRINT)
        good.remap(root)

    return done


def tagged(element: Any) -> Iterator[Any]:  # noqa: ANN401 - a PDF object
    """The elements of a tag tree."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            yield from tagged(child)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield element
        yield from tagged(element.get("/K"))


def chart(pdf: Any) -> Any:  # noqa: ANN401 - PDF objects
    """The tag of the chart."""
    return next(e for e in tagged(pdf.Root.StructTreeRoot) if str(e.get("/Alt", "")).startswith("Two panels"))


def other_alt(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    chart(pdf).Alt = pikepdf.String("A chart.")


def no_alt(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    del chart(pdf)["/Alt"]


def no_language(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    del pdf.Root["/Lang"]


def no_title_shown(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def no_claim(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    data = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(data.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))


def heavy(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    """The data that goes with it grows."""
    pdf.Root.AF[0].EF.F.write(Random(2031).randbytes(7_000_000))


def no_bookmark(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    with pdf.open_outline() as outline:
        parts = outline.root[0].children
        del parts[2].children[1]


def no_font(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    """Of the titles of figures alone."""
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
    for font in fonts:
        described = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
        if "Display" in str(font.BaseFont):
            for name in {"/FontFile", "/FontFile2", "/FontFile3"} & set(described):
                del described[name]


def no_heading(pdf: Any) -> None:  # noqa: ANN401 - a PDF
    """The words of a heading are taken off the page."""
    head = [e for e in tagged(pdf.Root.StructTreeRoot) if e.S == "/H2"][3]
    page, kid = head.Pg, head.K if isinstance(head.K, int) else head.K[0]
    kept, depth = [], 0
    for item in pikepdf.parse_content_stream(page):
        operands, operator = item.operands, item.operator
        begins = str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary)
        if (begins and operands[1].get("/MCID") == kid) or depth:
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
            if str(operator) in ("Tj", "TJ"):
                continue
        kept.append(item)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def torn(root: Path) -> None:
    (root / BOOK).write_bytes(b"PK")


PDFS = (
    Broken("pdf", "pdf-nonconforming", reprint(no_language), "", times=0),
    Broken("pdf", "pdf-nonconforming", reprint(no_title_shown), "", times=0),
    Broken("pdf", "pdf-nonconforming", reprint(no_claim), ""),
    Broken("pdf", "pdf-heavy", reprint(heavy), ""),
    Broken("layout", "no-bookmark", reprint(no_bookmark), "### The American share"),
    Broken("layout", "font-not-embedded", reprint(no_font), "title: Cooperation", also=("pdf-nonconforming",)),
    Broken("parity", "not-in-edition", reprint(other_alt), FIGURE),
    Broken("parity", "not-in-edition", reprint(no_alt), FIGURE, also=("pdf-nonconforming",)),
    Broken("parity", "not-in-edition", reprint(no_heading), "## Policy has changed"),
)
LINKED = "[The change](https://house.example/change) cuts"
PAGES = (
    Broken("web", "web-dead-link", swap(PAGE, 'id="sec-merida"', 'id="sec-marida"'), "{#sec-merida}"),
    Broken("web", "web-dead-link", swap(PAGE, 'id="fig-dispersion"', 'id="fig-1"'), "(@fig-dispersion)"),
    Broken(
        "web",
        "web-asks-elsewhere",
        swap(PAGE, "</head>", '<script src="https://count.example/x.js"></script></head>'),
        "",
    ),
    Broken("web", "web-asks-elsewhere", add(SHEET, '@font-face { src: url("//fonts.example/x.woff2") }'), ""),
    Broken("web", "web-asks-elsewhere", swap(PAGE, "</main>", '<img src="//count.example/x.gif" alt=""></main>'), ""),
    Broken("web", "web-headings", swap(PAGE, "</main>", "<h1>Two</h1></main>"), ""),
    Broken("web", "web-language", swap(PAGE, '<html lang="en-US"', '<html lang="es"'), ""),
    Broken("web", "web-untitled", swap(PAGE, "<title>Cooperation Without Calm</title>", "<title></title>"), ""),
    Broken("web", "web-needs-script", swap(PAGE, f"<p>{CUTS}", f"<p hidden>{CUTS}"), CUTS),
    Broken("web", "web-needs-script", swap(PAGE, f"<p>{CUTS}", f'<p onclick="go()">{CUTS}'), CUTS),
    Broken("web", "web-heavy", add(SHEET, f"/*{'x' * 2_000_000}*/"), ""),
    Broken("parity", "not-in-edition", swap(PAGE, f"{CUTS} Gangs", "Gangs"), CUTS),
    Broken("parity", "not-in-edition", swap(PAGE, "Petty drug crimes", "Petty crimes"), "| Amnesty |"),
    Broken("parity", "not-in-edition", swap(PAGE, "Downie spoke in March 2019;", "Downie spoke;"), "[^years]:", BRIEF),
)
BOOKS = (
    Broken("parity", "link-not-in-edition", swap(BRIEF, "The change cuts", LINKED), LINKED, times=3),
    Broken("epub", "epub-pages", rebind("EPUB/nav.xhtml", ">3</a>", ">iii</a>"), ""),
    Broken("epub", "epub-silent", rebind(OPF, "schema:accessibilitySummary", "schema:summary"), ""),
    Broken("epub", "epub-silent", rebind(OPF, "schema:accessibilityHazard", "schema:hazard"), ""),
    Broken("epub", "epub-claim", rebind(TEXT, 'role="doc-pagebreak"', 'role="note"'), ""),
    Broken("epub", "epub-claim", rebind(TEXT, "</body>", "<video/></body>"), ""),
    Broken(
        "epub",
        "epub-no-alt",
        rebind(TEXT, ' alt="Two panels', ' title="Two panels'),
        FIGURE,
        also=("not-in-edition", "epub-claim"),
    ),
    Broken("epub", "edition-unreadable", torn, ""),
    Broken("parity", "not-in-edition", rebind(TEXT, CUTS, ""), CUTS),
    Broken("parity", "not-in-edition", rebind(TEXT, "Drugs such as marijuana", "Drugs"), "| Legalization |"),
    Broken("parity", "not-in-edition", swap(BRIEF, CUTS, f"{CUTS}\n\nA late word.\n\n"), "A late word.", times=3),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, good.Before]:
    """The good brief, built; and what is told of it."""
    root = good.workspace(tmp_path_factory.mktemp("good") / "work")
    assert good.build(root, *ALL) == ()
    found = good.told(root, good.editions(root, *ALL), OF_PAGES)
    assert [str(problem) for problem in found if problem.severity == "error"] == []
    return root, good.known(found)


def caught(mutation: Broken, made: tuple[Path, good.Before], folder: Path, families: tuple[str, ...]) -> None:
    root = shutil.copytree(made[0], folder / "work")
    mutation.change(root)
    found = good.told(root, good.editions(root, *ALL), families)
    good.assert_caught(mutation, root, found, made[1])


@pytest.mark.slow
@pytest.mark.parametrize("mutation", PDFS, ids=good.names(PDFS))
def test_a_fault_of_the_pdf_is_told(mutation: Broken, made: tuple[Path, good.Before], tmp_path: Path) -> None:
    caught(mutation, made, tmp_path, good.FAST)


@pytest.mark.parametrize("mutation", [*PAGES, *BOOKS], ids=good.names((*PAGES, *BOOKS)))
def test_a_fault_of_a_page_or_a_book_is_told(mutation: Broken, made: tuple[Path, good.Before], tmp_path: Path) -> None:
    caught(mutation, made, tmp_path, OF_PAGES)


# Other people's checkers -----------------------------------------------------------------------------------

LONG = "Richard Downie of Delphi"
PALE = f'<p style="color: #ddd; background: #fff">{CUTS}'
SLOW = (
    Broken("nu", "web-invalid", swap(PAGE, f"<p>{CUTS}", f"<p><div></div>{CUTS}"), CUTS, times=0),
    Broken("nu", "web-invalid", swap(PAGE, "</main>", "<center>Two</center></main>"), "", times=0),
    Broken("axe", "web-access", swap(PAGE, f"<p>{CUTS}", PALE), CUTS),
    Broken("axe", "web-access", swap(PAGE, f"<p>{LONG}", f'<p style="color: #ddd; background: #fff">{LONG}'), LONG),
    Broken("axe", "web-access", swap(PAGE, 'role="img"', 'role="chart"'), "", times=0),
    Broken("epubcheck", "epub-invalid", rebind(TEXT, f"<p>{CUTS}", f'<p lang="x y">{CUTS}'), CUTS, times=0),
    Broken("typos", "known-slip", swap(BRIEF, CUTS, "The comission cuts both ways."), "The comission"),
    Broken("ace", "epub-access", rebind(TEXT, f"<p>{CUTS}", PALE), CUTS, times=0),
    Broken(
        "epubcheck", "epub-invalid", rebind(OPF, 'media-type="image/svg+xml"', 'media-type="image/png"'), "", times=0
    ),
)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("mutation", SLOW, ids=good.names(SLOW))
def test_a_fault_is_told_that_others_find(mutation: Broken, made: tuple[Path, good.Before], tmp_path: Path) -> None:
    if mutation.family in ("axe", "ace") and not (tools.browser() and tools.ace()):
        pytest.skip("no Chromium or no Ace on this machine: `invoke doctor` says how to get them")
    caught(mutation, made, tmp_path, (mutation.family,))


def test_every_family_and_every_rule_of_editions_has_a_mutation() -> None:
    planted = (*PDFS, *PAGES, *BOOKS, *SLOW, *PRINTED, *TEXTS)
    families = {mutation.family for mutation in planted} | set(map(family_of, {m.code for m in MUTATIONS}))
    assert {family.name for family in table.CHECKS} - families == {"links"}  # which has tests of its own
    assert {rule.code for rule in EDITIONS} - {mutation.code for mutation in planted} == set()
