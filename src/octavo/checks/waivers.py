"""Findings + waivers -> findings, of which some may stay for a reason; and waivers that are no good any more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from octavo.anchors import nearest
from octavo.checks.finding import Finding, find
from octavo.content import Front, as_problem
from octavo.files import FileMissing, FileRefused, Files
from octavo.model.brief import Brief
from octavo.model.faults import validated
from octavo.model.meta import Waiver as Fields
from octavo.model.meta import Waivers
from octavo.problems import CATALOGUE, Place, Problem, problem
from octavo.utf8 import NotText
from octavo.yamltext import load

FILE = "content/waivers.yaml"
FORM = "start it with `waivers:`, and give each waiver a line `- {code: ..., reason: ...}`"


@dataclass(frozen=True)
class Waiver:
    """A rule that need not be kept, by whom and where. `brief` is "" for all briefs."""

    fields: Fields
    place: Place
    brief: str = ""

    def covers(self, slug: str, finding: Finding) -> bool:
        """Whether it is meant for this finding."""
        mine = self.brief in ("", slug) and self.fields.code == finding.code
        return mine and self.fields.words.casefold() in finding.problem.text.casefold()


def house_waivers(files: Files) -> tuple[tuple[Waiver, ...], tuple[Problem, ...]]:
    """Those of content/waivers.yaml, under `waivers`; each may name the one brief that is meant."""
    try:
        text = files.text(FILE)
    except FileMissing:
        return (), ()
    except (FileRefused, NotText) as error:
        return (), (as_problem(error, Place(FILE)),)
    data, marks, found = load(text, FILE)
    if data is None:
        return (), found
    if not isinstance(data, dict):
        return (), (problem("not-fields", Place(FILE, 1), hint=FORM),)
    fields, said = validated(Waivers, Front(FILE, data, marks))
    own = fields.waivers if fields else ()
    waivers = (Waiver(item, marks.place(("waivers", n)), item.brief) for n, item in enumerate(own))
    return tuple(waivers), (*found, *said)


def own_waivers(brief: Brief) -> tuple[Waiver, ...]:
    """Those of a brief's own fields."""
    return tuple(Waiver(item, brief.place("waivers", n), brief.slug) for n, item in enumerate(brief.meta.waivers))


def apply(
    slug: str, findings: Sequence[Finding], waivers: Sequence[Waiver], today: date
) -> tuple[tuple[Finding, ...], frozenset[Waiver]]:
    """Findings with the reason of those that are waived, and the waivers that were of use."""
    used: set[Waiver] = set()
    done = []
    for finding in findings:
        fitting = [w for w in waivers if w.covers(slug, finding) and not _has_ended(w, today)]
        used.update(fitting)
        done.append(replace(finding, waived=fitting[0].fields.reason) if fitting else finding)
    return tuple(done), frozenset(used)


def stale(
    waivers: Iterable[Waiver], today: date, is_told: Callable[[str], bool], slugs: Sequence[str]
) -> Iterator[Finding]:
    """What is wrong with waivers that were of no use. `is_told` says of a code whether all that finds it was run;
    `slugs` are the briefs that there are."""
    for waiver in waivers:
        if waiver.fields.code not in CATALOGUE:
            near = nearest(waiver.fields.code, CATALOGUE)
            yield find("waiver-unknown", waiver.place, rule=waiver.fields.code, near=near)
        elif _has_ended(waiver, today):
            yield find("waiver-ended", waiver.place, rule=waiver.fields.code, until=waiver.fields.until)
        elif waiver.brief and waiver.brief not in slugs:
            yield find("waiver-of-no-brief", waiver.place, brief=waiver.brief, near=nearest(waiver.brief, slugs))
        elif is_told(waiver.fields.code):
            yield find("waiver-unused", waiver.place, rule=waiver.fields.code)


def _has_ended(waiver: Waiver, today: date) -> bool:
    return waiver.fields.until is not None and waiver.fields.until < today
