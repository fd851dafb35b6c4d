"""veraPDF's findings as texts, for tests."""

from pathlib import Path

from octavo.checks.verapdf import broken


def findings(path: Path, name: str) -> list[str]:
    """What a file has against the profile `name`: each rule that is broken, with what is wrong."""
    return [f"{found.rule}: {found.message}" for found in broken(path, name)]
