"""A campaign as it was planned -> whether it may go out now: the same bytes, the same list, the right time."""

import shlex
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from octavo.campaign.ledger import Ledger
from octavo.campaign.plan import Audience, Drift, drift
from octavo.campaign.rows import Campaign
from octavo.problems import Place, Problem, Rejected, problem
from octavo.release.record import Released
from octavo.release.shelf import open_release
from octavo.release.verify import unlike

MINUTE = 60.0
SLACK = timedelta(minutes=5)
"""How far the clocks of two machines that share a ledger may be apart."""


def pick(ledger: Ledger, brief: str, name: str) -> Campaign:
    """The campaign of a name, or the only one of a brief. Raises Rejected when there is none, or more than one."""
    there = ledger.campaigns()
    found = [one for one in there if one.id == name] if name else [one for one in there if one.brief == brief]
    if len(found) == 1:
        return found[0]
    place = Place(name or brief)
    if found:
        names = ", ".join(one.id for one in found)
        raise Rejected((problem("campaign-many", place, brief=brief, names=names),))
    known = ", ".join(one.id for one in there) or "none"
    raise Rejected((problem("campaign-none", place, name=name or brief, known=known),))


def release_of(root: Path, campaign: Campaign) -> Released:
    """The release that was planned. Raises Rejected when its bytes are others now."""
    release = open_release(root, campaign.brief, campaign.version)
    found = tuple(unlike(release))
    if found or release.sums != campaign.release:
        raise Rejected((problem("campaign-other-bytes", Place(campaign.id), campaign=campaign.id), *found))
    return release


def time_faults(ledger: Ledger, release: Released, now: datetime) -> Iterator[Problem]:
    """An embargo that still holds, a clock that runs behind, a release that was withdrawn."""
    place = Place(release.name)
    newest = ledger.newest()
    if newest and now + SLACK < datetime.fromisoformat(newest):
        yield problem("campaign-clock", place, now=_utc(now), newest=_utc(datetime.fromisoformat(newest)))
    if release.embargo and now < release.embargo:
        yield problem("campaign-embargo", place, release=release.name, until=release.embargo.isoformat(" ", "minutes"))
    if release.status == "withdrawn":
        yield problem("campaign-withdrawn", place, release=release.name)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def list_faults(campaign: Campaign, found: Drift) -> Iterator[Problem]:
    """What only a new plan can take in."""
    if found.news:
        yield problem(
            "campaign-list", Place(campaign.source), campaign=campaign.id, changes="; ".join(found.news),
            options=options_of(campaign),
        )  # fmt: skip


def options_of(campaign: Campaign) -> str:
    """What was asked of `distribute.plan` for a campaign, to be asked again."""
    said = {"brief": campaign.brief, "version": campaign.version, "members": campaign.source}
    said |= {"segment": campaign.segment} if campaign.segment else {}
    said |= {"campaign": campaign.id}
    flags = {"again": campaign.again, "number-only": not campaign.named, "locked": campaign.locked}
    flags |= {"fingerprint": campaign.fingerprint}
    return " ".join([
        *(f"--{name} {shlex.quote(value)}" for name, value in said.items()),
        *(f"--{name}" for name, asked in flags.items() if asked),
    ])  # fmt: skip


@dataclass
class Withheld:
    """Who is not to be written to, asked before each letter: the ledger's list of those who asked for it, and who was
    taken out of the members' list, which is read again when its `stamp` has changed."""

    ledger: Ledger
    campaign: Campaign
    read: Callable[[], Drift]
    stamp: Callable[[], object]
    _seen: object = field(default_factory=object)
    _gone: frozenset[str] = frozenset()

    def __call__(self) -> frozenset[str]:
        """The mailboxes, in small letters. Raises Rejected."""
        now = self.stamp()
        if now != self._seen:
            self._seen, self._gone = now, self.read().gone
        return self._gone | self.ledger.suppressed()


def withheld(ledger: Ledger, campaign: Campaign, root: Path, audience: Audience) -> Withheld:
    """Ask a list of members: a file when it was changed, and either every minute. A list that cannot be read any more
    stops the sending: Rejected is raised."""
    path = root / audience.source

    def stamp() -> object:
        minute = int(time.monotonic() // MINUTE)
        if not path.is_file():
            return minute
        found = path.stat()
        return minute, found.st_mtime_ns, found.st_size, found.st_ino

    return Withheld(ledger, campaign, lambda: drift(ledger, campaign, audience.read(root)), stamp)
