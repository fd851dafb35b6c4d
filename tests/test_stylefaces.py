"""Weights that a brand's sheets write: told where no font file of the family has them, and never of a sound brand."""

from pathlib import Path

import pytest

from octavo.brand import load_brand
from octavo.brandkit.start import begin
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.stylefaces import check_faces

from .small_press import SmallPress
from .test_margins import house

HOUSES = ("meridian", "pacific", "parallel")


def told(press: SmallPress) -> list[str]:
    """What is said of the brand "house", without its folder."""
    files = Files(press.root, DEFAULTS)
    own, found = load_brand(files, "house")
    assert own is not None, found
    return [str(one).removeprefix("styles/brands/house/").split("\n")[0] for one in check_faces(files, own)]


@pytest.mark.parametrize("name", HOUSES)
def test_the_house_s_brands_have_every_face_that_they_ask_for(name: str) -> None:
    files = Files(DEFAULTS)
    own, _ = load_brand(files, name)
    assert own is not None
    assert check_faces(files, own) == ()


@pytest.mark.parametrize("name", HOUSES)
def test_a_brand_that_begins_from_another_has_them_too(tmp_path: Path, name: str) -> None:
    base, _ = load_brand(Files(DEFAULTS), name)
    assert base is not None
    press = SmallPress(tmp_path)
    for path, data in begin(Files(DEFAULTS), base, "New House").items():
        press.write(f"styles/brands/house/{path}", data)
    assert told(press) == []


@pytest.mark.parametrize(
    ("sheet", "text", "message"),
    [
        ("brand.css", ":root { --type-h2: 800 2rem/1 var(--font-display) }",
         "--type-h2 800 normal Source Serif 4 Display"),
        ("brand.css", ":root { --title-face: 700 }", "--title-face 700 normal Source Serif 4 Display"),
        ("brand.css", ":root { --label-weight: 500 }", "--label-weight 500 normal Source Sans 3"),
        ("brand.css", ":root { --strong: 700 }", "--strong 700 normal Source Serif 4"),
        ("brand.css", ":root { --own: 700; --type-h2: var(--own) 2rem/1 var(--font-display) }",
         "--type-h2 700 normal Source Serif 4 Display"),
        ("brand.css", ".stat { font: italic bold clamp(2rem, 3vw, 4rem) / 1.1 var(--font-text) }",
         "font 700 italic Source Serif 4"),
        ("brand.css", ".stat { font-family: var(--font-mono); font-weight: 600 }",
         "font-weight 600 normal Source Code Pro"),
        ("brand.css", ".stat { font-weight: 900 }", "font-weight 900 normal the brand"),
        ("screen.css", "@media (min-width: 40em) { :root { --type-stat: 800 2rem/1 var(--font-display) } }",
         "--type-stat 800 normal Source Serif 4 Display"),
        ("epub.css", ":root { --mono-weight: 600 }", "--mono-weight 600 normal Source Code Pro"),
        ("brand.css", ":root { --type-stat: 300 2rem/1 var(--font-display); --strong: 600 }", ""),
        ("brand.css", ".stat { font-weight: bolder } .stat b { font: inherit; font-weight: normal }", ""),
    ],
)  # fmt: skip
def test_a_weight_without_a_file(tmp_path: Path, sheet: str, text: str, message: str) -> None:
    press = house(tmp_path, "column", "{}")
    own = press.root / "styles/brands/house" / sheet
    before = own.read_text("utf-8")
    own.write_text(f"{before}\n{text}\n", "utf-8")
    at = f"{sheet}:{before.count(chr(10)) + 2}:"
    if not message:
        assert told(press) == []
        return
    name, weight, style, family = message.split(" ", 3)
    (found,) = told(press)
    assert found.startswith(at)
    assert found.endswith(
        f'error[css-font-weight]: "{name}" asks for weight {weight}, {style}; {family} has no such file'
    )
