"""A brand made for the purpose -> the pictures of the guide's chapter on brands, as Chromium shows them.

    python tools/guide_pictures.py

The brand `harbour` is begun from `pacific` in a scratch workspace, as the chapter tells, and given other colors. The
pictures are written to content/octavo-guide/images/.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from octavo.environment import chromium
from octavo.preview.command import running

HERE = Path(__file__).parent.parent
IMAGES = HERE / "content/octavo-guide/images"
COLOURS = {
    "deep": "#20362B", "sea": "#2E6B4F", "sound": "#3F7D5F", "tide": "#4F8F70", "mist": "#BCD3C5", "foam": "#EDF3EC",
    "spray": "#DFEBE1", "haze": "#DFE8E0", "buoy": "#C4552D", "ember": "#A23C17", "night": "#0F1B15",
    "trench": "#0A130E",
}  # fmt: skip
PORT = 8437
WIDE = {"width": 1280, "height": 800}
SHARP = 1.25
"""Device pixels in a CSS pixel: 1,600 across the page are 230 in an inch of it."""
PATIENCE = 120_000
"""Milliseconds."""
SETTLED = 6000
"""Milliseconds after which the page and its findings stand still."""


def main() -> int:
    """Make the brand, show it, and write what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        shutil.copytree(HERE / "content", root / "content")
        shutil.copy(HERE / "tasks.py", root)
        _invoke(root, "brand.new", "--name", "harbour", "--from", "pacific", "--title", "Harbour Forum")
        file = root / "styles/brands/harbour/_brand.yml"
        text = file.read_text("utf-8")
        for name, colour in COLOURS.items():
            text = re.sub(rf'(?m)^(    {name}: ")#\w+', rf"\g<1>{colour}", text)
        file.write_text(text, "utf-8")
        _invoke(root, "brand.lab", "--brand", "harbour")
        with _page() as page:
            with running(root, PORT):
                _studio(page, IMAGES / "studio.png")
            page.goto((root / "build/brands/harbour/lab.html").as_uri())
            _shoot(page, IMAGES / "lab.png")
    return 0


def _invoke(root: Path, *words: str) -> None:
    subprocess.run([sys.executable, "-m", "invoke", *words], cwd=root, check=True)


@contextmanager
def _page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDE["width"], "height": WIDE["height"]}, device_scale_factor=SHARP)
        page.set_default_timeout(PATIENCE)
        yield page
        browser.close()


def _studio(page: Page, path: Path) -> None:
    page.goto(f"http://127.0.0.1:{PORT}/?brief=us-mexico-security&brand=harbour")
    page.get_by_role("tab", name="Studio").click()
    page.get_by_label("deep as hex").wait_for()
    page.wait_for_timeout(SETTLED)
    _shoot(page, path)


def _shoot(page: Page, path: Path) -> None:
    """Write the window as a picture of few colors, which is what a screen has."""
    page.screenshot(path=path)
    with Image.open(path) as picture:
        few = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
