"""A campaign over a real relay: every member once at most, whatever the relay says and whenever the sender dies."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from octavo.campaign.database import at_file
from octavo.campaign.ledger import Ledger
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.send import Way, send
from octavo.mail.connection import Route
from octavo.mail.identity import message_id
from octavo.mail.letter import Mailbox, Part
from octavo.mail.page import Page
from octavo.mail.settings import Mail
from octavo.mail.transport import Relay
from octavo.mail.writer import Addressee, Post, Writer

from . import mailserver
from .conditions import Here
from .mailserver import relay

NAME = "wells-1.0"
CAMPAIGN = Campaign(NAME, "wells", "1.0", "a" * 64, "members.csv", "b" * 64)
NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)
SECRET = bytes(32)
PAGES = {"": Page("en", ("<p>\ue000name\ue001</p>", "For \ue000name\ue001"), ("<p></p>", ""))}


def enclosed(member: Addressee) -> tuple[Part, ...]:
    return (Part("wells.pdf", "application/pdf", f"%PDF-1.7 {member.number}".encode()),)


def post(port: int) -> Post:
    mail = Mail(Mailbox("briefs@example.org", "The House"), None, unsubscribe="https://example.org/{token}")
    return Post(Relay(Route("127.0.0.1", port, "plain", 20)), Writer(mail, NAME, "Wells", NOW, SECRET, PAGES, enclosed))


def members(count: int) -> Iterator[Recipient]:
    for number in range(count):
        yield Recipient(NAME, f"m{number:03}@example.org", f"Member {number}", "en", f"N{number}")


def got(box: mailserver.Mailbox) -> Counter[str]:
    return Counter(recipient for _, recipients, _ in box.taken for recipient in recipients)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.at(at_file(tmp_path / "ledger.sqlite3"), lambda: NOW) as ledger:
        yield ledger


@pytest.mark.parametrize("processes", [False, True], ids=["threads", "processes"])
def test_every_answer_of_a_relay_ends_in_the_right_state(ledger: Ledger, processes: bool) -> None:
    ledger.plan(CAMPAIGN, members(40))
    box = mailserver.Mailbox()
    box.rcpt = {"m003@example.org": "450 4.2.1 busy", "m005@example.org": "550 5.1.1 no such user"}
    box.data = {"m007@example.org": "451 4.7.1 later", "m011@example.org": "554 5.7.1 no", "m013@example.org": "drop"}
    executor: Executor = ProcessPoolExecutor(2, get_context("spawn")) if processes else ThreadPoolExecutor(4)
    with relay(box) as port:
        with executor:
            deliver = post(port)
            sent = send(ledger, NAME, Way(deliver, executor, lambda _: None, frozenset, 4))
        deliver.relay.close()
    assert (sent.stopped, sent.counts) == ("", Counter(sent=35, later=2, failed=2, unknown=1))
    assert {one.email[:4]: (one.state, one.code) for one in ledger.recipients(NAME) if one.state != "sent"} == {
        "m003": ("planned", 450), "m005": ("failed", 550), "m007": ("planned", 451), "m011": ("failed", 554),
        "m013": ("unknown", 0),
    }  # fmt: skip
    taken = {one.email for one in ledger.recipients(NAME, "sent", "unknown")}
    assert got(box) == Counter(dict.fromkeys(taken, 1))
    for _, (recipient,), message in box.taken:
        own = [
            one
            for one in members(40)
            if f"Message-ID: {message_id(SECRET, NAME, one.email, 'example.org')}".encode() in message
        ]
        assert [one.email for one in own] == [recipient]


def test_a_wrong_password_stops_at_the_first_letter_and_is_written_nowhere(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    password = "open sesame, 8 wells"
    monkeypatch.setenv("OCTAVO_SMTP_USER", mailserver.USER)
    monkeypatch.setenv("OCTAVO_SMTP_PASSWORD", password)
    monkeypatch.setenv("OCTAVO_DEBUG", "1")
    ledger.plan(CAMPAIGN, members(3))
    box = mailserver.Mailbox()
    with relay(box, authenticator=mailserver.lets_in, auth_require_tls=False) as port:
        sent = send(ledger, NAME, Way(post(port), Here(), lambda _: None, frozenset))
    assert (sent.stopped, sent.counts) == ("5.7.8 no *** here", Counter(later=1))
    assert [one.state for one in ledger.recipients(NAME)] == ["planned"] * 3
    assert box.taken == []
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"no *** here" in written
    assert password.encode() not in written + "".join(capfd.readouterr()).encode() + repr(sent).encode()


CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from octavo.campaign.database import at_file
from octavo.campaign.ledger import Ledger
from octavo.campaign.send import Way, send
from tests.conditions import Here
from tests.test_mail_campaign import NAME, NOW, post

with Ledger.at(at_file(Path(sys.argv[1])), lambda: NOW) as ledger, ledger.sender(NAME):
    send(ledger, NAME, Way(post(int(sys.argv[2])), Here(), lambda _: None, frozenset))
"""


@dataclass
class Deadly(mailserver.Mailbox):
    """A mailbox whose relay kills the sender at every step that is named, the steps of all letters counted through:
    before the sender, before the recipient, and when the letter is taken but no answer has gone."""

    kills: frozenset[int] = frozenset()
    steps: int = 0
    sender: "subprocess.Popen[bytes] | None" = field(default=None)

    def step(self) -> None:
        self.steps += 1
        if self.steps in self.kills and self.sender:
            os.kill(self.sender.pid, signal.SIGKILL)
            self.sender.wait()

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.step()
        return await super().handle_MAIL(server, session, envelope, address, options)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.step()
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        self.step()
        return answer


def killed_and_resumed(folder: Path, many: int, kills: frozenset[int]) -> tuple[Deadly, dict[str, int], int]:
    """Send to `many` members, start again after each kill, and give the mailbox, the states and how often it died."""
    path, died, box = folder / "ledger.sqlite3", 0, Deadly(kills=kills)
    with Ledger.at(at_file(path), lambda: NOW) as ledger:
        ledger.plan(CAMPAIGN, members(many))
        with relay(box) as port:
            work = [sys.executable, "-c", CHILD, str(path), str(port)]
            while True:
                box.sender = subprocess.Popen(work)
                code = box.sender.wait()
                if code == 0:
                    break
                assert code == -signal.SIGKILL
                died += 1
        return box, {str(state): count for state, count in ledger.counts(NAME).items()}, died


@pytest.mark.slow
def test_killed_at_every_step_and_resumed_nobody_gets_two(tmp_path: Path) -> None:
    kills = frozenset(
        {1, 5, 9, 13, 20, 25, 30, 31, 32}
    )  # of one letter the first, second and third step; thrice in a row
    box, states, died = killed_and_resumed(tmp_path, 30, kills)
    assert died == len(kills)
    assert set(got(box).values()) == {1}
    assert states["unknown"] == died, "whoever was in hand, whether it arrived or not"
    assert sum(states.values()) == 30
    assert set(states) == {"sent", "unknown"}
    assert states["sent"] <= len(got(box)) <= 30
