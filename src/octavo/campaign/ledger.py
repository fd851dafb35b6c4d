"""A database -> the ledger: who is to get a campaign, who got it, and every change on the way.

SQLite by default, with a write-ahead log and full synchronisation: what was committed outlives a crash of the machine
(sqlite.org/pragma.html#pragma_synchronous). PostgreSQL through the same statements. A change of state and its event are
one transaction. One process writes a campaign at a time (`sender`).
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, select, update

from octavo.campaign.audit import START, Event, sealed
from octavo.campaign.database import opened, sole
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.states import UNTOUCHED, WAYS, State, WrongWay
from octavo.campaign.tables import CAMPAIGNS, EVENTS, HOUSE, RECIPIENTS, SUPPRESSIONS

EVERY = ""
"""The campaign of events that concern all of them."""
Clock = Callable[[], datetime]
"""Gives the time now, with a time zone."""


class Ledger:
    """The ledger as an object: open it with `Ledger.at`, and close it."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    @classmethod
    @contextmanager
    def at(cls, url: str, clock: Clock) -> Iterator["Ledger"]:
        """The ledger at a SQLAlchemy URL, its tables made if need be. Raises Rejected when it cannot be opened."""
        with opened(url) as engine:
            yield cls(engine, clock)

    # Campaigns -------------------------------------------------------------------------------------------------------

    def secret(self) -> bytes:
        """What the numbers of copies are made with: 32 random bytes, made once."""
        with self._engine.begin() as work:
            found = work.scalar(select(HOUSE.c.value).where(HOUSE.c.name == "secret"))
            if found is None:
                found = secrets.token_hex(32)
                work.execute(insert(HOUSE).values(name="secret", value=found))
        return bytes.fromhex(found)

    def campaign(self, name: str) -> Campaign | None:
        """A campaign by its name."""
        with self._engine.connect() as work:
            row = work.execute(select(CAMPAIGNS).where(CAMPAIGNS.c.id == name)).one_or_none()
        return Campaign(**row._mapping) if row else None

    def campaigns(self) -> tuple[Campaign, ...]:
        """All campaigns, by name."""
        with self._engine.connect() as work:
            return tuple(Campaign(**row._mapping) for row in work.execute(select(CAMPAIGNS).order_by(CAMPAIGNS.c.id)))

    def plan(self, campaign: Campaign, recipients: Iterable[Recipient]) -> None:
        """Write a plan, or a plan anew: who is not in it any more and was not written to is taken out; who has been
        written to, or may have been, stays as they are."""
        wanted = {one.email.casefold(): one for one in recipients}
        with self._engine.begin() as work:
            was = {one.email.casefold(): one for one in self._rows(work, campaign.id)}
            fresh = [one for box, one in wanted.items() if box not in was or was[box].state in UNTOUCHED]
            work.execute(CAMPAIGNS.delete().where(CAMPAIGNS.c.id == campaign.id))
            work.execute(insert(CAMPAIGNS).values(**_row(replace(campaign, planned=self._now()))))
            untouched = RECIPIENTS.c.campaign == campaign.id, RECIPIENTS.c.state.in_(UNTOUCHED)
            work.execute(RECIPIENTS.delete().where(*untouched))
            if fresh:
                work.execute(insert(RECIPIENTS), [_row(replace(one, changed=self._now())) for one in fresh])
            words = f"{len(wanted)} planned, release {campaign.release}, list {campaign.list}"
            self._note(work, [Event(campaign.id, 0, self._now(), "", "", "plan", words)])

    # Members of a campaign -------------------------------------------------------------------------------------------

    def recipients(self, campaign: str, *states: State) -> tuple[Recipient, ...]:
        """The members of a campaign, by address; only those in `states`, when any are named."""
        with self._engine.connect() as work:
            return tuple(self._rows(work, campaign, *states))

    def counts(self, campaign: str) -> dict[State, int]:
        """How many members of a campaign are in each state."""
        found = select(RECIPIENTS.c.state, func.count().label("many")).where(RECIPIENTS.c.campaign == campaign)
        with self._engine.connect() as work:
            return {row.state: row.many for row in work.execute(found.group_by(RECIPIENTS.c.state))}

    def numbered(self, number: str) -> tuple[Recipient, ...]:
        """Whose a copy is: those with its number, one in each campaign at most."""
        with self._engine.connect() as work:
            rows = work.execute(select(RECIPIENTS).where(RECIPIENTS.c.number == number))
            return tuple(Recipient(**row._mapping) for row in rows)

    def due(self, campaign: str, most: int) -> tuple[Recipient, ...]:
        """At most `most` planned members whose time has come, those that have waited longest first."""
        asked = select(RECIPIENTS).where(
            RECIPIENTS.c.campaign == campaign, RECIPIENTS.c.state == "planned", RECIPIENTS.c.due <= self._now()
        )
        with self._engine.connect() as work:
            rows = work.execute(asked.order_by(RECIPIENTS.c.due, RECIPIENTS.c.email).limit(most))
            return tuple(Recipient(**row._mapping) for row in rows)

    def next_due(self, campaign: str) -> str:
        """When the first of those still planned may be sent; "" when none waits."""
        asked = select(func.min(RECIPIENTS.c.due))
        with self._engine.connect() as work:
            found = work.scalar(asked.where(RECIPIENTS.c.campaign == campaign, RECIPIENTS.c.state == "planned"))
        return str(found or "")

    def move(self, one: Recipient, state: State, code: int = 0, words: str = "", wait: timedelta | None = None) -> None:
        """Write that a member's state has changed, with the relay's answer; with `wait`, how long nothing is sent.

        Raises WrongWay when the ledger holds another state than `one`, or when `state` cannot follow on it.
        """
        if state not in WAYS[one.state]:
            raise WrongWay(one.state, state)
        due = _text(self._clock() + wait) if wait else ""
        tried = one.attempts + (state == "sending")
        new = {"state": state, "code": code, "words": words, "due": due, "attempts": tried, "changed": self._now()}
        with self._engine.begin() as work:
            held = update(RECIPIENTS).where(*_is(one.campaign, one.email), RECIPIENTS.c.state == one.state)
            if work.execute(held.values(**new)).rowcount != 1:
                raise WrongWay(one.state, state)
            self._note(work, [Event(one.campaign, 0, self._now(), one.email, one.state, state, _told(code, words))])

    def recover(self, campaign: str) -> tuple[Recipient, ...]:
        """Those who were being written to when the last sender died: nobody knows whether it arrived."""
        stranded = self.recipients(campaign, "sending")
        for one in stranded:
            self.move(one, "unknown", one.code, "the sender stopped while this was on its way")
        return stranded

    # Suppression -----------------------------------------------------------------------------------------------------

    def suppress(self, email: str, why: str) -> None:
        """Never write to this mailbox again."""
        box = email.casefold()
        with self._engine.begin() as work:
            work.execute(SUPPRESSIONS.delete().where(SUPPRESSIONS.c.email == box))
            work.execute(insert(SUPPRESSIONS).values(email=box, since=self._now(), why=why))
            self._note(work, [Event(EVERY, 0, self._now(), box, "", "suppressed", why)])

    def lift(self, email: str, why: str) -> bool:
        """Write to this mailbox again, in campaigns planned from now on. False when it was not suppressed."""
        box = email.casefold()
        with self._engine.begin() as work:
            if not work.execute(SUPPRESSIONS.delete().where(SUPPRESSIONS.c.email == box)).rowcount:
                return False
            self._note(work, [Event(EVERY, 0, self._now(), box, "suppressed", "", why)])
        return True

    def suppressions(self) -> tuple[tuple[str, str, str], ...]:
        """Who is never written to: mailbox, since when, and why, by mailbox."""
        with self._engine.connect() as work:
            rows = work.execute(select(SUPPRESSIONS).order_by(SUPPRESSIONS.c.email))
            return tuple((row.email, row.since, row.why) for row in rows)

    def suppressed(self) -> frozenset[str]:
        """The mailboxes that are never written to, in small letters."""
        with self._engine.connect() as work:
            return frozenset(work.scalars(select(SUPPRESSIONS.c.email)))

    # The record ------------------------------------------------------------------------------------------------------

    def events(self, campaign: str) -> tuple[Event, ...]:
        """Every change of a campaign, in order."""
        with self._engine.connect() as work:
            rows = work.execute(select(EVENTS).where(EVENTS.c.campaign == campaign).order_by(EVENTS.c.seq))
            return tuple(Event(**row._mapping) for row in rows)

    def newest(self) -> str:
        """The time of the last change of all, "" for an empty ledger."""
        with self._engine.connect() as work:
            return str(work.scalar(select(func.max(EVENTS.c.at))) or "")

    @contextmanager
    def sender(self, campaign: str) -> Iterator[None]:
        """The right to be the only one who sends a campaign. Raises Rejected when another has it."""
        with sole(self._engine, campaign):
            yield

    def _rows(self, work: Connection, campaign: str, *states: State) -> Iterator[Recipient]:
        asked = select(RECIPIENTS).where(RECIPIENTS.c.campaign == campaign)
        asked = asked.where(RECIPIENTS.c.state.in_(states)) if states else asked
        for row in work.execute(asked.order_by(RECIPIENTS.c.email)):
            yield Recipient(**row._mapping)

    def _note(self, work: Connection, events: Sequence[Event]) -> None:
        """Write events behind the last one of their campaign, each with its seal."""
        last = select(EVENTS.c.seq, EVENTS.c.seal).where(EVENTS.c.campaign == events[0].campaign)
        row = work.execute(last.order_by(EVENTS.c.seq.desc()).limit(1)).one_or_none()
        seq, seal = (row.seq, row.seal) if row else (0, START)
        for event in events:
            seq += 1
            numbered = replace(event, seq=seq)
            seal = sealed(numbered, seal)
            work.execute(insert(EVENTS).values(**_row(replace(numbered, seal=seal))))

    def now(self) -> datetime:
        """The time now, by the ledger's clock."""
        return self._clock()

    def _now(self) -> str:
        return _text(self._clock())


def _text(moment: datetime) -> str:
    """A time as the ledger has it: to the millisecond, in UTC, so that texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _told(code: int, words: str) -> str:
    return f"{code} {words}".strip() if code else words


def _is(campaign: str, email: str) -> tuple[ColumnElement[bool], ...]:
    return RECIPIENTS.c.campaign == campaign, RECIPIENTS.c.email == email


def _row(value: Campaign | Recipient | Event) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}
