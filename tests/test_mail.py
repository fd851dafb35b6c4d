"""What the house says of mail, how fast it goes, what a letter looks like, and drafts."""

import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as parser

from octavo.blocks import Strong, Text
from octavo.content import read_workspace
from octavo.defaults import DEFAULTS
from octavo.design import Design, load_design
from octavo.files import Files
from octavo.labels import load_labels
from octavo.mail.connection import Route
from octavo.mail.drafts import write_drafts
from octavo.mail.letter import Mailbox
from octavo.mail.notice import Notice, notice_of
from octavo.mail.page import LARGEST, Page, page_of
from octavo.mail.rate import Rate
from octavo.mail.settings import Mail, mail_of
from octavo.problems import Place, Rejected

from .small_press import PUBLISHER, SmallPress

LANGUAGES = sorted(path.stem for path in (DEFAULTS / "templates/labels").glob("*.yaml"))


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


# What the house says --------------------------------------------------------------------------------------------------


def said(press: SmallPress, mail: str, sending: bool = True) -> Mail:
    press.write("content/publisher.yaml", f"{PUBLISHER}mail:\n{mail}")
    return mail_of(read_workspace(Files(press.root, DEFAULTS))[0], sending)


def test_the_house_says_all_of_it(press: SmallPress) -> None:
    mail = said(
        press,
        "  from: briefs@example.org\n  from-name: The House, Briefs\n  reply-to: editors@example.org\n"
        "  relay: mail.example.org\n  port: 2465\n  security: tls\n  list-id: briefs.example.org\n"
        "  unsubscribe: https://example.org/leave?who={token}\n  unsubscribe-by-mail: leave@example.org\n"
        "  per-minute: 60\n  per-domain: 20\n  attach-up-to: 1.5 MB\n",
    )
    assert mail == Mail(
        Mailbox("briefs@example.org", "The House, Briefs"),
        Route("mail.example.org", 2465, "tls"),
        Place("content/publisher.yaml", 12, 10),
        "editors@example.org",
        "https://example.org/leave?who={token}",
        "leave@example.org",
        "briefs.example.org",
        60,
        20,
        1_500_000,
    )
    assert mail.leave("abc") == "https://example.org/leave?who=abc"


def test_an_address_is_enough_for_drafts(press: SmallPress) -> None:
    mail = said(press, "  from: briefs@example.org\n", sending=False)
    assert (mail.sender, mail.route) == (Mailbox("briefs@example.org", "The House of Tests"), None)
    assert (mail.per_minute, mail.per_domain, mail.attach_up_to, mail.leave("abc")) == (30, 0, 5_000_000, "")


@pytest.mark.parametrize(("size", "count"), [("0", 0), ("900", 900), ("800 kB", 800_000), ("2MB", 2_000_000)])
def test_a_size_is_read_as_it_is_written(press: SmallPress, size: str, count: int) -> None:
    assert said(press, f"  from: b@example.org\n  attach-up-to: {size}\n", sending=False).attach_up_to == count


def test_every_mistake_is_told_at_its_place_with_what_was_meant(press: SmallPress) -> None:
    with pytest.raises(Rejected) as refused:
        said(
            press,
            "  from: briefs\n  realy: mail.example.org\n  security: ssl\n  unsubscribe: http://example.org/{token}\n"
            "  per-minute: -1\n  reply_to: a@example.org\n  smtp: mail.example.org\n",
        )
    assert [(one.place.line, one.place.column, one.code) for one in refused.value.problems] == [
        (9, 9, "bad-email"),
        (11, 13, "bad-choice"),
        (12, 16, "mail-unsubscribe"),
        (13, 15, "mail-number"),
        (10, 3, "unknown-field"),
        (14, 3, "unknown-field"),
        (15, 3, "unknown-field"),
    ]
    hints = [one.hint for one in refused.value.problems]
    assert 'did you mean "relay"?' in hints[4]
    assert hints[5:] == ['write "reply-to"', 'here it is called "relay"']


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://example.org/{token}", "does not start with https"),
        ("https:///{token}", "does not start with https"),
        ("https://example.org/{token}/{token}", "once"),
        ("https://example.org/{member}{token}", "once"),
        ("https://example.org/le ave/{token}", "cannot hold"),
        ("https://example.org/<{token}>", "cannot hold"),
    ],
)
def test_what_cannot_end_a_subscription_is_refused(press: SmallPress, address: str, reason: str) -> None:
    with pytest.raises(Rejected) as refused:
        said(press, f'  from: b@example.org\n  unsubscribe: "{address}"\n', sending=False)
    ((found),) = refused.value.problems
    assert found.code == "mail-unsubscribe"
    assert reason in found.text


def test_a_password_in_the_file_is_not_repeated(press: SmallPress) -> None:
    with pytest.raises(Rejected) as refused:
        said(press, "  from: b@example.org\n  smtp-password: open sesame\n", sending=False)
    assert [one.code for one in refused.value.problems] == ["mail-secret"]
    assert "sesame" not in str(refused.value.problems)


def test_plain_is_for_this_machine_alone(press: SmallPress) -> None:
    plain = "  from: b@example.org\n  security: plain\n  relay: "
    assert said(press, f"{plain}localhost\n").route == Route("localhost", 0, "plain")
    with pytest.raises(Rejected) as refused:
        said(press, f"{plain}localhost.example.org\n")
    assert [one.code for one in refused.value.problems] == ["mail-plain"]


# How fast it goes -----------------------------------------------------------------------------------------------------


class Seconds:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def gone(per_minute: int, per_domain: int, domains: str) -> list[float]:
    clock = Seconds()
    rate = Rate(per_minute, per_domain, clock, clock.sleep)
    times = []
    for domain in domains:
        rate.hold(f"ada@{domain}.example")
        times.append(clock.now)
    return times


def test_no_minute_has_more_letters_than_it_may() -> None:
    assert gone(3, 0, "aaaabbbb") == [0, 0, 0, 60, 60, 60, 120, 120]


def test_no_domain_has_more_letters_in_a_minute_than_it_may() -> None:
    assert gone(0, 2, "aAbabba") == [0, 0, 0, 60, 60, 60, 60]
    assert gone(4, 2, "aaaabbb") == [0, 0, 60, 60, 60, 60, 120]


def test_without_a_limit_nothing_waits() -> None:
    assert gone(0, 0, "a" * 99) == [0] * 99


# What it looks like ---------------------------------------------------------------------------------------------------


@pytest.fixture
def notice(press: SmallPress) -> Notice:
    fields = 'dek: "How *deep* the wells are."\ntakeaways:\n  - "**They are deep.** See [here](https://example.org)."\n'
    document, found = press.document("Wells.\n", fields)
    assert found == ()
    return notice_of(document.brief, document.labels, "https://house.example/briefs/trial/")


def design(press: SmallPress, brand: str) -> Design:
    return load_design(Files(press.root, DEFAULTS), brand, press.root / "build/.cache")[0]


def drawn(press: SmallPress, notice: Notice, brand: str = "pacific", language: str = "en-US") -> Page:
    labels = load_labels(Files(press.root, DEFAULTS), language, {})[0]
    return page_of(notice, design(press, brand), labels, True)


LEAVE = "https://house.example/leave/abc?x=1&y=2"


def test_both_forms_tell_of_the_publication(press: SmallPress, notice: Notice) -> None:
    html, text = drawn(press, replace(notice, attached=True)).fill("Ada", LEAVE)
    assert text == (
        "The House of Tests\n\nPolicy Brief · January 2, 2026\n\nA Test of the Press\n\nHow deep the wells are.\n\n"
        "By Ada Example\n\nRead it on the web:\nhttps://house.example/briefs/trial/\n\nThe PDF is attached.\n\n"
        "Key takeaways\n\n* They are deep. See here.\n\n-- \nFor Ada\n"
        "You receive this letter because you are on the mailing list of The House of Tests.\n"
        f"Unsubscribe: {LEAVE}\n"
    )
    page = parser.document_fromstring(html)
    words = " ".join("".join(map(str, page.itertext())).split())
    for line in text.split("\n"):
        assert line.removeprefix("* ").removesuffix(":") in words or line.startswith(("https://", "-- ", "Unsubscribe"))
    assert [a.get("href") for a in page.iter("a")] == [
        notice.url, notice.url, "https://example.org", LEAVE,
    ]  # fmt: skip
    assert page.get("lang") == "en-US"


def test_who_has_no_name_is_not_called_by_one(press: SmallPress, notice: Notice) -> None:
    html, text = drawn(press, notice).fill("", LEAVE)
    assert "For" not in text
    assert "\ue000" not in html + text


def test_a_letter_says_what_a_publication_is_that_is_not_published(press: SmallPress) -> None:
    document, _ = press.document("Wells.\n", "status: draft\n")
    html, text = drawn(press, notice_of(document.brief, document.labels)).fill("", "")
    assert "Draft: not for circulation" in text
    assert "Draft: not for circulation" in html
    assert "Read it on the web" not in text


@pytest.mark.parametrize("brand", ["pacific", "meridian", "parallel"])
def test_every_rule_is_in_its_element_and_the_dark_colours_are_at_the_top(
    press: SmallPress, notice: Notice, brand: str
) -> None:
    html, _ = drawn(press, replace(notice, picture="cid:share@example.org", pdf="https://x.example/a.pdf"), brand).fill(
        "Ada", LEAVE
    )
    page, roles = parser.document_fromstring(html), design(press, brand).brand
    styles = [style.text or "" for style in page.iter("style")]
    assert len(styles) == 1
    assert styles[0].count("{") == styles[0].count("}")
    assert roles.dark["paper"] in styles[0]
    assert "prefers-color-scheme: dark" in styles[0]
    assert [one.get("class") for one in page.iter() if one.get("class") and not one.get("style")] == []
    styled = {one.get("class"): one.get("style") or "" for one in page.iter() if one.get("class")}
    assert f"background: {roles.roles['cta-bg']}" in styled["button"]
    assert roles.families["display"] in styled["title"]
    assert [image.get("src") for image in page.iter("img")] == ["cid:share@example.org"]
    assert len(html.encode()) < LARGEST / 5
    for tag in ("script", "link", "iframe", "form"):
        assert page.find(f".//{tag}") is None
    assert "url(" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_words(press: SmallPress, notice: Notice, language: str) -> None:
    words = load_labels(Files(press.root, DEFAULTS), language, {})[0].words
    own = {key: value for key, value in words.items() if key.startswith("mail-")}
    english = load_labels(Files(press.root, DEFAULTS), "en", {})[0].words
    assert own.keys() == {key for key in english if key.startswith("mail-")}
    assert language == "en" or not [key for key, value in own.items() if value == english[key]]
    html, text = drawn(press, notice, language=language).fill("Ada", LEAVE)
    assert own["mail-unsubscribe"] in text
    assert own["mail-unsubscribe"] in html
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert 'lang="en-US" dir="ltr"' in html


def test_what_an_author_or_a_member_wrote_is_text(press: SmallPress, notice: Notice) -> None:
    odd = '</style><script>alert(1)</script>{{7*7}}"><img src=x>'
    told = replace(notice, title=odd, house=odd, takeaways=((Strong((Text(odd),)),),))
    html, text = drawn(press, told).fill(odd, LEAVE)
    page = parser.document_fromstring(html)
    assert page.find(".//script") is None
    assert page.find(".//img") is None
    assert html.count("{{7*7}}") == text.count("{{7*7}}") + 2, "the title stands in the head and names the letter too"
    assert text.count(odd) == 5


def test_a_page_is_the_same_each_time(press: SmallPress, notice: Notice) -> None:
    assert drawn(press, notice) == drawn(press, notice)


# Drafts ---------------------------------------------------------------------------------------------------------------


def contents(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_drafts_are_files_that_a_mail_program_opens(tmp_path: Path) -> None:
    folder = tmp_path / "build/mail/wells-1.0"
    assert write_drafts(folder, [("7", b"Subject: Wells\r\n\r\nOne.\r\n"), ("8", b"Subject: Two\r\n\r\n")]) == 2
    assert write_drafts(folder, [("8", b"Subject: Wells\r\n\r\nTwo.\r\n")]) == 1
    assert contents(folder) == {
        "7.eml": b"X-Unsent: 1\r\nSubject: Wells\r\n\r\nOne.\r\n",
        "8.eml": b"X-Unsent: 1\r\nSubject: Wells\r\n\r\nTwo.\r\n",
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


def test_a_disk_that_is_full_leaves_whole_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_drafts(tmp_path, [("7", b"Old.\r\n"), ("8", b"Old.\r\n")])

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    def letters() -> Iterator[tuple[str, bytes]]:
        yield "7", b"New.\r\n"
        monkeypatch.setattr("os.fsync", full)
        yield "8", b"New.\r\n"

    with suppress(OSError):
        write_drafts(tmp_path, letters())
        pytest.fail("a full disk was not told")
    assert contents(tmp_path) == {"7.eml": b"X-Unsent: 1\r\nNew.\r\n", "8.eml": b"X-Unsent: 1\r\nOld.\r\n"}
