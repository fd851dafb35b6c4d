"""Changes of files and tabs that look on -> what is to be made, and what each tab is told. Renders are kept in memory.

`making.py` gives the orders and hears what came of them; here is what others ask of a run of the preview.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Condition, Lock, RLock
from typing import Any

from octavo.artifact import Artifact
from octavo.brandparts import FOLDER as BRANDS
from octavo.defaults import DEFAULTS
from octavo.disk import Disk
from octavo.files import Files, normal
from octavo.preview import shelf
from octavo.preview.making import Making
from octavo.preview.order import KEPT
from octavo.preview.selection import Selection
from octavo.preview.stand import AFTER, Stand

REMEMBERED = 8
"""Selections that are kept although no tab shows them any more; each takes some megabytes."""


@dataclass(frozen=True)
class Unsaved:
    """What somebody changed in a brand and did not save: values by place, and the hash of the file they began from;
    `held` is the number of this state among those of the brands."""

    changes: Mapping[tuple[str | int, ...], object]
    base: str
    held: int = 0


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
        self._making = Making(root, self._news, self._stands)
        self._shelf = shelf.look(root)

    # What tabs ask ------------------------------------------------------------------------------

    @contextmanager
    def attend(self, selection: Selection, edition: str = "web") -> Iterator[None]:
        """As long as a tab looks on, what it shows is made anew with every change."""
        with self._news:
            stand = self._stands[selection] = self._stands.pop(selection, Stand())
            stand.tabs[edition] += 1
            if stand.stale:
                self._making.order_all(selection, self._laid)
            elif edition == "epub" and edition not in stand.views:
                self._making.order(selection, edition, self._laid)
        try:
            yield
        finally:
            with self._news:
                stand.tabs[edition] -= 1
                self._let_go()

    def glances(self, selection: Selection) -> tuple[Selection, ...]:
        """The same brief in each type that there is."""
        with self._news:
            return tuple(replace(selection, type=name) for name in self._shelf["types"])

    def wait(
        self, selection: Selection, after: int, seconds: float, beside: tuple[Selection, ...] = ()
    ) -> tuple[int, dict[str, Any] | None]:
        """What there is to tell a tab that was told `after`; None when there is nothing new in so many seconds.
        `beside` are the types that it glances at."""
        with self._news:
            stand, others = self._stands[selection], [self._stands[one] for one in beside]

            def serial() -> int:
                return sum(one.serial for one in (stand, *others))

            self._news.wait_for(lambda: serial() > after or self.closed, seconds)
            if serial() <= after:
                return after, None
            common = {
                "run": self.run,
                "selection": f"{selection.look}/{selection.slug}",
                "shelf": self._shelf,
                "laid": sorted(self._laid),
                "held": self._held,
                "unsaved": {brand: [len(one.changes), one.held] for brand, one in sorted(self.unsaved.items())},
                "types": {one.type: self._stands[one].glanced() for one in beside},
            }
            return serial(), {**common, **stand.told()}

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
        """Files have changed: make anew what was made from these paths, and let studios read their brand again."""
        paths = frozenset(paths)
        if any(path.startswith(f"{BRANDS}/") for path in paths):
            with self._news:
                self._held += 1
                self._making.tell(self._stands.values())
        self._make_anew(paths)

    def _make_anew(self, paths: frozenset[str]) -> None:
        with self._news:
            disk = Disk(self.root, DEFAULTS, laid=self._laid)
            for selection, stand in self._stands.items():
                if stand.touched(paths, disk):
                    stand.stale = True
                    if stand.tabs.total():
                        self._making.order_all(selection, self._laid)
                elif stand.tabs.total() and stand.touched(paths, disk, AFTER):
                    self._making.check(selection, self._laid)
        if any(map(shelf.concerns, paths)):
            found = shelf.look(self.root)
            with self._news:
                if found != self._shelf:
                    self._shelf = found
                    self._making.tell(self._stands.values())

    def lay(self, texts: Mapping[str, bytes]) -> None:
        """Lay unsaved texts over the disk, by path, in place of those that lay there before; {} takes all away. They
        count for every tab until then. Raises FileRefused for a path that leads out of the workspace."""
        laid = {normal(path): data for path, data in texts.items()}
        with self._news:
            before, self._laid = self._laid, laid
            self._making.tell(self._stands.values())
        self._make_anew(frozenset(path for path in {*before, *laid} if before.get(path) != laid.get(path)))

    def hold(self, brand: str, unsaved: Unsaved | None, path: str, text: bytes | None) -> int:
        """Keep what somebody changed in a brand and did not save, and show it: `text` is its file as it would be, None
        for the one on the disk. Returns the number by which tabs know this state of the brands."""
        with self._news:
            self.unsaved.pop(brand, None)
            self._held += 1
            held = self._held
            if unsaved:
                self.unsaved[brand] = replace(unsaved, held=held)
            others = {name: data for name, data in self._laid.items() if name != path}
        self.lay({**others, **({path: text} if text is not None else {})})
        return held

    @property
    def closed(self) -> bool:
        return self._making.closed

    def close(self) -> None:
        """Let every tab go, and end the processes."""
        with self._news:
            self._making.closed = True
            self._news.notify_all()
        self._making.close()

    def _let_go(self) -> None:
        """Forget what nobody looks at, but for what was looked at last."""
        left = [selection for selection, stand in self._stands.items() if not stand.tabs.total()]
        for selection in left[:-REMEMBERED]:
            del self._stands[selection]
