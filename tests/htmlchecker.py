"""The Nu Html Checker's errors as texts, for tests: one Java machine for as many pages as are given."""

from collections.abc import Iterable
from pathlib import Path

from octavo.checks import nu


def errors(pages: Iterable[Path]) -> list[str]:
    """Every error of the pages, as "path:line: words". Raises CalledProcessError when there is no Java."""
    return [f"{error.page}:{error.line}: {error.text}" for error in nu.errors(tuple(pages))]
