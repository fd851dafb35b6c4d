"""Sending: nobody is written to twice, whatever dies when; every answer of a relay ends in the right state."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from octavo.campaign.database import at_file
from octavo.campaign.ledger import Ledger
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.send import BACK_OFF, Sent, Way, send
from octavo.mail.outcome import Outcome

from .conditions import Here
from .hours import Hours

NAME = "wells-1.0"
CAMPAIGN = Campaign(NAME, "wells", "1.0", "a" * 64, "members.csv", "b" * 64)


@pytest.fixture
def clock() -> Hours:
    return Hours()


@pytest.fixture
def ledger(tmp_path: Path, clock: Hours) -> Iterator[Ledger]:
    with Ledger.at(at_file(tmp_path / "ledger.sqlite3"), clock) as ledger:
        ledger.plan(CAMPAIGN, members(4))
        yield ledger


def members(count: int) -> Iterator[Recipient]:
    for number in range(count):
        yield Recipient(NAME, f"m{number:03}@example.org", f"Member {number}", "en", f"N{number}")


def run(
    ledger: Ledger, answer: Callable[[Recipient], Outcome], withheld: Callable[[], frozenset[str]] = frozenset
) -> Sent:
    return send(ledger, NAME, Way(answer, Here(), lambda _: None, withheld))


def states(ledger: Ledger) -> list[str]:
    return [one.state for one in ledger.recipients(NAME)]


def test_everyone_is_written_to_once(ledger: Ledger) -> None:
    written: list[str] = []

    def accept(one: Recipient) -> Outcome:
        assert [other.email for other in ledger.recipients(NAME, "sending")] == [one.email], "claimed before it goes"
        written.append(one.email)
        return Outcome("accepted", 250, "queued as 1")

    assert run(ledger, accept).counts == Counter(sent=4)
    assert run(ledger, accept).counts == Counter()
    assert written == [one.email for one in members(4)]
    assert {one.words for one in ledger.recipients(NAME)} == {"queued as 1"}


def test_a_refusal_for_good_is_kept_with_the_relays_words(ledger: Ledger) -> None:
    run(ledger, lambda one: Outcome("never", 550, f"no {one.name}"))
    assert {(one.state, one.code, one.words) for one in ledger.recipients(NAME)} == {
        ("failed", 550, f"no Member {number}") for number in range(4)
    }


def test_a_refusal_for_now_is_tried_again_later_and_at_last_given_up(ledger: Ledger, clock: Hours) -> None:
    tried: Counter[str] = Counter()

    def later(one: Recipient) -> Outcome:
        tried[one.email] += 1
        return Outcome("later", 451, "greylisted")

    for pause in BACK_OFF:
        run(ledger, later)
        run(ledger, later)  # nobody is due: nobody is tried
        assert states(ledger) == ["planned"] * 4
        clock.now += pause
    run(ledger, later)
    assert states(ledger) == ["failed"] * 4
    assert set(tried.values()) == {len(BACK_OFF) + 1}


def test_what_nobody_knows_is_unknown_and_not_sent_again(ledger: Ledger, clock: Hours) -> None:
    written: Counter[str] = Counter()

    def lost(one: Recipient) -> Outcome:
        written[one.email] += 1
        return Outcome("unknown", 0, "the connection was lost after DATA")

    run(ledger, lost)
    clock.now += timedelta(days=9)
    run(ledger, lost)
    assert states(ledger) == ["unknown"] * 4
    assert set(written.values()) == {1}


def test_a_fault_in_delivering_leaves_one_unknown_and_stops(ledger: Ledger) -> None:
    def fault(_: Recipient) -> Outcome:
        raise ZeroDivisionError("division by zero")

    sent = run(ledger, fault)
    assert sent.stopped == "ZeroDivisionError: division by zero"
    assert states(ledger) == ["unknown", "planned", "planned", "planned"]


def test_a_relay_that_is_gone_stops_the_run_and_costs_nobody_a_try(ledger: Ledger) -> None:
    sent = run(ledger, lambda _: Outcome("stop", 0, "connection refused"))
    assert sent.stopped == "connection refused"
    assert states(ledger) == ["planned"] * 4


def test_who_is_withheld_by_the_time_their_turn_comes_is_not_written_to(ledger: Ledger) -> None:
    written: list[str] = []

    def accept(one: Recipient) -> Outcome:
        written.append(one.email)
        return Outcome("accepted", 250)

    def withheld() -> frozenset[str]:
        return frozenset({"m002@example.org"}) if written else frozenset()

    assert run(ledger, accept, withheld).counts == Counter(sent=3, suppressed=1)
    assert "m002@example.org" not in written


def test_who_asks_to_be_left_alone_while_we_wait_is_not_written_to(ledger: Ledger) -> None:
    asked: set[str] = set()
    way = Way(lambda _: Outcome("accepted", 250), Here(), asked.add, lambda: frozenset(asked & {"m001@example.org"}))
    assert send(ledger, NAME, way).counts == Counter(sent=3, suppressed=1)


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from octavo.campaign.database import at_file
from octavo.campaign.ledger import Ledger
from octavo.campaign.send import Way, send
from octavo.mail.outcome import Outcome
from tests.conditions import Here

folder, end = Path(sys.argv[1]), int(sys.argv[2])
steps = 0

def step():
    global steps
    steps += 1
    if steps == end:
        os.kill(os.getpid(), signal.SIGKILL)

def deliver(one):
    step()
    with open(folder / "mailbox", "a") as box:
        box.write(one.email + "\\n")
    step()
    return Outcome("accepted", 250)

class Watched(Ledger):
    def move(self, *args, **options):
        step()
        super().move(*args, **options)
        step()

with Watched.at(at_file(folder / "ledger.sqlite3"), lambda: datetime(2026, 2, 1, tzinfo=UTC)) as ledger:
    with ledger.sender("wells-1.0"):
        send(ledger, "wells-1.0", Way(deliver, Here(), lambda _: None, frozenset))
"""


def test_killed_between_any_two_steps_and_resumed_nobody_gets_two(tmp_path: Path, clock: Hours) -> None:
    with Ledger.at(at_file(tmp_path / "ledger.sqlite3"), clock) as ledger:
        ledger.plan(CAMPAIGN, members(12))
        codes = []
        for end in (*range(1, 9), 0):  # each place between two steps of one letter, and after them; then to the end
            work = [sys.executable, "-c", KILLED, str(tmp_path), str(end)]
            codes.append(subprocess.run(work, env=dict(os.environ), check=False).returncode)
        assert codes == [-signal.SIGKILL] * 8 + [0]
        mailbox = Counter((tmp_path / "mailbox").read_text().split())
        counts = ledger.counts(NAME)
    assert set(mailbox.values()) == {1}
    assert sum(counts.values()) == 12
    assert set(counts) == {"sent", "unknown"}
    assert counts["sent"] <= len(mailbox) <= counts["sent"] + counts["unknown"]
