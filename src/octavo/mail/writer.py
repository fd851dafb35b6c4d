"""A campaign's page, its files and the house's settings -> the letter to one member, and a Post that delivers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from octavo.mail.address import domain_of, on_the_wire
from octavo.mail.identity import message_id, unsubscribe_token
from octavo.mail.letter import Head, Letter, Mailbox, Part, written
from octavo.mail.outcome import Outcome
from octavo.mail.page import Page
from octavo.mail.settings import Mail
from octavo.mail.transport import Relay
from octavo.problems import Rejected


class Addressee(Protocol):
    """Whom a letter is for: a line of the ledger."""

    @property
    def email(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def number(self) -> str: ...


Enclosed = Callable[[Addressee], tuple[Part, ...]]
"""What is attached for a member: a copy of their own, or the same for all."""


@dataclass(frozen=True)
class Writer:
    """Writes a campaign's letters. `pages` holds one page for each language, by its tag, and one for "", which is for
    all others; `date` stands in all letters of a run."""

    mail: Mail
    campaign: str
    subject: str
    date: datetime
    secret: bytes
    pages: Mapping[str, Page]
    enclosed: Enclosed
    pictures: tuple[Part, ...] = ()

    def __call__(self, member: Addressee) -> bytes:
        """The letter as it goes over the wire. Raises Rejected for a name that cannot stand in its head."""
        mail = self.mail
        token = unsubscribe_token(self.secret, member.email)
        leave = mail.leave(token)
        page = self._page(member.language)
        html, text = page.fill(member.name, leave)
        head = Head(
            mail.sender,
            Mailbox(member.email, member.name),
            self.subject,
            self.date,
            message_id(self.secret, self.campaign, member.email, domain_of(on_the_wire(mail.sender.address))),
            mail.reply_to,
            mail.list_id,
            leave,
            mail.unsubscribe_by_mail,
        )
        return written(Letter(head, html, text, page.language, (*self.pictures, *self.enclosed(member))))

    def _page(self, tag: str) -> Page:
        """The page for a tag: its own, or that of its language; else the one for all."""
        return self.pages[next((one for one in (tag, tag.split("-")[0]) if one in self.pages), "")]


@dataclass(frozen=True)
class Post:
    """Writes to a member, and hands the letter over."""

    relay: Relay
    writer: Writer

    def __call__(self, member: Addressee) -> Outcome:
        try:
            message = self.writer(member)
        except Rejected as refused:
            return Outcome("never", 0, "; ".join(one.text for one in refused.problems))
        except Exception as fault:  # in Octavo: it is sure that nothing has gone, and the next letter fares no better
            return Outcome("stop", 0, f"{type(fault).__name__}: {fault}")
        return self.relay.deliver(self.writer.mail.sender.address, member.email, message)
