"""The command `octavo`: what is done before a press has commands of its own, or to what it has of Octavo's."""

import argparse
from datetime import date
from pathlib import Path

from octavo import __version__, terminal
from octavo.cli import command
from octavo.defaults import DEFAULTS
from octavo.report import Misuse
from octavo.workspace import begin, overrides

MEANING = {
    "the same": "is the same as Octavo's: delete it, and upgrades reach it",
    "as it began": "differs from Octavo's, which is as it was when you copied it",
    "changed since": "began from a file that has changed in Octavo since: compare the two",
    "not recorded": "differs from Octavo's; which version it began from is not known",
}


def main() -> None:
    """Run one command. Ends with the exit codes of `octavo.cli`; 2 for a command that there is not."""
    parser = argparse.ArgumentParser(prog="octavo", description="A press of your own. In it, `invoke --list` goes on.")
    parser.add_argument("--version", action="version", version=f"octavo {__version__}")
    does = parser.add_subparsers(required=True, metavar="COMMAND")
    new = does.add_parser("new", help="make a workspace: content, a brand and the commands")
    new.add_argument("what", choices=["workspace"])
    new.add_argument("folder", type=Path)
    new.add_argument("--house", default="", help="name of the house (made from the folder's name by default)")
    new.set_defaults(run=lambda given: make(given.folder.expanduser().absolute(), given.house))
    diff = does.add_parser("diff", help="say which files stand in the place of Octavo's own, and what changed there")
    diff.add_argument("path", nargs="?", default="", help="show how this file differs")
    diff.add_argument("--record", action="store_true", help="record that all have been compared with Octavo's of today")
    diff.set_defaults(run=lambda given: compare(Path.cwd(), given.path, given.record))
    override = does.add_parser("override", help="copy a template or style sheet of Octavo's into the workspace")
    override.add_argument(
        "path", help="as templates/parts/masthead.html, or styles/brands/NAME/templates/parts/masthead.html"
    )
    override.set_defaults(run=lambda given: copy(Path.cwd(), given.path))
    given = parser.parse_args()
    given.run(given)


@command
def make(folder: Path, house: str) -> int:
    """Make a workspace and say what to do next."""
    begin.begin(folder, house, date.today())
    terminal.say(f"{terminal.shown(folder)} is there. Next:")
    terminal.say(f"  cd {terminal.shown(folder)}\n  invoke build")
    return 0


@command
def compare(root: Path, path: str, record: bool) -> int:
    """Say what each override is to Octavo's own file; or how one of them differs."""
    _is_workspace(root)
    if record:
        terminal.say(f"{len(overrides.record(root, DEFAULTS))} recorded in {overrides.RECORD}.")
        return 0
    found = overrides.overrides(root, DEFAULTS)
    if path:
        if path not in {one.path for one in found}:
            raise Misuse(f"{path} does not stand in the place of a file of Octavo's")
        terminal.say(overrides.differences(root, DEFAULTS, path) or f"{path} is the same, or no text.")
        return 0
    rows = [(one.path, f"{MEANING[one.state]}{f' ({one.since})' if one.since else ''}") for one in found]
    terminal.say(terminal.table(("file", "what it is"), rows) if rows else "Nothing of Octavo's is overridden here.")
    return 0


@command
def copy(root: Path, path: str) -> int:
    """Copy one file into the workspace."""
    _is_workspace(root)
    overrides.copy(root, DEFAULTS, path)
    terminal.say(f"{path} is yours now: it wins over Octavo's. Delete it to have Octavo's again.")
    return 0


def _is_workspace(root: Path) -> None:
    if not (root / "content").is_dir():
        raise Misuse(f"{root} is no workspace: it has no content/; go to one, or make one with octavo new workspace")
