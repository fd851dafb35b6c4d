"""The manifest of copies: <kind>.csv, a row for each copy, and <kind>.json, what all of them were made from.

There are numbers in it and no names. Rows are added to <kind>.csv.part, window by window, and it gets its name when all
copies are there: whatever ends a run, the next goes on from what is written down and whole.
"""

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from octavo import __version__
from octavo.copies.prepared import Settings
from octavo.disk import digest
from octavo.publish.staging import put
from octavo.publish.swap import sync_folder

HEADS = ("number", "file", "size", "sha256")
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One copy. `file` is relative to the folder of the manifest, `size` in bytes, `sha256` in hexadecimal."""

    number: str
    file: str
    size: int
    sha256: str


def origin(
    edition: str, data: bytes, settings: Settings, fingerprint: Sequence[Sequence[object]] = ()
) -> Mapping[str, object]:
    """What copies are made from, as <kind>.json has it: copies of one origin may stand in one folder. `fingerprint` are
    the pages that are marked, none for copies without one."""
    said = (
        settings.prepared_for,
        settings.copy,
        settings.names,
        [hashlib.sha256(face).hexdigest() for face in settings.faces],
    )
    return {
        "format": FORMAT,
        "octavo": __version__,
        "edition": edition,
        "sha256": hashlib.sha256(data).hexdigest(),
        "settings": hashlib.sha256(json.dumps(said).encode()).hexdigest(),
        **({"fingerprint": fingerprint} if fingerprint else {}),
    }


def as_json(said: Mapping[str, object]) -> bytes:
    """<kind>.json."""
    return f"{json.dumps(said, sort_keys=True, indent=1)}\n".encode()


def read_origin(path: Path) -> Mapping[str, object] | None:
    """What a <kind>.json says; None when there is none, or it is damaged."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def entries(path: Path) -> Iterator[Entry]:
    """The rows of a manifest; one that was cut short while it was written is left out. Raises OSError."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        for row in rows:
            if len(row) == len(HEADS) and len(row[3]) == 64 and row[2].isdecimal():
                yield Entry(row[0], row[1], int(row[2]), row[3])


class Journal:
    """A manifest that is being written."""

    def __init__(self, path: Path) -> None:
        self.path, self._part = path, path.with_name(f"{path.name}.part")

    def kept(self) -> list[Entry]:
        """The copies of earlier runs that are whole, read byte by byte. Raises OSError."""
        written = next((path for path in (self._part, self.path) if path.exists()), None)
        return [one for one in entries(written) if _is_whole(self.path.parent / one.file, one)] if written else []

    def begin(self, kept: Iterable[Entry]) -> None:
        """Begin anew, with the copies that are kept. Raises OSError."""
        put(self._part, _text((HEADS, *map(_row, kept))))

    def add(self, more: Iterable[Entry]) -> None:
        """Write rows down, through to the disk. Raises OSError."""
        with self._part.open("ab") as file:
            file.write(_text(map(_row, more)))
            file.flush()
            os.fsync(file.fileno())

    def end(self) -> None:
        """All copies are there. Raises OSError."""
        self._part.replace(self.path)
        sync_folder(self.path.parent)


def _row(one: Entry) -> tuple[object, ...]:
    return one.number, one.file, one.size, one.sha256


def _text(rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)  # RFC 4180, section 2
    return out.getvalue().encode()


def _is_whole(path: Path, one: Entry) -> bool:
    try:
        return path.stat().st_size == one.size and digest(str(path)) == one.sha256
    except OSError:
        return False
