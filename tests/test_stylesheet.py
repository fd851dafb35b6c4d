"""styles/ + Brand -> Stylesheet: layers in order, one layout, a way back to every line; and what the linter sees."""

import dataclasses
import re
import shutil
from pathlib import Path

import pytest
import weasyprint
from weasyprint.css.validation.expanders import EXPANDERS
from weasyprint.css.validation.properties import PROPERTIES

from octavo.brand import Brand, load_brand
from octavo.colours import ROLES
from octavo.cssnames import PRINT
from octavo.files import Files
from octavo.stylelint import lint
from octavo.stylesheet import ENTRY, Medium, bundle, read_entry

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases" / "styles"


def brand(name: str) -> Brand:
    made, found = load_brand(Files(ROOT), name)
    assert made is not None, found
    return made


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A workspace with Octavo's own styles, to be changed."""
    shutil.copytree(ROOT / "styles", tmp_path / "styles", ignore=shutil.ignore_patterns("*.woff2"))
    for font in (ROOT / "styles").rglob("*.woff2"):
        (tmp_path / font.relative_to(ROOT)).write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize("medium", ["print", "screen", "epub"])
def test_layers_come_in_the_order_of_the_entry_sheet(medium: Medium) -> None:
    files = Files(ROOT)
    text = bundle(files, medium, brand("pacific")).text
    assert text.startswith(f"@layer {', '.join(read_entry(files).layers)};\n")
    assert "@import" not in text


def test_print_has_no_media_query_and_its_page_rules_come_last() -> None:
    text = bundle(Files(ROOT), "print", brand("pacific")).text
    assert "@media" not in text
    assert text.rindex("@layer") < text.index("@page {") < text.index(":root { --page-w: 612pt;")


def test_one_layout_is_taken() -> None:
    for name, marker, other in (
        ("pacific", "styles/layout/column.css", "styles/layout/margin-notes.css"),
        ("parallel", "styles/layout/margin-notes.css", "styles/layout/column.css"),
    ):
        paths = [stretch.path for stretch in bundle(Files(ROOT), "print", brand(name)).stretches]
        assert marker in paths
        assert other not in paths
        assert f"styles/brands/{name}/brand.css" in paths


def test_every_line_knows_its_file() -> None:
    files = Files(ROOT)
    sheet = bundle(files, "print", brand("parallel"))
    lines = sheet.text.split("\n")
    for stretch in sheet.stretches:
        own = files.text(stretch.path).rstrip("\n").split("\n")
        assert len(own) == stretch.last - stretch.first + 1
        for number in range(stretch.first, stretch.last + 1):
            if "url(" not in lines[number - 1]:
                assert lines[number - 1] == own[number - stretch.first]
    first = sheet.stretches[3]
    assert str(sheet.place(first.first + 2, 7)) == f"{first.path}:3:7"
    assert str(sheet.place(1)) == ENTRY


def test_urls_become_paths_of_the_workspace() -> None:
    text = bundle(Files(ROOT), "print", brand("pacific")).text
    targets = re.findall(r'url\("([^"]+)"\)', text)
    assert "styles/brands/pacific/sea-band.svg" in targets
    assert all((ROOT / target).is_file() for target in targets)


def test_paper_is_one_choice() -> None:
    assert bundle(Files(ROOT), "print", brand("pacific"), "a4").text.endswith(
        ":root { --page-w: 210mm; --page-h: 297mm; }\n"
    )
    assert "210mm" not in bundle(Files(ROOT), "screen", brand("pacific"), "a4").text


def test_dark_colours_are_for_screens_alone() -> None:
    dark = "@media screen and (prefers-color-scheme: dark) { @layer tokens { :root { --ink: #dde7ec;"
    assert dark in bundle(Files(ROOT), "screen", brand("pacific")).text
    assert "prefers-color-scheme" not in bundle(Files(ROOT), "epub", brand("pacific")).text


def test_a_screen_sheet_keeps_its_medium(copy: Path) -> None:
    (copy / "styles" / "brief.css").write_text(
        "@layer a, tokens;\n@import 'x.css' layer(a) screen;\n@import 'x.css' print;\n"
    )
    (copy / "styles" / "x.css").write_text("p { top: 0 }\n")
    shutil.rmtree(copy / "styles" / "brands" / "pacific")
    files, house = Files(copy), brand("pacific")
    assert "@media screen { @layer a {\np { top: 0 }\n} }" in bundle(files, "screen", house).text
    assert "\np { top: 0 }\n:root {" in bundle(files, "print", house).text


@pytest.mark.parametrize("name", ["pacific", "parallel", "meridian"])
@pytest.mark.parametrize("layout", ["column", "margin-notes", "two-column"])
def test_weasyprint_takes_every_line(name: str, layout: str, caplog: pytest.LogCaptureFixture) -> None:

    sheet = bundle(Files(ROOT), "print", dataclasses.replace(brand(name), layout=layout, fonts=()))
    css = weasyprint.CSS(string=sheet.text, base_url=f"{ROOT.as_uri()}/")
    weasyprint.HTML(string="<p class=title>x</p>").render(stylesheets=[css])
    assert [record.getMessage() for record in caplog.records] == []


def test_the_names_of_properties_are_weasyprints() -> None:
    assert {name.replace("_", "-") for name in (*PROPERTIES, *EXPANDERS)} == PRINT


def test_roles_say_the_same_in_css_and_in_python() -> None:
    text = (ROOT / "styles" / "tokens" / "roles.css").read_text()
    said = dict(re.findall(r"--([a-z0-9-]+): var\(--([a-z0-9-]+)\);", text))
    ours = {role: source for role, source in ROLES.items() if not source.startswith("#")}
    raw = {role for role, source in said.items() if source.startswith("palette-")}
    assert {role: said.get(role) for role in ours if role not in raw} == {r: s for r, s in ours.items() if r not in raw}
    assert {role for role in said if not role.startswith("font-")} == set(ROLES)


def test_own_styles_have_no_fault() -> None:
    assert lint(Files(ROOT)) == ()


def test_faults_are_told_at_their_line_and_column(copy: Path) -> None:
    shutil.copy(CASES / "faulty" / "extra.css", copy / "styles" / "extra.css")
    found = lint(Files(copy), ["styles/extra.css"])
    assert [str(p).replace("\n    hint: ", " | ") for p in found] == [
        "styles/extra.css:1:1: error[css-import-circle]: style sheets import each other: styles/extra.css -> "
        "styles/extra.css | take one of these @import lines out",
        'styles/extra.css:2:1: error[css-remote]: "http://127.0.0.1:9/x.css" is on another computer | '
        "put the file into styles/ and name it by its path",
        'styles/extra.css:3:5: error[css-property]: "colour" is not a property | did you mean "color"?',
        'styles/extra.css:3:25: error[css-unit]: "3 furlong" has no unit that CSS knows | '
        "use pt, mm, rem, rlh, em or %",
        'styles/extra.css:4:4: error[css-brace]: this "{" is never closed | add the missing "}"',
        'styles/extra.css:4:13: error[css-colour]: "#12" is not a color | write 3, 4, 6 or 8 hexadecimal digits',
    ]


@pytest.mark.parametrize(
    ("css", "message"),
    [
        ("p { width: 3furlong }", '1:12: error[css-unit]: "3furlong"'),
        ("p { color: red !important }", "1:5: error[css-important]"),
        ("@media print { p { top: 0 } }", "1:1: error[css-media-inside]"),
        ("p { background: url(no.png) }", '1:17: error[css-missing]: there is no style sheet or file "no.png"'),
        ("p { background: url(../../x.png) }", "1:17: error[css-"),
        ("p { background: url(//host/x.png) }", '1:17: error[css-remote]: "//host/x.png"'),
        ("p } a { top: 0 }", '1:3: error[css-stray]: this "}" closes nothing'),
        ("/* open", '1:1: error[css-brace]: this "/*" is never closed'),
        ("p { fill: red }", '1:5: error[css-property]: "fill" is not a property'),
        ("p { top: 0  /* here */\n  left: 1pt; }", '1:11: error[css-semicolon]: no semicolon stands before "left"'),
        ("p { --a: 1rem--b: 2pt; --c:\n--d: x }", '1:28: error[css-semicolon]: no semicolon stands before "--d"'),
        ("p { --a: var(--b)--c: 2pt }", '1:18: error[css-semicolon]: no semicolon stands before "--c"'),
        (".a { .b & { colour: red } }", '1:13: error[css-property]: "colour"'),
    ],
)
def test_a_fault_in_a_sheet(copy: Path, css: str, message: str) -> None:
    (copy / "styles" / "extra.css").write_text(css)
    found = [str(p).removeprefix("styles/extra.css:") for p in lint(Files(copy), ["styles/extra.css"])]
    assert any(line.startswith(message) for line in found), found


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: 0 auto; -webkit-hyphens: none; content: '{'; background: url(data:image/png;base64,A) }",
        "/* { */ p { top: 0 }",
        ":root { --a: 1rem; --b: {left: 0} } a:hover { b:focus & { top: 0 } content: 'left: 0' }",
        "@font-face { font-family: A; src: url('brands/pacific/logo.svg') }",
    ],
)
def test_sound_css_has_no_fault(copy: Path, css: str) -> None:
    (copy / "styles" / "extra.css").write_text(css)
    assert lint(Files(copy), ["styles/extra.css"]) == ()


def test_a_circle_of_three_is_printed_once(copy: Path) -> None:
    for name, target in (("a", "b"), ("b", "c"), ("c", "a")):
        (copy / "styles" / f"{name}.css").write_text(f'@import "{target}.css";')
    found = [str(p) for p in lint(Files(copy)) if p.code == "css-import-circle"]
    assert len(found) == 1
    assert "styles/a.css -> styles/b.css -> styles/c.css -> styles/a.css" in found[0]


def test_a_face_with_two_files(copy: Path) -> None:
    face = "@font-face { font-family: 'A'; font-weight: 400; src: url(brands/pacific/logo.svg) }\n"
    (copy / "styles" / "extra.css").write_text(face * 2)
    (found,) = lint(Files(copy), ["styles/extra.css"])
    assert str(found).startswith(
        "styles/extra.css:2:1: error[css-font-twice]: A, weight 400, normal is defined twice, "
        "first at styles/extra.css:1:1"
    )


def test_the_entry_sheet_holds_layers_and_imports_only(copy: Path) -> None:
    (copy / "styles" / "brief.css").write_text("@layer a;\n@import 'base/reset.css' layer(b) tv;\np { top: 0 }\n")
    codes = [(p.code, p.place.line) for p in lint(Files(copy), [ENTRY])]
    assert codes == [("css-layer", 2), ("css-medium", 2), ("css-entry", 3)]
