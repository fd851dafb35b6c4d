"""The folders of a workspace -> the paths that change in them, in bursts. The only file that knows watchfiles."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import DefaultFilter, watch

from octavo.defaults import DEFAULTS
from octavo.plan import SOURCES

QUIET, LONGEST = 10, 60
"""Milliseconds without a change that end a burst, and the longest burst."""
LOOK = 2000
"""Milliseconds after which it is looked whether a folder has come."""


def follow(root: Path, changed: Callable[[frozenset[str]], None], stop: Event) -> None:
    """Call `changed` with the paths of each burst, until `stop` is set. Editors replace files, so folders are watched;
    one that comes later is watched as soon as it is there, and all that lies in it by then is told."""
    known = folders = _folders(root)
    while not stop.is_set():
        come = [folder for folder in folders if folder not in known]
        known = folders
        if not folders:
            stop.wait(LOOK / 1000)
        for burst in watch(
            *folders, watch_filter=DefaultFilter(), debounce=LONGEST, step=QUIET, stop_event=stop,
            rust_timeout=LOOK, yield_on_timeout=True, raise_interrupt=False,
        ) if folders else ():  # fmt: skip
            told = [*map(Path, (file for _, file in burst)), *come]
            paths = frozenset(filter(None, (_path(file, root) for place in told for file in files_in(place))))
            come = []
            if paths:
                changed(paths)
            if _folders(root) != folders:
                break
        folders = _folders(root)


def files_in(place: Path) -> Iterator[Path]:
    """A file, or a folder and all in it: what is written into a new folder at once is not told by itself. What goes
    meanwhile is passed over."""
    yield place
    for folder, folders, files in os.walk(place):
        yield from (Path(folder, name) for name in (*folders, *files))


def _folders(root: Path) -> tuple[Path, ...]:
    places = (*(root / name for name in SOURCES), *(DEFAULTS / name for name in ("templates", "styles")))
    return tuple(dict.fromkeys(place.resolve() for place in places if place.is_dir()))


def _path(file: Path, root: Path) -> str:
    """As Files names it; "" for what it never reads."""
    for base in (root, DEFAULTS.resolve()):
        if file.is_relative_to(base):
            return file.relative_to(base).as_posix()
    return ""
