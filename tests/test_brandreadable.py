"""Fonts and pictures of a brand that cannot be read: told at the file itself, before anything is laid out."""

from pathlib import Path

import pytest

from octavo.brand import load_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.proofed import proof

from .small_press import SmallPress

FOLDER = "styles/brands/pacific"
LOGO, FONT = f"{FOLDER}/logo-reverse.svg", f"{FOLDER}/fonts/SourceSerif4-It.woff2"
ANEW = "copy it from its source again, whole; or make WOFF2 of the original font anew"


def told(root: Path) -> list[str]:
    files = Files(root, DEFAULTS)
    brand, found = load_brand(files, "pacific")
    assert brand is not None, found
    return [
        str(p).removeprefix(f"{FOLDER}/").replace("\n    hint: ", " | ") for p in proof(files, brand, root / "kept")
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'>\n<path d='M0 0",
            "logo-reverse.svg:2:14: error[svg-broken]: the drawing is not well-formed XML: "
            "AttValue: ' expected, line 2, column 14 | export it again, or mend the line",
        ),
        (b"", f'logo-reverse.svg: error[image-empty]: "{LOGO}" is an empty file, not a picture'),
        (b"%PDF-1.7", f'logo-reverse.svg: error[image-unknown]: "{LOGO}" is not a picture that can be published'),
    ],
)
def test_a_logo_that_cannot_be_read(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / LOGO).write_bytes(data)
    (found,) = told(tmp_path)
    assert found.startswith(message)


def test_a_picture_that_a_sheet_of_the_brand_names(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / FOLDER / "sea-band.svg").write_bytes(b"<svg")
    (found,) = told(tmp_path)
    assert found.startswith("sea-band.svg:1:5: error[svg-broken]")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b"<!DOCTYPE html><title>404", "it looks like HTML"),
        (b"version https://git-lfs.github.com/spec/v1", "it looks like a Git LFS pointer"),
        ((DEFAULTS / FONT).read_bytes()[:2000], "it is damaged"),
    ],
)
def test_a_font_that_cannot_be_read(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / FONT).parent.mkdir(parents=True)
    (tmp_path / FONT).write_bytes(data)
    assert told(tmp_path) == [
        "fonts/SourceSerif4-It.woff2: error[brand-font-broken]: "
        f'"SourceSerif4-It.woff2" cannot be read as a font: {reason} | {ANEW}'
    ]


def test_all_other_faults_are_told_with_them_and_a_mended_file_is_looked_at_again(tmp_path: Path) -> None:
    """The font of the text, in which lines are measured, is among them."""
    press, font = SmallPress(tmp_path), FONT.replace("It", "Regular")
    kept = [press.write(path, b"junk") for path in (LOGO, font)]
    press.write(f"{FOLDER}/brand.css", (DEFAULTS / FOLDER / "brand.css").read_text() + ".stat { color: var(--acent) }")
    made = press.make("The wells are dry.\n", "", "pdf")
    assert [problem.code for problem in made.problems] == ["css-token", "brand-font-broken", "image-unknown"]
    for path in (*kept, tmp_path / FOLDER / "brand.css"):
        path.unlink()
    assert told(tmp_path) == []
