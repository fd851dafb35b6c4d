"""What is known of a selection: its editions as they were last good, what is wrong with them now, who looks on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from octavo.artifact import Artifact
from octavo.disk import Disk
from octavo.preview.order import Picture, Rendered
from octavo.preview.telling import Told

BATCH = 4
"""Pages that are drawn in one go: a newer PDF does not wait longer than for these."""
ALWAYS = ("web", "pdf")
"""Editions that are made as long as any tab looks on."""
GLANCE = "glance"
"""How a tab looks that shows the web pages of all types beside each other."""
SHOWN = ("web", "pdf", "epub")
AFTER = ("check", "compare")
"""What is shown; and what is found, once the pages are there: in the text and the PDF, then in the other editions."""


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
    hashes: Mapping[str, str] = field(default_factory=dict)

    def after(self, made: Rendered, newest: bool, known: Mapping[str, Artifact]) -> "View":
        """The view after a render, which was the newest that was asked for or was not; `known` are the files that
        there were when it was."""
        if made.failed:
            return replace(self, busy=not newest, failed=True, problems=made.problems, reads=made.reads)
        files = {name: known[name] for name in made.same}
        files.update((artifact.name, artifact) for artifact in made.artifacts)
        number = self.number + 1
        return View(number, not newest, False, made.problems, files, made.facts, made.reads, made.hashes)

    def told(self) -> dict[str, Any]:
        """As the page hears of it."""
        known = {"number": self.number, "busy": self.busy, "failed": self.failed}
        return {**known, "problems": self.problems, "facts": self.facts}


@dataclass
class Stand:
    """`asked` counts the orders of each edition, `tabs` who looks at it; `serial` counts what tabs were told. `pages`
    are the names of the page pictures in order, "" for one that is not drawn yet; `fresh` says which of them are of
    the newest PDF, `kept` goes with it. `left` are pictures that showed nowhere when the last PDF was all drawn."""

    views: dict[str, View] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    tabs: Counter[str] = field(default_factory=Counter)
    stale: bool = True
    serial: int = 0
    pages: list[str] = field(default_factory=list)
    fresh: set[int] = field(default_factory=set)
    pictures: dict[str, bytes] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    kept: tuple[Artifact, ...] = ()

    @property
    def in_full(self) -> bool:
        """Whether a tab shows it, and not only its web page among those of the other types."""
        return self.tabs.total() > self.tabs[GLANCE]

    def wanted(self) -> Iterator[str]:
        """The editions that somebody looks at."""
        if self.in_full:
            yield from ALWAYS
            if self.tabs["epub"]:
                yield "epub"
        elif self.tabs[GLANCE]:
            yield "web"

    def touched(self, paths: Iterable[str], disk: Disk, only: Iterable[str] = SHOWN) -> bool:
        """Whether a change of these paths changes what was made here of the editions `only`. While one is being made
        nobody knows what it has read."""
        views = [view for name, view in self.views.items() if name in only]
        if any(view.busy for view in views) or not self.views:
            return True
        return any(self._differs(view.reads, paths, disk) for view in views)

    @staticmethod
    def _differs(reads: Mapping[str, str], paths: Iterable[str], disk: Disk) -> bool:
        """Whether one of `paths`, or a folder that it lies in, is not as it was read."""
        folders = [path for path in reads if path.endswith("/")]
        concerned = {path for path in paths if path in reads}
        concerned.update(top for top in folders for path in paths if f"/{path}".startswith(f"/{top.strip('/')}"))
        return any(disk.sha(path) != reads[path] for path in concerned)

    def reprinted(self, count: int, first: Iterable[Picture]) -> None:
        """There is a new PDF of so many pages: the old pictures stay until they are drawn anew."""
        self.pages = [*self.pages[:count], *[""] * (count - len(self.pages))]
        self.fresh = set()
        self.drawn(first)

    def drawn(self, pictures: Iterable[Picture]) -> None:
        """Some pages are drawn."""
        for number, sha, data in pictures:
            if data:
                self.pictures[sha] = data
            elif sha not in self.pictures:  # let go meanwhile: it is asked for once more
                continue
            self.pages[number - 1] = sha
            self.fresh.add(number)

    def to_draw(self) -> tuple[int, ...]:
        """The pages to be drawn next, counted from 1. When none is, pictures that show nowhere are let go; those
        that showed until now stay until the next PDF, for a tab that has not heard of it may be asking for them."""
        numbers = [number for number in range(1, len(self.pages) + 1) if number not in self.fresh]
        if not numbers:
            unshown = self.pictures.keys() - self.pages
            self.pictures = {sha: data for sha, data in self.pictures.items() if sha not in unshown & self.left}
            self.left = frozenset(unshown - self.left)
        return tuple(numbers[:BATCH])

    def glanced(self) -> dict[str, Any]:
        """The web page alone, as the page hears of it."""
        web = self.views.get("web", View())
        return {"number": web.number, "failed": web.failed}

    def told(self) -> dict[str, Any]:
        """As the page hears of it."""
        views = {edition: view.told() for edition, view in self.views.items()}
        return {**views, "pages": [{"sha": sha, "old": n not in self.fresh} for n, sha in enumerate(self.pages, 1)]}
