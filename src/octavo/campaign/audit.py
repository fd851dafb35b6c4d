"""The events of a campaign -> a chain of seals, and where it is broken.

Each seal is the SHA-256 of the seal before it and of its own event, so that no event can be changed, left out or put
in later without every seal after it being wrong (a hash chain; as in RFC 9162, section 2, without the tree). Who can
write the whole ledger can write a new chain: the last seal, which `distribute.status` shows, is what an auditor notes.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

START = ""
"""What stands for the seal before the first."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change. `seq` counts from 1 in its campaign; `email` is "" for what concerns the campaign as a whole."""

    campaign: str
    seq: int
    at: str
    email: str
    was: str
    now: str
    words: str = ""
    seal: str = ""


def sealed(event: Event, before: str) -> str:
    """The seal of `event` after the seal `before`, hexadecimal."""
    text = json.dumps([before, event.campaign, event.seq, event.at, event.email, event.was, event.now, event.words])
    return hashlib.sha256(text.encode()).hexdigest()


def broken(events: Iterable[Event]) -> int:
    """The number of the first event that does not follow from those before it, 0 when all do."""
    before = START
    for expected, event in enumerate(events, 1):
        if event.seq != expected or event.seal != sealed(event, before):
            return expected
        before = event.seal
    return 0
