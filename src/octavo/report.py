"""What is asked of a build, and what came of it. Imports nothing but the problems."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from octavo.problems import Problem

State = Literal["built", "unchanged", "failed", "stale"]


@dataclass(frozen=True)
class BuildRequest:
    """A build as asked for on the command line.

    Empty `briefs`: all of them. Empty `brand`: the one each brief names. Empty `formats`: those each brief names.
    `jobs` 0: as many workers as the machine has processors. `output` None: `root`/build. `draft` marks every page.
    """

    root: Path
    briefs: tuple[str, ...] = ()
    brand: str = ""
    formats: tuple[str, ...] = ()
    jobs: int = 0
    output: Path | None = None
    draft: bool = False


@dataclass(frozen=True)
class BriefResult:
    """What came of one brief.

    "failed": it could not be built and there is no earlier output. "stale": it could not be built, and the last good
    output, now out of date, stands untouched. `files` are paths relative to the output folder, with forward slashes;
    `pages` are the PDF's; `seconds` are of wall time.
    """

    slug: str
    state: State
    files: tuple[str, ...] = ()
    pages: int = 0
    seconds: float = 0.0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class BuildReport:
    """What came of a build: a result for each brief, and the problems that belong to none of them."""

    results: tuple[BriefResult, ...] = ()
    problems: tuple[Problem, ...] = ()


OnDone = Callable[[BriefResult], None]


class Misuse(Exception):
    """The command asks for what does not exist or cannot be: an unknown brief, brand or format. Exit code 2."""


class Unready(Exception):
    """This machine lacks what the work needs, as Pango. Exit code 3."""
