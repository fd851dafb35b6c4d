"""EPUBCheck's messages about a book in memory, for tests."""

from pathlib import Path

from octavo.checks.epubcheck import Message, messages


def check(data: bytes, folder: Path) -> tuple[Message, ...]:
    """Everything EPUBCheck says of a book, its usage hints included. `folder` is a scratch folder."""
    book = folder / "book.epub"
    book.write_bytes(data)
    return messages(book)
