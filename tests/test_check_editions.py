"""The checks of built editions: each says what is broken, where, and what it could not judge."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from octavo.checks import axe, epubcheck, nu, pdf, tools, verapdf
from octavo.checks.finding import Finding, Unrun
from octavo.checks.preflight import check_offline
from octavo.checks.requests import in_css
from octavo.checks.subject import Subject
from octavo.checks.tools import python

from .small_press import SmallPress, change

BODY = """\
See [the data](data/wells.csv) and [the map](https://house.example/map).

## The first part

The wells of the north are dry.
"""
BRIEF = "content/trial/brief.md"
Files = dict[str, Path]
Check = Callable[[Subject], Iterator[Finding | Unrun]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[SmallPress, Files, dict[str, bytes]]:
    """A brief and its editions, made once."""
    press = SmallPress(tmp_path_factory.mktemp("editions"))
    press.write("content/trial/data/wells.csv", "Place,Wells\nNorth,7\n")
    files = {"html": "index.html", "epub": "trial.epub", "pdf": "trial.pdf"}
    data = {f"build/trial/{one.name}": one.data for one in press.make(BODY, "", "html", "epub", "pdf").artifacts}
    return press, {name: press.root / "build" / "trial" / file for name, file in files.items()}, data


@pytest.fixture
def built(made: tuple[SmallPress, Files, dict[str, bytes]]) -> tuple[SmallPress, Files]:
    """The same, as they were made."""
    press, files, data = made
    for name, content in data.items():
        press.write(name, content)
    return press, files


def told(built: tuple[SmallPress, Files], *families: str) -> list[str]:
    press, files = built
    done = check_offline(press.root, "trial", "", files, families)
    assert done.unrun == ()
    assert all(finding.edition for finding in done.findings)
    return [str(finding.problem).splitlines()[0] for finding in done.findings]


def rebind(file: Path, *pairs: tuple[str, str]) -> None:
    """Change the texts of a book."""
    with zipfile.ZipFile(file) as book:
        parts = {item: book.read(item) for item in book.infolist()}
    used = set()
    with zipfile.ZipFile(file, "w") as book:
        for item, data in parts.items():
            for old, new in pairs:
                used |= {old} if old.encode() in data else set()
                data = data.replace(old.encode(), new.encode())
            book.writestr(item, data)
    assert used == {old for old, _ in pairs}


def test_sound_editions_have_no_finding(built: tuple[SmallPress, Files]) -> None:
    assert told(built, "web", "epub") == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'lang="en-US"', 'lang="fr"',
            'error[web-language]: the web page says that its language is fr, and the brief says "en-US"',
        ),
        ("</main>", "<h1>Two</h1></main>", "error[web-headings]: the web page has 2 headings of the first level"),
        ("<title>A Test of the Press</title>", "<title></title>", "error[web-untitled]: the web page has no title"),
        (
            "</main>", '<p hidden>More</p></main>',
            'error[web-needs-script]: the web page shows something only when its script runs: p with "More"',
        ),
        (
            "</main>", '<p onclick="go()">More</p></main>',
            'error[web-needs-script]: the web page shows something only when its script runs: p with onclick="go()"',
        ),
        (
            "</head>", '<script src="https://count.example/x.js"></script></head>',
            "error[web-asks-elsewhere]: the web page asks another host for https://count.example/x.js",
        ),
        (
            "</main>", '<audio src="https://a.example/x.mp3"></audio><audio preload="none" src="https://b.example/x"></audio></main>',
            "error[web-asks-elsewhere]: the web page asks another host for https://a.example/x.mp3",
        ),
        (
            "</main>", '<p><a href="#nowhere">More</a></p></main>',
            'error[web-dead-link]: the web page leads to #nowhere, but nothing there is named "nowhere"',
        ),
    ],
)  # fmt: skip
def test_a_fault_of_the_page_is_told(built: tuple[SmallPress, Files], old: str, new: str, said: str) -> None:
    change(built[1]["html"], (old, new))
    assert [line.split(": ", 1)[1] for line in told(built, "web")] == [said]


def test_a_style_sheet_that_asks_elsewhere_and_a_heavy_picture(built: tuple[SmallPress, Files]) -> None:
    press, files = built
    press.write("build/trial/images/map.png", b"\0" * 2_100_000)
    with (files["html"].parent / "style.css").open("a") as sheet:
        sheet.write('@font-face { font-family: "X"; src: url("//fonts.example/x.woff2") }')
    change(files["html"], ("</main>", '<img src="images/map.png" alt="A map"></main>'))
    first, second = told(built, "web")
    assert first == f"{BRIEF}: error[web-asks-elsewhere]: the web page asks another host for //fonts.example/x.woff2"
    assert re.fullmatch(
        re.escape(f"{BRIEF}: warning[web-heavy]: the web page has ")
        + r"2\.\d MB without its fonts, more than 2\.0 MB; 2\.1 MB of it are map\.png", second
    )  # fmt: skip


def test_every_way_of_a_style_sheet_to_ask() -> None:
    text = '@import "a.css"; @import url(b.css); p { background: url("c"), image-set("d" 1x); content: "e" }'
    assert list(in_css(text)) == ["a.css", "b.css", "c", "d"]
    assert list(in_css("p { fill: url(#a); background: url(data:,x) }")) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('<li><a href="01-title.xhtml#page-1">1</a></li>', "", "error[epub-pages]: the EPUB lists "),
        (
            "schema:accessibilitySummary", "schema:summary",
            "error[epub-silent]: the EPUB does not give schema:accessibilitySummary",
        ),
        (
            'role="doc-pagebreak"', 'role="note"',
            'error[epub-claim]: the EPUB says of its accessibility "pageBreakMarkers", but no page is marked',
        ),
        (
            "</body>", '<p><img src="images/x.png"/></p></body>',
            "error[epub-no-alt]: the EPUB's picture images/x.png has no alternative text, not even an empty one",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_the_book_is_told(built: tuple[SmallPress, Files], old: str, new: str, said: str) -> None:
    rebind(built[1]["epub"], (old, new))
    assert any(line.startswith(f"{BRIEF}: {said}") for line in told(built, "epub"))


def test_a_damaged_book_is_told(built: tuple[SmallPress, Files]) -> None:
    built[1]["epub"].write_bytes(b"PK")
    assert told(built, "epub") == [
        f"{BRIEF}: error[edition-unreadable]: the EPUB cannot be read: File is not a zip file"
    ]


@pytest.mark.slow
def test_epubcheck_and_the_nu_checker_judge(built: tuple[SmallPress, Files]) -> None:
    assert told(built, "epubcheck", "nu") == []
    rebind(built[1]["epub"], ("</body>", '<p id="a"/><p id="a"/></body>'))
    change(built[1]["html"], ("</main>", "<p><div></div></p></main>"))
    found = told(built, "epubcheck", "nu")
    assert {line.split("[")[1].split("]")[0] for line in found} == {"epub-invalid", "web-invalid"}
    assert any("RSC-005" in line for line in found)


@pytest.mark.slow
def test_verapdf_judges_pdf_ua_2(tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    made = press.make("## One\n\nText.\n", "pdf: archival-2\n", "pdf")
    (data,) = (one.data for one in made.artifacts if one.name.endswith(".pdf"))
    sound = {"pdf": press.write("build/a.pdf", data)}
    assert told((press, sound), "pdf") == []
    broken = {"pdf": press.write("build/b.pdf", data.replace(b"<pdfuaid:rev>2024", b"<pdfuaid:rev>2023"))}
    assert "error[pdf-nonconforming]: the PDF does not keep PDF/UA-2: " in told((press, broken), "pdf")[0]
    unknown = {"pdf": press.write("build/c.pdf", data.replace(b"<pdfaid:part>4", b"<pdfaid:part>7"))}
    assert told((press, unknown), "pdf") == [
        f"{BRIEF}: error[pdf-nonconforming]: the PDF does not keep PDF/A-7f: there is no such standard (XMP)"
    ]


@pytest.mark.browser
@pytest.mark.slow
def test_axe_judges_in_a_browser_without_a_network(built: tuple[SmallPress, Files]) -> None:
    if not tools.browser():
        pytest.skip("no Chromium on this machine: `invoke doctor` says how to get one")
    change(built[1]["html"], ("</main>", '<p style="color: #ddd; background: #fff">Pale</p></main>'))
    assert [line.split(", at ")[0] for line in told(built, "axe")] == [
        f"{BRIEF}: error[web-access]: the web page keeps some readers out (390 px light, 390 px dark, 1280 px light, "
        "1280 px dark): Elements must meet minimum color contrast ratio thresholds (color-contrast)"
    ]


@pytest.mark.parametrize(
    "check", [axe.check, nu.check, epubcheck.check, pdf.check], ids=["axe", "nu", "epubcheck", "pdf"]
)
def test_without_java_or_chromium_nothing_passes(
    built: tuple[SmallPress, Files], check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "java", lambda: "")
    monkeypatch.setattr(tools, "browser", lambda: "")
    press, files = built
    document, _ = press.document(BODY)
    nowhere: Any = None
    said = list(check(Subject(document, nowhere, nowhere, files)))
    name = "Chromium" if check is axe.check else "Java"
    assert [item.reason for item in said if isinstance(item, Unrun)] == [
        f"{name} was not found; ./invoke doctor says how to get it"
    ]
    assert not [item for item in said if isinstance(item, Finding)]


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tools, "folder", lambda module: None)
    assert verapdf.missing() == f"the package jpype1 is not installed; {python()} -m pip install jpype1 installs it"
