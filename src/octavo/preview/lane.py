"""Work, each piece under a key -> one warm process that does only the newest piece of each key.

A piece that is overtaken while it waits is never begun. One that is being done is let finish when that is sooner than
to start another process; what comes of it is then for the asker to judge, who knows what is newer.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Any

from octavo import workers
from octavo.preview.order import give_way, run

RESTART = 2.0
"""Seconds that a new process takes until it is as warm as the one that it replaces: style sheets, fonts."""

Told = Callable[[Any, Exception | None], object]


@dataclass(frozen=True)
class Piece:
    """A task, as `order.run` takes it, what to give it, and who hears of the result."""

    task: str
    args: tuple[Any, ...]
    told: Told


class Lane:
    """One process, and the thread that gives it work."""

    def __init__(self, name: str, steps: int) -> None:
        """The process gives way to others by so many steps of niceness."""
        self._news = Condition()
        self._waiting: dict[Hashable, Piece] = {}
        self._doing: Hashable = None
        self._began = 0.0
        self._took: dict[Hashable, float] = {}
        self._closed = False
        self._steps = steps
        self._hands = workers.hands()
        self._fresh = True
        self._thread = Thread(target=self._live, daemon=True, name=f"preview {name}")
        self._thread.start()

    def ask(self, key: Hashable, piece: Piece) -> None:
        """Have it done as soon as can be, in place of any older piece of the same key."""
        with self._news:
            self._waiting.pop(key, None)
            self._waiting[key] = piece
            left = self._took.get(key, 0.0) - (time.monotonic() - self._began)
            if self._doing == key and left > RESTART:
                self._hands.stop()
            self._news.notify_all()

    def drop(self, key: Hashable) -> None:
        """Nobody waits for it any more."""
        with self._news:
            self._waiting.pop(key, None)

    def close(self) -> None:
        """End the process and the thread."""
        with self._news:
            self._closed = True
            self._waiting.clear()
            self._hands.stop()
            self._news.notify_all()
        self._thread.join(5)
        self._hands.close()

    def _live(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                key = next(iter(self._waiting))
                piece = self._waiting.pop(key)
                self._doing, self._began = key, time.monotonic()
                if self._hands.stopped:
                    self._hands.close()
                    self._hands, self._fresh = workers.hands(), True
            self._do(key, piece)

    def _do(self, key: Hashable, piece: Piece) -> None:
        result, fault = None, None
        try:
            if self._fresh:
                self._hands.do(give_way, (self._steps,), {})
                self._fresh = False
            result = self._hands.do(run, (piece.task, *piece.args), {})
        except Exception as error:
            fault = error
        with self._news:
            stopped = self._hands.stopped
            self._doing = None
            if not stopped:
                self._took[key] = time.monotonic() - self._began
        if not stopped:
            piece.told(result, fault)
