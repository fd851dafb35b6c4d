"""Every page: accessible, no wider than the window, whole without scripts."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import editions
from tests.browser.conftest import Visit
from tests.website import PAGES

pytestmark = pytest.mark.browser

CHECKED = [f"{brand}/{slug}/" for brand in editions.BRANDS for slug in editions.SLUGS]
"""What the preflight of test_check_full puts before axe in the same way."""
WIDTHS = (320, 390, 768, 1280, 1600)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")

OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const hidden = ".skip-link, .vh, .stacks thead, .table__scroll, svg";
  const out = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1) && !element.parentElement.closest(hidden)
      && !element.matches(".skip-link, .vh, .stacks thead");
  });
  const wide = document.documentElement.scrollWidth > width ? ["the page scrolls sideways"] : [];
  return [...wide, ...out.map((element) => `${element.localName}.${element.className}: ${element.textContent}`)];
}"""
"""Elements that reach out of the window, except in what scrolls by itself or is for screen readers alone."""

UNSEEN = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dt, dd, td, th, figcaption, .note)")]
  .filter((element) => element.textContent.trim() && !element.matches(".cite__tools") && !element.checkVisibility())
  .map((element) => `${element.localName}.${element.className}: ${element.textContent.slice(0, 40)}`)"""


@pytest.mark.parametrize("path", [path for path in PAGES if path not in CHECKED])
def test_axe_finds_nothing_in_the_light_and_in_the_dark(visit: Visit, path: str) -> None:
    page = visit(path)
    found = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            results = Axe().run(page)
            if results.violations_count:
                found.append(f"{width} px, {scheme}: {results.generate_report()}")
    assert found == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_window(visit: Visit, path: str) -> None:
    page = visit(path)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if outside := page.evaluate(OUTSIDE):
            found[width] = outside[:5]
    assert found == {}


@pytest.mark.parametrize("path", [path for path in PAGES if "sampler" in path or "guide" in path])
def test_the_whole_text_shows_without_scripts(visit: Visit, path: str) -> None:
    page = visit(path, scripts=False)
    assert page.evaluate(UNSEEN) == []
    assert not page.locator(".cite__copy").first.is_visible()


@pytest.mark.parametrize("brand", ["pacific", "parallel", "meridian"])
def test_on_paper_the_tools_are_gone_and_the_notes_are_there(visit: Visit, brand: str) -> None:
    page = visit(f"{brand}/us-mexico-security/")
    page.emulate_media(media="print")
    shown = {name: page.locator(name).first.is_visible() for name in (*TOOLS, ".note", ".figure", ".takeaways")}
    assert shown == {**dict.fromkeys(TOOLS, False), ".note": True, ".figure": True, ".takeaways": True}
    assert page.pdf().startswith(b"%PDF-")


TOOLS = (".skip-link", ".toc-rail", ".page-tools", ".cite__copy", ".backref", ".chart--narrow", ".data__file")


@pytest.mark.parametrize("brand", ["pacific", "parallel", "meridian"])
def test_the_dark_page_is_dark_and_takes_the_logo_for_it(visit: Visit, brand: str) -> None:
    page = visit(f"{brand}/us-mexico-security-commentary/")
    assert page.evaluate(GROUND) == "rgb(255, 255, 255)"
    shown = page.evaluate("document.querySelector('.logo').currentSrc")
    page.emulate_media(color_scheme="dark")
    assert max(map(int, page.evaluate(GROUND)[4:-1].split(","))) < 48
    page.wait_for_function("shown => document.querySelector('.logo').currentSrc !== shown", arg=shown)


GROUND = "getComputedStyle(document.documentElement).backgroundColor"
