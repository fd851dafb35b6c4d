"""The tasks of a press: what a workspace's tasks.py shows to Invoke. Each is a signature and one call.

Imports only Invoke and the standard library, so that a command starts fast.
"""

from pathlib import Path

import invoke.parser.parser
from invoke.collection import Collection
from invoke.exceptions import Exit

from octavo.tasks import brands, members, press, site


class Misuse(Exit):
    """An unknown task or option: exit code 2, where Invoke's own ParseError has 1, the code of bad content."""

    def __init__(self, text: str, _context: object = None) -> None:
        super().__init__(f"{text} ./invoke --list names the tasks; ./invoke TASK --help its options.", 2)


invoke.parser.parser.ParseError = Misuse  # type: ignore[assignment, attr-defined]


def collection(file: str) -> Collection:
    """All tasks, for the workspace that holds `file`, its tasks.py."""
    brand, distribute = Collection("brand", *brands.TASKS), Collection("distribute", *members.DISTRIBUTE)
    tasks = Collection(*press.TASKS, *members.TASKS, *site.TASKS, brand, distribute)
    tasks.configure({"octavo": {"root": str(Path(file).resolve().parent)}})
    return tasks
