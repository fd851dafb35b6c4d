"""Subject -> misspellings that the program typos knows, in English, and that no dictionary could tell.

A dictionary passes what looks like a name or an abbreviation; a list of known slips does not. What the dictionaries
have told is not told again.
"""

import json
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from octavo.checks import beside, spelling, tools
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.language import written
from octavo.checks.spelling import Stretch
from octavo.checks.subject import Subject
from octavo.problems import Place

COMMAND = ("--isolated", "--no-check-filenames", "--format", "json", "-")
PATIENCE = 60
"""Seconds. It takes a hundredth of one."""
FOUND = (0, 2)
"""Exit codes: nothing, something."""


@dataclass(frozen=True)
class Slip:
    """A word that typos knows to be wrong. `line` and `column` count from 1; `near` is what may be meant."""

    word: str
    near: str
    line: int
    column: int


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """One finding for each slip, in the order of the files."""
    known = spelling.house(subject)
    stretches = (*written(subject, known).sentences, *beside.stretches(subject))
    english = [stretch for stretch in stretches if stretch.language.startswith("en")]
    if not english:
        return
    program = tools.typos()
    missing = "" if program else f"typos was not found; {tools.installed_by('typos')}"
    told = {item.place for item in spelling.misspelt(stretches, known) if isinstance(item, Finding)}
    for path, own in _by_file(english).items():
        try:
            found = () if missing else tuple(slips(program, shown(own)))
        except (OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
            missing = f"it did not work: {error}"
            break
        for slip in found:
            place = Place(path, slip.line, slip.column)
            if place not in told and slip.word.casefold() not in known:
                yield find("known-slip", place, word=slip.word, near=slip.near)
    if missing:
        yield Unrun("typos", missing)


def shown(stretches: Iterable[Stretch]) -> str:
    """A file with nothing in it but the running text of these passages, each character in its place."""
    own = list(stretches)
    left = [letter if letter == "\n" else " " for letter in own[0].file.text]
    for stretch in own:
        for at, letter in enumerate(stretch.passage.text, stretch.passage.start):
            if letter.isprintable():
                left[at] = letter
    return "".join(left)


def slips(program: str, text: str) -> Iterator[Slip]:
    """What typos has against a text. Raises OSError, ValueError, KeyError, SubprocessError when it gives no report."""
    done = subprocess.run(
        [program, *COMMAND], input=text.encode(), capture_output=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    if done.returncode not in FOUND:
        raise ValueError(done.stderr.decode(errors="replace").strip() or f"exit code {done.returncode}")
    lines = text.split("\n")
    for told in map(json.loads, done.stdout.decode().splitlines()):
        if told["type"] == "typo":
            line = lines[told["line_num"] - 1].encode()
            column = len(line[: told["byte_offset"]].decode(errors="replace")) + 1
            yield Slip(told["typo"], (*told["corrections"], "")[0], told["line_num"], column)


def _by_file(stretches: Iterable[Stretch]) -> dict[str, list[Stretch]]:
    files: dict[str, list[Stretch]] = {}
    for stretch in stretches:
        files.setdefault(stretch.file.path, []).append(stretch)
    return files
