"""A brief and its earlier releases -> what stands against releasing it under its version."""

import re
from collections.abc import Iterator, Sequence

from octavo.model.brief import Brief
from octavo.problems import Problem, problem
from octavo.release.record import Released
from octavo.release.shelf import order

VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]{0,31}")
"""What can be the name of a folder on every disk."""


def faults(brief: Brief, before: Sequence[Released]) -> Iterator[Problem]:
    """Everything that stands against it; nothing for a version that is released already."""
    meta = brief.meta
    if not meta.version or not VERSION.fullmatch(meta.version):
        yield problem("release-version", brief.place("version"), version=meta.version)
        return
    if meta.status == "draft":
        yield problem("release-draft", brief.place("status"))
    if (meta.status == "embargoed") != bool(meta.embargo):
        yield problem("release-embargo", brief.place("embargo" if meta.embargo else "status"), status=meta.status)
    if any(release.version == meta.version for release in before):
        return
    yield from _after(brief, before)


def _after(brief: Brief, before: Sequence[Released]) -> Iterator[Problem]:
    """What a version wants that is not the first: a higher number, a note of what changed, and a date that fits it.

    A major change moves the date, a correction does not (House of Commons Library, "Corrections and updates").
    """
    if not before:
        return
    newest, version = before[-1], brief.meta.version
    if order(version) < order(newest.version):
        yield problem("release-lower", brief.place("version"), version=version, newest=newest.version)
    change = next((one for one in brief.meta.changes if one.version == version), None)
    if change is None:
        yield problem("release-no-note", brief.place("version"), version=version, newest=newest.version)
        return
    day = brief.day.isoformat() if brief.day else ""
    if (change.kind == "major") != (day != newest.date):
        rule = "release-date-stays" if day == newest.date else "release-date-moves"
        yield problem(
            rule, brief.place("updated" if brief.meta.updated else "date"), version=version, day=day or "none"
        )
