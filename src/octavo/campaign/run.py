"""A planned campaign -> its letters, as they would go, as drafts, or handed to the relay. Only `deliver` opens a
socket."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from octavo.campaign.copies import own
from octavo.campaign.guard import list_faults, release_of, time_faults, withheld
from octavo.campaign.ledger import Ledger
from octavo.campaign.plan import Audience, drift
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.send import BY_HAND, Sent, Way, send
from octavo.content import read_workspace
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.mail.drafts import write_drafts
from octavo.mail.letters import Mailing, is_attached, writer_of
from octavo.mail.rate import Rate
from octavo.mail.ready import ready
from octavo.mail.settings import Mail, mail_of
from octavo.mail.writer import Post, Writer
from octavo.plan import OUTPUT
from octavo.problems import Problem, Rejected
from octavo.release.record import Released

DRAFTS = "mail"
"""Below build/: mail/<campaign>/."""


@dataclass(frozen=True)
class Run:
    """A campaign that may go out: what its letters are written with, and how many are to be written to. `withheld`
    were taken out of the list, or asked for it, since the plan."""

    campaign: Campaign
    release: Released
    mail: Mail
    writer: Writer
    planned: tuple[Recipient, ...]
    withheld: int

    @property
    def is_attached(self) -> bool:
        """Whether each letter brings the PDF, and not a link alone."""
        return is_attached(self.release, self.mail)

    def sample(self) -> bytes:
        """The letter with the longest name: the largest, but for what a copy adds."""
        return self.writer(max(self.planned, key=lambda one: len(one.name) + len(one.email)))


def prepare(root: Path, ledger: Ledger, campaign: Campaign, audience: Audience, sending: datetime | None) -> Run:
    """All that can be known before the first letter; when it is to be sent, at the time of `sending`, the time must be
    right too. Raises Rejected with everything that stands against it."""
    release = release_of(root, campaign)
    mail = mail_of(read_workspace(Files(root, DEFAULTS))[0], sending is not None)
    difference = drift(ledger, campaign, audience.read(root))
    found: list[Problem] = [*list_faults(campaign, difference)]
    found += time_faults(ledger, release, sending) if sending else ()
    if found:
        raise Rejected(tuple(found))
    planned = ledger.recipients(campaign.id, "planned")
    gone = difference.gone | ledger.suppressed()
    left = tuple(one for one in planned if one.email.casefold() not in gone)
    languages = tuple(sorted({one.language for one in left if one.language}))
    enclosed = own(root, ledger, campaign, release) if is_attached(release, mail) else None
    mailing = Mailing(mail, campaign.id, sending or ledger.now(), ledger.secret(), languages)
    writer = writer_of(root, release, mailing, enclosed)
    return Run(campaign, release, mail, writer, left, len(planned) - len(left))


def drafts(root: Path, run: Run) -> tuple[Path, int]:
    """Write every letter as a file for a mail program. Returns the folder, and how many."""
    folder = root / OUTPUT / DRAFTS / run.campaign.id
    letters: Iterator[tuple[str, bytes]] = ((one.number, run.writer(one)) for one in run.planned)
    return folder, write_drafts(folder, letters)


@dataclass(frozen=True)
class Pace:
    """How letters go: `width` at a time; until nobody waits any more, when `patient`; `done` hears of each."""

    width: int
    patient: bool
    done: Callable[[Recipient], None]
    clock: Callable[[], datetime]


def deliver(root: Path, ledger: Ledger, run: Run, audience: Audience, pace: Pace) -> Sent:
    """Hand the letters to the relay. Raises Rejected when it cannot be used, or another sends this campaign."""
    with ledger.sender(run.campaign.id):
        if not run.planned and not ledger.recipients(run.campaign.id, "planned", "sending"):
            return Sent(Counter())
        relay = ready(run.mail, len(run.sample()) if run.planned else 0)
        rate = Rate(run.mail.per_minute, run.mail.per_domain, time.monotonic, time.sleep)
        try:
            with ThreadPoolExecutor(pace.width, "mail") as executor:
                way = Way(
                    Post(relay, run.writer), executor, rate.hold,
                    withheld(ledger, run.campaign, root, audience), pace.width,
                )  # fmt: skip
                sent = send(ledger, run.campaign.id, way, pace.done)
                while pace.patient and not sent.stopped and (due := ledger.next_due(run.campaign.id)):
                    if _interrupted(datetime.fromisoformat(due) - pace.clock()):
                        return Sent(sent.counts, BY_HAND)
                    more = send(ledger, run.campaign.id, way, pace.done)
                    sent = Sent(sent.counts + more.counts, more.stopped)
                return sent
        finally:
            relay.close()


def _interrupted(pause: timedelta) -> bool:
    """Wait; True when somebody stopped it."""
    try:
        time.sleep(max(0.0, pause.total_seconds()))
    except KeyboardInterrupt:
        return True
    return False
