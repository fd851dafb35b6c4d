"""Where the templates and styles that come with Octavo lie: beside the package when installed, else in its checkout."""

from pathlib import Path

_INSTALLED = Path(__file__).parent / "defaults"
DEFAULTS = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[2]
"""A folder with `templates/` and `styles/`."""
