"""A plan, a run or a status -> the lines that a person reads of it, and what a program does."""

from collections.abc import Iterator
from dataclasses import asdict

from octavo.campaign.plan import Planned
from octavo.campaign.run import Run
from octavo.campaign.states import STATES, State
from octavo.campaign.status import Status

SHOWN = 12
"""How many members a dry run names."""


def many_of(count: int, what: str) -> str:
    """ "1 letter", "2 letters"."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def planned(made: Planned, counts: dict[State, int]) -> Iterator[str]:
    """What a plan is, and what follows."""
    campaign = made.campaign
    segment = f", segment {campaign.segment}" if campaign.segment else ""
    yield f"{campaign.id}: {campaign.brief} {campaign.version} to {campaign.source}{segment}"
    yield f"  {counts['planned']} to be written to"
    if counts["suppressed"]:
        yield f"  {counts['suppressed']} asked not to be written to"
    if made.kept:
        yield f"  {made.kept} were written to already, and stay as they are"
    if made.had:
        yield f"  {made.had} have this release from another campaign (--again plans them all the same)"
    if made.left_out:
        yield f"  {many_of(made.left_out, 'row')} left out, named above"
    yield f"Nothing was sent. Next: ./invoke distribute.copies --campaign {campaign.id}"


def told(ready: Run) -> Iterator[str]:
    """What would be sent, and to whom."""
    mail, many = ready.mail, len(ready.planned)
    relay = mail.route.host if mail.route else "no relay"
    yield f"{ready.campaign.id}: {many_of(many, 'letter')} from {mail.sender.address} by {relay}"
    if ready.withheld:
        yield f"  {ready.withheld} withheld since the plan: out of the list, asked for it, or has got it meanwhile"
    if many:
        bring = "with the PDF" if ready.is_attached else "with a link to the PDF"
        yield f"  about {len(ready.sample())} bytes each, {bring}"
        if mail.per_minute:
            yield f"  {mail.per_minute} a minute: {many_of(-(-many // mail.per_minute), 'minute')} at least"
        if not (mail.unsubscribe or mail.unsubscribe_by_mail):
            yield "  no way to unsubscribe: mail has neither unsubscribe nor unsubscribe-by-mail"
    for one in ready.planned[:SHOWN]:
        yield f"    {one.name or one.email} <{one.email}>, {one.number}"
    if many > SHOWN:
        yield f"    and {many - SHOWN} more: ./invoke distribute.status --export FILE lists them"


def state(now: Status) -> Iterator[str]:
    """Where a campaign stands, with each member who is in doubt."""
    campaign = now.campaign
    yield f"{campaign.id}: {campaign.brief} {campaign.version} to {now.total} members of {campaign.source}"
    yield "  " + ", ".join(f"{now.counts[state]} {state}" for state in STATES if now.counts[state])
    for one in now.doubtful:
        yield f"  {one.state}  {one.email}: {f'{one.code} ' if one.code else ''}{one.words}"
    if now.counts["planned"] and now.due:
        yield f"  the next may go from {now.due} on; the same command goes on"
    if now.counts["unknown"]:
        resolving = f"./invoke distribute.resolve --campaign {campaign.id} --member ADDRESS"
        yield f"  unknown: ask, then {resolving} --as sent|failed|planned --why WORDS"
    record = f"broken at entry {now.broken}" if now.broken else "whole"
    yield f"  record of {now.events} entries, {record}; last seal {now.seal}"


def document(now: Status) -> dict[str, object]:
    """The same for a program."""
    doubtful = [{"email": one.email, "state": one.state, "code": one.code, "words": one.words} for one in now.doubtful]
    return {
        **asdict(now.campaign), "counts": now.counts, "doubtful": doubtful, "events": now.events, "seal": now.seal,
        "broken": now.broken, "due": now.due,
    }  # fmt: skip
