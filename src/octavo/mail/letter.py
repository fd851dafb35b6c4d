"""A Letter -> its bytes as they are sent, RFC 5322 and MIME: the same letter gives the same bytes.

Nothing that a name or a subject holds can add a line to the head: such a letter is refused (CWE-93).
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from octavo.mail.address import on_the_wire
from octavo.problems import Place, Rejected, problem

UNPRINTED = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Controls, halves of characters, and breaks of lines and paragraphs, by category in the Unicode Standard, 4.5."""

LONGEST = 998
"""Bytes of a line (RFC 5322, 2.1.1)."""

QUOTED = 60
"""Characters of a name that stands in quotation marks, so that a line is never folded inside them."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Someone who writes or is written to."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A file in a letter: `kind` is its media type. With `cid` it is a picture that the HTML shows as "cid:...";
    without, it is attached."""

    name: str
    kind: str
    data: bytes
    cid: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a letter. `date` has a time zone; `message_id` stands in angle brackets; the list's own fields
    (RFC 2919, RFC 2369, RFC 8058) are left out when empty."""

    sender: Mailbox
    recipient: Mailbox
    subject: str
    date: datetime
    message_id: str
    reply_to: str = ""
    list_id: str = ""
    unsubscribe: str = ""
    unsubscribe_by_mail: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in two forms, with what goes along."""

    head: Head
    html: str
    text: str
    language: str = ""
    parts: tuple[Part, ...] = ()


BODY = SMTP.clone(cte_type="7bit")


def written(letter: Letter) -> bytes:
    """The letter as it goes over the wire. Raises Rejected when its head holds a character that ends a line.

    The head is written here, for older versions of the email package fold a long name so that a comma in it parts two
    addresses (github.com/python/cpython/issues/80222), and all encode a long address that a program must find as it is
    (RFC 8058, 3.1).
    """
    _refuse_breaks(letter.head)
    head = "".join(f"{name}: {value}\r\n" for name, value in _fields(letter) if value).encode()
    if too_long := [line for line in head.split(b"\r\n") if len(line) > LONGEST]:
        raise ValueError(f"a line of a letter's head has {len(too_long[0])} bytes")
    message = EmailMessage(policy=BODY)
    _fill(message, letter)
    return head + message.as_bytes()


def _fields(letter: Letter) -> Iterator[tuple[str, str]]:
    """The fields of the head, in order, each ready to be written. A list says of itself what RFC 2919 and RFC 2369 ask;
    one click is only promised with an address that a machine can post to."""
    head = letter.head
    ways = [f"<{head.unsubscribe}>"] if head.unsubscribe else []
    ways += [f"<mailto:{head.unsubscribe_by_mail}>"] if head.unsubscribe_by_mail else []
    yield "From", _mailbox("From", head.sender)
    yield "To", _mailbox("To", head.recipient)
    yield "Reply-To", on_the_wire(head.reply_to) if head.reply_to else ""
    yield "Subject", _words("Subject", head.subject)
    yield "Date", format_datetime(head.date)
    yield "Message-ID", head.message_id
    yield "List-ID", f"<{head.list_id}>" if head.list_id else ""
    yield "List-Unsubscribe", ", ".join(ways)
    yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click" if head.unsubscribe else ""
    yield "Auto-Submitted", "auto-generated"  # RFC 3834, 5: no machine answers it
    yield "Content-Language", letter.language


def _mailbox(field: str, one: Mailbox) -> str:
    """A name and an address. The name stands in quotation marks, or in encoded words: nothing in it is punctuation."""
    address = on_the_wire(one.address)
    if not one.name:
        return address
    if one.name.isascii() and len(one.name) <= QUOTED and "=?" not in one.name:
        quoted = one.name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{quoted}" <{address}>'
    return f"{_encoded(field, one.name)}\r\n <{address}>"


def _words(field: str, text: str) -> str:
    """Words of a field without structure, folded between them."""
    if text.isascii() and "=?" not in text and all(len(word) <= QUOTED for word in text.split()):
        return Header(text, "us-ascii", header_name=field).encode(linesep="\r\n")
    return _encoded(field, text)


def _encoded(field: str, text: str) -> str:
    """Encoded words (RFC 2047, 2), as many as it takes, each of whole characters."""
    return Header(text, "utf-8", header_name=field).encode(linesep="\r\n")


def _fill(message: EmailMessage, letter: Letter) -> None:
    """Text, HTML with its pictures, and attachments, in that order: the last form that a program can show is shown
    (RFC 2046, 5.1.4)."""
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    html = message.get_body(("html",))
    for part in letter.parts:
        kind, _, form = part.kind.partition("/")
        if part.cid and isinstance(html, EmailMessage):
            html.add_related(part.data, kind, form, cid=f"<{part.cid}>", filename=part.name, disposition="inline")
        else:
            message.add_attachment(part.data, kind, form, filename=part.name)
    for number, inner in enumerate(one for one in message.walk() if one.is_multipart()):
        # "=_" is in no quoted-printable and no base64 text (RFC 2045, 6.7)
        inner.set_boundary(f"=_octavo_{number}")


def _refuse_breaks(head: Head) -> None:
    fields = {
        "from": head.sender.name, "to": head.recipient.name, "subject": head.subject, "reply-to": head.reply_to,
        "list-id": head.list_id, "list-unsubscribe": head.unsubscribe, "message-id": head.message_id,
        "list-unsubscribe by mail": head.unsubscribe_by_mail,
    }  # fmt: skip
    found = [
        problem("mail-header", Place(head.recipient.address), field=field, value=text, character=f"U+{ord(odd):04X}")
        for field, text in fields.items()
        if (odd := next((c for c in text if unicodedata.category(c) in UNPRINTED), ""))
    ]
    if found:
        raise Rejected(tuple(found))
