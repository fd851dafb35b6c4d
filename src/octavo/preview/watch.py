"""The folders of a workspace -> the paths that change in them, in bursts. The only file that knows watchfiles."""

from collections.abc import Callable
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
    one that comes later is watched as soon as it is there."""
    while not stop.is_set():
        folders = _folders(root)
        if not folders:
            stop.wait(LOOK / 1000)
        for burst in watch(
            *folders, watch_filter=DefaultFilter(), debounce=LONGEST, step=QUIET, stop_event=stop,
            rust_timeout=LOOK, yield_on_timeout=True, raise_interrupt=False,
        ) if folders else ():  # fmt: skip
            paths = frozenset(filter(None, (_path(Path(file), root) for _, file in burst)))
            if paths:
                changed(paths)
            if _folders(root) != folders:
                break


def _folders(root: Path) -> tuple[Path, ...]:
    places = (*(root / name for name in SOURCES), *(DEFAULTS / name for name in ("templates", "styles")))
    return tuple(dict.fromkeys(place.resolve() for place in places if place.is_dir()))


def _path(file: Path, root: Path) -> str:
    """As Files names it; "" for what it never reads."""
    for base in (root, DEFAULTS.resolve()):
        if file.is_relative_to(base):
            return file.relative_to(base).as_posix()
    return ""
