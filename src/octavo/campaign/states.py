"""The states of a member in a campaign, and the ways between them. Imports nothing of Octavo's.

SMTP cannot promise that a message arrives exactly once: when the connection or the sender dies after the message was
handed over and before the answer was written down, nobody can tell whether it went out (RFC 1047). Such a member is
"unknown", and stays so until a person says what happened.
"""

from collections.abc import Mapping
from typing import Literal, get_args

State = Literal["planned", "sending", "sent", "failed", "unknown", "suppressed"]
STATES: tuple[State, ...] = get_args(State)

WAYS: Mapping[State, frozenset[State]] = {
    "planned": frozenset({"sending", "sent", "suppressed", "failed"}),
    "sending": frozenset({"planned", "sent", "failed", "unknown"}),
    "sent": frozenset({"failed"}),
    "failed": frozenset({"planned"}),
    "unknown": frozenset({"planned", "sent", "failed"}),
    "suppressed": frozenset({"planned"}),
}
"""From a state to those that may follow. "sending" is left for "planned" when the relay said "not now", for "unknown"
when nobody knows. A person alone says that one who was planned was sent a draft, or that a letter which was sent came
back; that one is not written to again unless a person says that too."""

UNTOUCHED: tuple[State, ...] = ("planned", "suppressed")
"""Those who have certainly not been written to."""

RESOLVED: tuple[State, ...] = ("sent", "failed", "planned")
"""What a person may say: it arrived, it did not and shall not be tried again, or it shall."""


class WrongWay(ValueError):
    """A change of state that the table does not have: a fault in Octavo, or two who write the same row."""

    def __init__(self, was: State, now: State) -> None:
        super().__init__(f"{was} cannot become {now}")
