"""A workspace -> what there is to choose from: briefs, brands, types, papers."""

from pathlib import Path
from typing import Any

from octavo import pipeline
from octavo.brand import brands
from octavo.defaults import DEFAULTS
from octavo.doctypes import types
from octavo.files import Files
from octavo.preview.selection import PAPERS


def look(root: Path) -> dict[str, Any]:
    """The whole, ready for JSON."""
    files = Files(root, DEFAULTS)
    return {
        "briefs": [brief._asdict() for brief in pipeline.overview(root)],
        "brands": brands(files),
        "types": types(files),
        "papers": PAPERS,
    }


def concerns(path: str) -> bool:
    """Whether a change of a file may change what there is to choose from."""
    return path.endswith((".md", ".yml", ".yaml"))
