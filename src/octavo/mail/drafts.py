"""Letters -> .eml files, which any mail program opens: each whole or not there."""

from collections.abc import Iterable
from pathlib import Path

from octavo.publish.staging import put
from octavo.publish.swap import sync_folder

UNSENT = b"X-Unsent: 1\r\n"
"""Lets Outlook open the file as a letter to be sent, not as one received (learn.microsoft.com, "IConverterSession",
CCSF_EMBEDDED_MESSAGE); others pass over it (RFC 5322, 3.6.8)."""

FILE_MODE = 0o600
"""A letter holds an address and a mark that ends a subscription: it is for its owner alone."""


def write_drafts(folder: Path, letters: Iterable[tuple[str, bytes]]) -> int:
    """Write letters, each by a name that tells nothing of its reader, such as the number of a copy. One of the same
    name is replaced. Returns how many; raises OSError, and what is there then is whole."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    count = 0
    for name, message in letters:
        put(folder / f"{name}.eml", UNSENT + message, FILE_MODE)
        count += 1
    sync_folder(folder)
    return count
