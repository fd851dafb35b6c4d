"""A brief and what a brand adds to its styles -> the PDF, its layout map, and what the checks of the page say."""

from pathlib import Path

from octavo.checks import run
from octavo.checks.run import Checked
from octavo.folder import CACHE
from octavo.press import make

from .small_press import SmallPress


def checked(root: Path, given: Path, families: tuple[str, ...] = ("layout", "images")) -> Checked:
    """Print the brief of the folder `given` below `root`, and check its pages."""
    press = SmallPress(root)
    press.lay(given)
    made = make(root, "trial", "pacific", ("pdf",), False)
    assert made.artifacts, made.problems
    pdf = press.write("build/trial/trial.pdf", made.artifacts[0].data)
    for artifact in made.kept:
        press.write(f"build/{CACHE}/{artifact.name}", artifact.data)
    return run.check(root, "trial", "pacific", {"pdf": pdf}, families)
