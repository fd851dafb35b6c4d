"""What the ledger holds, as values: a campaign, and a member in it. Imports nothing but its states."""

from dataclasses import dataclass

from octavo.campaign.states import State


@dataclass(frozen=True, slots=True)
class Campaign:
    """One sending of one release to one list. `release` and `list` are SHA-256; `planned` says when; copies bear the
    members' names when `named`, have a password each when `locked`, and a fingerprint when `fingerprint`; with `again`
    it goes also to those who have the release from another campaign."""

    id: str
    brief: str
    version: str
    release: str
    source: str
    list: str
    segment: str = ""
    planned: str = ""
    named: int = 1
    locked: int = 0
    again: int = 0
    fingerprint: int = 0


@dataclass(frozen=True, slots=True)
class Recipient:
    """One member in one campaign. `number` is that of the copy; `due` the time before which nothing is sent, ""
    for at once; `code` and `words` are the relay's last answer."""

    campaign: str
    email: str
    name: str
    language: str
    number: str
    state: State = "planned"
    attempts: int = 0
    due: str = ""
    code: int = 0
    words: str = ""
    changed: str = ""
