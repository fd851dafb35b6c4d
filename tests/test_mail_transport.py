"""A real relay on this machine, and relays that break off: what comes of a letter is never taken for something else."""

import datetime
import pickle
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

from octavo.mail import credentials
from octavo.mail.connection import Route, Security, Unusable, is_loopback
from octavo.mail.credentials import Credentials
from octavo.mail.outcome import Outcome
from octavo.mail.transport import REFUSALS, Offer, Relay
from octavo.problems import Rejected

from .mailserver import PASSWORD, USER, Mailbox, breaking, certified, lets_in, relay

FROM, ADA = "briefs@example.org", "ada@example.org"
MESSAGE = b"From: briefs@example.org\r\nSubject: Wells\r\n\r\nOne.\r\n.\r\n..Three\r\n"
EARLY = datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC)
LATE = datetime.datetime(2096, 1, 1, tzinfo=datetime.UTC)


EXPIRED, MISMATCH = "certificate has expired", "Hostname mismatch, certificate is not valid for 'localhost'"


def nobody() -> Credentials | None:
    return None


class To(Protocol):
    def __call__(self, port: int, security: Security = "plain", patience: float = 20) -> Relay: ...


@pytest.fixture
def to() -> Iterator[To]:
    """Makes relays, and closes their connections in the end. A plain one asks for no password."""
    made: list[Relay] = []

    def make(port: int, security: Security = "plain", patience: float = 20) -> Relay:
        route = Route("127.0.0.1" if security == "plain" else "localhost", port, security, patience)
        made.append(Relay(route, nobody if security == "plain" else None))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose relay.pem this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "relay.pem"))
    monkeypatch.setenv("OCTAVO_SMTP_USER", USER)
    monkeypatch.setenv("OCTAVO_SMTP_PASSWORD", PASSWORD)
    return tmp_path


def test_a_letter_arrives_as_it_was_written(to: To, box: Mailbox) -> None:
    with relay(box) as port:
        way = to(port)
        assert way.deliver(FROM, ADA, MESSAGE) == Outcome("accepted", 250, "2.0.0 queued")
        assert way.deliver(FROM, "bo@example.org", MESSAGE).answer == "accepted"
    assert box.taken == [(FROM, [ADA], MESSAGE), (FROM, ["bo@example.org"], MESSAGE)]
    assert box.options[0] == [f"SIZE={len(MESSAGE)}"]
    assert box.connections == 1


def test_a_refusal_for_now_and_one_for_good_are_told_apart_with_the_relays_words(to: To, box: Mailbox) -> None:
    box.rcpt = {"now@example.org": "450 4.2.1 mailbox busy", "gone@example.org": "550 5.1.1 no such user"}
    box.data = {"grey@example.org": "451 4.7.1 greylisted", "spam@example.org": "554 5.7.1 not liked"}
    with relay(box) as port:
        way = to(port)
        came = [way.deliver(FROM, f"{who}@example.org", MESSAGE) for who in ("now", "gone", "grey", "spam", "ada")]
    assert came == [
        Outcome("later", 450, "4.2.1 mailbox busy"),
        Outcome("never", 550, "5.1.1 no such user"),
        Outcome("later", 451, "4.7.1 greylisted"),
        Outcome("never", 554, "5.7.1 not liked"),
        Outcome("accepted", 250, "2.0.0 queued"),
    ]
    assert [recipients for _, recipients, _ in box.taken] == [[ADA]]


@pytest.mark.parametrize(
    ("reply", "answer"),
    [("550 5.7.1 not your address", "stop"), ("552 5.3.4 too big", "never"), ("452 4.3.1 disk", "later"),
     ("530 5.7.0 sign in first", "stop")],
)  # fmt: skip
def test_a_sender_who_is_refused_is_no_fault_of_the_member(to: To, box: Mailbox, reply: str, answer: str) -> None:
    box.mail = reply
    with relay(box) as port:
        assert to(port).deliver(FROM, ADA, MESSAGE) == Outcome(answer, int(reply[:3]), reply[4:])  # type: ignore[arg-type]


def test_a_relay_that_takes_the_letter_and_breaks_off_leaves_it_unknown(to: To, box: Mailbox) -> None:
    box.data = {ADA: "drop"}
    with relay(box) as port:
        came = to(port).deliver(FROM, ADA, MESSAGE)
    assert (came.answer, came.code) == ("unknown", 0)
    assert came.words.startswith("the connection was lost after the text had begun to go over")
    assert len(box.taken) == 1, "it was taken: sent again it would be there twice"


@pytest.mark.parametrize("lines", [1, 1_000_000])
def test_a_relay_that_breaks_off_within_the_text_leaves_it_unknown(to: To, lines: int) -> None:
    with breaking("220 relay", "250 relay", "250 ok", "250 ok", "354 go on", "drop") as port:
        assert to(port).deliver(FROM, ADA, b"Wells.\r\n" * lines).answer == "unknown"


def test_a_relay_that_never_answers_to_a_letter_leaves_it_unknown(to: To) -> None:
    with breaking("220 relay", "250 relay", "250 ok", "250 ok", "354 go on", "read", "read") as port:
        assert to(port, patience=0.2).deliver(FROM, ADA, MESSAGE).answer == "unknown"


@pytest.mark.parametrize("heard", [2, 3, 4], ids=["MAIL", "RCPT", "DATA"])
def test_a_connection_lost_before_the_text_costs_nothing(to: To, heard: int) -> None:
    script = ["220 relay", "250 relay", "250 ok", "250 ok", "drop"]
    with breaking(*script[:heard], "drop") as port:
        came = to(port).deliver(FROM, ADA, MESSAGE)
    assert came.answer == "later"
    assert came.words.startswith("the connection was lost before the text went over")


def test_a_connection_that_was_closed_while_idle_is_made_anew(to: To, box: Mailbox) -> None:
    with relay(box, timeout=0.2) as port:
        way = to(port)
        assert way.deliver(FROM, ADA, MESSAGE).answer == "accepted"
        assert way._own.smtp.sock.recv(999) == b"", "it has hung up"
        assert way.deliver(FROM, ADA, MESSAGE).answer == "accepted"
    assert box.connections == 2


def test_a_relay_that_turns_us_away_is_left_alone_soon(to: To) -> None:
    with breaking("421 4.3.2 come back later") as port:
        way = to(port)
        came = [way.deliver(FROM, ADA, MESSAGE) for _ in range(REFUSALS)]
    assert [one.answer for one in came] == ["later"] * (REFUSALS - 1) + ["stop"]
    assert {(one.code, one.words) for one in came} == {(421, "4.3.2 come back later")}


def test_a_relay_that_ends_the_connection_before_the_text_puts_a_letter_off(to: To) -> None:
    with breaking("220 relay", "250 relay", "421 4.7.0 too many today") as port:
        assert to(port).deliver(FROM, ADA, MESSAGE) == Outcome("later", 421, "4.7.0 too many today")


def test_a_relay_that_is_not_there_stops_the_run(to: To) -> None:
    with breaking("220 relay") as port:
        pass
    assert to(port).deliver(FROM, ADA, MESSAGE) == Outcome("stop", 0, "Connection refused")


def test_a_letter_larger_than_the_relay_takes_is_not_begun(to: To, box: Mailbox) -> None:
    with relay(box, data_size_limit=50) as port:
        way = to(port)
        assert way.offer() == Offer(50, utf8=True)
        came = way.deliver(FROM, ADA, MESSAGE)
    assert came == Outcome("stop", 0, f"the letter has {len(MESSAGE)} bytes, and the relay takes 50")
    assert (box.options, box.taken) == ([], [])


def test_addresses_in_other_scripts_go_to_a_relay_that_takes_them(to: To, box: Mailbox) -> None:
    with relay(box) as port:
        way = to(port)
        assert way.deliver(FROM, "josé@exämple.org", MESSAGE).answer == "accepted"
        assert way.deliver(FROM, "jose@exämple.org", MESSAGE).answer == "accepted"
    assert [recipients for _, recipients, _ in box.taken] == [
        ["josé@xn--exmple-cua.org"], ["jose@xn--exmple-cua.org"],
    ]  # fmt: skip
    assert ["SMTPUTF8" in options for options in box.options] == [True, False]


def test_a_relay_without_smtputf8_is_not_sent_what_it_would_break(to: To, box: Mailbox) -> None:
    with relay(box, enable_SMTPUTF8=False) as port:
        way = to(port)
        came = way.deliver(FROM, "josé@example.org", MESSAGE)
        assert way.deliver(FROM, "jose@exämple.org", MESSAGE).answer == "accepted"
    assert came == Outcome("never", 0, "the relay does not write to addresses in other scripts (SMTPUTF8)")


def test_nothing_goes_unencrypted_to_another_machine() -> None:
    way = Relay(Route("192.0.2.1", 25, "plain"), nobody)
    assert way.deliver(FROM, ADA, MESSAGE) == Outcome("stop", 0, "nothing is sent unencrypted to another machine")
    assert [host for host in ("127.0.0.9", "::1", "[::1]", "localhost", "mail.example.org") if is_loopback(host)] == [
        "127.0.0.9", "::1", "[::1]", "localhost",
    ]  # fmt: skip


@pytest.mark.usefixtures("trusted")
def test_a_relay_that_offers_no_starttls_gets_neither_password_nor_letter(to: To, box: Mailbox) -> None:
    with relay(box) as port:
        came = to(port, "starttls").deliver(FROM, ADA, MESSAGE)
    assert came == Outcome("stop", 0, "it does not offer STARTTLS, and nothing is sent unencrypted")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_goes_encrypted_and_signed_in(to: To, box: Mailbox, trusted: Path, security: Security) -> None:
    context = certified(trusted, "localhost", LATE)
    with guarded(box, context, security) as port:
        way = to(port, security)
        assert way.deliver(FROM, ADA, MESSAGE).answer == "accepted"
        assert PASSWORD not in repr(vars(way._own.smtp)), "nothing that is kept holds the password"
    assert len(box.taken) == 1


def guarded(box: Mailbox, context: object, security: Security) -> AbstractContextManager[int]:
    """A relay that takes letters only from who has signed in, over an encrypted connection."""
    options: dict[str, object] = {"authenticator": lets_in, "auth_exclude_mechanism": ["CRAM-MD5"]}
    if security == "tls":
        return relay(box, ssl_context=context, auth_require_tls=False, **options)
    return relay(box, tls_context=context, require_starttls=True, auth_required=True, **options)


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    "bad", ["certificate has expired", "Hostname mismatch, certificate is not valid for 'localhost'"]
)
def test_a_bad_certificate_stops_the_run(to: To, box: Mailbox, trusted: Path, security: Security, bad: str) -> None:
    name, until = ("localhost", EARLY) if bad == EXPIRED else ("other.example", LATE)
    context = certified(trusted, name, until)
    with guarded(box, context, security) as port:
        came = to(port, security).deliver(FROM, ADA, MESSAGE)
    assert came == Outcome("stop", 0, f"its certificate is not good: {bad}")
    assert box.taken == []


def test_a_certificate_that_nobody_vouches_for_stops_the_run(
    to: To, box: Mailbox, trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certified(trusted, "localhost", LATE)
    monkeypatch.delenv("SSL_CERT_FILE")
    with guarded(box, context, "starttls") as port:
        came = to(port, "starttls").deliver(FROM, ADA, MESSAGE)
    assert came == Outcome("stop", 0, "its certificate is not good: self-signed certificate")


def test_a_refused_password_stops_the_run_and_is_shown_nowhere(
    to: To, box: Mailbox, trusted: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OCTAVO_SMTP_PASSWORD", "not this one")
    with guarded(box, certified(trusted, "localhost", LATE), "starttls") as port:
        way = to(port, "starttls")
        came = way.deliver(FROM, ADA, MESSAGE)
        with pytest.raises(Unusable) as fault:
            way.offer()
    assert came == Outcome("stop", 535, "5.7.8 no *** here")
    shown = (
        repr(came),
        repr(way),
        repr(fault.value),
        str(fault.value),
        repr(fault.value.__dict__),
        *capfd.readouterr(),
    )
    assert "not this one" not in "".join(shown)
    assert fault.value.__cause__ is None
    assert fault.value.__suppress_context__


@pytest.mark.parametrize("password", ["schließ", ""])
def test_a_password_that_cannot_be_sent_stops_the_run(
    to: To, box: Mailbox, trusted: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setenv("OCTAVO_SMTP_PASSWORD", password)
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    with guarded(box, certified(trusted, "localhost", LATE), "starttls") as port:
        came = to(port, "starttls").deliver(FROM, ADA, MESSAGE)
    words = "the name or the password holds a letter beyond ASCII" if password else "there is no password for house"
    assert (came.answer, came.code) == ("stop", 0)
    assert came.words.startswith(words)


def test_a_relay_that_lets_nobody_sign_in_stops_the_run(to: To, box: Mailbox, trusted: Path) -> None:
    context = certified(trusted, "localhost", LATE)
    with relay(box, tls_context=context, auth_exclude_mechanism=["LOGIN", "PLAIN"]) as port:
        came = to(port, "starttls").deliver(FROM, ADA, MESSAGE)
    assert came == Outcome("stop", 0, "it offers no way of signing in that is known here")


def test_a_relay_goes_to_another_process_without_its_password(to: To, box: Mailbox, trusted: Path) -> None:
    with guarded(box, certified(trusted, "localhost", LATE), "starttls") as port:
        way = to(port, "starttls")
        way.deliver(FROM, ADA, MESSAGE)
        kept = pickle.dumps(way)
        assert PASSWORD.encode() not in kept
        again = pickle.loads(kept)
        assert again.deliver(FROM, ADA, MESSAGE).answer == "accepted"
        again.close()
    with pytest.raises(TypeError):
        pickle.dumps(Credentials(USER, PASSWORD))
    assert PASSWORD not in repr(Credentials(USER, PASSWORD))


def test_a_password_comes_from_the_environment_or_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def kept(service: str, user: str) -> str | None:
        asked.append((service, user))
        return {"octavo:mail.example.org": PASSWORD}.get(service)

    monkeypatch.setattr("keyring.get_password", kept)
    assert credentials.credentials("mail.example.org", {}) is None
    found = credentials.credentials("mail.example.org", {"OCTAVO_SMTP_USER": USER, "OCTAVO_SMTP_PASSWORD": "p"})
    assert found is not None
    assert (found.user, found.password, asked) == (USER, "p", [])
    found = credentials.credentials("mail.example.org", {"OCTAVO_SMTP_USER": USER})
    assert found is not None
    assert (found.password, asked) == (PASSWORD, [("octavo:mail.example.org", USER)])
    with pytest.raises(Rejected) as none:
        credentials.credentials("else.example.org", {"OCTAVO_SMTP_USER": USER})
    assert [one.code for one in none.value.problems] == ["mail-password"]


def test_mail_asks_for_no_keyring_before_it_is_needed() -> None:
    code = "import sys, octavo.mail.writer; print({'keyring', 'sqlalchemy', 'weasyprint'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"
