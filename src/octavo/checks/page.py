"""CheckReport -> the page that an editor reads: verdicts on top, then findings, with their lines and places in print.

One HTML file that asks for nothing else: style and pictures stand in it. Nothing in it depends on the time but the day.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import jinja2

from octavo.checks.finding import Finding
from octavo.checks.report import CheckReport, Verdict
from octavo.content import read_front
from octavo.defaults import DEFAULTS
from octavo.design import WorkspaceLoader, template_problem
from octavo.files import FileMissing, FileRefused, Files
from octavo.formats.raster import Spot, excerpts
from octavo.problems import Place, Rejected
from octavo.slugs import BRIEF, FOLDER
from octavo.utf8 import NotText

TEMPLATE = "check.html"
RECIPE = 1
"""Raised whenever the page would come out otherwise of the same findings."""
KEY = re.compile(rb'<meta name="octavo-key" content="([0-9a-f]{64})">')

EDITIONS = {"": "Text", "pdf": "PDF", "html": "Web page", "epub": "EPUB"}
SEVERITIES = {"error": "Errors", "warning": "Warnings", "advice": "Advice"}
MOST_PICTURES = 40
"""Pictures for one brief: with 40 kB each the page stays small enough to be sent by mail."""
BEFORE, AFTER = 60, 140
"""Characters of a line that are quoted before its column and from it on."""


@dataclass(frozen=True)
class Row:
    """One finding. `before`, `spot` and `after` are the author's line, `spot` the word at the column; `picture` is the
    data: address of a PNG, "" for none; `briefs` are those that a finding about the whole house was made in."""

    finding: Finding
    before: str = ""
    spot: str = ""
    after: str = ""
    picture: str = ""
    briefs: tuple[str, ...] = ()

    @property
    def edition(self) -> str:
        return EDITIONS[self.finding.edition] if self.finding.edition else ""


@dataclass(frozen=True)
class State:
    """Whether an edition may be published: `kind` is "yes", "no", "unknown" or "none", `words` say it."""

    kind: str
    words: str


@dataclass(frozen=True)
class Part:
    """All that the page says of one brief. `groups` are the open findings by severity, the gravest first."""

    slug: str
    title: str
    language: str
    state: State
    editions: Mapping[str, State]
    groups: Mapping[str, tuple[Row, ...]]
    waived: tuple[Row, ...]
    unrun: tuple[str, ...]


def write(report: CheckReport, root: Path, path: Path, today: date) -> None:
    """Write the page to `path`, unless what lies there already says all this. Raises OSError and Rejected."""
    files = Files(root, DEFAULTS)
    key = _key(report, files, today)
    if _key_of(path) != key:
        text = draw(report, files, today, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)


def draw(report: CheckReport, files: Files, today: date, key: str = "") -> str:
    """The page as HTML. Raises Rejected for a fault in the template."""
    common = _shared(report)
    environment = jinja2.Environment(
        loader=WorkspaceLoader(files),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    values = {
        "day": today.isoformat(),
        "key": key,
        "parts": [_part(verdict, report.about, files) for verdict in report.verdicts],
        "house": _groups(_row(finding, files, briefs=briefs) for finding, briefs in common.items()),
        "severities": SEVERITIES,
        "names": EDITIONS,
    }
    try:
        return environment.get_template(TEMPLATE).render(**values)
    except jinja2.TemplateError as error:
        raise Rejected((template_problem(error, TEMPLATE),)) from error


def _shared(report: CheckReport) -> dict[Finding, tuple[str, ...]]:
    """What concerns a file that briefs share, once, with the briefs it was found in. Open findings only: a waiver is
    given by a brief."""
    common: dict[Finding, tuple[str, ...]] = {Finding(found): () for found in report.problems}
    for verdict in report.verdicts:
        for finding in (*verdict.open, *map(Finding, verdict.problems)):
            if _is_common(finding, verdict.slug):
                common[finding] = (*common.get(finding, ()), verdict.slug)
    return common


def _is_common(finding: Finding, slug: str) -> bool:
    return not finding.edition and not finding.place.path.startswith(f"{FOLDER}/{slug}/")


def _part(verdict: Verdict, about: frozenset[str], files: Files) -> Part:
    front, _ = read_front(files, verdict.slug)
    data = front.data if front else {}
    found = [*verdict.findings, *map(Finding, verdict.problems)]
    rows = [_row(f, files) for f in found if f.waived or not _is_common(f, verdict.slug)]
    pictured = list(_pictured(rows, verdict.editions.get("pdf")))
    unrun = tuple(f"{item.check}: {item.reason}" for item in verdict.unrun)
    editions = {name: _state(verdict, name, about) for name in EDITIONS if name}
    return Part(
        verdict.slug,
        str(data.get("title") or verdict.slug),
        str(data.get("language") or ""),
        _whole(verdict, editions),
        {"": _state(verdict, "", about), **editions},
        _groups(row for row in pictured if not row.finding.waived),
        tuple(row for row in pictured if row.finding.waived),
        unrun,
    )


def _state(verdict: Verdict, edition: str, about: frozenset[str]) -> State:
    """What is to be said of one edition: what is wrong with the text is wrong with each."""
    if edition and edition not in verdict.editions:
        failed = any(p.severity == "error" for p in verdict.problems)
        return State("no", "not yet: it could not be built") if failed else State("none", "not built")
    wrong = sum(f.severity == "error" for f in verdict.open if f.edition in ("", edition))
    wrong += sum(p.severity == "error" for p in verdict.problems)
    if wrong:
        return State("no", f"not yet: {wrong} {'error' if wrong == 1 else 'errors'}")
    subject = edition or "content"
    missing = [item.check for item in verdict.unrun if item.about == subject]
    if subject not in about:
        missing = ["none of its checks was asked for"]
    return State("unknown", f"not run: {', '.join(missing)}") if missing else State("yes", "may be published")


def _whole(verdict: Verdict, editions: Mapping[str, State]) -> State:
    """What is to be said of the brief."""
    if not verdict.passed:
        return State("no", "not yet")
    unsure = verdict.unrun or any(state.kind == "unknown" for state in editions.values())
    kind, more = ("unknown", ", as far as it was checked") if unsure else ("yes", "")
    return State(kind, f"may be published{more}")


def _groups(rows: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    """Rows by severity, each in the order of file and line."""
    own = sorted(rows, key=lambda r: (r.finding.place, r.finding.page, r.finding.code, r.finding.problem.text))
    groups = {severity: tuple(row for row in own if row.finding.severity == severity) for severity in SEVERITIES}
    return {severity: group for severity, group in groups.items() if group}


def _row(finding: Finding, files: Files, briefs: tuple[str, ...] = ()) -> Row:
    return Row(finding, *_quoted(files, finding.place), briefs=briefs)


def _quoted(files: Files, place: Place) -> tuple[str, str, str]:
    """The line at `place`, cut where it is long: what stands before its column, the word there, what follows."""
    try:
        lines = files.text(place.path).split("\n") if place.line else []
    except (FileMissing, FileRefused, NotText):
        return "", "", ""
    line = lines[place.line - 1] if place.line <= len(lines) and lines else ""
    at = max(place.column - 1, 0)
    before, rest = line[:at], line[at:]
    word = re.match(r"\S+", rest) if before.strip() else None
    spot = word[0][:AFTER] if word else ""
    after = rest[len(spot) :]
    before = f"… {before[-BEFORE:]}" if len(before) > BEFORE else before
    return before, spot, f"{after[:AFTER]} …" if len(after) > AFTER else after


def _pictured(rows: Iterable[Row], pdf: Path | None) -> Iterator[Row]:
    """The rows with a picture of the page where they have one."""
    rows = list(rows)
    spots: list[Spot] = [(r.finding.page, r.finding.box) for r in rows if r.finding.page]
    spots = list(dict.fromkeys(spots))[:MOST_PICTURES]
    drawn = dict(zip(spots, excerpts(pdf.read_bytes(), spots), strict=True)) if pdf and spots else {}
    for row in rows:
        png = drawn.get((row.finding.page, row.finding.box), b"")
        yield replace(row, picture=f"data:image/png;base64,{base64.b64encode(png).decode()}") if png else row


def _key(report: CheckReport, files: Files, today: date) -> str:
    """A hash of all that the page is made of."""
    paths = {f.place.path for v in report.verdicts for f in v.findings}
    paths |= {f"{FOLDER}/{v.slug}/{BRIEF}" for v in report.verdicts}
    lines = [str(RECIPE), today.isoformat(), files.text(f"templates/{TEMPLATE}"), str(sorted(report.about))]
    for verdict in report.verdicts:
        pdf = verdict.editions.get("pdf")
        sha = hashlib.sha256(pdf.read_bytes()).hexdigest() if pdf else ""
        lines += [repr((verdict.findings, verdict.unrun, verdict.problems, sorted(verdict.editions))), sha]
    for path in sorted(paths):
        try:
            lines.append(files.text(path))
        except (FileMissing, FileRefused, NotText):
            lines.append("")
    return hashlib.sha256("\n".join((*lines, repr(report.problems))).encode()).hexdigest()


def _key_of(path: Path) -> str:
    """The hash in a page that was written before, "" when there is none."""
    try:
        with path.open("rb") as file:
            found = KEY.search(file.read(4096))
    except OSError:
        return ""
    return found[1].decode() if found else ""
