"""Copies for a test: a small edition, the members of a case, and what becomes of the machine meanwhile."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pikepdf
import pytest

from octavo.copies import crew, make, write
from octavo.copies.make import make_copies
from octavo.copies.prepared import Prepared, Settings
from octavo.defaults import DEFAULTS
from octavo.problems import Problem
from octavo.publish import lock
from octavo.publish.staging import make_folders

FACE = (DEFAULTS / "styles/brands/pacific/fonts/SourceSans3-Regular.woff2").read_bytes()
SETTINGS = Settings((FACE,), secret=b"a secret of the tests")
FULL = "FFFF-FFFF-FFFF-FFFF"
PACKET = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""/></rdf:RDF>\
</x:xmpmeta><?xpacket end="r"?>"""


def edition(path: Path) -> Path:
    """A PDF of one empty page."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(612, 792))
        pdf.Root.Metadata = pdf.make_stream(PACKET, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        pdf.save(path, deterministic_id=True, fix_metadata_version=False)
    return path


def of_copies(_root: Path, folder: Path) -> Iterator[Problem]:
    """Copies are made for those in copies.csv, of the edition beside it or of a small one."""
    given = folder / "edition.pdf"
    rows = csv.DictReader(io.StringIO((folder / "copies.csv").read_text("utf-8")))
    people = [Prepared(row["number"], row["name"], row["password"]) for row in rows]
    cluster = (folder / "cluster.txt").read_text("utf-8").strip() if (folder / "cluster.txt").exists() else ""
    source = given if given.exists() else edition(folder / "small.pdf")
    with crew.crew(1, cluster) as (executor, _):
        yield from make_copies(source, people, folder / "copies", executor, SETTINGS).problems


def copies_disk_full(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """There is no more room when the copy of FULL has its turn."""

    def folders(folder: Path, below: Path) -> None:
        make_folders(folder, below)
        (folder / f"small-{FULL}.pdf.part").symlink_to("/dev/full")

    monkeypatch.setattr(make, "make_folders", folders)


def copies_at_work(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """Another process, 4711, is making them."""
    (root / "content/trial/copies").mkdir(parents=True)
    other = lock.held(root / "content/trial/copies/.lock-pdf", 0)
    other.__enter__()
    monkeypatch.setattr(lock, "_holder", lambda _, _held=other: (4711, "2026-02-01 09:00:00"))


def copies_worker_lost(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """The system ends the process that makes them."""

    def lost(_batch: write.Batch) -> NoReturn:
        raise BrokenProcessPool("a process in the pool was terminated abruptly")

    monkeypatch.setattr(make, "write", lost)


def copies_elsewhere(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """They are written to the disk of another machine."""

    def gone(batch: write.Batch) -> write.Written:
        written = write.write(batch)
        for one in written.entries:
            Path(batch.home, one.file).unlink()
        return written

    monkeypatch.setattr(make, "write", gone)


def _with_cluster(monkeypatch: pytest.MonkeyPatch, client: Callable[..., Any]) -> None:
    monkeypatch.setattr(crew, "import_module", lambda _: SimpleNamespace(Client=client))


def no_cluster(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """Nothing answers."""

    def client(*_: object, **__: object) -> NoReturn:
        raise OSError("Timed out trying to connect to tcp://127.0.0.1:8786 after 10 s")

    _with_cluster(monkeypatch, client)


def old_cluster(monkeypatch: pytest.MonkeyPatch, _root: Path) -> None:
    """A worker has another Octavo."""

    class Client:
        def __init__(self, *_: object, **__: object) -> None: ...
        def __enter__(self) -> "Client":
            return self

        def __exit__(self, *_: object) -> None: ...
        def run(self, asked: Callable[[], Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
            return {"tcp://127.0.0.1:40001": {**asked(), "octavo": "0.0.9"}}

    monkeypatch.setattr(crew, "__version__", "0.1.0")
    _with_cluster(monkeypatch, Client)


CONDITIONS: Mapping[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "copies-at-work": copies_at_work,
    "copies-disk-full": copies_disk_full,
    "copies-elsewhere": copies_elsewhere,
    "copies-worker-lost": copies_worker_lost,
    "no-cluster": no_cluster,
    "old-cluster": old_cluster,
}
