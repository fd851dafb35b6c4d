"""A family of checks with a fault in it."""

from collections.abc import Iterator

from octavo.checks.finding import Finding
from octavo.checks.subject import Subject


def check(_subject: Subject) -> Iterator[Finding]:
    """What a fault inside a check looks like from outside."""
    raise ZeroDivisionError("division by zero")
