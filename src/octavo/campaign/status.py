"""A ledger and a campaign -> what an auditor asks for: who is in which state, and whether the record is whole."""

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.campaign.audit import broken
from octavo.campaign.copies import password_of
from octavo.campaign.ledger import Ledger
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.states import RESOLVED, STATES, State
from octavo.mail.identity import unsubscribe_token
from octavo.members.sheet import written
from octavo.problems import Place, Rejected, problem

HEADS = ("email", "name", "number", "state", "attempts", "due", "code", "words", "changed")
OPEN: tuple[State, ...] = ("planned", "sending", "failed", "unknown")
"""States in which a member has not, or may not have, got it."""
RESOLVABLE: tuple[State, ...] = ("unknown", "failed")


@dataclass(frozen=True)
class Status:
    """Where a campaign stands. `counts` has every state; `seal` is that of the last event, which an auditor notes;
    `broken` is the number of the first event that does not follow, 0 when all do; `due` when the next may go."""

    campaign: Campaign
    counts: dict[State, int]
    events: int
    seal: str
    broken: int
    due: str
    doubtful: tuple[Recipient, ...]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def is_complete(self) -> bool:
        """Whether everyone who is to get it has got it."""
        return not any(self.counts[state] for state in STATES if state in OPEN)


def status(ledger: Ledger, campaign: Campaign) -> Status:
    """Where a campaign stands."""
    found, events = ledger.counts(campaign.id), ledger.events(campaign.id)
    counts = {state: found.get(state, 0) for state in STATES}
    seal = events[-1].seal if events else ""
    doubtful = ledger.recipients(campaign.id, *RESOLVABLE)
    return Status(campaign, counts, len(events), seal, broken(events), ledger.next_due(campaign.id), doubtful)


def sheet(ledger: Ledger, campaign: Campaign) -> str:
    """Everyone in a campaign, as CSV; with what stands for each in the address that ends a subscription, and the
    passwords of copies that are locked."""
    secret = ledger.secret()
    rows = (
        (
            *(getattr(one, name) for name in HEADS),
            unsubscribe_token(secret, one.email),
            password_of(ledger, campaign, one),
        )
        for one in ledger.recipients(campaign.id)
    )
    return written((*HEADS, "unsubscribe", "password"), rows)


EVERYONE = "everyone"
"""Stands for all who are planned: those whose drafts went out by a mail program."""
MAY_BE: Mapping[State, tuple[State, ...]] = {
    "unknown": RESOLVED, "failed": ("planned",), "planned": ("sent", "failed"), "sent": ("failed",),
}  # fmt: skip
"""What a person may say of a member in each state."""


def resolve(ledger: Ledger, campaign: Campaign, email: str, state: State, why: str) -> tuple[Recipient, ...]:
    """Write down what a person says of a member's letter, or of everyone's who is planned. Raises Rejected."""
    if email == EVERYONE:
        found = ledger.recipients(campaign.id, "planned")
    else:
        found = tuple(one for one in ledger.recipients(campaign.id) if one.email.casefold() == email.casefold())
    place = Place(campaign.id)
    if not found:
        raise Rejected((problem("campaign-no-member", place, email=email, campaign=campaign.id),))
    for one in found:
        if state not in MAY_BE.get(one.state, ()):
            detail = {"email": one.email, "state": one.state, "campaign": campaign.id, "wanted": state}
            raise Rejected((problem("campaign-not-open", place, **detail),))
    for one in found:
        ledger.move(one, state, one.code, f"resolved by hand: {why}")
    return found
