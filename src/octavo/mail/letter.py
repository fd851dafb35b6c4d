"""A Letter -> its bytes as they are sent, RFC 5322 and MIME: the same letter gives the same bytes.

Nothing that a name or a subject holds can add a line to the head: such a letter is refused (CWE-93).
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy

from octavo.mail.address import needs_utf8, on_the_wire
from octavo.problems import Place, Rejected, problem

UNPRINTED = frozenset({"Cc", "Zl", "Zp"})
"""Controls and breaks of lines and paragraphs, by their category in the Unicode Standard, 4.5."""

VERBATIM = frozenset({"list-id", "list-unsubscribe", "list-unsubscribe-post", "message-id"})
"""Fields that machines compare or follow as they stand: encoded or folded they no longer work (RFC 8058, 3.1)."""

LONGEST = 998
"""Characters of a line (RFC 5322, 2.1.1)."""


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


class _Policy(EmailPolicy):
    """As RFC 5322 and RFC 2047 have it, but for the fields that stay as they are."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name.lower() not in VERBATIM:
            return bytes(super().fold_binary(name, value))
        line = f"{name}: {value}"
        if len(line) > LONGEST:
            raise ValueError(f"{name} is longer than {LONGEST} characters")
        return f"{line}\r\n".encode("ascii")


ASCII = _Policy(linesep="\r\n", cte_type="7bit")
UTF8 = ASCII.clone(utf8=True)


def written(letter: Letter) -> bytes:
    """The letter as it goes over the wire. Raises Rejected when its head holds a character that ends a line."""
    head = letter.head
    _refuse_breaks(head)
    sender, recipient = on_the_wire(head.sender.address), on_the_wire(head.recipient.address)
    message = EmailMessage(policy=UTF8 if needs_utf8(sender, recipient) else ASCII)
    message["From"] = Address(head.sender.name, addr_spec=sender)
    message["To"] = Address(head.recipient.name, addr_spec=recipient)
    if head.reply_to:
        message["Reply-To"] = Address(addr_spec=on_the_wire(head.reply_to))
    message["Subject"] = head.subject
    message["Date"] = head.date
    message["Message-ID"] = head.message_id
    for name, value in _list_fields(head):
        message[name] = value
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834, 5: no reply to it is made by a machine
    if letter.language:
        message["Content-Language"] = letter.language
    _fill(message, letter)
    return message.as_bytes()


def _list_fields(head: Head) -> list[tuple[str, str]]:
    """What a list says of itself. One click is only promised for an address that a machine can post to."""
    fields = [("List-ID", f"<{head.list_id}>")] if head.list_id else []
    ways = [f"<{head.unsubscribe}>"] if head.unsubscribe else []
    ways += [f"<mailto:{head.unsubscribe_by_mail}>"] if head.unsubscribe_by_mail else []
    fields += [("List-Unsubscribe", ", ".join(ways))] if ways else []
    fields += [("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")] if head.unsubscribe else []
    return fields


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
