"""What a worker is asked for, and what it answers. Imports nothing heavy: the server knows only this of the press."""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from octavo.artifact import Artifact
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.job import Job, Pressed, lost
from octavo.preview import telling
from octavo.preview.selection import Selection
from octavo.problems import errors, problem

KEPT = ".octavo/preview"
"""What is kept between renders; it may be deleted."""

Picture = tuple[int, str, bytes]
"""A page, counted from 1; the hash of its pixels; the page as PNG, empty when whoever asked knows the hash."""


@dataclass(frozen=True)
class Order:
    """What to make: a brief in a look, with unsaved texts laid over the disk."""

    root: Path
    selection: Selection
    laid: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def files(self) -> Files:
        return Files(self.root, DEFAULTS, self.laid, self.root / KEPT)

    @property
    def job(self) -> Job:
        return Job("octavo.press", self.root, self.selection.slug, self.selection.brand)


@dataclass(frozen=True)
class Rendered:
    """What came of an order. `artifacts` is empty when an error stopped it; `facts` say what was made, ready for JSON;
    `kept` goes with a PDF, for its check; `count` are its pages, and `pictures` some of them. Of a web page `same` are
    the files that were known before, and `hashes` those of all its files."""

    artifacts: tuple[Artifact, ...]
    problems: tuple[telling.Told, ...]
    failed: bool
    reads: Mapping[str, str]
    facts: Mapping[str, object]
    kept: tuple[Artifact, ...] = ()
    pictures: tuple[Picture, ...] = ()
    count: int = 0
    same: tuple[str, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)


def run(task: str, *args: object) -> Any:  # noqa: ANN401 - what the task gives
    """Do a task, named "module:function": what it needs is imported in the worker alone."""
    module, _, function = task.partition(":")
    return getattr(import_module(module), function)(*args)


def give_way(steps: int) -> None:
    """Let other processes go first from now on, where systems know how."""
    if hasattr(os, "nice"):
        os.nice(steps)


def unmade(order: Order, fault: Exception) -> Rendered:
    """What there is to say when the worker gave no answer but `fault`."""
    return told(lost(order.job, fault), order, order.files, {})


def told(pressed: Pressed, order: Order, files: Files, facts: Mapping[str, object]) -> Rendered:
    """What came of an order, with its problems as the page is told of them."""
    problems = pressed.problems
    if pressed.fault:
        kind = pressed.fault.rstrip().splitlines()[-1]
        problems += (problem("press-fault", order.job.place, fault=kind, path=_noted(pressed.fault, order)),)
    failed = bool(errors(problems))
    reads = dict(pressed.reads or files.reads)
    return Rendered(() if failed else pressed.artifacts, telling.problems(problems, files), failed, reads, facts)


def _noted(fault: str, order: Order) -> Path:
    """The file in which a fault of ours is kept for those who can mend it."""
    path = order.root / KEPT / f"fault-{order.selection.slug}.txt"
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(fault, "utf-8", "replace")
    return path
