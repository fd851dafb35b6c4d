"""The page of a check: accessible, no wider than the window, and it asks for nothing."""

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from octavo.checks import page
from tests import checked

pytestmark = pytest.mark.browser

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def test_axe_finds_nothing_and_nothing_is_asked_for(browser: Browser, tmp_path: Path) -> None:
    page.write(checked.report(tmp_path), tmp_path, tmp_path / "check.html", date(2026, 3, 2))
    opened = browser.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url) if not request.url.startswith("data:") else None)
    address = (tmp_path / "check.html").as_uri()
    opened.goto(address)
    found = []
    for width in (1280, 390, 320):
        opened.set_viewport_size({"width": width, "height": 900})
        if opened.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{width} px: the page scrolls sideways")
        for scheme in SCHEMES:
            opened.emulate_media(color_scheme=scheme)
            results = Axe().run(opened)
            if results.violations_count:
                found.append(f"{width} px, {scheme}: {results.generate_report()}")
    opened.close()
    assert found == []
    assert asked == [address]
