"""What is known of one edition that was made <-> its lines in the records of builds. Standard library only.

The values are named tuples, for the reason that `cache.py` gives.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from octavo.problems import CATALOGUE, Place, Problem

Engine = tuple[str, tuple[int, ...]]
"""The versions of the tools, and the numbers of the pairs of Octavo's own sources."""


class Entry(NamedTuple):
    """What came of it. `files` are the paths below the output folder, and `seal` is one hash over all their hashes."""

    files: tuple[str, ...]
    seal: str
    pages: int = 0
    problems: tuple[Problem, ...] = ()


class Record(NamedTuple):
    """`inputs` are numbers of pairs (a path and its hash). `look` are the output's files and folders that
    are looked at, and `mark` is what `stat` said of them."""

    inputs: list[int]
    engine: Engine
    entry: Entry
    look: list[str]
    mark: list[int]


def parse(saved: Mapping[str, Any], engines: list[Engine], pairs: int) -> Record:
    """A record as `as_json` wrote it; `pairs` is how many there are. Raises what comes of damage."""
    entry = Entry(
        tuple(map(str, saved["files"])),
        str(saved["seal"]),
        int(saved["pages"]),
        tuple(map(_problem, saved["problems"])),
    )
    inputs = numbers_of(saved["inputs"], pairs)
    look = list(map(str, saved["look"]))
    return Record(inputs, engines[saved["engine"]], entry, look, list(saved["mark"]))


def as_json(record: Record, new: Mapping[int, int], engine: int) -> dict[str, object]:
    """The record with the numbers that its pairs have now, and that of its engine."""
    problems = [[p.code, p.place.path, p.place.line, p.place.column, p.text, p.hint] for p in record.entry.problems]
    return {
        "inputs": [new[number] for number in record.inputs],
        "engine": engine,
        "pages": record.entry.pages,
        "files": record.entry.files,
        "seal": record.entry.seal,
        "look": record.look,
        "mark": record.mark,
        "problems": problems,
    }


def numbers_of(saved: Iterable[Any], pairs: int) -> list[int]:
    """A list of numbers of pairs. Raises IndexError or TypeError for anything else."""
    numbers = list(saved)
    if set(map(type, numbers)) - {int} or (numbers and not 0 <= min(numbers) <= max(numbers) < pairs):
        raise IndexError(pairs)
    return numbers


def _problem(saved: Iterable[Any]) -> Problem:
    code, path, line, column, text, hint = saved
    return Problem(CATALOGUE[code].code, Place(str(path), int(line), int(column)), str(text), str(hint))
