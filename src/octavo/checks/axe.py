"""Subject -> what axe-core finds on its web page in Chromium: narrow and wide, light and dark, without a network."""

import mimetypes
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from octavo.checks import tools
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.places import of_words
from octavo.checks.subject import Subject

WIDTHS = (390, 1280)
"""CSS pixels: a phone of today, and a window on a laptop."""
SCHEMES = ("light", "dark")
HOST = "https://briefs.example"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
)  # fmt: skip
"""The page is Octavo's own, so that it needs no sandbox; the last two leave Chromium without a network."""
WORDS = "selector => document.querySelector(selector)?.textContent ?? ''"
PATIENCE = 60_000
"""Milliseconds that a step may take on a busy machine."""


@dataclass
class Violation:
    """A rule that the page breaks, with the views in which it does, and how many elements do. `element` is the first
    of them, of which axe-core shows the tag alone when it is long; `words` are those that stand in it."""

    rule: str
    message: str
    help: str
    element: str
    words: str
    views: list[str] = field(default_factory=list)
    count: int = 0


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """One finding for each rule that is broken, whatever the number of elements and views."""
    file = subject.editions.get("html")
    if file is None:
        return
    missing = tools.lacking("playwright", "axe_playwright_python", with_browser=True)
    found: Sequence[Violation] = ()
    if not missing:
        try:
            with ThreadPoolExecutor(1) as apart:  # Playwright's plain calls refuse a thread that has a loop of events
                found = apart.submit(violations, file).result()
        except Exception as error:  # whatever the browser or its driver raises: there is no verdict, and that is said
            missing = f"Chromium did not open the page: {(str(error) or type(error).__name__).splitlines()[0]}"
    if missing:
        yield Unrun("axe-core in Chromium", missing)
    for one in found:
        values = {"where": ", ".join(one.views), "message": one.message, "rule": one.rule}
        place = of_words(one.words, subject)
        finding = find("web-access", place, **values, element=one.element, help=one.help)
        yield replace(finding, edition="html", count=one.count)


def violations(file: Path) -> tuple[Violation, ...]:
    """What axe-core has against a page. Raises what Playwright does."""
    playwright: Any = import_module("playwright.sync_api")
    axe: Any = import_module("axe_playwright_python.sync_playwright")
    found: dict[str, Violation] = {}
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=tools.browser(), args=list(FLAGS))
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(PATIENCE)
        context.route("**/*", lambda route: _answer(route, file.parent))
        page = context.new_page()
        page.goto(f"{HOST}/{file.name}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                _gather(axe.Axe().run(page).response["violations"], f"{width} px {scheme}", found, page)
        browser.close()
    return tuple(found.values())


def _gather(said: Sequence[dict[str, Any]], view: str, found: dict[str, Violation], page: Any) -> None:  # noqa: ANN401
    for rule in said:
        nodes = rule["nodes"]
        if rule["id"] not in found:
            element = str(nodes[0]["html"]) if nodes else "the page"
            words = page.evaluate(WORDS, str(nodes[0]["target"][0])) if nodes else ""
            found[rule["id"]] = Violation(rule["id"], rule["help"], rule["helpUrl"], element, words)
        one = found[rule["id"]]
        one.views.append(view)
        one.count = max(one.count, len(nodes), 1)


def _answer(route: Any, folder: Path) -> None:  # noqa: ANN401 - a type of an optional package
    """Give the browser the files of the page's folder, and nothing else."""
    address = urlsplit(route.request.url)
    file = (folder / unquote(address.path).lstrip("/")).resolve()
    if f"{address.scheme}://{address.netloc}" != HOST or not file.is_relative_to(folder.resolve()):
        route.abort()
    elif not file.is_file():
        route.fulfill(status=404, body="")
    else:
        route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "text/plain")
