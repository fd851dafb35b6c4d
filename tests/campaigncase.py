"""A workspace with one release, a list of members and a relay of its own, taken to its members as a person would."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from octavo import pipeline
from octavo.campaign import command
from octavo.campaign.command import Sending, Where
from octavo.campaign.database import at_file
from octavo.campaign.ledger import Ledger
from octavo.campaign.plan import Audience, Terms
from octavo.release.freeze import freeze
from octavo.report import BuildRequest

from .mailserver import Mailbox, relay
from .small_press import FRONT, PUBLISHER, SmallPress

TEXT = "---\n\n## The wells are low\n\nThe wells of the valley are low.\n"
BRIEF = f'{FRONT}version: "1.0"\nformats: [pdf, html, epub]\n{TEXT}'
LIST = """\
Name;E-Mail;Segment;Language;Suppressed
Ada Reader;ada@example.org;donors;en;
Bo Sample;bo@example.org;donors;es;
Čeněk Šťastný;cenek@example.org;donors;;
Di No;di@example.org;board;;
Ed Off;ed@example.org;donors;;yes
"""
CAMPAIGN = "wells-1.0-donors"


class Workspace(SmallPress):
    """A press that has released "wells" 1.0 and has a list of five members, four of them donors."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.write("members.csv", LIST)
        self.publish(BRIEF)

    def publish(self, text: str) -> None:
        """Build a brief and release it."""
        self.write("content/wells/brief.md", text)
        report = pipeline.build(BuildRequest(self.root))
        assert [result.state for result in report.results] == ["built"]
        freeze(self.root, "wells", "{}\n")

    def mail(self, port: int) -> None:
        """Say how the house writes to its members."""
        said = f"{{from: briefs@house.example, relay: 127.0.0.1, port: {port}, security: plain, per-minute: 0}}"
        self.write("content/publisher.yaml", f"{PUBLISHER}mail: {said}\n")

    @contextmanager
    def relay(self, box: Mailbox) -> Iterator[int]:
        with relay(box) as port:
            self.mail(port)
            yield port

    @contextmanager
    def ledger(self, now: datetime | None = None) -> Iterator[Ledger]:
        with Ledger.at(at_file(self.root / command.LEDGER), lambda: now or datetime.now(UTC)) as ledger:
            yield ledger

    @property
    def where(self) -> Where:
        return Where(self.root, brief="wells")

    def plan(self, segment: str = "donors", terms: Terms | None = None, members: str = "members.csv") -> int:
        return ended(command.plan, self.where, "", Audience(members, segment=segment), terms or Terms())

    def copies(self) -> int:
        return ended(command.copies, self.where, "1", "", False)

    def send(self, confirm: bool = False, drafts: bool = False) -> int:
        return ended(command.send, self.where, Audience(""), Sending(confirm, drafts))

    def states(self, campaign: str = CAMPAIGN) -> dict[str, str]:
        with self.ledger() as ledger:
            return {one.email.partition("@")[0]: one.state for one in ledger.recipients(campaign)}


def ended(work: object, *args: object) -> int:
    """The exit code with which a command ends."""
    with pytest.raises(SystemExit) as stopped:
        work(*args)  # type: ignore[operator]
    return int(stopped.value.code or 0)
