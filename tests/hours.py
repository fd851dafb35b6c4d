"""A clock for tests."""

from datetime import UTC, datetime


class Hours:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 2, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now
