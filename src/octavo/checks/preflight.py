"""A request -> what stands against publishing: what is stale is built first, then every brief is checked in a worker.

What was found is kept in the output folder, with what it was found from, so that a check with nothing new is quick.
"""

from collections.abc import Container, Mapping
from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path

from octavo import pipeline, workers
from octavo.anchors import nearest
from octavo.brandnames import require_brand
from octavo.checks import links
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.kept import Kept
from octavo.checks.report import CheckReport, CheckRequest, Verdict, grouped
from octavo.checks.required import CODE, not_run, required
from octavo.checks.run import FAULT, Checked, check
from octavo.checks.table import CHECKS, Check
from octavo.checks.waivers import Waiver, apply, house_waivers, stale
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.guard import offline
from octavo.plan import output_folder
from octavo.problems import Place, Problem
from octavo.report import BriefResult, BuildRequest, Misuse, OnDone
from octavo.slugs import FOLDER

DRESSED = "build-check"
"""Below the workspace: the editions of each brand that was asked for."""


def preflight(request: CheckRequest, today: date, on_done: OnDone) -> CheckReport:
    """Check what the request names. Raises Misuse for a family, a brief or a brand that is not there."""
    files = Files(request.root, DEFAULTS)
    needed = required(files)
    wanted = _families(request, needed)
    output = output_of(request)
    built = pipeline.build(BuildRequest(request.root, request.briefs, request.brand, (), request.jobs, output), on_done)
    checked = _checked(request, output, built.results, wanted)
    urls = [address.url for found in checked.values() for address in found.addresses]
    outcomes = links.look_up(urls, output / links.NAME, today) if urls else {}
    shared, said = house_waivers(files)
    there = pipeline.slugs(request.root)
    used: set[Waiver] = set()
    verdicts = []
    for result in built.results:
        found = checked.get(result.slug, Checked(result.slug, partial=wanted))
        mine = (*(w for w in shared if w.brief == result.slug), *found.waivers)
        online = tuple(links.findings(found.addresses, outcomes))
        unrun = (*found.unrun, *(item for item in online if isinstance(item, Unrun)))
        asked_for = (*(item for item in online if isinstance(item, Finding)), *not_run(unrun, needed))
        told = (*found.findings, *asked_for, *(Finding(p) for p in result.problems if p.severity != "error"))
        findings, helpful = apply(result.slug, told, (*shared, *mine), today)
        used |= helpful
        silent = _silent(wanted, found.partial)
        late = stale((w for w in mine if w not in helpful), today, partial(_is_told, silent), there)
        verdicts.append(
            Verdict(
                result.slug,
                grouped((*findings, *late)),
                unrun,
                _stopping(result.problems, found.problems),
                _editions(output, result),
            )
        )
    everywhere = _silent(wanted, tuple(name for found in checked.values() for name in found.partial))
    others = (w for w in shared if w not in used and w.brief not in checked) if not request.briefs else ()
    late = stale(others, today, partial(_is_told, everywhere), there)
    about = frozenset(family.about for family in CHECKS if family.name in wanted)
    problems = (*built.problems, *said, *(finding.problem for finding in late))
    return CheckReport(tuple(verdicts), problems, about, bool(request.only))


def _stopping(built: tuple[Problem, ...], checked: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The errors of a build, and what kept a brief from being checked; each code from one of them alone."""
    known = {problem.code for problem in built}
    return (*(p for p in built if p.severity == "error"), *(p for p in checked if p.code not in known))


def _silent(wanted: tuple[str, ...], unfinished: tuple[str, ...]) -> tuple[Check, ...]:
    """The families that did not say all that they could."""
    return tuple(family for family in CHECKS if family.name not in wanted or family.name in unfinished)


def _is_told(silent: tuple[Check, ...], code: str) -> bool:
    """Whether all that could find `code` was run."""
    return not silent if code == CODE else not any(family.may_find(code) for family in silent)


def output_of(request: CheckRequest) -> Path:
    """The folder of the editions that are checked. Those of a brand that is asked for have one of their own, so that
    what lies in the usual one stays. Raises Misuse for a brand that is not there."""
    if request.brand:
        require_brand(Files(request.root, DEFAULTS), request.brand)
    own = request.root / DRESSED / request.brand if request.brand else None
    return output_folder(request.root, request.output or own)


def _families(request: CheckRequest, needed: Container[str]) -> tuple[str, ...]:
    """The names of the families that are asked for, and those that the house needs. Raises Misuse for one that there
    is not."""
    names = [family.name for family in CHECKS]
    for name in request.only:
        if name not in names:
            raise Misuse(f'there is no family of checks "{name}"; {nearest(name, names)}')
    return tuple(
        family.name
        for family in CHECKS
        if (_is_named(family, request) if request.only else request.full or not family.slow or family.name in needed)
    )


def _is_named(family: Check, request: CheckRequest) -> bool:
    """Whether --only names it, or, with --full, the family that it deepens."""
    return family.name in request.only or (request.full and family.of in request.only)


def _checked(
    request: CheckRequest, output: Path, results: tuple[BriefResult, ...], wanted: tuple[str, ...]
) -> Mapping[str, Checked]:
    """What is found of every brief that stands as it was built: remembered, or looked for in a worker."""
    editions = {r.slug: _editions(output, r) for r in results if r.state in ("built", "unchanged")}
    kept = Kept(output, request.root)
    keys = {slug: "\t".join((slug, request.brand, *wanted)) for slug in editions}
    found = {slug: known for slug in editions if (known := kept.get(keys[slug], editions[slug]))}
    missing = [slug for slug in editions if slug not in found]
    with workers.executor(request.jobs, len(missing)) as crew:
        args = {slug: (request.root, slug, request.brand, editions[slug], wanted) for slug in missing}
        submit: dict[str, partial[Future[Checked]]] = {
            slug: partial(crew.submit, check_offline, *args[slug]) for slug in missing
        }
        for done in workers.run(submit):
            found[done.key] = _result(done, wanted)
            kept.put(keys[done.key], found[done.key], editions[done.key])
    if missing:
        kept.save()
    return found


def _result(done: workers.Done[Checked], wanted: tuple[str, ...]) -> Checked:
    """What a worker found, or that it could not."""
    error = done.future.exception()
    if error is None:
        return done.future.result()
    place = Place(f"{FOLDER}/{done.key}/brief.md")
    fault = find(FAULT, place, family=", ".join(wanted), fault=f"{type(error).__name__}: {error}")
    return Checked(done.key, (fault,), partial=wanted)


def check_offline(root: Path, slug: str, brand: str, editions: Mapping[str, Path], wanted: tuple[str, ...]) -> Checked:
    """Check one brief in a process that opens no connection."""
    with offline():
        return check(root, slug, brand, editions, wanted)


def _editions(output: Path, result: BriefResult) -> Mapping[str, Path]:
    """The main file of each edition that was built."""
    slug = result.slug
    own = {"pdf": f"{slug}/{slug}.pdf", "html": f"{slug}/index.html", "epub": f"{slug}/{slug}.epub"}
    return {name: output / path for name, path in own.items() if path in result.files}
