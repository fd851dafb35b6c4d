"""A browser that has no network: all it can reach is the site, under the strictest policy a server could set."""

import mimetypes
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from octavo.environment import chromium
from tests.website import BRANDS
from tests.website import site as built

HOST = "briefs.example"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; media-src https:; "
    "base-uri 'none'; form-action 'none'"
)
SEARCHES = ("/pagefind/", "/search/")
"""Where the engine of the search is, which is WebAssembly (CSP 3, 6.7.2) and reads its index."""
SEARCH_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PATIENCE = 60_000
"""Milliseconds that a step in the browser may take on a busy machine."""

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system has it. Its absence is a failure in CI, and elsewhere a reason to skip."""
    path = chromium()
    if not path:
        told = "no Chromium on this machine: `invoke doctor` says how to get one"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Path:
    return built(shared_folder)


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Visit]:
    """`visit("pacific/us-mexico-security/", width=390)` opens a page. At the end of the test, no page may have asked
    another host for anything, missed a file, or written a warning to the console."""
    told: list[str] = []
    context = None

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        file = site / unquote(address.path).lstrip("/")
        file = file / "index.html" if file.is_dir() else file
        if address.netloc != HOST or not file.is_file():
            told.append(f"asked for {route.request.url}")
            route.abort()
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        policy = SEARCH_POLICY if any(part in address.path for part in SEARCHES) else POLICY
        if file.parent.name in BRANDS:
            policy = policy.replace("form-action 'none'", "form-action 'self'")
        route.fulfill(body=file.read_bytes(), content_type=kind, headers={"Content-Security-Policy": policy})

    def open_page(path: str, width: int = 1280, scripts: bool = True) -> Page:
        nonlocal context
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        context.route("**/*", answer)
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text) if message.type in ("warning", "error") else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(f"https://{HOST}/{path}")
        return page

    yield open_page
    if context:
        context.close()
    assert told == []
