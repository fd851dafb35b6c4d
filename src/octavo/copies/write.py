"""Copies of one template -> their files, whole or not at all. The task of a worker: it opens nothing else."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass

from octavo.copies.manifest import Entry
from octavo.copies.prepared import Prepared, Template


@dataclass(frozen=True)
class Batch:
    """Copies made from one template, each with its line, into one folder below `home`, which is there. "{}" in `name`
    is the number."""

    template: Template
    copies: tuple[tuple[Prepared, str], ...]
    home: str
    folder: str
    name: str


@dataclass(frozen=True)
class Written:
    """The copies of a batch that are there, and what stopped it, with the system's number and words; 0 for nothing."""

    entries: tuple[Entry, ...]
    stopped: int = 0
    reason: str = ""


def write(batch: Batch) -> Written:
    """Write a batch. What cannot be written stops it: the copies before are whole, and there is no half one."""
    done: list[Entry] = []
    try:
        for one, line in batch.copies:
            data = b"".join(batch.template.fill(one, line))
            name = batch.name.replace("{}", one.number)
            _put(f"{batch.home}/{batch.folder}/{name}", data)
            done.append(Entry(one.number, f"{batch.folder}/{name}", len(data), hashlib.sha256(data).hexdigest()))
    except OSError as error:
        return Written(tuple(done), error.errno or -1, (error.strerror or str(error)).lower())
    return Written(tuple(done))


def _put(path: str, data: bytes) -> None:
    """Write a file beside, and give it its name. Raises OSError. It is not forced to the disk: a run that goes on after
    a power cut reads every copy again."""
    beside = f"{path}.part"
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        try:
            while data:
                data = data[os.write(handle, data) :]
        finally:
            os.close(handle)
        os.replace(beside, path)  # noqa: PTH105 - thousands of times a second
    except OSError:
        with suppress(OSError):
            os.unlink(beside)  # noqa: PTH108
        raise
