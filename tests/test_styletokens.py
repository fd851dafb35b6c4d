"""styles/ + Brand -> misspelt custom properties, which CSS passes over without a word."""

import shutil
from pathlib import Path

import pytest

from octavo.brand import load_brand
from octavo.files import Files
from octavo.proofed import proof

ROOT = Path(__file__).parents[1]
SHEET = "styles/brands/pacific/brand.css"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A workspace with Octavo's own styles, to be changed."""
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    return tmp_path


def told(house: Path, css: str, path: str = SHEET) -> list[str]:
    """What is said of the brand "pacific" once `css` stands before all else in one of its sheets."""
    sheet = house / path
    sheet.write_text(css + "\n" + (sheet.read_text() if sheet.is_file() else ""))
    files = Files(house)
    brand, found = load_brand(files, "pacific")
    assert brand is not None, found
    return [str(p).replace("\n    hint: ", " | ") for p in proof(files, brand, house / "kept")]


@pytest.mark.parametrize("name", ["pacific", "parallel", "meridian"])
def test_own_styles_have_no_fault(name: str, tmp_path: Path) -> None:
    brand, _ = load_brand(Files(ROOT), name)
    assert brand is not None
    assert proof(Files(ROOT), brand, tmp_path) == ()


def test_a_token_that_nothing_asks_for(house: Path) -> None:
    assert told(house, ":root {\n  --acent: red;\n}") == [
        f'{SHEET}:2:3: error[css-token-unused]: "--acent" is set, but no style sheet asks for it | '
        'did you mean "--accent"?'
    ]


def test_a_token_that_nothing_sets_is_told_once_for_all_editions(house: Path) -> None:
    assert told(house, ".stat { color: var( --acent , red); }") == [
        f'{SHEET}:1:21: error[css-token]: nothing sets "--acent" for print, screen, epub | did you mean "--accent"?'
    ]


def test_a_colour_of_the_palette_is_a_token(house: Path) -> None:
    assert told(house, ".stat { color: var(--brand-ember); }") == []
    assert told(house, ".stat { color: var(--brand-embre); }") == [
        f'{SHEET}:1:20: error[css-token]: nothing sets "--brand-embre" for print, screen, epub | '
        'did you mean "--brand-ember"?'
    ]


def test_a_colour_that_was_named_anew_is_told_with_those_that_there_are(house: Path) -> None:
    (found,) = told(house, ".stat { color: var(--brand-forest); }")
    assert ' | no color of the palette is called "forest"; there are buoy, deep, ember, ' in found


def test_a_token_of_a_layout_that_the_brand_does_not_take(house: Path) -> None:
    print_sheet = "styles/brands/pacific/print.css"
    assert told(house, ".stat { width: var(--margin-w); }", print_sheet) == [
        f'{print_sheet}:1:20: error[css-token]: nothing sets "--margin-w" for print | '
        "it is set in styles/layout/margin-notes.css, which is not taken here"
    ]


def test_a_brand_may_have_tokens_of_its_own(house: Path) -> None:
    assert told(house, ":root { --wave: 3pt; }\n.stat { margin-block-end: calc(2 * var(--wave)); }") == []


def test_sheets_that_cannot_be_read_whole_say_nothing_about_tokens(house: Path) -> None:
    (found,) = told(house, ":root { --wave: 3pt; }\n} .stat { margin-block-end: var(--wave); }")
    assert "error[css-stray]" in found


@pytest.mark.parametrize("sheet", ["brand.css", "screen.css", "epub.css", "print.css"])
def test_a_colour_of_a_role_is_set_in_no_sheet_of_a_brand(house: Path, sheet: str) -> None:
    path = f"styles/brands/pacific/{sheet}"
    assert told(house, ".cover { --paper: #fbf6ea; }", path) == [
        f'{path}:1:10: error[css-role]: "--paper" is the color of a role, and is set in a style sheet | '
        'write paper: "#fbf6ea" under defaults.octavo.roles of _brand.yml'
    ]
