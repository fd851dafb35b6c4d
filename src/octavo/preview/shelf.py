"""A workspace -> what there is to choose from: briefs, brands, types, papers."""

from pathlib import Path
from typing import Any

from octavo import pipeline
from octavo.brand import brands
from octavo.defaults import DEFAULTS
from octavo.doctypes import types
from octavo.files import Files
from octavo.pipeline import Listed
from octavo.preview.selection import PAPERS

SHORT, LONG = ("brief", ""), "report"
"""The types of what shows a brand at a glance, "" being a brief that names none, and of what takes long to be seen."""


def look(root: Path) -> dict[str, Any]:
    """The whole, ready for JSON."""
    files = Files(root, DEFAULTS)
    return {
        "briefs": [brief._asdict() for brief in pipeline.overview(root)],
        "brands": brands(files),
        "types": types(files),
        "papers": PAPERS,
    }


def to_try_on(briefs: tuple[Listed, ...]) -> str:
    """The brief that shows a brand best: the newest of the type "brief"; else the newest that is short; "" for none."""
    newest = max(briefs, key=lambda one: (one.type in SHORT, one.type != LONG, one.date), default=None)
    return newest.slug if newest else ""


def concerns(path: str) -> bool:
    """Whether a change of a file may change what there is to choose from."""
    return path.endswith((".md", ".yml", ".yaml"))
