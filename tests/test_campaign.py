"""A release is taken to its members: planned, copied, mailed, resolved and audited, by the commands themselves."""

import csv
import io
import json
import re
import shutil
import socket
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pypdfium2
import pytest

from octavo.campaign import command
from octavo.campaign.command import Sending, Where
from octavo.campaign.plan import Audience, Terms
from octavo.campaign.tables import EVENTS

from .campaigncase import BRIEF, CAMPAIGN, LIST, Workspace, ended
from .mailserver import Mailbox
from .test_fingerprint import stripped

NUMBER = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with its release, made once."""
    return Workspace(tmp_path_factory.mktemp("released")).root


@pytest.fixture
def house(released: Path, tmp_path: Path) -> Workspace:
    """A workspace of a test's own, with links to the release that is there."""
    house = Workspace.__new__(Workspace)
    house.root = tmp_path
    for name in ("content", "build", "releases"):
        copy(released / name, tmp_path / name)
    house.write("members.csv", LIST)
    house.mail(9)
    return house


def copy(source: Path, target: Path) -> None:
    for path in sorted(source.rglob("*")):
        there = target / path.relative_to(source)
        if path.is_dir():
            there.mkdir(parents=True, exist_ok=True)
        else:
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(path.read_bytes())


# Plans ---------------------------------------------------------------------------------------------------------------


def test_a_plan_says_who_gets_what_and_sends_nothing(house: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert house.plan() == 0
    said = capsys.readouterr().out
    assert "wells 1.0 to members.csv, segment donors" in said
    assert "3 to be written to" in said
    assert "1 asked not to be written to" in said
    assert house.states() == {"ada": "planned", "bo": "planned", "cenek": "planned", "ed": "suppressed"}


def test_bad_rows_stop_a_plan_and_are_left_out_only_when_asked(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    house.write("members.csv", f"{LIST}Fi Bad;fi at example;donors;;\n")
    assert house.plan() == 1
    assert "members.csv:7:8: error[member-address]" in capsys.readouterr().err
    assert house.states() == {}
    assert house.plan(terms=Terms(leave_out=True)) == 0
    captured = capsys.readouterr()
    assert "1 row left out, named above" in captured.out
    assert "members.csv:7:8" in captured.err
    assert len(house.states()) == 4


def test_a_segment_that_nobody_belongs_to_is_told(house: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert house.plan("doners") == 1
    assert 'nobody belongs to doners; did you mean "donors"?' in capsys.readouterr().err


def test_who_has_it_from_another_campaign_is_not_planned_again(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    box = Mailbox()
    with house.relay(box):
        house.plan()
        house.copies()
        assert house.send(confirm=True) == 0
        capsys.readouterr()
        assert house.plan("") == 0
        assert "3 have this release from another campaign" in capsys.readouterr().out
        assert house.states("wells-1.0") == {"di": "planned", "ed": "suppressed"}
        assert house.plan("", Terms(again=True)) == 0
    assert len(house.states("wells-1.0")) == 5


# Letters -------------------------------------------------------------------------------------------------------------


def test_each_member_gets_one_letter_with_a_copy_of_their_own(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    box = Mailbox()
    with house.relay(box):
        assert [house.plan(), house.copies(), house.send(confirm=True)] == [0, 0, 0]
    assert house.states() == {"ada": "sent", "bo": "sent", "cenek": "sent", "ed": "suppressed"}
    with house.ledger() as ledger:
        own = {one.email: one for one in ledger.recipients(CAMPAIGN)}
    assert sorted(recipient for _, (recipient,), _ in box.taken) == [
        "ada@example.org",
        "bo@example.org",
        "cenek@example.org",
    ]
    for _, (recipient,), data in box.taken:
        message = message_from_bytes(data, policy=default)
        (pdf,) = (part for part in message.iter_attachments() if part.get_content_type() == "application/pdf")
        assert pdf.get_filename() == "wells.pdf"
        bytes_of_it = pdf.get_content()
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(bytes_of_it)]
        assert {number for page in pages for number in NUMBER.findall(page)} == {own[recipient].number}
        assert all(f"Prepared for {own[recipient].name}" in page for page in pages)
        names = {one.name for one in own.values()} - {own[recipient].name}
        assert not [name for name in names if name in "".join(pages)]
        assert own[recipient].number.encode() in bytes_of_it
    assert "3 sent, 1 suppressed" in capsys.readouterr().out


def test_a_dry_run_opens_no_socket(
    house: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert [house.plan(), house.copies(), house.send(), house.send(drafts=True)] == [0, 0, 0, 0]
    said = capsys.readouterr().out
    assert "3 letters from briefs@house.example by 127.0.0.1" in said
    assert "Nothing was sent, and no connection opened." in said
    assert len(list((house.root / "build/mail" / CAMPAIGN).glob("*.eml"))) == 3
    assert set(house.states().values()) == {"planned", "suppressed"}


def test_letters_wait_for_their_copies(house: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    house.plan()
    assert house.send(confirm=True) == 1
    assert f"3 of 3 copies of the campaign {CAMPAIGN} have not been made" in capsys.readouterr().err


def test_sending_again_writes_to_nobody_twice(house: Workspace) -> None:
    box = Mailbox()
    with house.relay(box):
        house.plan()
        house.copies()
        assert [house.send(confirm=True), house.send(confirm=True)] == [0, 0]
        house.plan()
        house.send(confirm=True)
    assert len(box.taken) == 3


def test_another_spelling_of_an_address_is_the_same_mailbox(house: Workspace) -> None:
    box = Mailbox()
    with house.relay(box):
        house.plan()
        house.copies()
        house.send(confirm=True)
        house.write("members.csv", LIST.replace("ada@", "Ada@"))
        assert house.plan() == 0
        house.copies()
        house.send(confirm=True)
    assert len(box.taken) == 3
    assert list(house.states().values()).count("sent") == 3


def test_a_copy_that_the_disk_has_changed_is_not_sent(house: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    house.plan()
    house.copies()
    with house.ledger() as ledger:
        number = next(one.number for one in ledger.recipients(CAMPAIGN) if one.email.startswith("bo"))
    (file,) = (house.root / "build/copies" / CAMPAIGN).rglob(f"*{number}.pdf")
    file.write_bytes(file.read_bytes()[:-1] + b" ")
    box = Mailbox()
    with house.relay(box):
        assert house.send(confirm=True) == 4
    assert len(box.taken) == 2
    assert f"failed  bo@example.org: the copy {number} is not as it was made" in capsys.readouterr().out


# What stands against sending -----------------------------------------------------------------------------------------


def test_a_list_that_grew_or_names_otherwise_wants_a_new_plan(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    house.plan()
    house.copies()
    house.write("members.csv", f"{LIST.replace('Bo Sample', 'Bo Other')}Fi New;fi@example.org;donors;;\n")
    assert house.send(confirm=True) == 1
    said = capsys.readouterr().err
    assert f"the list of members has changed since the campaign {CAMPAIGN} was planned" in said
    assert "1 added (fi@example.org); 1 changed (bo@example.org)" in said
    assert set(house.states().values()) == {"planned", "suppressed"}
    assert [house.plan(), house.copies()] == [0, 0]
    box = Mailbox()
    with house.relay(box):
        assert house.send(confirm=True) == 0
    assert len(box.taken) == 4


def test_who_left_the_list_or_asked_for_it_is_not_written_to(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    house.plan()
    house.copies()
    house.write("members.csv", LIST.replace("Bo Sample;bo@example.org;donors;es;\n", ""))
    assert ended(command.suppress, house.where, "Cenek@example.org", "wrote on 2 February", False) == 0
    assert ended(command.suppress, house.where, "", "", False) == 0
    assert "cenek@example.org: since 2026" in capsys.readouterr().out
    assert ended(command.suppress, house.where, "ada@example.org", "by mistake", True) == 2
    box = Mailbox()
    with house.relay(box):
        assert house.send(confirm=True) == 0
    assert "2 withheld since the plan" in capsys.readouterr().out
    assert [recipient for _, (recipient,), _ in box.taken] == ["ada@example.org"]
    assert house.states() == {"ada": "sent", "bo": "suppressed", "cenek": "suppressed", "ed": "suppressed"}


def test_a_database_is_a_list_too_and_is_asked_again_before_letters_go(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    file = house.root / "members.sqlite3"
    with closing(sqlite3.connect(file)) as work:
        work.execute("CREATE TABLE people (mail TEXT, name TEXT)")
        work.executemany("INSERT INTO people VALUES (?, ?)", [("ada@example.org", "Ada"), ("bo@example.org", "Bo")])
        work.commit()
    everyone = Audience(f"sqlite:///{file}", "SELECT mail AS email, name FROM people")
    assert ended(command.plan, house.where, "", everyone, Terms()) == 0
    assert house.copies() == 0
    assert house.send() == 2
    assert "the list is a database: name sqlite:///" in capsys.readouterr().err
    with closing(sqlite3.connect(file)) as work:
        work.execute("DELETE FROM people WHERE name = 'Bo'")
        work.commit()
    box = Mailbox()
    with house.relay(box):
        assert ended(command.send, house.where, everyone, Sending(confirm=True)) == 0
    assert [recipient for _, (recipient,), _ in box.taken] == ["ada@example.org"]
    assert house.states("wells-1.0") == {"ada": "sent", "bo": "suppressed"}


def test_when_all_is_sent_the_relay_is_not_asked(house: Workspace) -> None:
    box = Mailbox()
    with house.relay(box):
        house.plan()
        house.copies()
        assert house.send(confirm=True) == 0
    assert house.send(confirm=True) == 0, "the relay is gone by now"


def test_other_bytes_than_were_planned_are_not_sent(house: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    house.plan()
    house.copies()
    page = house.root / "releases/wells/1.0/editions/wells.pdf"
    page.write_bytes(page.read_bytes() + b"\n")
    assert house.send(confirm=True) == 1
    said = capsys.readouterr().err
    assert "campaign-other-bytes" in said
    assert "release-file-altered" in said


def embargoed(root: Path, until: str) -> Workspace:
    house = Workspace.__new__(Workspace)
    house.root = root
    house.mail(9)
    house.write("content/people.yaml", "ada: {name: Ada Example}\n")
    house.write("members.csv", LIST)
    house.publish(BRIEF.replace("version:", f"status: embargoed\nembargo: {until}\nversion:"))
    house.plan()
    house.copies()
    return house


def test_an_embargo_holds_to_the_minute_and_ends(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    later = datetime.now(UTC) + timedelta(minutes=90)
    house = embargoed(tmp_path / "later", f"{later:%Y-%m-%d %H:%M} Z")
    assert house.send() == 0
    assert house.send(confirm=True) == 1
    assert f"wells 1.0 is under embargo until {later:%Y-%m-%d %H:%M}" in capsys.readouterr().err
    house = embargoed(tmp_path / "over", f"{datetime.now(UTC) - timedelta(minutes=2):%Y-%m-%d %H:%M} Z")
    with house.relay(Mailbox()):
        assert house.send(confirm=True) == 0


def test_a_clock_behind_the_ledger_sends_nothing(house: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    house.plan()
    house.copies()
    with house.ledger(datetime.now(UTC) + timedelta(days=1)) as ledger:
        ledger.move(ledger.recipients(CAMPAIGN, "planned")[0], "failed", 0, "by a clock that runs ahead")
    assert house.send(confirm=True) == 1
    assert "this machine's clock says" in capsys.readouterr().err


# The record ----------------------------------------------------------------------------------------------------------


def test_the_status_names_each_who_has_not_got_it_with_the_servers_words(
    house: Workspace, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    box = Mailbox()
    box.rcpt = {"ada@example.org": "550 5.1.1 no such user"}
    box.data = {"bo@example.org": "drop"}
    with house.relay(box):
        house.plan()
        house.copies()
        assert house.send(confirm=True) == 4
    said = capsys.readouterr().out
    assert "1 sent, 1 failed, 1 unknown, 1 suppressed" in said
    assert "failed  ada@example.org: 550 5.1.1 no such user" in said
    assert ended(command.status, house.where, tmp_path / "all.csv", True) == 4
    told = json.loads(capsys.readouterr().out)[0]
    assert told["counts"] == {"planned": 0, "sending": 0, "sent": 1, "failed": 1, "unknown": 1, "suppressed": 1}
    rows = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"))))
    assert {row["email"]: row["state"] for row in rows}["bo@example.org"] == "unknown"


def test_who_is_unknown_is_sent_to_again_only_when_somebody_says_so(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    box = Mailbox()
    box.data = {"bo@example.org": "drop"}
    with house.relay(box):
        house.plan()
        house.copies()
        house.send(confirm=True)
        assert house.send(confirm=True) == 4
        assert len(box.taken) == 3
        box.data = {}
        assert ended(command.resolve, house.where, "bo@example.org", "planned", "bo did not get it") == 0
        assert house.send(confirm=True) == 0
        assert ended(command.resolve, house.where, "bo@example.org", "planned", "again") == 1, "who has it has it"
    assert len(box.taken) == 4
    assert "bo@example.org is sent in the campaign" in capsys.readouterr().err


def test_two_campaigns_planned_side_by_side_write_to_nobody_twice(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    box = Mailbox()
    everyone, donors = Where(house.root, campaign="wells-1.0"), Where(house.root, campaign=CAMPAIGN)
    with house.relay(box):
        assert [house.plan(), house.plan("")] == [0, 0]
        for where in (donors, everyone):
            assert ended(command.copies, where, "1", "", False) == 0
        for where in (donors, everyone):
            assert ended(command.send, where, Audience(""), Sending(confirm=True)) == 0
    assert "3 withheld since the plan" in capsys.readouterr().out
    assert sorted(recipient for _, (recipient,), _ in box.taken) == [
        f"{who}@example.org" for who in ("ada", "bo", "cenek", "di")
    ]


def test_letters_sent_as_drafts_and_letters_that_came_back_are_written_down(house: Workspace) -> None:
    house.plan()
    house.copies()
    house.send(drafts=True)
    assert ended(command.resolve, house.where, "everyone", "sent", "went out by a mail program") == 0
    assert house.states() == {"ada": "sent", "bo": "sent", "cenek": "sent", "ed": "suppressed"}
    assert ended(command.resolve, house.where, "bo@example.org", "failed", "it came back: mailbox full") == 0
    assert house.states()["bo"] == "failed"
    box = Mailbox()
    with house.relay(box):
        assert house.send(confirm=True) == 4
    assert box.taken == []


def test_a_record_that_was_changed_is_called_broken(house: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    house.plan()
    with house.ledger() as ledger:
        ledger.move(ledger.recipients(CAMPAIGN, "planned")[0], "failed", 550, "no such user")
        with ledger._engine.begin() as work:
            work.execute(EVENTS.update().where(EVENTS.c.seq == 2).values(words="250 OK"))
    assert ended(command.status, house.where, None, False) == 1
    assert "record of 2 entries, broken at entry 2" in capsys.readouterr().out


def test_a_file_from_anywhere_is_told_whose_it_is(house: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    house.plan()
    house.copies()
    capsys.readouterr()
    with house.ledger() as ledger:
        ada = next(one for one in ledger.recipients(CAMPAIGN) if one.email.startswith("ada"))
    (own,) = (house.root / "build/copies" / CAMPAIGN / "pdf").rglob(f"*{ada.number}.pdf")
    altered, stranger = house.root / "altered.pdf", house.root / "stranger.pdf"
    data = own.read_bytes()
    altered.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :])
    stranger.write_bytes(b"%PDF-1.7\n%%EOF\n")
    edition = house.root / "releases/wells/1.0/editions/wells.pdf"
    pdf = edition.read_bytes()
    said = {}
    book = house.root / "releases/wells/1.0/editions/wells.epub"
    for file in (own, altered, stranger, edition, book):
        code = ended(command.verify, Where(house.root), file, "")
        said[file] = (code, capsys.readouterr().out)
    assert said[own][0] == 0
    assert "a copy, as it was made" in said[own][1]
    assert f"number {ada.number}" in said[own][1]
    assert f"made for Ada Reader <ada@example.org>, campaign {CAMPAIGN}" in said[own][1]
    assert said[altered][0] == 1
    assert "altered" in said[altered][1]
    assert ada.number in said[altered][1]
    assert said[stranger][0] == 1
    assert "not ours" in said[stranger][1]
    assert "wells 1.0: the edition itself" in said[edition][1]
    assert said[book] == (0, said[book][1])
    assert "wells 1.0: the edition itself" in said[book][1]
    shutil.rmtree(house.root / "releases")
    (house.root / "kept.pdf").write_bytes(pdf)
    assert ended(command.verify, Where(house.root), house.root / "kept.pdf", "") == 0
    assert "the edition that copies were made of" in capsys.readouterr().out


def test_a_copy_without_its_number_is_told_by_its_fingerprint(
    house: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    wells = "".join(f"The well in the {at}th valley is lower than it was. " for at in range(600))
    changes = "[{version: '1.1', date: 2026-03-02, note: All wells are told., kind: correction}]"
    text = f"{BRIEF}\n{wells}\n".replace('version: "1.0"\n', f'version: "1.1"\nchanges: {changes}\n')
    house.publish(text)
    assert house.plan(terms=Terms(CAMPAIGN, locked=True, fingerprint=True)) == 2
    assert "cannot be locked" in capsys.readouterr().err
    assert house.plan(terms=Terms(CAMPAIGN, fingerprint=True)) == 0
    house.copies()
    with house.ledger() as ledger:
        ada = next(one for one in ledger.recipients(CAMPAIGN) if one.email.startswith("ada"))
    (own,) = (house.root / "build/copies" / CAMPAIGN / "pdf").rglob(f"*{ada.number}.pdf")
    bare = house.root / "bare.pdf"
    bare.write_bytes(stripped(own.read_bytes()))
    capsys.readouterr()
    assert ended(command.verify, Where(house.root), bare, "") == 1
    said = capsys.readouterr().out
    assert re.search(f"number {ada.number} \\(fingerprint: ([0-9]+) of \\1 chunks\\)", said)
    assert f"made for Ada Reader <ada@example.org>, campaign {CAMPAIGN}" in said
