"""Changes of files and tabs that look on -> what is to be made, and what each tab is told. Renders are kept in memory.

Of every edition the last good one is kept, and stays what is shown; problems are told beside it. Problems are held
back for a moment: an editor that writes a file in two steps would make them flicker.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Condition, Timer
from typing import Any

from octavo.artifact import Artifact
from octavo.preview import work
from octavo.preview.lane import Lane, Piece
from octavo.preview.selection import Selection
from octavo.preview.telling import Told

GRACE = 0.25
"""Seconds. How long problems are held back: editors replace a file within a few hundredths of one."""


@dataclass(frozen=True)
class View:
    """One edition: `number` counts the good ones, and is 0 before the first. `busy`: a newer one is being made."""

    number: int = 0
    busy: bool = False
    failed: bool = False
    problems: tuple[Told, ...] = ()
    files: Mapping[str, Artifact] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    reads: Mapping[str, str] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """As the page hears of it."""
        return {
            "number": self.number,
            "busy": self.busy,
            "failed": self.failed,
            "problems": self.problems,
            "facts": dict(self.facts),
        }


@dataclass
class Stand:
    """All that is known of a selection. `asked` counts the orders of an edition, `serial` what its tabs were told."""

    views: dict[str, View] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    tabs: Counter[str] = field(default_factory=Counter)
    stale: bool = True
    serial: int = 0


class Session:
    """One run of the preview."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.laid: dict[str, bytes] = {}
        self._news = Condition()
        self._stands: dict[Selection, Stand] = {}
        self._lanes = {"web": Lane("web")}
        self._closed = False

    @contextmanager
    def attend(self, selection: Selection) -> Iterator[None]:
        """As long as a tab looks on, what it shows is made anew with every change."""
        with self._news:
            stand = self._stands.setdefault(selection, Stand())
            stand.tabs["web"] += 1
            if stand.stale:
                self._order(selection)
        try:
            yield
        finally:
            with self._news:
                stand.tabs["web"] -= 1

    def wait(self, selection: Selection, after: int, seconds: float) -> tuple[int, dict[str, Any] | None]:
        """What there is to tell a tab that was told `after`; None when there is nothing new in so many seconds."""
        with self._news:
            stand = self._stands[selection]
            self._news.wait_for(lambda: stand.serial > after or self._closed, seconds)
            return stand.serial, self._told_of(stand) if stand.serial > after else None

    def file(self, selection: Selection, edition: str, name: str) -> Artifact | None:
        """A file of the last good edition."""
        with self._news:
            stand = self._stands.get(selection)
            view = stand.views.get(edition) if stand else None
            return view.files.get(name) if view else None

    def changed(self, paths: Iterable[str]) -> None:
        """Make anew what was made from these paths."""
        with self._news:
            for selection, stand in self._stands.items():
                stand.stale = True
                if stand.tabs.total():
                    self._order(selection)

    @property
    def closed(self) -> bool:
        return self._closed

    def close(self) -> None:
        """Let every tab go, and end the processes."""
        with self._news:
            self._closed = True
            self._news.notify_all()
        for lane in self._lanes.values():
            lane.close()

    def _told_of(self, stand: Stand) -> dict[str, Any]:
        return {edition: view.told() for edition, view in stand.views.items()}

    def _order(self, selection: Selection) -> None:
        stand = self._stands[selection]
        stand.stale = False
        stand.asked["web"] += 1
        told = partial(self._hear, selection, "web", stand.asked["web"])
        order = work.Order(self.root, selection, dict(self.laid))
        self._put(stand, "web", replace(stand.views.get("web", View()), busy=True))
        self._lanes["web"].ask(("web", selection), Piece(work.web, (order,), told))

    def _hear(self, selection: Selection, edition: str, ticket: int, made: Any, fault: Exception | None) -> None:  # noqa: ANN401
        rendered: work.Rendered = made
        if fault is not None:
            raise fault
        if rendered.failed:
            Timer(GRACE, self._take, (selection, edition, ticket, rendered)).start()
        else:
            self._take(selection, edition, ticket, rendered)

    def _take(self, selection: Selection, edition: str, ticket: int, rendered: work.Rendered) -> None:
        with self._news:
            stand = self._stands[selection]
            newest = stand.asked[edition] == ticket
            view = stand.views[edition]
            if rendered.failed and newest:
                view = replace(view, busy=False, failed=True, problems=rendered.problems, reads=rendered.reads)
            elif not rendered.failed:
                files = {artifact.name: artifact for artifact in rendered.artifacts}
                view = View(
                    view.number + 1, not newest, False, rendered.problems, files, rendered.facts, rendered.reads
                )
            self._put(stand, edition, view)

    def _put(self, stand: Stand, edition: str, view: View) -> None:
        stand.views[edition] = view
        stand.serial += 1
        self._news.notify_all()
