"""What the modules of tasks share: the options' words, and what an option or the workspace is as a path."""

from pathlib import Path

from invoke.context import Context

JSON_HELP = "Print one JSON document instead of text."
OUTPUT_HELP = "Folder of the built files (build/ by default)."


def folder(name: str) -> Path | None:
    """An option that names a folder or a file; None when it is not given."""
    return Path(name).expanduser().absolute() if name else None


def root(c: Context) -> Path:
    """The workspace."""
    return Path(c.config.octavo.root)
