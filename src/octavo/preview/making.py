"""What tabs look at -> orders to the lanes, and what comes of them -> what is known of each selection.

Of every edition the last good one is kept, and stays what is shown; problems are told beside it. Problems are held
back for a moment: an editor that writes a file in two steps would make them flicker.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Condition, Timer

from octavo.preview.lane import Lane, Piece
from octavo.preview.order import Order, Picture, Rendered, unmade
from octavo.preview.selection import Selection
from octavo.preview.stand import AFTER, Stand, View

GRACE = 0.25
"""Seconds. How long problems are held back: editors replace a file within a few hundredths of one."""

LANES = {"web": 0, "print": 5, "desk": 10}
"""The processes, and by how many steps each gives way to others (nice): what is looked at first goes first."""
TASKS = {
    "web": ("web", "octavo.preview.work:web"),
    "pdf": ("print", "octavo.preview.printing:print_pages"),
    "epub": ("desk", "octavo.preview.printing:bind_book"),
    "check": ("desk", "octavo.preview.checking:check_pages"),
    "compare": ("desk", "octavo.preview.checking:check_editions"),
}
"""What is made of a brief: in which process, by what."""
PAGES = "octavo.preview.printing:draw_pages"

Laid = Mapping[str, bytes]


@dataclass(frozen=True)
class Ticket:
    """What was ordered for which stand, as the how-manieth of its edition, and what the edition was then."""

    stand: Stand
    edition: str
    number: int
    order: Order
    before: View


class Making:
    """Gives orders, and hears of what was made. Whoever calls it holds `news`, which guards all stands."""

    def __init__(self, root: Path, news: Condition, stands: Mapping[Selection, Stand]) -> None:
        self.closed = False
        self._root, self._news, self._stands = root, news, stands
        self._lanes = {name: Lane(name, steps) for name, steps in LANES.items()}

    def order_all(self, selection: Selection, laid: Laid) -> None:
        """Have everything made that somebody looks at, with the unsaved texts `laid`."""
        stand = self._stands[selection]
        stand.stale = not stand.in_full  # what is not ordered now is not what it will be
        for edition in stand.wanted() if selection.slug else ():
            self.order(selection, edition, laid)

    def check(self, selection: Selection, laid: Laid) -> None:
        """Have the editions looked at, if there are good ones."""
        pdf = self._stands[selection].views.get("pdf", View())
        for later in AFTER if pdf.number and not pdf.busy and not pdf.failed else ():
            self.order(selection, later, laid)

    def order(self, selection: Selection, edition: str, laid: Laid) -> None:
        """Have one edition made, in place of an older order of it."""
        stand = self._stands[selection]
        stand.asked[edition] += 1
        order = Order(self._root, selection, dict(laid))
        more: tuple[object, ...] = ()
        if edition == "web":
            more = (stand.views.get("web", View()).hashes,)
        if edition == "pdf":
            more = (frozenset(stand.pictures),)
            self._lanes["print"].drop(("pages", selection))
        if edition in AFTER:
            more = (stand.views["pdf"].files[f"{selection.slug}.pdf"].data, stand.kept, date.today())
        stand.views[edition] = replace(stand.views.get(edition, View()), busy=True)
        self.tell((stand,))
        lane, task = TASKS[edition]
        hear = partial(self._hear, Ticket(stand, edition, stand.asked[edition], order, stand.views[edition]))
        self._lanes[lane].ask((edition, selection), Piece(task, (order, *more), hear))

    def tell(self, stands: Iterable[Stand]) -> None:
        """Let every tab that looks at these know that there is something new."""
        for stand in stands:
            stand.serial += 1
        self._news.notify_all()

    def close(self) -> None:
        """End the processes; `news` is not held, for they may be telling what they made."""
        self.closed = True
        for lane in self._lanes.values():
            lane.close()

    # What is heard from the lanes -----------------------------------------------------------------

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
        selection, stand, edition = ticket.order.selection, ticket.stand, ticket.edition
        with self._news:
            newest = stand.asked[edition] == ticket.number
            if self._is_over(selection, stand) or (made.failed and not newest):
                return
            stand.views[edition] = stand.views[edition].after(made, newest, ticket.before.files)
            if edition == "pdf" and not made.failed:
                stand.kept = made.kept
                stand.reprinted(made.count, made.pictures)
                if newest:
                    self._draw(selection)
                    self.check(selection, ticket.order.laid)
            self.tell((stand,))

    def _draw(self, selection: Selection) -> None:
        """Have the next pages drawn."""
        stand = self._stands[selection]
        numbers = stand.to_draw()
        if numbers:
            pdf = stand.views["pdf"]
            args = (pdf.files[f"{selection.slug}.pdf"].data, numbers, frozenset(stand.pictures))
            hear = partial(self._drawn, selection, stand, pdf.number)
            self._lanes["print"].ask(("pages", selection), Piece(PAGES, args, hear))

    def _drawn(
        self, selection: Selection, stand: Stand, number: int, pictures: tuple[Picture, ...], fault: Exception | None
    ) -> None:
        """A lane has drawn some pages of the PDF of that number."""
        with self._news:
            if self._is_over(selection, stand) or fault is not None or stand.views["pdf"].number != number:
                return
            stand.drawn(pictures)
            self._draw(selection)
            self.tell((stand,))

    def _is_over(self, selection: Selection, stand: Stand) -> bool:
        """Whether nobody can see the stand any more: it was let go, though the selection may have a new one since."""
        return self.closed or self._stands.get(selection) is not stand
