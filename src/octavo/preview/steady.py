"""Paths that changed -> the same, but for files that seem to be half written: these are heard of a moment later.

An editor that empties a file and fills it again would show half a brief, or none, for the blink of an eye. What is only
the beginning of what the file was is taken for such a half; the author who really cut the end off waits that moment.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, Timer

from octavo.plan import SOURCES

WAIT = 0.25
"""Seconds. Editors write a file in a few hundredths of one."""
KINDS = frozenset({".md", ".yml", ".yaml", ".css", ".html", ".csv", ".json", ".bib", ".txt"})
LARGEST = 2_000_000
"""Bytes of a text that is remembered."""


class Steady:
    """Remembers what texts were, and tells `changed` of whole ones."""

    def __init__(self, root: Path, changed: Callable[[frozenset[str]], None]) -> None:
        self._root, self._changed = root, changed
        self._lock = Lock()
        self._known: dict[str, bytes] = {}
        for folder in SOURCES:
            for file in (root / folder).rglob("*"):
                if file.suffix in KINDS:
                    path = file.relative_to(root).as_posix()
                    self._known[path] = self._now(path)

    def hear(self, paths: Iterable[str]) -> None:
        """Some paths have changed."""
        with self._lock:
            halves = frozenset(path for path in paths if self._is_half(path))
        whole = frozenset(paths) - halves
        if whole:
            self._changed(whole)
        if halves:
            timer = Timer(WAIT, self._again, (halves,))
            timer.daemon = True
            timer.start()

    def _again(self, paths: frozenset[str]) -> None:
        """What is still so is meant so."""
        with self._lock:
            self._known.update((path, self._now(path)) for path in paths)
        self._changed(paths)

    def _is_half(self, path: str) -> bool:
        """Whether a text is now only a beginning of what it was; what is whole is remembered."""
        if Path(path).suffix not in KINDS:
            return False
        before, now = self._known.get(path, b""), self._now(path)
        if len(now) < len(before) and before.startswith(now):
            return True
        self._known[path] = now
        return False

    def _now(self, path: str) -> bytes:
        """The text, b"" when there is none that can be remembered."""
        file = self._root / path
        try:
            return file.read_bytes() if file.stat().st_size <= LARGEST else b""
        except OSError:
            return b""
