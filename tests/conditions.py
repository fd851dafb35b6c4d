"""The name of a condition of the machine -> what brings it about, for problems that no file of an author provokes."""

import errno
import shutil
import struct
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import NoReturn, ParamSpec, TypeVar
from urllib.parse import urlsplit

import pytest

from octavo import citations, citeproc, pipeline, workers
from octavo.catalogue import search
from octavo.checks import links, run, tools
from octavo.checks.table import CHECKS
from octavo.folder import LOCK
from octavo.formats import fit
from octavo.mail.transport import Offer, Relay
from octavo.publish import Shelf, lock
from octavo.report import BuildRequest
from octavo.tabular import MOST_CELLS
from octavo.worker import WorkerDied, WorkerTooSlow

from . import copies_case, faulty_check

P = ParamSpec("P")
T = TypeVar("T")


class Here(Executor):
    """An Executor that does each task at once, in this process: quick, where a worker's life is not the matter."""

    def submit(self, task: Callable[P, T], /, *args: P.args, **options: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(task(*args, **options))
        except Exception as fault:
            future.set_exception(fault)
        return future


def no_workers(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """No process of its own for a brief."""
    monkeypatch.setattr(workers, "executor", lambda *_: nullcontext(Here()))


def standin_press(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """The press that does what the text of the brief says."""
    monkeypatch.setattr(pipeline, "PRESS", "tests.standin_press")


def no_pagefind(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """The package that makes the search is not installed."""
    monkeypatch.setattr(search, "find_spec", lambda _name: None)


def pagefind_breaks(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """The program that makes the search gives up."""
    program = root / "pagefind"
    program.write_text("#!/bin/sh\necho 'Error: the index is too large' >&2\nexit 1\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(search, "_program", lambda: program)


def brief_removed(_monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Another brief was built before, and is there no more."""
    shutil.copytree(root / "content/trial", root / "content/wells")
    pipeline.build(BuildRequest(root))
    shutil.rmtree(root / "content/wells")


def file_added(_monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Somebody has put a file beside what was built."""
    pipeline.build(BuildRequest(root))
    (root / "build/trial/mine.txt").write_text("Mine.\n")


def worker_fails(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """The worker comes to the end that the brief names."""
    ends = {"killed": WorkerDied("killed by SIGKILL"), "slow": WorkerTooSlow("120"), "large": MemoryError()}
    end = ends[(root / "content/trial/brief.md").read_text("utf-8").split()[-1]]

    class Failing(Here):
        def submit(self, _task: Callable[P, T], /, *_args: P.args, **_options: P.kwargs) -> Future[T]:
            future: Future[T] = Future()
            future.set_exception(end)
            return future

    monkeypatch.setattr(workers, "executor", lambda *_: nullcontext(Failing()))


def disk_full(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """A disk that takes nothing more."""
    _unwritable(monkeypatch, OSError(errno.ENOSPC, "No space left on device"))


def no_permission(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """An output folder that belongs to somebody else."""
    _unwritable(monkeypatch, PermissionError(errno.EACCES, "Permission denied"))


def _unwritable(monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def put(*_: object) -> NoReturn:
        raise error

    monkeypatch.setattr(Shelf, "put", put)


def build_at_work(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Another build, process 4711, that holds the output folder for longer than anyone waits."""
    (root / "build").mkdir()
    other = lock.held(root / "build" / LOCK, 0)
    other.__enter__()
    # What names the holder keeps the lock alive as well: it is freed when the case is over.
    monkeypatch.setattr(lock, "_holder", lambda _, _held=other: (4711, "2026-02-01 09:00:00"))
    monkeypatch.setattr("octavo.publish.shelf.opened.__wrapped__.__defaults__", (0.0,))


def campaign_at_work(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Another sender of the campaign "wells", process 4711."""
    other = lock.held(root / "content/trial/ledger.sqlite3.wells.lock", 0)
    other.__enter__()
    monkeypatch.setattr(lock, "_holder", lambda _, _held=other: (4711, "2026-02-01 09:00:00"))


def small_relay(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """A relay that takes letters of 500 bytes."""
    monkeypatch.setattr(Relay, "offer", lambda _: Offer(500))


def no_password(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """A name for the relay, and its password nowhere."""
    monkeypatch.setenv("OCTAVO_SMTP_USER", "house")
    monkeypatch.delenv("OCTAVO_SMTP_PASSWORD", raising=False)
    monkeypatch.setattr("keyring.get_password", lambda *_: None)


def faulty(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """Checks of the prose that have a fault."""
    families = (replace(one, run=faulty_check.check) if one.name == "prose" else one for one in CHECKS)
    monkeypatch.setattr(run, "CHECKS", tuple(families))


def heavy_picture(_monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """A picture "noise.png" of 8 MB beside the brief, which no program can make smaller."""
    side = 1640
    rows = b"".join(b"\0" + Random(row).randbytes(side * 3) for row in range(side))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    (root / "content/trial/noise.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))


def large_data(_monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """A file "wells.csv" beside the brief with one cell more than a chart may have."""
    rows = ("7," * 9 + "7\n") * (MOST_CELLS // 10)
    (root / "content/trial/wells.csv").write_text("a,b,c,d,e,f,g,h,i,j\n" + rows)


def one_layout(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """A press that does not try other settings, none of which would help."""
    monkeypatch.setattr(fit, "CURES", {})


def folders_by_case(_monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """A second folder "Wells" beside "wells": no such two are kept here, for many disks cannot hold them."""
    shutil.copytree(root / "content/wells", root / "content/Wells")


def servers(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """Servers that answer by the path: "/404", "/301/<where it is now>"; anything else is there."""

    def answer(_self: object, url: str, _method: str) -> tuple[int, str]:
        status, _, target = urlsplit(url).path[1:].partition("/")
        return int(status) if status.isdigit() else 200, f"/{target}" if target else ""

    monkeypatch.setattr(links._Asker, "_ask", answer)


def no_pandoc(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """A machine without pandoc."""
    monkeypatch.setattr(citations, "pandoc", lambda: None)


def pandoc_fails(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """A pandoc that gives up."""
    monkeypatch.setattr(citations, "pandoc", lambda: _script(root / "pandoc", "echo 'out of memory' >&2", "exit 3"))


def pandoc_warns(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """A pandoc that does its work, and has something to say."""
    work = f"'{citeproc.pandoc()}' \"$@\""
    script = _script(root / "pandoc", "echo '[WARNING] The locale is not complete.' >&2", work)
    monkeypatch.setattr(citations, "pandoc", lambda: script)


def _script(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(("#!/bin/sh", *lines, "")))
    path.chmod(0o755)
    return path


def ace_installed(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """A command that answers as Ace by DAISY does, with the report.json of the case."""
    script = _script(root / "ace", f"cp '{root / 'content/trial/report.json'}' \"$4/report.json\"")
    monkeypatch.setattr(tools, "ace", lambda: (str(script),))


CONDITIONS: Mapping[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "ace-installed": ace_installed,
    "brief-removed": brief_removed,
    "build-at-work": build_at_work,
    "campaign-at-work": campaign_at_work,
    "disk-full": disk_full,
    "faulty-check": faulty,
    "file-added": file_added,
    "folders-by-case": folders_by_case,
    "heavy-picture": heavy_picture,
    "large-data": large_data,
    "no-pandoc": no_pandoc,
    "no-password": no_password,
    "no-permission": no_permission,
    "no-pagefind": no_pagefind,
    "no-workers": no_workers,
    "pagefind-breaks": pagefind_breaks,
    "one-layout": one_layout,
    "pandoc-fails": pandoc_fails,
    "pandoc-warns": pandoc_warns,
    "servers": servers,
    "small-relay": small_relay,
    "standin-press": standin_press,
    "worker-fails": worker_fails,
    **copies_case.CONDITIONS,
}
