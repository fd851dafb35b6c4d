"""A logo that is wider than its place: on the page it keeps to it, whatever the layout."""

from hashlib import sha256
from pathlib import Path

import pytest

from octavo import layout as layouts
from octavo.brandkit.wordmark import wordmark
from octavo.defaults import DEFAULTS

from .small_press import SmallPress
from .test_margins import LAYOUTS, house

NAME = "The Harbour Institute for Questions of the Coast"
FACE = DEFAULTS / "styles/brands/parallel/fonts/SchibstedGrotesk-Regular.woff2"
ROOM = {"column": 0.6 * 492, "margin-notes": 180 - 2 * 12, "two-column": 516 / 2 - 12}
"""Points that a logo may take in the sheets of each layout: its margin, its column, or six tenths of the line."""


def logos_of(press: SmallPress, opening: str) -> list[float]:
    """The widths of the logos of a brief that opens so."""
    file = press.root / "styles/brands/house/_brand.yml"
    text = file.read_text("utf-8")
    before = "    opening: cover\n"
    text = text.replace(before, "").replace("    layout:", f"    opening: {opening}\n    layout:")
    file.write_text(text, "utf-8")
    for logo in file.parent.glob("logo*.svg"):
        logo.write_bytes(wordmark(NAME, FACE.read_bytes(), "#000000"))
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
