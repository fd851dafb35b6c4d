"""One brief's name -> its artifacts as plain values that travel between processes: what a worker does.

The press is imported here, and only when a job is done.
"""

import gc
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from octavo.artifact import Artifact
from octavo.guard import LIMITS, Offline, offline
from octavo.problems import Place, Problem, Rejected, problem
from octavo.report import Unready
from octavo.slugs import BRIEF, FOLDER
from octavo.toolchain import libraries
from octavo.worker import WorkerDied, WorkerTooSlow

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True)
class Job:
    """What to make, and the name of the module that makes it, with `make` and `index` as octavo.press has them."""

    press: str
    root: Path
    slug: str
    brand: str = ""
    formats: tuple[str, ...] = ()
    draft: bool = False

    @property
    def place(self) -> Place:
        return Place(f"{FOLDER}/{self.slug}/{BRIEF}" if self.slug else FOLDER)


@dataclass(frozen=True)
class Pressed:
    """What came of a job. `card` is the contents page's entry as JSON data; `began` is in nanoseconds since 1970,
    `seconds` are of wall time; `fault` is the traceback of a fault in Octavo itself; `kept` are files for the cache of
    the output folder."""

    artifacts: tuple[Artifact, ...] = ()
    problems: tuple[Problem, ...] = ()
    reads: Mapping[str, str] = field(default_factory=dict)
    libraries: tuple[str, ...] = ()
    pages: int = 0
    card: Mapping[str, Any] = field(default_factory=dict)
    began: int = 0
    seconds: float = 0.0
    fault: str = ""
    kept: tuple[Artifact, ...] = ()


class _Made(Protocol):
    @property
    def artifacts(self) -> tuple[Artifact, ...]: ...
    @property
    def kept(self) -> tuple[Artifact, ...]: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def reads(self) -> Mapping[str, str]: ...
    @property
    def pages(self) -> int: ...
    @property
    def card(self) -> "DataclassInstance | None": ...  # of texts, numbers, tuples and mappings of them


def print_brief(job: Job) -> Pressed:
    """Make a brief's editions, without the network. Raises Unready when the press cannot be imported; every other fault
    becomes a problem, but for a fault of ours, which is in `Pressed.fault`."""
    with _uncollected():
        press = _press(job.press)
        return guarded(job, lambda: press.make(job.root, job.slug, job.brand, job.formats, job.draft))


def print_index(job: Job, cards: tuple[Mapping[str, Any], ...], searched: bool = False) -> Pressed:
    """Make the catalogue from the cards of all briefs that have been built; `searched`: an index for searching is made
    of them. Raises and answers as `print_brief`."""
    press = _press(job.press)
    shown = tuple(press.IndexCard(**{name: _frozen(value) for name, value in card.items()}) for card in cards)
    return guarded(job, lambda: press.index(job.root, job.brand, shown, searched, job.draft))


def _press(name: str) -> Any:  # noqa: ANN401 - a module
    new = name not in sys.modules
    try:
        press = import_module(name)
    except (ImportError, OSError) as error:
        raise Unready(f"the press cannot be started: {error}") from None
    if new:
        gc.freeze()
    return press


@contextmanager
def _uncollected() -> Iterator[None]:
    """Works without looking for circular garbage, which takes a seventh of a brief's time and finds little to free.

    What the brief before left behind is collected first, so that a worker's memory does not grow with its briefs.
    """
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def guarded(job: Job, work: Callable[[], _Made]) -> Pressed:
    """What comes of `work`, without the network: every fault becomes a problem, but for one of ours."""
    began, start = time.time_ns(), time.perf_counter()
    fault = ""
    problems: tuple[Problem, ...] = ()
    made: _Made | None = None
    with offline() as network:
        try:
            made = work()
        except Rejected as stopped:
            problems = stopped.problems
        except MemoryError:
            problems = (problem("too-large", job.place, slug=job.slug, limit=LIMITS.memory >> 20),)
        except BaseException as error:  # a fault of ours: told, kept, and no obstacle to the other briefs
            fault = "".join(traceback.format_exception(error))
    problems += _refused(network, job.place)
    seconds = time.perf_counter() - start
    if made is None:
        return Pressed(problems=problems, began=began, seconds=seconds, fault=fault)
    card = asdict(made.card) if made.card else {}
    problems = (*made.problems, *problems)
    reads = dict(made.reads)
    return Pressed(made.artifacts, problems, reads, libraries(), made.pages, card, began, seconds, fault, made.kept)


def lost(job: Job, fault: Exception) -> Pressed:
    """What came of a job whose worker gave no answer but `fault`."""
    match fault:
        case WorkerTooSlow():
            return Pressed(problems=(problem("too-slow", job.place, slug=job.slug, limit=fault),))
        case WorkerDied():
            return Pressed(problems=(problem("worker-died", job.place, how=fault),))
        case MemoryError():
            return Pressed(problems=(problem("too-large", job.place, slug=job.slug, limit=LIMITS.memory >> 20),))
    return Pressed(fault="".join(traceback.format_exception(fault)))


def _refused(network: Offline, place: Place) -> tuple[Problem, ...]:
    return tuple(problem("network-refused", place, address=address) for address in dict.fromkeys(network.asked))


def _frozen(value: object) -> object:
    """A list from JSON as the tuple it was."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
