"""A request -> what came of it: the whole chain, from content/ to build/. The only file that knows every room.

    content/ -> Source -> Brief -> Document -> Markup -> Artifacts -> build/
                `--------------- press.make, in workers -------'  `- publish

Here is only what a build with nothing to do needs, and it takes milliseconds; `_press` brings in the rest.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from octavo import cache
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.folder import LOCK, MANIFEST, STAGING
from octavo.plan import Plan, make_plan, orphans, output_folder, unchanged
from octavo.problems import Problem, Rejected
from octavo.report import BuildReport, BuildRequest, OnDone
from octavo.slugs import find_slugs

PRESS = "octavo.press"
"""The module that makes editions. It needs WeasyPrint and all of its libraries, so it is named, not imported."""


class Listed(NamedTuple):
    """A brief as `list` shows it: what stands in its front matter, "" for what does not."""

    slug: str
    title: str
    type: str
    date: str
    status: str


def build(request: BuildRequest, on_done: OnDone | None = None) -> BuildReport:
    """Build what the request names and what is not true any more. `on_done` hears of each brief as it is finished.

    A brief that fails stops no other, and its last good edition stands. Raises Misuse for a brief or a brand that is
    not there, and Unready when this machine lacks what the press needs.
    """
    tell = on_done or (lambda _: None)
    plan = make_plan(request)
    if not plan.slugs:
        return BuildReport(problems=plan.problems)
    standing, tidy = _standing(plan)
    if standing is None or not tidy:
        try:
            return _press()(plan, tell, PRESS)
        except Rejected as stopped:
            if standing is None:
                return BuildReport(problems=(*plan.problems, *stopped.problems))
    for result in standing.results:
        tell(result)
    return standing


def slugs(root: Path) -> tuple[str, ...]:
    """The names of a workspace's briefs, sorted."""
    return find_slugs(Files(root))[0]


def overview(root: Path) -> tuple[Listed, ...]:
    """The briefs of a workspace, in the order of their names. Faults in them are for the build to tell."""
    from octavo.content import read_front

    files = Files(root)
    listed = []
    for slug in slugs(root):
        front, _ = read_front(files, slug)
        told = {name: str(value) for name, value in (front.data if front else {}).items() if value is not None}
        listed.append(Listed(slug, *(told.get(name, "") for name in ("title", "type", "date", "status"))))
    return tuple(listed)


def clean(root: Path, output: Path | None) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Remove what builds have made: the files removed, and a warning for each that is not ours and stays.

    Raises Rejected for a folder that Octavo did not make, or that a build is at work in.
    """
    from octavo import publish

    return publish.clean(output_folder(root, output))


def _standing(plan: Plan) -> tuple[BuildReport | None, bool]:
    """The report when every brief and the contents page stand as they were made, else None; and whether there is
    nothing to tidy up, such as what a killed build left."""
    records = cache.load(plan.output, plan.root, DEFAULTS)
    entries = {slug: records.unchanged(plan.key(slug)) for slug in plan.slugs}
    results = tuple(unchanged(slug, entry) for slug, entry in entries.items() if entry is not None)
    shown = tuple(slug for slug in records.editions if slug in plan.all_slugs)
    if len(results) < len(plan.slugs) or records.unchanged(plan.index_key(shown)) is None:
        return None, False
    manifest = (plan.output / MANIFEST).exists()
    tidy = manifest and not records.refreshed and not any((plan.output / name).exists() for name in (STAGING, LOCK))
    return BuildReport(results, (*plan.problems, *orphans(plan, records.editions))), tidy


def _press() -> Callable[[Plan, OnDone, str], BuildReport]:
    """The heavy half, imported only when there is something to print."""
    from octavo.printrun import print_run

    return print_run
