"""Letters: what stands on the wire is what was meant, whatever a name holds, and the same each time."""

import email
import email.policy
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from octavo.mail.address import on_the_wire
from octavo.mail.connection import Route
from octavo.mail.identity import message_id, unsubscribe_token
from octavo.mail.letter import LONGEST, Head, Letter, Mailbox, Part, written
from octavo.mail.page import Page
from octavo.mail.settings import Mail
from octavo.mail.transport import Relay
from octavo.mail.writer import Post, Writer
from octavo.problems import Rejected

from .mailserver import Mailbox as Taken
from .mailserver import relay

SECRET = bytes(32)
LEAVE = f"https://example.org/leave/{'a-long-path/' * 20}?who=abc&list=briefs,wells;all#now"
HEAD = Head(
    Mailbox("briefs@example.org", "The House of Tests"),
    Mailbox("ada@example.org", "Ada Example"),
    "A Test of Wells",
    datetime(2026, 2, 1, 9, 30, tzinfo=UTC),
    message_id(SECRET, "wells-1.0", "ada@example.org", "example.org"),
    "editors@example.org",
    "briefs.example.org",
    LEAVE,
    "leave@example.org",
)
PNG = Part("share.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(999), "share@example.org")
PDF = Part("wells.pdf", "application/pdf", b"%PDF-1.7\n" + bytes(range(256)) * 9)
LETTER = Letter(HEAD, "<p>Wells, “deep”.</p>\n" + "x" * 3000, "Wells, “deep”.\n.\n\nFrom here.\n", "en-US", (PNG, PDF))


def parsed(message: bytes) -> EmailMessage:
    found = email.message_from_bytes(message, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def raw(message: bytes, name: str) -> bytes:
    """The one line of a field, as it stands."""
    (line,) = [line for line in message.split(b"\r\n\r\n")[0].split(b"\r\n") if line.startswith(f"{name}: ".encode())]
    return line.removeprefix(f"{name}: ".encode())


def test_a_letter_has_two_forms_its_picture_and_its_attachment() -> None:
    message = parsed(written(LETTER))
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
        "application/pdf",
    ]  # fmt: skip
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert html.get_content().replace("\r\n", "\n") == f"{LETTER.html}\n"
    (pdf,) = message.iter_attachments()
    assert (pdf.get_filename(), pdf.get_content()) == ("wells.pdf", PDF.data)
    assert [part["Content-ID"] for part in message.walk() if part["Content-ID"]] == ["<share@example.org>"]
    assert message.defects == []


def test_the_head_of_a_letter_says_what_it_is() -> None:
    message = parsed(written(LETTER))
    assert dict(message.items()) == {
        "From": "The House of Tests <briefs@example.org>",
        "To": "Ada Example <ada@example.org>",
        "Reply-To": "editors@example.org",
        "Subject": "A Test of Wells",
        "Date": "Sun, 01 Feb 2026 09:30:00 +0000",
        "Message-ID": HEAD.message_id,
        "List-ID": "<briefs.example.org>",
        "List-Unsubscribe": f"<{LEAVE}>, <mailto:leave@example.org>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "en-US",
        "MIME-Version": "1.0",
        "Content-Type": 'multipart/mixed; boundary="=_octavo_0"',
    }


def test_one_click_is_on_the_wire_as_it_was_given() -> None:
    box = Taken()
    with relay(box) as port:
        way = Relay(Route("127.0.0.1", port, "plain"), lambda: None)
        assert way.deliver("briefs@example.org", "ada@example.org", written(LETTER)).answer == "accepted"
        way.close()
    ((_, _, taken),) = box.taken
    assert raw(taken, "List-Unsubscribe").decode() == f"<{LEAVE}>, <mailto:leave@example.org>"
    assert raw(taken, "List-Unsubscribe-Post") == b"List-Unsubscribe=One-Click"
    assert raw(taken, "List-ID") == b"<briefs.example.org>"
    assert taken == written(LETTER)


def test_one_click_is_not_promised_without_an_address_for_it() -> None:
    message = parsed(written(replace(LETTER, head=replace(HEAD, unsubscribe=""))))
    assert message["List-Unsubscribe"] == "<mailto:leave@example.org>"
    assert message["List-Unsubscribe-Post"] is None
    assert parsed(written(replace(LETTER, head=replace(HEAD, unsubscribe="", unsubscribe_by_mail=""))))[
        "List-Unsubscribe"
    ] is None  # fmt: skip


def test_the_same_letter_is_the_same_bytes() -> None:
    assert written(LETTER) == written(LETTER)


@pytest.mark.parametrize(
    "text", ["One.\n.\nTwo.\n", "One.\r.\rTwo.", "One.\r\n.\r\nBcc: eve@example.net\r\n", "\n.\n", ""]
)
def test_every_line_ends_as_smtp_wants_it(text: str) -> None:
    message = written(replace(LETTER, text=text, html=text))
    assert message.count(b"\r") == message.count(b"\n") == message.count(b"\r\n"), "a lone one could end a letter"
    assert message.endswith(b"\r\n")


def test_no_line_is_too_long() -> None:
    assert max(map(len, written(LETTER).split(b"\r\n"))) <= LONGEST


@pytest.mark.parametrize("odd", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\0", "\x0b", "\ud800"])
@pytest.mark.parametrize("field", ["subject", "recipient", "sender"])
def test_nothing_adds_a_line_to_the_head(field: str, odd: str) -> None:
    text = f"Ada{odd}Bcc: eve@example.net"
    someone = Mailbox("ada@example.org", text)
    head = {
        "subject": replace(HEAD, subject=text),
        "recipient": replace(HEAD, recipient=someone),
        "sender": replace(HEAD, sender=someone),
    }[field]
    with pytest.raises(Rejected) as refused:
        written(replace(LETTER, head=head))
    assert [one.code for one in refused.value.problems] == ["mail-header"]


LONG = "Ada, the very long, " * 9
PRINTED = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=200)


@given(PRINTED, PRINTED)
@example('Müller, Ada "Wells"', "Müller, " * 40)
@example("{{7*7}} <b>Ada</b>", "=?utf-8?q?Wells?=")
@example("a@b.example, c@d.example", "0¡¡¡¡¡¡¡¡¡¡¡ࠀ𐀀𐀀𐀀𐀀𐀀")
@example(LONG, LONG)
@example("=?utf-8?q?Ada?=", "x" * 1200)
@example('a\\"b', "")
def test_any_name_and_subject_come_back_as_they_were(name: str, subject: str) -> None:
    name, subject = " ".join(name.split()), " ".join(subject.split()) or "Wells"
    message = written(replace(LETTER, head=replace(HEAD, recipient=Mailbox("ada@example.org", name), subject=subject)))
    assert [one.addr_spec for one in parsed(message)["To"].addresses] == ["ada@example.org"]
    to, about = (unfolded(message, field) for field in ("To", "Subject"))
    assert decoded(parseaddr(to)[0]) == name
    assert parseaddr(to)[1] == "ada@example.org"
    assert decoded(about) == subject
    assert message.isascii()
    assert all(len(line) <= 78 for line in message.split(b"\r\n") if not line.startswith(b"List-"))


def unfolded(message: bytes, name: str) -> str:
    """A field, its lines joined (RFC 5322, 2.2.3)."""
    return str(email.message_from_bytes(message)[name]).replace("\r\n", "").replace("\n", "")


def decoded(text: str) -> str:
    return str(make_header(decode_header(text)))


def test_an_address_in_another_script_is_written_as_it_is() -> None:
    wires = {"josé@exämple.org": "josé@xn--exmple-cua.org", "jose@exämple.org": "jose@xn--exmple-cua.org"}
    for address, wire in wires.items():
        message = written(replace(LETTER, head=replace(HEAD, recipient=Mailbox(address, "Ada"))))
        assert raw(message, "To").decode() == f'"Ada" <{wire}>'
    assert on_the_wire("Ada@Example.ORG") == "Ada@example.org"
    assert on_the_wire("a@straße.example") == "a@xn--strae-oqa.example", "not strasse.example (RFC 5894, 7.2)"


def test_names_of_letters_tell_nobody_who_gets_them() -> None:
    one, two = (message_id(SECRET, "wells-1.0", f"{who}@example.org", "example.org") for who in ("ada", "bo"))
    assert one == message_id(SECRET, "wells-1.0", "Ada@example.org", "example.org") != two
    assert one != message_id(SECRET, "wells-1.1", "ada@example.org", "example.org")
    assert one != message_id(bytes(31) + b"\1", "wells-1.0", "ada@example.org", "example.org")
    assert "ada" not in one
    assert unsubscribe_token(SECRET, "ada@example.org") not in one
    assert unsubscribe_token(SECRET, "ada@example.org").isalnum()


# The letters of a campaign --------------------------------------------------------------------------------------------

MAIL = Mail(HEAD.sender, None, unsubscribe="https://example.org/leave/{token}", list_id="briefs.example.org")
NAME, GAP = "\ue000name\ue001", "\ue000leave\ue001"
PAGES: Mapping[str, Page] = {
    "": Page("en-US", (f"<p>{NAME} {GAP}</p>", f"{NAME} {GAP}"), ("<p></p>", "")),
    "de": Page("de", (f"<p>Für {NAME}</p>", f"Für {NAME}"), ("<p></p>", "")),
}


def member(email: str, name: str = "", language: str = "") -> SimpleNamespace:
    return SimpleNamespace(email=email, name=name, language=language, number="7")


@pytest.fixture
def writer() -> Writer:
    return Writer(MAIL, "wells-1.0", "Wells", HEAD.date, SECRET, PAGES, lambda one: (replace(PDF, name=one.number),))


def test_each_member_has_their_own_marks_and_no_one_elses(writer: Writer) -> None:
    members = [member(f"m{number:03}@example.org", f"Member {number:03}") for number in range(200)]
    letters = [writer(one).decode() for one in members]
    tokens = [unsubscribe_token(SECRET, one.email) for one in members]
    for n, letter in enumerate(letters):
        assert [token for token in tokens if token in letter] == [tokens[n]]
        assert [one.email for one in members if one.email in letter] == [members[n].email]
    assert len({parsed(letter.encode())["Message-ID"] for letter in letters}) == 200


def test_a_name_is_never_read_as_a_template_or_as_html() -> None:
    name = "{{7*7}} <b>\ue000leave\ue001</b> <img src=file:///etc/passwd>"
    html, text = PAGES[""].fill(name, "https://example.org/")
    assert html.startswith("<p>{{7*7}} &lt;b&gt;\ue000leave\ue001&lt;/b&gt; &lt;img src=file:///etc/passwd&gt; https:")
    assert text == f"{name} https://example.org/"


def test_a_member_is_written_to_in_their_language(writer: Writer) -> None:
    letters = [parsed(writer(member("ada@example.org", "Ada", tag))) for tag in ("de-AT", "de", "fr", "")]
    assert [one["Content-Language"] for one in letters] == ["de", "de", "en-US", "en-US"]
    assert [str(one.get_body(("plain",))).count("Für") for one in letters[2:]] == [0, 0]


def test_what_cannot_be_written_is_not_sent(writer: Writer) -> None:
    post = Post(Relay(Route("192.0.2.1")), writer)
    came = post(member("ada@example.org", "Ada\nBcc: eve@example.net"))
    assert (came.answer, came.code) == ("never", 0)
    assert came.words.startswith('to "Ada Bcc: eve@example.net" holds U+000A')


def test_a_fault_in_writing_stops_before_anything_is_sent(writer: Writer) -> None:
    came = Post(Relay(Route("192.0.2.1")), replace(writer, pages={}))(member("ada@example.org"))
    assert (came.answer, came.words) == ("stop", "KeyError: ''")


def test_a_letter_is_written_without_a_socket(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket.connect", refused)
    monkeypatch.setattr("socket.getaddrinfo", refused)
    assert writer(member("jose@exämple.org", "José"))
    Relay(Route("mail.example.org"))
