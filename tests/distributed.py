"""A word of a case's run.txt -> what is said to one who releases the brief "trial", or takes it to its members.

The folder of the brief holds what a command is given beside it: members.csv or members.sql, ledger.sqlite3, key.p12;
and steps.txt, what is done to a campaign, a line each (`STEPS`).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from octavo import pipeline
from octavo.campaign.copies import Own, own
from octavo.campaign.database import at_file
from octavo.campaign.guard import list_faults, pick, release_of, time_faults
from octavo.campaign.ledger import Ledger
from octavo.campaign.plan import Audience, Terms, drift, plan
from octavo.campaign.states import STATES
from octavo.campaign.status import resolve
from octavo.content import read_workspace
from octavo.copies.manifest import Entry
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
from .upload_case import of_publish

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


def of_campaign(root: Path, folder: Path) -> Iterator[Problem]:
    """The steps are taken one after another, on 1 February unless one moves the clock."""
    case = Case(root, folder / "members.csv")
    with Ledger.at(at_file(folder / "ledger.sqlite3"), lambda: case.now) as ledger:
        for line in (folder / "steps.txt").read_text("utf-8").splitlines():
            step, *words = line.split()
            yield from STEPS[step](case, ledger, *words)


@dataclass
class Case:
    """A campaign of release 1.0 to the donors of a list."""

    root: Path
    members: Path
    now: datetime = NOW

    @property
    def audience(self) -> Audience:
        return Audience("content/trial/members.csv", segment="donors")

    def plan(self, ledger: Ledger, name: str = "") -> Iterator[Problem]:
        yield from plan(self.root, ledger, open_release(self.root, "trial"), self.audience, Terms(name)).problems

    def pick(self, ledger: Ledger) -> Iterator[Problem]:
        pick(ledger, "trial", "")
        yield from ()

    def clock(self, _ledger: Ledger, day: str) -> Iterator[Problem]:
        self.now = datetime.fromisoformat(day).replace(tzinfo=UTC)
        yield from ()

    def add(self, _ledger: Ledger, row: str) -> Iterator[Problem]:
        self.members.write_text(f"{self.members.read_text('utf-8')}{row}\n", "utf-8")
        yield from ()

    def alter(self, _ledger: Ledger, file: str) -> Iterator[Problem]:
        path = self.root / "releases/trial/1.0" / file
        path.write_bytes(path.read_bytes() + b"\n")
        yield from ()

    def resolve(self, ledger: Ledger, email: str, state: str) -> Iterator[Problem]:
        (said,) = (one for one in STATES if one == state)
        resolve(ledger, pick(ledger, "trial", ""), email, said, "they wrote")
        yield from ()

    def send(self, ledger: Ledger) -> Iterator[Problem]:
        """As far as it goes without the relay."""
        campaign = pick(ledger, "trial", "")
        release = release_of(self.root, campaign)
        yield from time_faults(ledger, release, self.now)
        yield from list_faults(campaign, drift(ledger, campaign, self.audience.read(self.root)))
        own(self.root, ledger, campaign, release)

    def attach(self, ledger: Ledger) -> Iterator[Problem]:
        """The copies, whose manifest the case has, are attached. Numbers are those of a secret made anew each time."""
        campaign = pick(ledger, "trial", "")
        for one in ledger.recipients(campaign.id, "planned")[:1]:
            entry = Entry("7QF2-M9XK-04TB-ZD5R", "pdf/0001/trial-7QF2-M9XK-04TB-ZD5R.pdf", 9, "0" * 64)
            Own(self.root, "trial.pdf", {entry.number: entry})(replace(one, number=entry.number))
        yield from ()


STEPS: Mapping[str, Callable[..., Iterator[Problem]]] = {
    "add": Case.add,
    "attach": Case.attach,
    "alter": Case.alter,
    "clock": Case.clock,
    "pick": Case.pick,
    "plan": Case.plan,
    "resolve": Case.resolve,
    "send": Case.send,
}


DISTRIBUTED: Mapping[str, Callable[[Path, Path], Iterator[Problem]]] = {
    "copies": of_copies,
    "campaign": of_campaign,
    "forge": of_forgery,
    "ledger": of_ledger,
    "mail": of_mail,
    "members": of_members,
    "prove": of_proof,
    "publish": of_publish,
    "release": of_release,
    "shelf": of_shelf,
    "sign": of_key,
}
