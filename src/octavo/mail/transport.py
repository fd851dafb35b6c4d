"""A sender, a recipient and the bytes of a letter -> an Outcome: handed to a relay over SMTP, or why not.

SMTP cannot promise exactly once (RFC 1047): when the connection is lost after the text has begun to go over, nobody
knows what became of it. Before that, it is sure that nothing has gone.
"""

import re
import smtplib
import threading
from dataclasses import dataclass, replace
from functools import partial

from octavo.mail.address import needs_utf8, on_the_wire
from octavo.mail.connection import Route, SignIn, Unusable, connected, words_of
from octavo.mail.credentials import credentials
from octavo.mail.outcome import Outcome
from octavo.problems import Rejected

LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
SIGN_IN_FIRST = frozenset({530, 534, 535, 538})
"""Replies that ask for another way of signing in (RFC 4954, 6): no letter will go."""
REFUSALS = 3
"""How often in a row a relay may turn us away at the door before we stop knocking."""


class _Lost(Exception):
    """The connection was lost, or ended by the relay, before any text of the letter had gone."""

    def __init__(self, words: str, code: int = 0) -> None:
        super().__init__(words)
        self.words, self.code = words, code


@dataclass(frozen=True, slots=True)
class Offer:
    """What a relay takes: letters of at most `size` bytes, 0 for no limit told (RFC 1870); SMTPUTF8 or not."""

    size: int = 0
    utf8: bool = False


class Relay:
    """A relay, and one connection to it for each thread, which is used again. It may be sent to another process, which
    makes connections of its own."""

    def __init__(self, route: Route, sign_in: SignIn | None = None) -> None:
        self.route = route
        self._sign_in = sign_in or partial(credentials, route.host)
        self._own = threading.local()
        self._all: list[smtplib.SMTP] = []
        self._refused = 0

    def __reduce__(self) -> tuple[object, ...]:
        return Relay, (self.route, self._sign_in)

    def offer(self) -> Offer:
        """Ask what the relay takes, without a letter. Raises Unusable; Rejected when there is no password."""
        return _offer(self._connection())

    def deliver(self, sender: str, recipient: str, message: bytes) -> Outcome:
        """Hand over one letter. Addresses are as people write them; lines of `message` end with CR LF."""
        for again in (self._is_open(), False):
            try:
                smtp = self._connection()
            except Unusable as fault:
                self._refused = self._refused + 1 if fault.passing else REFUSALS
                return Outcome("stop" if self._refused >= REFUSALS else "later", fault.code, fault.words)
            except Rejected as fault:
                return Outcome("stop", 0, "; ".join(one.text for one in fault.problems))
            self._refused = 0
            try:
                return self._handed_over(smtp, sender, recipient, message)
            except _Lost as fault:
                self._drop()
                if not again:  # a relay may close a connection that it has had for long: a new one is tried once
                    return Outcome("later", fault.code, fault.words)
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Say good-bye on all connections of this process."""
        while self._all:
            smtp = self._all.pop()
            try:
                smtp.quit()
            except (OSError, smtplib.SMTPException):
                smtp.close()
        self._own = threading.local()

    def _is_open(self) -> bool:
        return getattr(self._own, "smtp", None) is not None

    def _connection(self) -> smtplib.SMTP:
        if not self._is_open():
            self._own.smtp = connected(self.route, self._sign_in)
            self._all.append(self._own.smtp)
        smtp: smtplib.SMTP = self._own.smtp
        return smtp

    def _drop(self) -> None:
        smtp, self._own.smtp = self._own.smtp, None
        self._all.remove(smtp)
        smtp.close()

    def _handed_over(self, smtp: smtplib.SMTP, sender: str, recipient: str, message: bytes) -> Outcome:
        offer, wires = _offer(smtp), (on_the_wire(sender), on_the_wire(recipient))
        if offer.size and len(message) > offer.size:
            words = f"the letter has {len(message)} bytes, and the relay takes {offer.size}"
            return Outcome("stop", 0, words)
        if needs_utf8(*wires) and not offer.utf8:
            return Outcome("never", 0, "the relay does not write to addresses in other scripts (SMTPUTF8)")
        try:
            code, said, at_sender = _opened_letter(smtp, *wires, size=len(message))
        except (OSError, smtplib.SMTPException) as fault:
            raise _Lost(f"the connection was lost before the text went over: {_said(fault)}") from None
        if code == 354:
            return self._sent(smtp, message)
        if code == 421:  # the relay ends the connection (RFC 5321, 3.8)
            raise _Lost(words_of(said), code)
        refused = self._refusal(code, said, smtp)
        return replace(refused, answer="stop") if at_sender and refused.answer == "never" else refused

    def _sent(self, smtp: smtplib.SMTP, message: bytes) -> Outcome:
        """The text goes over. From here on a lost connection leaves open what became of the letter."""
        try:
            if smtp.sock:
                smtp.sock.settimeout(self.route.patience * 2)
            smtp.send(LEADING_DOT.sub(b"..", message) + b".\r\n")
            code, said = smtp.getreply()
            if smtp.sock:
                smtp.sock.settimeout(self.route.patience)
        except (OSError, smtplib.SMTPException) as fault:
            self._drop()
            return Outcome("unknown", 0, f"the connection was lost after the text had begun to go over: {_said(fault)}")
        if code == 250:
            return Outcome("accepted", code, words_of(said))
        if 400 <= code < 600:
            return self._refusal(code, said, smtp)
        return Outcome("unknown", code, words_of(said))

    def _refusal(self, code: int, said: bytes, smtp: smtplib.SMTP) -> Outcome:
        """A reply of 400 or 500 and more as it is meant: for now, for good, or for all letters."""
        if code == 421:
            self._drop()
        else:
            try:
                smtp.rset()
            except (OSError, smtplib.SMTPException):
                self._drop()
        if code in SIGN_IN_FIRST:
            return Outcome("stop", code, words_of(said))
        return Outcome("never" if code >= 500 else "later", code, words_of(said))


def _offer(smtp: smtplib.SMTP) -> Offer:
    size = smtp.esmtp_features.get("size", "")
    return Offer(int(size) if size.isdigit() else 0, smtp.has_extn("smtputf8"))


def _opened_letter(smtp: smtplib.SMTP, sender: str, recipient: str, size: int) -> tuple[int, bytes, bool]:
    """The envelope of a letter, up to the word DATA. Returns the last reply: 354, or the first that refuses; and
    whether what it refuses is the sender, who is the same in all letters. (552 is about the letter's size.)"""
    options = [f"SIZE={size}"] if smtp.has_extn("size") else []
    options += ["SMTPUTF8"] if needs_utf8(sender, recipient) else []
    code, said = smtp.mail(sender, options)
    if code != 250:
        return code, said, code != 552
    code, said = smtp.rcpt(recipient)
    if code in (250, 251):
        code, said = smtp.docmd("DATA")
    return code, said, False


def _said(fault: Exception) -> str:
    return words_of(str(fault)) or type(fault).__name__
