"""A release and a list of members -> who gets it, in the ledger. Opens no socket but that of a database it is given.

A plan names the bytes: the release by the SHA-256 of its sums, the list by that of what was read. Nobody is left out
silently: each row that is not written to is in one of the counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.anchors import nearest
from octavo.campaign.ledger import Ledger
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.states import UNTOUCHED
from octavo.copies.number import copy_number
from octavo.members.member import Member, MemberList
from octavo.members.query import shown
from octavo.members.read import read_members
from octavo.problems import Place, Problem, Rejected, errors, problem
from octavo.release.record import Released
from octavo.slugs import slug_of


@dataclass(frozen=True)
class Audience:
    """Who a campaign is for: `source` is a CSV file or the URL of a database that `query` is put to; `segment` "" is
    everyone."""

    source: str
    query: str = ""
    segment: str = ""

    def read(self, root: Path) -> MemberList:
        """The whole list. Raises Rejected when it cannot be read."""
        return read_members(root, self.source, self.query)

    @property
    def name(self) -> str:
        """The source as it may be written down: without a password."""
        return shown(self.source) if "://" in self.source else self.source


@dataclass(frozen=True)
class Terms:
    """How a campaign is made: `name` of its own, "" for that of release and segment; without the rows that are refused
    when `leave_out`; to those who have the release already when `again`; `named`, `locked` and `fingerprint` as in
    Campaign."""

    name: str = ""
    leave_out: bool = False
    again: bool = False
    named: bool = True
    locked: bool = False
    fingerprint: bool = False


@dataclass(frozen=True)
class Planned:
    """A plan as it was written. `kept` were written to before and stay as they are; `had` have the release from another
    campaign; `left_out` are rows that were refused."""

    campaign: Campaign
    recipients: tuple[Recipient, ...]
    kept: int
    had: int
    left_out: int
    problems: tuple[Problem, ...]


def plan(root: Path, ledger: Ledger, release: Released, audience: Audience, terms: Terms) -> Planned:
    """Plan a campaign, or plan it anew. Raises Rejected with everything that stands against it; the plan that was there
    then stays."""
    found = audience.read(root)
    wrong = errors(found.problems)
    if wrong and not (terms.leave_out and found.members):
        raise Rejected(found.problems)
    members = _in_segment(found.members, audience)
    name = terms.name or campaign_name(release, audience.segment)
    campaign = Campaign(
        name, release.slug, release.version, release.sums, audience.name, found.sha256, audience.segment,
        named=int(terms.named), locked=int(terms.locked), again=int(terms.again),
        fingerprint=int(terms.fingerprint),
    )  # fmt: skip
    _refuse_other_bytes(ledger, campaign)
    had = frozenset() if terms.again else _written_to(ledger, campaign)
    wanted = [member for member in members if member.mailbox not in had]
    recipients = tuple(_recipients(ledger, name, wanted))
    before = {one.email for one in ledger.recipients(name) if one.state not in UNTOUCHED}
    ledger.plan(campaign, recipients)
    kept = sum(one.email in before for one in recipients)
    return Planned(campaign, recipients, kept, len(members) - len(wanted), len(wrong), found.problems)


def campaign_name(release: Released, segment: str) -> str:
    """What a campaign is called that is given no name."""
    return "-".join(part for part in (release.slug, release.version, slug_of(segment) if segment else "") if part)


def _in_segment(members: Iterable[Member], audience: Audience) -> tuple[Member, ...]:
    """Those who belong to the segment. Raises Rejected when nobody does."""
    every = tuple(members)
    chosen = tuple(member for member in every if member.is_in(audience.segment))
    if not chosen:
        there = sorted({part.strip() for one in every for part in one.segment.split(";") if part.strip()})
        said = nearest(audience.segment, there) if audience.segment else "the list has no members"
        place = Place(audience.name)
        raise Rejected((problem("plan-nobody", place, segment=audience.segment or "everyone", nearest=said),))
    return chosen


def _recipients(ledger: Ledger, campaign: str, members: Iterable[Member]) -> Iterable[Recipient]:
    """The members as the ledger has them, each with the number of the copy."""
    secret, withheld = ledger.secret(), ledger.suppressed()
    for member in members:
        is_withheld = member.suppressed or member.mailbox in withheld
        yield Recipient(
            campaign,
            member.email,
            member.name,
            member.language,
            copy_number(secret, campaign, member.mailbox),
            "suppressed" if is_withheld else "planned",
            words="asked not to be written to" if is_withheld else "",
        )


def _refuse_other_bytes(ledger: Ledger, campaign: Campaign) -> None:
    """A campaign is of one release. Raises Rejected when the release of this name has other bytes now."""
    before = ledger.campaign(campaign.id)
    if before and before.release != campaign.release and ledger.recipients(campaign.id, "sending", "sent", "unknown"):
        raise Rejected((problem("campaign-other-bytes", Place(campaign.id), campaign=campaign.id),))


def _written_to(ledger: Ledger, campaign: Campaign) -> frozenset[str]:
    """The mailboxes that have, or may have, got this release from another campaign."""
    others = (
        one.id
        for one in ledger.campaigns()
        if one.id != campaign.id and (one.brief, one.version) == (campaign.brief, campaign.version)
    )
    return frozenset(
        one.email.casefold() for other in others for one in ledger.recipients(other, "sending", "sent", "unknown")
    )


@dataclass(frozen=True)
class Drift:
    """What a list says now that the plan does not know: `gone` are mailboxes that are not to be written to any more,
    those that have got the release from another campaign among them; `news` is what only a new plan can take in, in
    words."""

    gone: frozenset[str]
    news: tuple[str, ...]


def drift(ledger: Ledger, campaign: Campaign, found: MemberList) -> Drift:
    """Compare a plan with the list as it is now."""
    planned = {one.email.casefold(): one for one in ledger.recipients(campaign.id)}
    now = {member.mailbox: member for member in found.members if member.is_in(campaign.segment)}
    had = _written_to(ledger, campaign)
    gone = {mailbox for mailbox in planned if mailbox not in now or now[mailbox].suppressed}
    gone |= frozenset() if campaign.again else had & planned.keys()
    added = [member.email for mailbox, member in now.items() if mailbox not in planned and mailbox not in had]
    changed = [member.email for mailbox, member in now.items() if _is_other(planned.get(mailbox), member)]
    counts: Mapping[str, list[str]] = {"added": added, "changed": changed}
    news = tuple(f"{len(them)} {what} ({', '.join(them[:3])})" for what, them in counts.items() if them)
    return Drift(frozenset(gone), news)


def _is_other(one: Recipient | None, member: Member) -> bool:
    """Whether a planned letter would be written otherwise now."""
    return one is not None and (one.email, one.name, one.language) != (member.email, member.name, member.language)
