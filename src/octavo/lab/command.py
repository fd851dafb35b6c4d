"""The task brand.lab: a brand's name -> its lab, and what the person is told."""

from pathlib import Path

from octavo import terminal
from octavo.brandnames import require_brand
from octavo.cli import command
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.lab.make import make
from octavo.lab.specimens import PAPERS, SPECIMENS, Sample
from octavo.lab.told import specimens
from octavo.plan import output_folder

PLACE = "brands"
"""Below the output folder."""


@command
def lab(root: Path, name: str, output: Path | None) -> int:
    """Build the lab of a brand; 1 when it may not be used. Raises Misuse for a brand that is not there."""
    require_brand(Files(root, DEFAULTS), name)
    folder = output_folder(root, output) / PLACE / name
    with terminal.progress(len(PAPERS) * (len(SPECIMENS) + 5)) as on_done:
        made = make(root, name, folder, on_done)
    terminal.show_problems(made.found)
    failed: dict[tuple[str, ...], list[Sample]] = {}
    for one in made.specimens:
        if not one.built:
            failed.setdefault(one.reasons, []).append(one.sample)
    for reasons, samples in failed.items():
        terminal.say(f"  not built: {specimens(samples)}: {'; '.join(reasons)}")
    for reason in made.unrun:
        terminal.say(f"  not run: {reason}")
    terminal.say(f"{name} {'may be used' if made.passed else 'may not be used'}: {terminal.shown(folder)}/lab.html")
    return int(not made.passed)
