"""The tasks distribute.*: a request -> a plan, copies, letters or answers, and what the person is told."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from octavo import terminal
from octavo.anchors import nearest
from octavo.campaign import copies as copying
from octavo.campaign import run as running
from octavo.campaign.database import at_file
from octavo.campaign.guard import pick, release_of
from octavo.campaign.ledger import Ledger
from octavo.campaign.plan import Audience, Terms
from octavo.campaign.plan import plan as make_plan
from octavo.campaign.rows import Campaign, Recipient
from octavo.campaign.states import RESOLVED
from octavo.campaign.status import resolve as make_resolved
from octavo.campaign.status import sheet
from octavo.campaign.status import status as look
from octavo.campaign.words import document, many_of, planned, state, told
from octavo.cli import INCOMPLETE, command, count
from octavo.copies.crew import crew
from octavo.copies.verify import verify as judge
from octavo.disk import digest
from octavo.pipeline import slugs
from octavo.plan import OUTPUT
from octavo.publish.staging import put
from octavo.release.record import FOLDER as RELEASES
from octavo.release.shelf import open_release, releases_of
from octavo.report import Misuse

LEDGER = "ledger/ledger.sqlite3"
"""Below the workspace, unless OCTAVO_LEDGER or --ledger has the URL of another."""


OWN = 0o600
"""The mode of files with addresses: their owner alone reads them."""


@dataclass(frozen=True)
class Where:
    """The workspace, the URL of the ledger or "", and the campaign: by its name, or by the brief that it sends."""

    root: Path
    ledger: str = ""
    brief: str = ""
    campaign: str = ""

    @contextmanager
    def opened(self) -> Iterator[Ledger]:
        """The ledger. Raises Rejected."""
        url = self.ledger or os.environ.get("OCTAVO_LEDGER", "") or at_file(self.root / LEDGER)
        with Ledger.at(url, _now) as ledger:
            yield ledger

    def pick(self, ledger: Ledger) -> Campaign:
        """The campaign that is meant. Raises Misuse when none is named, Rejected when there is none."""
        if not (self.brief or self.campaign):
            names = ", ".join(one.id for one in ledger.campaigns()) or "none is planned yet"
            raise Misuse(f"name the brief with --brief, or the campaign with --campaign: {names}")
        return pick(ledger, self.brief, self.campaign)


def _now() -> datetime:
    return datetime.now(UTC)


@command
def plan(where: Where, version: str, audience: Audience, terms: Terms) -> int:
    """Plan a campaign and say who gets it. Returns 1 when rows of the list are refused."""
    if not where.brief or not audience.source:
        raise Misuse("name the brief and the list: --brief NAME --members FILE")
    if where.brief not in (known := slugs(where.root)) and not (where.root / RELEASES / where.brief).is_dir():
        raise Misuse(f'there is no brief "{where.brief}"; {nearest(where.brief, known)}')
    if terms.locked and terms.fingerprint:
        raise Misuse("a copy with a fingerprint cannot be locked: leave --fingerprint or --locked off")
    release = open_release(where.root, where.brief, version)
    with where.opened() as ledger:
        made = make_plan(where.root, ledger, release, audience, terms)
        counts = look(ledger, made.campaign).counts
    terminal.show_problems(made.problems)
    terminal.say("\n".join(planned(made, counts)))
    return 0


@command
def copies(where: Where, jobs: str, cluster: str, epub: bool) -> int:
    """Make the copies of a campaign. Returns 1 when some could not be made."""
    many = count("--jobs", jobs) or os.cpu_count() or 1
    with where.opened() as ledger:
        campaign = where.pick(ledger)
        release = release_of(where.root, campaign)
        with crew(many, cluster) as (executor, width):
            reports = copying.make(where.root, ledger, campaign, release, copying.Making(executor, width, epub))
    found = [problem for report in reports for problem in report.problems]
    terminal.show_problems(found)
    for report in reports:
        name = terminal.shown(report.manifest)
        terminal.say(f"{report.made} copies made, {report.kept} there already, {report.size} bytes: {name}")
    if not found:
        terminal.say(f"Next: ./invoke distribute.send --campaign {campaign.id}")
    return int(bool(found))


@dataclass(frozen=True)
class Sending:
    """What `distribute.send` is to do. Without `confirm` nothing is sent."""

    confirm: bool = False
    drafts: bool = False
    patient: bool = False
    width: str = ""


@command
def send(where: Where, audience: Audience, how: Sending) -> int:
    """Show what would be sent; with `confirm` send it. Returns 4 when not everyone has got it."""
    width = count("--width", how.width) or 1
    with where.opened() as ledger:
        campaign = where.pick(ledger)
        if "://" in campaign.source and not audience.source:
            raise Misuse(f"the list is a database: name {campaign.source} again, with --members URL --query SQL")
        listed = Audience(audience.source or campaign.source, audience.query, campaign.segment)
        ready = running.prepare(where.root, ledger, campaign, listed, _now() if how.confirm else None)
        terminal.say("\n".join(told(ready)))
        if how.drafts:
            folder, many = running.drafts(where.root, ready)
            terminal.say(f"{many} letters written to {terminal.shown(folder)}/, and none sent")
            return 0
        if not how.confirm:
            terminal.say("Nothing was sent, and no connection opened. To send: the same command with --confirm")
            return 0
        pace = running.Pace(width, how.patient, _progress, _now)
        sent = running.deliver(where.root, ledger, ready, listed, pace)
        now = look(ledger, campaign)
    terminal.say("\n".join(state(now)))
    if sent.stopped:
        terminal.warn(f"octavo: the sending stopped: {sent.stopped}")
    return 0 if now.is_complete else INCOMPLETE


def _progress(one: Recipient) -> None:
    words = f": {one.code} {one.words}".rstrip() if one.state != "sent" else ""
    terminal.warn(f"  {'later' if one.state == 'planned' else one.state}  {one.email}{words}")


@command
def status(where: Where, export: Path | None, as_json: bool) -> int:
    """Say where a campaign stands, or all of them. Returns 4 when one is not complete, 1 when a record is broken."""
    with where.opened() as ledger:
        chosen = (where.pick(ledger),) if where.brief or where.campaign else ledger.campaigns()
        found = [look(ledger, campaign) for campaign in chosen]
        if export and len(chosen) == 1:
            put(export, sheet(ledger, chosen[0]).encode("utf-8-sig"), OWN)  # with the mark by which Excel knows UTF-8
            terminal.warn(f"{many_of(found[0].total, 'member')} written to {terminal.shown(export)}")
    if export and len(chosen) != 1:
        raise Misuse("name the campaign that is exported: --campaign NAME")
    if as_json:
        terminal.say_json([document(one) for one in found])
    else:
        terminal.say("\n\n".join("\n".join(state(one)) for one in found) or "No campaign is planned yet.")
    if any(one.broken for one in found):
        return 1
    return 0 if all(one.is_complete for one in found) else INCOMPLETE


@command
def resolve(where: Where, member: str, state: str, why: str) -> int:
    """Write down what became of a letter that is in doubt, or that one which failed is to be tried again."""
    said = next((one for one in RESOLVED if one == state), None)
    if said is None or not member or not why:
        raise Misuse(f"say who, what and why: --member ADDRESS --as {'|'.join(RESOLVED)} --why WORDS")
    with where.opened() as ledger:
        resolved = make_resolved(ledger, where.pick(ledger), member, said, why)
    for was in resolved:
        terminal.say(f"{was.email}: was {was.state}, is {said}")
    return 0


@command
def suppress(where: Where, member: str, why: str, lift: bool) -> int:
    """Never write to an address again; with `lift` write to it again; without a member, list those."""
    if not member and not why and not lift:
        with where.opened() as ledger:
            known = ledger.suppressions()
        for email, since, reason in known:
            terminal.say(f"{email}: since {since[:10]}: {reason}")
        terminal.say(
            f"{len(known)} address{'es are' if len(known) != 1 else ' is'} not written to, whatever a list says"
        )
        return 0
    if "@" not in member or not why:
        raise Misuse("say who and why: --member ADDRESS --why WORDS")
    with where.opened() as ledger:
        if lift and not ledger.lift(member, why):
            raise Misuse(f"{member} is not suppressed here; ./invoke distribute.suppress lists who is")
        if not lift:
            ledger.suppress(member, why)
    terminal.say(f"{member} is {'written to again' if lift else 'not written to any more, whatever a list says'}")
    return 0


@command
def verify(where: Where, file: Path | None, password: str) -> int:
    """Say whose copy a file is, and whether it is as it was made. Returns 1 when it is altered or not ours."""
    if file is None or not file.is_file():
        raise Misuse(f"there is no file {terminal.shown(file)}" if file else "name the file: --file NAME")
    manifests = sorted((where.root / OUTPUT / copying.FOLDER).glob("*/*.csv"))
    if edition := _edition(where.root, file):
        terminal.say(f"{terminal.shown(file)}: {edition}: the edition itself, not a personal copy")
        return 0
    with where.opened() as ledger:
        verdict = judge(file, manifests, password, ledger.secret())
        owners = [one for number in verdict.numbers for one in ledger.numbered(number)]
    name = terminal.shown(file)
    match verdict.kind:
        case "copy":
            terminal.say(f"{name}: a copy, as it was made")
        case "edition":
            terminal.say(f"{name}: the edition that copies were made of, not a personal copy")
        case "altered":
            terminal.say(f"{name}: altered; it is not as any copy was made")
        case "not ours":
            terminal.say(f"{name}: not ours{'' if manifests else '; no copies are known here'}")
    for number, places in verdict.numbers.items():
        terminal.say(f"  number {number} ({', '.join(places)})")
    for one in owners:
        terminal.say(f"  made for {one.name or one.email} <{one.email}>, campaign {one.campaign}, {one.state}")
    if verdict.unread:
        terminal.say(f"  its inside could not be read: {verdict.unread}")
    return int(verdict.kind not in ("copy", "edition"))


def _edition(root: Path, file: Path) -> str:
    """Which release a file is of, with not a byte changed; "" when it is of none."""
    sha = digest(str(file))
    homes = sorted(path.name for path in (root / RELEASES).glob("*") if path.is_dir())
    releases = (release for slug in homes for release in releases_of(root, slug))
    return next((one.name for one in releases if any(sha == other.sha256 for other in one.files)), "")
