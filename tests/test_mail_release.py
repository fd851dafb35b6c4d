"""Letters of a release: they tell of what was frozen, and bring the PDF or lead to it."""

import email
import email.policy
import pickle
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import pytest

from octavo import pipeline
from octavo.mail.letter import Mailbox, Part
from octavo.mail.letters import Mailing, is_attached, writer_of
from octavo.mail.settings import Mail
from octavo.mail.writer import Addressee
from octavo.problems import Rejected
from octavo.release.freeze import freeze
from octavo.release.record import Released
from octavo.release.shelf import open_release
from octavo.report import BuildRequest

from .small_press import FRONT, PUBLISHER, SmallPress

ADA = SimpleNamespace(email="ada@example.org", name="Ada", language="", number="7")
DAY = datetime(2026, 2, 1, tzinfo=UTC)
LEAVE = "https://house.example/leave/{token}"
BODY = "---\n\n## The wells are low\n\nThe wells are low.\n"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Released]:
    """A workspace with a release of the brief "wells", and texts that were changed since."""
    press = SmallPress(tmp_path_factory.mktemp("press"))
    press.write("content/wells/brief.md", f'{FRONT}dek: As it was.\nversion: "1.0"\nformats: [pdf, html]\n{BODY}')
    assert [one.state for one in pipeline.build(BuildRequest(press.root)).results] == ["built"]
    freeze(press.root, "wells", "{}\n")
    press.write("content/wells/brief.md", f"{FRONT}dek: As it is now.\n{BODY}")
    press.write("content/publisher.yaml", PUBLISHER.replace("House of Tests", "House of Changes"))
    return press.root, open_release(press.root, "wells")


@pytest.mark.parametrize(
    ("frozen", "said"), [("name: {full: The Harbour Forum}\n", "The Harbour Forum"), ("", "The House of Tests")]
)
def test_a_letter_has_the_house_texts_of_the_releases_brand_as_they_were_frozen(
    frozen: str, said: str, tmp_path: Path
) -> None:
    press = SmallPress(tmp_path)
    house = "styles/brands/parallel/house.yaml"
    if frozen:
        press.write(house, frozen)
    press.write("content/wells/brief.md", f'{FRONT}brand: parallel\nversion: "1.0"\nformats: [html]\n{BODY}')
    pipeline.build(BuildRequest(press.root))
    freeze(press.root, "wells", "{}\n")
    press.write(house, "name: {full: The Forum of Changes}\n")
    mail = Mail(Mailbox("briefs@house.example"), None, attach_up_to=5_000_000)
    writer = writer_of(press.root, open_release(press.root, "wells"), Mailing(mail, "wells-1.0", DAY, bytes(32), ()))
    found = email.message_from_bytes(writer(ADA), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert said in body(found, "plain")
    assert "The Forum of Changes" not in body(found, "plain")


def own(member: Addressee) -> tuple[Part, ...]:
    return (Part("wells.pdf", "application/pdf", b"%PDF of " + member.number.encode()),)


Write = Callable[..., EmailMessage]


@pytest.fixture
def write(released: tuple[Path, Released]) -> Write:
    """Writes the letter to a member."""

    def write(attach_up_to: int = 5_000_000, language: str = "", **options: object) -> EmailMessage:
        mail = Mail(Mailbox("briefs@house.example"), None, unsubscribe=LEAVE, attach_up_to=attach_up_to)
        mailing = Mailing(mail, "wells-1.0", DAY, bytes(32), ("es-MX", "de", "tlh"))
        writer = writer_of(*released, mailing, **options)  # type: ignore[arg-type]
        assert pickle.loads(pickle.dumps(writer))(ADA) == writer(ADA), "it goes to another process"
        member = SimpleNamespace(**{**vars(ADA), "language": language})
        found = email.message_from_bytes(writer(member), policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        return found

    return write


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def named(message: EmailMessage) -> dict[str, object]:
    """The files of a letter, by name."""
    return {str(part.get_filename()): part.get_content() for part in message.walk() if part.get_filename()}


def test_a_letter_tells_of_what_was_frozen(write: Write, released: tuple[Path, Released]) -> None:
    message = write()
    assert message["Subject"] == "A Test of the Press"
    for kind in ("plain", "html"):
        assert "As it was." in body(message, kind)
        assert "The House of Tests" in body(message, kind)
        assert "As it is now." not in body(message, kind)
        assert "https://house.example/briefs/wells/" in body(message, kind)
    assert named(message) == {name: released[1].path(name).read_bytes() for name in ("share.png", "wells.pdf")}
    (cid,) = [part["Content-ID"] for part in message.walk() if part["Content-ID"]]
    assert f'src="cid:{cid[1:-1]}"' in body(message, "html")
    assert "The PDF is attached." in body(message, "plain")


def test_a_pdf_that_is_too_large_goes_as_a_link(write: Write) -> None:
    message = write(attach_up_to=999)
    assert list(named(message)) == ["share.png"]
    assert "Download the PDF:\r\nhttps://house.example/briefs/wells/wells.pdf" in body(message, "plain")
    assert "The PDF is attached." not in body(message, "html")


def test_a_member_may_have_a_copy_of_their_own(write: Write) -> None:
    assert named(write(own=own))["wells.pdf"] == b"%PDF of 7"


def test_members_read_the_houses_words_in_their_language(write: Write) -> None:
    words = {"es-AR": "Leer en la web", "de": "Im Web lesen", "tlh": "Read it on the web", "": "Read it on the web"}
    assert {tag: words[tag] in body(write(language=tag), "plain") for tag in words} == dict.fromkeys(words, True)


def test_a_letter_that_would_bring_nothing_is_not_written(released: tuple[Path, Released], tmp_path: Path) -> None:
    press = SmallPress(tmp_path)
    press.write("content/publisher.yaml", PUBLISHER.replace("base-url: https://house.example/briefs\n", ""))
    press.write("content/wells/brief.md", f'{FRONT}version: "1.0"\nformats: [html]\n{BODY}')
    pipeline.build(BuildRequest(press.root))
    release = freeze(press.root, "wells", "{}\n").release
    mail = Mail(Mailbox("briefs@house.example"), None, attach_up_to=1000)
    assert not is_attached(release, mail)
    assert not is_attached(released[1], mail)
    with pytest.raises(Rejected) as refused:
        writer_of(press.root, release, Mailing(mail, "wells-1.0", datetime(2026, 2, 1, tzinfo=UTC), bytes(32)))
    assert [one.code for one in refused.value.problems] == ["mail-empty"]
