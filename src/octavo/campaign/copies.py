"""A campaign -> the copies of its members below build/copies/, and which file is whose."""

import hashlib
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.brand import load_brand
from octavo.campaign.ledger import Ledger
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.states import State
from octavo.copies.dress import dressed
from octavo.copies.make import Report, make_copies
from octavo.copies.manifest import Entry, entries
from octavo.copies.number import copy_password
from octavo.copies.prepared import Prepared, Settings
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.labels import load_labels
from octavo.mail.letter import Part
from octavo.mail.writer import Addressee
from octavo.plan import OUTPUT
from octavo.problems import Place, Rejected, problem
from octavo.release.record import Released

FOLDER = "copies"
"""Below build/: copies/<campaign>/."""
WITH_COPY: tuple[State, ...] = ("planned", "sending", "failed", "unknown", "sent")
"""Those who have a copy; who is suppressed has none."""


def folder_of(root: Path, campaign: Campaign) -> Path:
    """Where a campaign's copies lie."""
    return root / OUTPUT / FOLDER / campaign.id


@dataclass(frozen=True)
class Making:
    """How copies are made: by `executor`, `width` tasks at once; of the EPUB as well when `epub`."""

    executor: Executor
    width: int
    epub: bool = False


def make(root: Path, ledger: Ledger, campaign: Campaign, release: Released, making: Making) -> tuple[Report, ...]:
    """Make the copies that are not there yet. Raises Rejected when they cannot be made, or not all of them."""
    people = list(_prepared(ledger, campaign))
    settings = _settings(root, ledger, campaign, release, making.width)
    kinds = [release.pdf] if release.pdf else []
    kinds += [release.epub] if making.epub and release.epub else []
    out = folder_of(root, campaign)
    return tuple(make_copies(release.path(kind), people, out, making.executor, settings) for kind in kinds)


def password_of(ledger: Ledger, campaign: Campaign, one: Recipient) -> str:
    """What opens a member's copy, "" when it is not locked."""
    return copy_password(ledger.secret(), campaign.id, one.number) if campaign.locked else ""


def _prepared(ledger: Ledger, campaign: Campaign) -> Iterator[Prepared]:
    secret = ledger.secret()
    for one in ledger.recipients(campaign.id, *WITH_COPY):
        password = copy_password(secret, campaign.id, one.number) if campaign.locked else ""
        yield Prepared(one.number, one.name if campaign.named else "", password)


def _settings(root: Path, ledger: Ledger, campaign: Campaign, release: Released, width: int) -> Settings:
    """As the edition looks, in its brand and the words of its language."""
    files = Files(root, DEFAULTS)
    labels, _ = load_labels(files, release.language, {})
    brand, found = load_brand(files, release.brand)
    if brand is None:
        raise Rejected(found)
    settings = dressed(files, brand, labels, ledger.secret(), bool(campaign.named))
    return replace(settings, at_once=2 * width, fingerprint=bool(campaign.fingerprint))


@dataclass(frozen=True)
class Own:
    """What is attached to a member's letter: the copy with their number, under the name of the edition."""

    folder: Path
    name: str
    files: Mapping[str, Entry]

    def __call__(self, member: Addressee) -> tuple[Part, ...]:
        """The copy, byte for byte as it was made. Raises Rejected when it is gone, or another."""
        entry = self.files[member.number]
        path = self.folder / entry.file
        data = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise Rejected((problem("copy-changed", Place(entry.file), number=member.number),))
        return (Part(self.name, "application/pdf", data),)


def own(root: Path, ledger: Ledger, campaign: Campaign, release: Released) -> Own:
    """The copies as attachments. Raises Rejected when members have none."""
    folder = folder_of(root, campaign)
    manifest = folder / "pdf.csv"
    files = {one.number: one for one in entries(manifest)} if manifest.is_file() else {}
    wanted = ledger.recipients(campaign.id, "planned")
    missing = [one for one in wanted if one.number not in files]
    if missing:
        place = Place(campaign.id)
        many, every = len(missing), len(wanted)
        raise Rejected((problem("copy-missing", place, many=many, all=every, campaign=campaign.id),))
    return Own(folder, release.pdf, files)
