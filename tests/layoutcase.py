"""A brief and what a brand adds to its styles -> the PDF, its layout map, and what the checks of the page say."""

from pathlib import Path

from octavo.checks import run
from octavo.checks.run import Checked
from octavo.defaults import DEFAULTS
from octavo.folder import CACHE
from octavo.press import make

from .small_press import SmallPress

BRAND_CSS = "styles/brands/pacific/brand.css"
EXTRA = "brand.css"
"""A file of a case that is added to the brand's style sheet."""


def checked(root: Path, given: Path) -> Checked:
    """Print the brief of the folder `given` below `root`, and check its pages."""
    press = SmallPress(root)
    for file in sorted(path for path in given.rglob("*") if path.is_file()):
        name = file.relative_to(given).as_posix()
        if name == EXTRA:
            press.write(BRAND_CSS, (DEFAULTS / BRAND_CSS).read_bytes() + b"\n" + file.read_bytes())
        else:
            press.write(f"content/trial/{name}", file.read_bytes())
    made = make(root, "trial", "pacific", ("pdf",), False)
    assert made.artifacts, made.problems
    pdf = press.write("build/trial/trial.pdf", made.artifacts[0].data)
    for artifact in made.kept:
        press.write(f"build/{CACHE}/{artifact.name}", artifact.data)
    return run.check(root, "trial", "pacific", {"pdf": pdf}, ("layout", "images"))
