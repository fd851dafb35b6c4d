"""A logo that is wider than its place: on the page it keeps to it, whatever the layout."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo import layout as layouts
from octavo.brand import load_brand
from octavo.brandkit.wordmark import wordmark
from octavo.checks.logos import check, fits, tallest
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.yamltext import load

from .small_press import SmallPress
from .test_margins import LAYOUTS, house

NAME = "The Harbour Institute for Questions of the Coast"
FACE = DEFAULTS / "styles/brands/parallel/fonts/SchibstedGrotesk-Regular.woff2"
ROOM = {"column": 0.6 * 492, "margin-notes": 180 - 2 * 12, "two-column": 516 / 2 - 12}
"""Points that a logo may take in the sheets of each layout: its margin, its column, or six tenths of the line."""


def seen(logo: bytes) -> bytes:
    """A black logo that has something white in it, so that it tells on every ground."""
    return logo.replace(b"</svg>", b'<path fill="#ffffff" d="M0 0h1v1h-1z"/></svg>')


def logos_of(press: SmallPress, opening: str) -> list[float]:
    """The widths of the logos of a brief that opens so."""
    file = press.root / "styles/brands/house/_brand.yml"
    text = file.read_text("utf-8")
    before = "    opening: cover\n"
    text = text.replace(before, "").replace("    layout:", f"    opening: {opening}\n    layout:")
    file.write_text(text, "utf-8")
    for logo in file.parent.glob("logo*.svg"):
        logo.write_bytes(seen(wordmark(NAME, FACE.read_bytes(), "#000000")))
    made = press.make("Words.\n", "", "pdf", brand="house")
    assert [str(one) for one in made.problems] == []
    kept = next(one for one in made.kept if one.name.startswith(f"{layouts.FOLDER}/"))
    (pdf,) = (one.data for one in made.artifacts if one.name.endswith(".pdf"))
    found = layouts.parse(kept.data, sha256(pdf).hexdigest())
    assert found is not None
    return [shown.box.right - shown.box.left for shown in found.pictures if "logo" in shown.source]


@pytest.mark.parametrize("opening", ["masthead", "cover"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_wide_logo_keeps_to_its_place(tmp_path: Path, layout: str, opening: str) -> None:
    press = house(tmp_path, layout, "{}")
    (width,) = logos_of(press, opening)
    assert width == pytest.approx(ROOM[layout], abs=0.1)


@given(st.floats(0.2, 60), st.floats(20, 600))
def test_the_height_that_is_told_fits(ratio: float, room: float) -> None:
    told = f"{tallest(ratio, room):g}"
    assert fits(ratio, float(told), room)
    assert not fits(ratio, float(told) + 0.1001, room)


def told_of(press: SmallPress) -> list[str]:
    """The logos of the brand "house" that are too wide, with what to do."""
    files, path = Files(press.root, DEFAULTS), "styles/brands/house/_brand.yml"
    own, found = load_brand(files, "house")
    assert own is not None, found
    fields, marks, _ = load(files.text(path), path)
    return [str(one.problem) for one in check(files, own, marks, fields) if one.code == "logo-wide"]


@pytest.mark.parametrize("name", ["The Tideline Institute", "The Tideline Institute of Coasts", NAME])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_told_of_a_wide_logo_mends_it(tmp_path: Path, layout: str, name: str) -> None:
    press = house(tmp_path, layout, "{}")
    sheet = press.root / "styles/brands/house/brand.css"
    for logo in sheet.parent.glob("logo*.svg"):
        logo.write_bytes(seen(wordmark(name, FACE.read_bytes(), "#000000")))
    heights = ":root { --logo-h: 60pt; --logo-cover-h: 60pt; }\n"
    sheet.write_text(sheet.read_text("utf-8") + heights, "utf-8")
    told = told_of(press)
    assert told
    for one in told:
        token, height = re.findall(r"set (--[\w-]+) to ([\d.]+pt)", one)[0]
        width, room = re.findall(r"is (\d+) pt wide .* has (\d+) pt", one)[0]
        assert int(width) > int(room)
        sheet.write_text(sheet.read_text("utf-8") + f":root {{ {token}: {height}; }}\n", "utf-8")
    assert told_of(press) == []
