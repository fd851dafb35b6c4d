"""Logos on their grounds: one that cannot be seen is told at its place, in the build and in the studio alike."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from octavo.brand import load_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.logocolours import Paint, paints
from octavo.logoground import check_grounds
from octavo.preview.studioverdict import verdict
from octavo.proofed import proof

from .small_press import SmallPress
from .test_margins import house

HEAD = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"'
DRAWINGS = {
    "black where nothing is said": ('<path d="M0 0h9v9z"/>', ["#000000"]),
    "a fill and a stroke": ('<g stroke="#0a0"><rect width="9" height="9" fill="red"/></g>', ["#ff0000", "#00aa00"]),
    "a style": ('<path style="fill:#123456" d="M0 0h9v9z"/>', ["#123456"]),
    "a sheet": ('<style>.a{fill:#123456}</style><path class="a" d="M0 0h9v9z"/>', ["#123456"]),
    "currentColor": ('<g color="#abcdef"><path fill="currentColor" d="M0 0h9v9z"/></g>', ["#abcdef"]),
    "rgb()": ('<path fill="rgb(1, 2, 3)" d="M0 0h9v9z"/>', ["#010203"]),
    "rgb() of CSS Color 4": ('<path fill="rgb(1 2 3 / 1)" d="M0 0h9v9z"/>', ["#010203"]),
    "another space": ('<path fill="oklch(.6 .15 250)" stroke="#abc" d="M0 0h9v9z"/>', ["#aabbcc"]),
    "nothing": ('<path fill="none" d="M0 0h9v9z"/><g display="none"><path d="M0 0h9v9z"/></g>', []),
    "what is used": ('<defs><path id="p" d="M0 0h9v9z"/></defs><use href="#p" fill="#fff"/>', ["#ffffff"]),
    "what is not used": ('<defs><path d="M0 0h9v9z"/></defs><line x2="9" stroke="#eee"/>', ["#eeeeee"]),
    "a gradient": (
        '<linearGradient id="g"><stop stop-color="#111"/><stop stop-color="#999"/></linearGradient>'
        '<path fill="url(#g)" d="M0 0h9v9z"/>',
        ["#111111", "#999999"],
    ),
    "a gradient in itself": (
        '<linearGradient id="g"><stop stop-color="url(#g)"/><stop stop-color="#111"/></linearGradient>'
        '<path fill="url(#g)" d="M0 0h9v9z"/>',
        ["#111111"],
    ),
    "a pattern in itself": (
        '<pattern id="p"><g opacity=".9"><path fill="url(#p)" stroke="#111" d="M0 0h9v9z"/></g></pattern>'
        '<path fill="url(#p)" d="M0 0h9v9z"/>',
        ["#111111"],
    ),
}


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    """A workspace with a copy of the brand pacific."""
    return house(tmp_path, "column", "{}")


@pytest.mark.parametrize(("inside", "colours"), DRAWINGS.values(), ids=DRAWINGS)
def test_what_is_painted(inside: str, colours: list[str]) -> None:
    assert [one.colour for one in paints(f"<svg {HEAD}>{inside}</svg>".encode(), "logo.svg")] == colours


def test_what_is_half_there() -> None:
    drawing = f'<svg {HEAD}><g opacity=".5"><path fill-opacity="50%" d="M0 0h9v9z"/></g></svg>'
    assert paints(drawing.encode(), "logo.svg") == (Paint("#000000", 0.25),)


def test_the_colours_that_take_a_part_of_a_photograph() -> None:
    picture = Image.new("RGBA", (40, 40), (255, 255, 255, 0))
    picture.paste((20, 40, 60, 255), (0, 0, 40, 20))
    picture.paste((200, 40, 60, 255), (0, 20, 40, 25))
    picture.putpixel((39, 39), (0, 255, 0, 255))
    file = BytesIO()
    picture.save(file, "PNG")
    assert [one.colour for one in paints(file.getvalue(), "logo.png")] == ["#14283c", "#c8283c"]
    assert paints(file.getvalue()[:60], "logo.png") == ()


@pytest.mark.parametrize("name", ["meridian", "pacific", "parallel"])
def test_the_house_s_logos_are_seen(name: str) -> None:
    own, _ = load_brand(Files(DEFAULTS), name)
    assert own is not None
    assert check_grounds(Files(DEFAULTS), own) == ()


@pytest.mark.parametrize(
    ("place", "logo", "ground", "would"),
    [
        ("cover", "lockup", "the cover (#0b2f45)", "lockup-reverse"),
        ("masthead", "lockup", "the opening (#0b2f45)", "lockup-reverse"),
        ("plain", "lockup-reverse", "paper (#ffffff)", "lockup"),
        ("mark", "mark-reverse", "paper (#ffffff)", "mark"),
        ("dark", "lockup", "paper of a dark screen (#0a1a25)", "lockup-reverse"),
    ],
)
def test_a_logo_that_is_not_seen(press: SmallPress, place: str, logo: str, ground: str, would: str) -> None:
    file = press.root / "styles/brands/house/_brand.yml"
    text = re.sub(rf"(    logo: {{.*\b{place}: )[\w-]+", rf"\1{logo}", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    files = Files(press.root, DEFAULTS)
    own, found = load_brand(files, "house")
    assert own is not None, found
    (told,) = proof(files, own, press.root / "kept")
    line = next(n for n, one in enumerate(text.split("\n"), 1) if one.startswith("    logo: {"))
    assert (told.code, told.place.line) == ("logo-unseen", line)
    assert f'of "{place}" has a contrast of ' in told.text
    assert told.text.endswith(f"on {ground}; it must be 3 to 1")
    assert told.hint == f"write {would}, which would do there"
    in_studio = [(one["text"], one["severity"]) for one in verdict(files, "house")["logos"]]
    assert in_studio == [(told.text, "error")]


def test_a_sound_brand_is_looked_at_again_once_a_logo_changes(press: SmallPress) -> None:
    file = press.root / "styles/brands/house/_brand.yml"
    file.write_text(file.read_text("utf-8").replace("logo-reverse.svg", "LOGO.SVG"), "utf-8")
    logo = file.with_name("logo-reverse.svg").rename(file.with_name("LOGO.SVG"))
    files = Files(press.root, DEFAULTS)
    own, _ = load_brand(files, "house")
    assert own is not None
    assert proof(files, own, press.root / "kept") == ()
    logo.write_text(logo.read_text("utf-8").replace("#FFFFFF", "#112233"), "utf-8")
    again = Files(press.root, DEFAULTS)
    assert [one.code for one in proof(again, own, press.root / "kept")] == ["logo-unseen"] * 3
