"""A word of a case's run.txt -> what is said to one who releases the brief "trial", or takes it to its members.

The folder of the brief holds what a command is given beside it: members.csv or members.sql, ledger.sqlite3, key.p12.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from octavo import pipeline
from octavo.campaign.database import at_file
from octavo.campaign.ledger import Ledger
from octavo.content import read_workspace
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.mail.letter import Head, Letter, Mailbox, written
from octavo.mail.letters import Mailing, writer_of
from octavo.mail.ready import ready
from octavo.mail.settings import mail_of
from octavo.members.read import read_members
from octavo.problems import Problem, Rejected
from octavo.release.freeze import freeze
from octavo.release.shelf import open_release
from octavo.release.sign import Key
from octavo.release.verify import verify
from octavo.report import BuildRequest

from .copies_case import of_copies

NOW = datetime(2026, 2, 1, tzinfo=UTC)


def distributed(root: Path, word: str, is_built: bool) -> Iterator[Problem]:
    """What is said of `word`; with `is_built` the briefs are built before."""
    if is_built:
        pipeline.build(BuildRequest(root))
    try:
        yield from DISTRIBUTED[word](root, root / "content/trial")
    except Rejected as stopped:
        yield from stopped.problems


def of_ledger(_root: Path, folder: Path) -> Iterator[Problem]:
    """The ledger is opened to send the campaign "wells"."""
    with Ledger.at(at_file(folder / "ledger.sqlite3"), lambda: NOW) as ledger, ledger.sender("wells"):
        yield from ()


def of_mail(root: Path, folder: Path) -> Iterator[Problem]:
    """The letters of a release are prepared, when there is a brief; one to Ada is written, and the relay asked."""
    workspace, found = read_workspace(Files(root, DEFAULTS))
    yield from found
    mail = mail_of(workspace)
    if (folder / "brief.md").exists():
        writer_of(root, freeze(root, "trial", "{}\n").release, Mailing(mail, "wells", NOW, bytes(32)))
    head = Head(mail.sender, Mailbox("ada@example.org", "Ada"), "Wells", NOW, "<1@a>")
    ready(mail, len(written(Letter(head, "<p>Wells.</p>", "Wells."))))


def of_members(_root: Path, folder: Path) -> Iterator[Problem]:
    """The list is read, or the query put to a database."""
    query = folder / "members.sql"
    if query.is_file():
        read_members(folder, "sqlite:///:memory:", query.read_text("utf-8"))
    else:
        yield from read_members(folder, "members.csv").problems


def of_release(root: Path, _folder: Path) -> Iterator[Problem]:
    """The brief is released as it is built."""
    freeze(root, "trial", "{}\n")
    yield from ()


def of_shelf(root: Path, _folder: Path) -> Iterator[Problem]:
    """Release 2.0 is asked for."""
    open_release(root, "trial", "2.0")
    yield from ()


def of_proof(root: Path, _folder: Path) -> Iterator[Problem]:
    """Release 1.0 is proved."""
    yield from verify(open_release(root, "trial", "1.0")).problems


def of_forgery(root: Path, folder: Path) -> Iterator[Problem]:
    """A release is made, a word of its web page changed with every sum that would tell, and it is proved."""
    freeze(root, "trial", "{}\n")
    release = root / "releases/trial/1.0"
    page = release / "editions/index.html"
    data = page.read_bytes().replace(b"are low", b"are full")
    old, new = (hashlib.sha256(one).hexdigest() for one in (page.read_bytes(), data))
    page.write_bytes(data)
    record, sums = release / "release.json", release / "SHA256SUMS"
    was = hashlib.sha256(record.read_bytes()).hexdigest()
    record.write_text(record.read_text("utf-8").replace(old, new), "utf-8")
    now = hashlib.sha256(record.read_bytes()).hexdigest()
    sums.write_text(sums.read_text("utf-8").replace(old, new).replace(was, now), "utf-8")
    yield from of_proof(root, folder)


def of_key(_root: Path, folder: Path) -> Iterator[Problem]:
    """A key is opened to sign with."""
    Key.of(str(folder / "key.p12"), "", NOW)
    yield from ()


DISTRIBUTED: Mapping[str, Callable[[Path, Path], Iterator[Problem]]] = {
    "copies": of_copies,
    "forge": of_forgery,
    "ledger": of_ledger,
    "mail": of_mail,
    "members": of_members,
    "prove": of_proof,
    "release": of_release,
    "shelf": of_shelf,
    "sign": of_key,
}
