"""A letter, as a program that shows HTML shows it: accessible in the light and in the dark, and never too wide."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from octavo.defaults import DEFAULTS
from octavo.design import load_design
from octavo.files import Files
from octavo.labels import load_labels
from octavo.mail.notice import notice_of
from octavo.mail.page import page_of
from tests.small_press import SmallPress

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
INSIDE = {"rules": {name: {"enabled": False} for name in ("landmark-one-main", "region")}}
"""A letter is shown inside a page of its reader's program, which has the landmarks."""

TITLE = "Antidisestablishmentarianism and the Wells of the Borderlands"
FIELDS = """\
dek: How deep the wells are, and [who](https://example.org/who) pays for them.
status: draft
takeaways:
  - "**They are deep.** See [the numbers](https://example.org/numbers)."
  - "**They are dear.** Nobody pays for them yet."
"""


@pytest.mark.parametrize("brand", ["pacific", "meridian", "parallel"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_in_a_letter_and_nothing_is_asked_for(
    browser: Browser, tmp_path: Path, brand: str, language: str
) -> None:
    press = SmallPress(tmp_path)
    document, _ = press.document("Wells.\n", FIELDS)
    files = Files(press.root, DEFAULTS)
    notice = replace(
        notice_of(document.brief, document.labels, "https://house.example/trial/"), title=TITLE, attached=True
    )
    design, labels = load_design(files, brand, tmp_path / "kept")[0], load_labels(files, language, {})[0]
    html, _ = page_of(notice, design, labels, True).fill("Ada Example", "https://house.example/leave/abc")
    address = press.write("letter.html", html).as_uri()
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    found = []
    for width in (700, 390, 320):
        opened.set_viewport_size({"width": width, "height": 900})
        if opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{width} px: the letter scrolls sideways")
        for scheme in SCHEMES:
            opened.emulate_media(color_scheme=scheme)
            results = Axe().run(opened, options=INSIDE)
            if results.violations_count:
                found.append(f"{width} px, {scheme}: {results.generate_report()}")
    opened.close()
    assert found == []
    assert asked == [address]
