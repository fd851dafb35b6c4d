"""Changes of files and tabs that look on -> what is to be made, and what each tab is told. Renders are kept in memory.

Of every edition the last good one is kept, and stays what is shown; problems are told beside it. Problems are held
back for a moment: an editor that writes a file in two steps would make them flicker.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Condition, Lock, RLock, Timer
from typing import Any

from octavo.artifact import Artifact
from octavo.defaults import DEFAULTS
from octavo.disk import Disk
from octavo.files import Files, normal
from octavo.preview import shelf
from octavo.preview.lane import Lane, Piece
from octavo.preview.order import KEPT, Order, Picture, Rendered, unmade
from octavo.preview.selection import Selection
from octavo.preview.stand import Stand, View

GRACE = 0.25
"""Seconds. How long problems are held back: editors replace a file within a few hundredths of one."""
REMEMBERED = 8
"""Selections that are kept although no tab shows them any more; each takes some megabytes."""

LANES = {"web": 0, "print": 5, "desk": 10}
"""The processes, and by how many steps each gives way to others (nice): what is looked at first goes first."""
TASKS = {
    "web": ("web", "octavo.preview.work:web"),
    "pdf": ("print", "octavo.preview.printing:print_pages"),
    "epub": ("desk", "octavo.preview.printing:bind_book"),
    "check": ("desk", "octavo.preview.checking:check_pages"),
}
"""What is made of a brief: in which process, by what."""
PAGES = "octavo.preview.printing:draw_pages"


@dataclass(frozen=True)
class Ticket:
    """What was ordered, as the how-manieth of its edition, and what the edition was then."""

    edition: str
    number: int
    order: Order
    before: View


@dataclass(frozen=True)
class Unsaved:
    """What somebody changed in a brand and did not save: values by place, and the hash of the file they began from."""

    changes: Mapping[tuple[str | int, ...], object]
    base: str


class Session:
    """One run of the preview. All methods may be called from any thread."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.run = secrets.token_hex(4)
        self._laid: dict[str, bytes] = {}
        self.unsaved: dict[str, Unsaved] = {}
        self.saving = Lock()
        self.known: dict[str, str] = {}
        self._held = 0
        self._news = Condition(RLock())
        self._stands: dict[Selection, Stand] = {}
        self._lanes = {name: Lane(name, steps) for name, steps in LANES.items()}
        self._shelf = shelf.look(root)
        self._closed = False

    # What tabs ask ------------------------------------------------------------------------------

    @contextmanager
    def attend(self, selection: Selection, edition: str = "web") -> Iterator[None]:
        """As long as a tab looks on, what it shows is made anew with every change."""
        with self._news:
            stand = self._stands[selection] = self._stands.pop(selection, Stand())
            stand.tabs[edition] += 1
            if stand.stale:
                self._order_all(selection)
            elif edition == "epub" and edition not in stand.views:
                self._order(selection, edition)
        try:
            yield
        finally:
            with self._news:
                stand.tabs[edition] -= 1
                self._let_go()

    def wait(self, selection: Selection, after: int, seconds: float) -> tuple[int, dict[str, Any] | None]:
        """What there is to tell a tab that was told `after`; None when there is nothing new in so many seconds."""
        with self._news:
            stand = self._stands[selection]
            self._news.wait_for(lambda: stand.serial > after or self._closed, seconds)
            if stand.serial <= after:
                return after, None
            common = {
                "run": self.run,
                "selection": f"{selection.look}/{selection.slug}",
                "shelf": self._shelf,
                "laid": sorted(self._laid),
                "held": self._held,
            }
            return stand.serial, {**common, **stand.told()}

    def file(self, selection: Selection, edition: str, name: str) -> Artifact | None:
        """A file of the last good edition."""
        with self._news:
            stand = self._stands.get(selection)
            view = stand.views.get(edition) if stand else None
            return view.files.get(name) if view else None

    def picture(self, selection: Selection, sha: str) -> bytes | None:
        """A page of the PDF as PNG."""
        with self._news:
            stand = self._stands.get(selection)
            return stand.pictures.get(sha) if stand else None

    @property
    def files(self) -> Files:
        """The workspace as it is shown, unsaved texts included."""
        with self._news:
            return Files(self.root, DEFAULTS, self._laid, self.root / KEPT)

    # What changes -------------------------------------------------------------------------------

    def changed(self, paths: Iterable[str]) -> None:
        """Make anew what was made from these paths."""
        paths = frozenset(paths)
        with self._news:
            disk = Disk(self.root, DEFAULTS, laid=self._laid)
            for selection, stand in self._stands.items():
                if stand.touched(paths, disk):
                    stand.stale = True
                    if stand.tabs.total():
                        self._order_all(selection)
        if any(map(shelf.concerns, paths)):
            found = shelf.look(self.root)
            with self._news:
                if found != self._shelf:
                    self._shelf = found
                    self._tell(self._stands.values())

    def lay(self, texts: Mapping[str, bytes]) -> None:
        """Lay unsaved texts over the disk, by path, in place of those that lay there before; {} takes all away. They
        count for every tab until then. Raises FileRefused for a path that leads out of the workspace."""
        laid = {normal(path): data for path, data in texts.items()}
        with self._news:
            before, self._laid = self._laid, laid
            self._tell(self._stands.values())
        self.changed(path for path in {*before, *laid} if before.get(path) != laid.get(path))

    def hold(self, brand: str, unsaved: Unsaved | None, path: str, text: bytes | None) -> None:
        """Keep what somebody changed in a brand and did not save, and show it: `text` is its file as it would be, None
        for the one on the disk."""
        with self._news:
            self.unsaved.pop(brand, None)
            if unsaved:
                self.unsaved[brand] = unsaved
            self._held += 1
            others = {name: data for name, data in self._laid.items() if name != path}
        self.lay({**others, **({path: text} if text is not None else {})})

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

    # How it is made: orders go to the lanes, and what comes of them is heard from there -----------

    def _let_go(self) -> None:
        """Forget what nobody looks at, but for what was looked at last."""
        left = [selection for selection, stand in self._stands.items() if not stand.tabs.total()]
        for selection in left[:-REMEMBERED]:
            del self._stands[selection]

    def _order_all(self, selection: Selection) -> None:
        stand = self._stands[selection]
        stand.stale = False
        for edition in stand.wanted() if selection.slug else ():
            self._order(selection, edition)

    def _order(self, selection: Selection, edition: str) -> None:
        stand = self._stands[selection]
        stand.asked[edition] += 1
        order = Order(self.root, selection, dict(self._laid))
        more: tuple[object, ...] = ()
        if edition == "web":
            more = (stand.views.get("web", View()).hashes,)
        if edition == "pdf":
            more = (frozenset(stand.pictures),)
            self._lanes["print"].drop(("pages", selection))
        if edition == "check":
            more = (stand.views["pdf"].files[f"{selection.slug}.pdf"].data, stand.kept, date.today())
        stand.views[edition] = replace(stand.views.get(edition, View()), busy=True)
        self._tell((stand,))
        lane, task = TASKS[edition]
        hear = partial(self._hear, Ticket(edition, stand.asked[edition], order, stand.views[edition]))
        self._lanes[lane].ask((edition, selection), Piece(task, (order, *more), hear))

    def _hear(self, ticket: Ticket, made: Rendered | None, fault: Exception | None) -> None:
        """A lane has done an order, or could not."""
        rendered = made or unmade(ticket.order, fault or RuntimeError("no answer"))
        if rendered.failed:
            timer = Timer(GRACE, self._take, (ticket, rendered))
            timer.daemon = True
            timer.start()
        else:
            self._take(ticket, rendered)

    def _take(self, ticket: Ticket, made: Rendered) -> None:
        """Show what was made, or tell why it could not be; nothing of what is overtaken, unless it is good."""
        selection, edition = ticket.order.selection, ticket.edition
        with self._news:
            stand = self._stands.get(selection)
            newest = stand is not None and stand.asked[edition] == ticket.number
            if stand is None or self._closed or (made.failed and not newest):
                return
            stand.views[edition] = stand.views[edition].after(made, newest, ticket.before.files)
            if edition == "pdf" and not made.failed:
                stand.kept = made.kept
                stand.reprinted(made.count, made.pictures)
                if newest:
                    self._draw(selection)
                    self._order(selection, "check")
            self._tell((stand,))

    def _draw(self, selection: Selection) -> None:
        """Have the next pages drawn."""
        stand = self._stands[selection]
        numbers = stand.to_draw()
        if numbers:
            pdf = stand.views["pdf"]
            args = (pdf.files[f"{selection.slug}.pdf"].data, numbers, frozenset(stand.pictures))
            hear = partial(self._drawn, selection, pdf.number)
            self._lanes["print"].ask(("pages", selection), Piece(PAGES, args, hear))

    def _drawn(self, selection: Selection, number: int, pictures: tuple[Picture, ...], fault: Exception | None) -> None:
        """A lane has drawn some pages of the PDF of that number."""
        with self._news:
            stand = self._stands.get(selection)
            if stand is None or self._closed or fault is not None or stand.views["pdf"].number != number:
                return
            stand.drawn(pictures)
            self._draw(selection)
            self._tell((stand,))

    def _tell(self, stands: Iterable[Stand]) -> None:
        for stand in stands:
            stand.serial += 1
        self._news.notify_all()
