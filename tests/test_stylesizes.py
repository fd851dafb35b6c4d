"""styles/ + Brand -> sizes that no brief could be printed in, at the line of the brand that decides them."""

import shutil
from pathlib import Path

import pytest

from octavo.brand import load_brand
from octavo.files import Files
from octavo.proofed import proof

ROOT = Path(__file__).parents[1]
FOLDER = "styles/brands/pacific"


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A workspace with Octavo's own styles, to be changed."""
    shutil.copytree(ROOT / "styles", tmp_path / "styles")
    return tmp_path


def told(house: Path, css: str = "", size: str = "10.5pt") -> list[str]:
    """What is said of the brand "pacific" with another size, and with `css` before all else in its sheet."""
    sheet, file = house / FOLDER / "brand.css", house / FOLDER / "_brand.yml"
    sheet.write_text(f"{css}\n{sheet.read_text()}")
    file.write_text(file.read_text().replace("size: 10.5pt", f"size: {size}"))
    files = Files(house)
    brand, found = load_brand(files, "pacific")
    found += proof(files, brand, house / "kept") if brand else ()
    return [str(p).removeprefix(f"{FOLDER}/").replace("\n    hint: ", " | ") for p in found]


@pytest.mark.parametrize("size", ["8.9pt", "12.5pt", "24pt"])
def test_the_text_s_size_has_its_limits(house: Path, size: str) -> None:
    number = size.removesuffix("pt")
    assert told(house, size=size) == [
        f'_brand.yml:86:41: error[brand-size-range]: "typography.base.size" is {number} pt; it may be 9 to 12 pt | '
        "write 9pt to 12pt"
    ]


def test_a_size_of_the_brand_s_sheet(house: Path) -> None:
    assert told(house, ":root {\n  --fs-title: 15rem;\n}") == [
        'brand.css:2:3: error[brand-size-range]: "--fs-title" is 157.5 pt; it may be 24 to 90 pt | '
        "write 2.29rem to 8.57rem"
    ]


@pytest.mark.parametrize(
    ("scale", "found"),
    [("1.3", ['"--fs-cover" is 165 pt; it may be 36 to 101.6 pt | write a scale of 1.24 or less']), ("1.23", [])],
)
def test_of_too_large_a_scale_only_the_largest_that_fits_is_told(house: Path, scale: str, found: list[str]) -> None:
    file = house / FOLDER / "_brand.yml"
    file.write_text(file.read_text().replace("layout: column\n", f"layout: column\n    scale: {scale}\n"))
    assert [one.partition("error[brand-size-range]: ")[2] for one in told(house)] == found


def test_a_margin_that_follows_from_another_length(house: Path) -> None:
    """The margins are what the wide measure leaves of the sheet."""
    assert told(house, ":root { --wide: 700pt; }") == [
        'brand.css:1:9: error[brand-size-range]: "--page-ml" is -44 pt; it may be 36 to 180 pt | '
        'change "--wide", from which it follows, or set "--page-ml" in brand.css (36pt to 180pt)'
    ]


@pytest.mark.parametrize(
    ("css", "characters"), [("--text-start: 300pt", "23"), ("--text-end: 190pt", "47"), ("--text-start: 0pt", "88")]
)
def test_a_line_of_text_that_is_hard_to_read(house: Path, css: str, characters: str) -> None:
    (found,) = told(house, f":root {{ {css}; }}")
    assert found == (
        f"brand.css:1:9: error[brand-measure]: a full line of text holds about {characters} characters; "
        "it may be 50 to 85 | change --wide, --text-start, --text-end or the margins; 60 to 70 are read best"
    )


def test_sizes_that_only_the_page_can_tell_are_left_to_it(house: Path) -> None:
    assert told(house, ":root { --root: 1rem; --wide: 40vw; --col: var(--gut); --gut: var(--col, 12pt); }") == []


def test_a_text_size_that_makes_small_type_too_small(house: Path) -> None:
    assert told(house, size="10pt") == [
        f'_brand.yml:86:41: error[brand-size-range]: "{name}" is {points} pt; it may be 8 to 12 pt | '
        f'change "typography.base.size", from which it follows, or set "{name}" in brand.css (0.8rem to 1.2rem)'
        for name, points in (("--fs-micro", "7.6"), ("--fs-note", "7.9"))
    ]


def test_a_brand_may_set_sizes_within_limits(house: Path) -> None:
    css = ":root { --fs-micro: .8rem; --fs-note: .8rem; --fs-title: 6rem; --text-start: 72pt; --text-end: 72pt; }"
    assert told(house, css, "10pt") == []


def test_a_length_without_its_unit_is_told_with_what_to_write(house: Path) -> None:
    assert told(house, ":root {\n  --fs-h2: 30;\n  --wide: 500; --fit: 1;\n}") == [
        'brand.css:2:3: error[token-unit]: "--fs-h2: 30" has no unit | write "30rem", or with another unit',
        'brand.css:3:3: error[token-unit]: "--wide: 500" has no unit | write "500pt", or with another unit',
    ]
