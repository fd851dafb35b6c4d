"""Builds that are killed, starved, locked out and lied to: what was good stays good, and what is wrong is said."""

import os
import random
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo import guard, pipeline, workers
from octavo.guard import Limits
from octavo.report import BuildRequest
from tests.workshop import PRESS, Workshop, start, tree

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks, or looks into /proc")


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "PRESS", PRESS)


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "work")


# B01: killed -------------------------------------------------------------------------------------


class Victims:
    """Processes that build, one after the other, and are killed."""

    def __init__(self, server: "subprocess.Popen[str]") -> None:
        self._server = server

    def start(self, shop: Workshop, kill_at: int = 0) -> int:
        """The number of a new building process, which `kill_at` its so-manieth step on the file system is killed."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(f"{shop.root}\t{shop.output}\t{kill_at}\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    @staticmethod
    def wait(pid: int, seconds: float) -> bool:
        """Whether the process ended within so many seconds."""
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            return True
        try:
            return bool(select.select([handle], [], [], seconds)[0])
        finally:
            os.close(handle)


@pytest.fixture
def victims() -> Iterator[Victims]:
    with start("--serve") as server:
        yield Victims(server)
        assert server.stdin is not None
        server.stdin.close()


def _seen(shop: Workshop) -> dict[str, bytes]:
    """What a reader sees; the manifest may be a step behind the editions."""
    return {path: data for path, data in shop.tree().items() if path != "manifest.json"}


def _assert_old_or_new(now: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]) -> None:
    """Each edition is wholly one or the other, and so is the contents page."""
    for name in ("a/", "index.html"):
        part = {path: data for path, data in now.items() if path.startswith(name)}
        assert part in [{p: d for p, d in whole.items() if p.startswith(name)} for whole in (old, new)]
    assert now.keys() <= old.keys() | new.keys()


@pytest.fixture
def versions(shop: Workshop, victims: Victims) -> tuple[str, dict[str, bytes], str, dict[str, bytes]]:
    """Two texts of one brief, with what they build to. The workshop then holds the first, built."""
    texts, trees = [], []
    for words in ("new words", "old"):
        shop.brief("a", words * 300)
        texts.append((shop.root / "content/a/brief.md").read_text())
        assert victims.wait(victims.start(shop), 30)
        trees.append(_seen(shop))
    assert trees[0] != trees[1]
    return texts[1], trees[1], texts[0], trees[0]


@linux
def test_killed_at_any_moment(
    shop: Workshop, victims: Victims, versions: tuple[str, dict[str, bytes], str, dict[str, bytes]]
) -> None:
    old_text, old, new_text, new = versions
    chance = random.Random(2031)
    longest = 0.1
    for _ in range(30):
        shop.file("content/a/brief.md", new_text)
        begun = time.monotonic()
        pid = victims.start(shop)
        if victims.wait(pid, chance.uniform(0, longest)):
            longest = time.monotonic() - begun  # it was quicker than the killer
        else:
            os.kill(pid, signal.SIGKILL)
            victims.wait(pid, 5)
            longest *= 1.05
        _assert_old_or_new(_seen(shop), old, new)
        shop.file("content/a/brief.md", old_text)
        assert victims.wait(victims.start(shop), 30)
        assert _seen(shop) == old
        assert [p.name for p in shop.output.iterdir() if p.name.startswith(".")] == [".cache"]


@linux
def test_killed_before_each_step(
    shop: Workshop, victims: Victims, versions: tuple[str, dict[str, bytes], str, dict[str, bytes]]
) -> None:
    old_text, old, new_text, new = versions
    sides, step = [], 1
    while True:
        shop.file("content/a/brief.md", new_text)
        assert victims.wait(victims.start(shop, kill_at=step), 30)
        finished = not any((shop.output / name).exists() for name in (".lock", ".staging"))
        _assert_old_or_new(_seen(shop), old, new)
        sides.append("new" if _seen(shop)["a/a.pdf"] == new["a/a.pdf"] else "old")
        if finished and sides[-1] == "new":
            break
        shop.file("content/a/brief.md", old_text)
        assert victims.wait(victims.start(shop), 30)
        assert _seen(shop) == old
        assert [p.name for p in shop.output.iterdir() if p.name.startswith(".")] == [".cache"]
        step += 5
    assert sides == sorted(sides, reverse=True)  # once new, it stays new
    assert sides.count("old") > 2
    assert sides.count("new") > 1


@linux
def test_a_first_build_that_was_killed_is_taken_up_again(tmp_path: Path, victims: Victims) -> None:
    for step in range(1, 60, 9):
        shop = Workshop(tmp_path / str(step))
        shop.brief("a")
        victims.wait(victims.start(shop, kill_at=step), 30)
        report = shop.build()
        assert report.problems == ()
        assert [result.state for result in report.results] in (["built"], ["unchanged"])
        assert sorted(shop.tree()) == ["a/a.epub", "a/a.pdf", "a/images/é #1.png", "a/index.html", "index.html",
                                       "manifest.json"]  # fmt: skip


# B02: no room ------------------------------------------------------------------------------------


@linux
def test_a_limit_on_the_size_of_files(shop: Workshop) -> None:
    shop.brief("a")
    shop.brief("small")
    shop.build()
    before = _seen(shop)
    shop.brief("a", "long " * 200)
    shop.brief("small", "new")
    code = "import resource as r, runpy; r.setrlimit(r.RLIMIT_FSIZE, (20_000, 20_000))\nimport tests.workshop as w\n"
    code += "import sys; sys.exit(w.main(w.Path(sys.argv[1]), None))"
    env = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    done = subprocess.run([sys.executable, "-c", code, shop.root], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{shop.output}/a: error[disk-full]: no space left to write {shop.output}/a: file too large" in done.stdout
    assert "a stale\nsmall built" in done.stdout
    assert done.stderr == ""
    now = _seen(shop)
    assert {p: d for p, d in now.items() if p.startswith("a/")} == {p: d for p, d in before.items() if p[:2] == "a/"}
    assert b"new" in now["small/small.pdf"]
    assert not (shop.output / ".staging").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    options = ["-t", "tmpfs", "-o", "size=1m", "tmpfs"]
    made = subprocess.run(["mount", *options, disk], capture_output=True, check=False) if os.geteuid() == 0 else None
    if made is None or made.returncode:
        pytest.skip("only root may mount a file system")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_full_disk(shop: Workshop, small_disk: Path) -> None:
    shop.brief("a", "long " * 300)
    request = BuildRequest(shop.root, output=small_disk / "build")
    assert pipeline.build(request).results[0].state == "built"
    before = tree(small_disk / "build")
    shop.brief("a", "longer " * 1500)
    report = pipeline.build(request)
    assert report.results[0].state == "stale"
    place = small_disk / "build/a"
    assert [found.text for found in report.results[0].problems] == [
        f"no space left to write {place}: no space left on device"
    ]
    now = tree(small_disk / "build")
    assert {p: d for p, d in now.items() if p != "manifest.json"} == {
        p: d for p, d in before.items() if p != "manifest.json"
    }

    (small_disk / "ballast").write_bytes(bytes(100_000))
    shop.brief("a", "longer " * 500)
    with (small_disk / "filler").open("wb", buffering=0) as filler:
        while True:
            try:
                filler.write(bytes(4096))
            except OSError:
                break
    report = pipeline.build(request)
    found = (*report.problems, *(found for result in report.results for found in result.problems))
    assert "disk-full" in {problem.code for problem in found}
    assert {result.state for result in report.results} <= {"stale"}
    assert {p: d for p, d in tree(small_disk / "build").items() if p.startswith("a/")} == {
        p: d for p, d in before.items() if p.startswith("a/")
    }


# B04: two at once --------------------------------------------------------------------------------


def test_two_builds_at_once_are_both_right(shop: Workshop) -> None:
    for slug in "abc":
        shop.brief(slug, "do: sleep 0.2")
    both = [start(shop.root) for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted(line.split()[1] for text in said for line in text.splitlines()) == ["built"] * 3 + ["unchanged"] * 3


def test_the_lock_of_a_killed_build_is_no_obstacle(shop: Workshop) -> None:
    shop.brief("a", f"do: note-pid {shop.root / 'pids'}\ndo: sleep 60")
    with start(shop.root) as process:
        while not (shop.root / "pids").exists():
            time.sleep(0.01)
        process.kill()
    assert (shop.output / ".lock").exists()
    shop.brief("a")
    assert shop.states() == {"a": "built"}


# B06: odd places ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a b", "#1 100% why?", unicodedata.normalize("NFD", "é"), "x" * 200, "; touch PWNED"])
def test_an_output_folder_of_any_name(shop: Workshop, tmp_path: Path, name: str) -> None:
    shop.brief("a")
    request = BuildRequest(shop.root, output=tmp_path / name / "out")
    assert [pipeline.build(request).results[0].state for _ in range(2)] == ["built", "unchanged"]
    assert sorted(tree(tmp_path / name / "out")) == ["a/a.epub", "a/a.pdf", "a/images/é #1.png", "a/index.html",
                                                     "index.html", "manifest.json"]  # fmt: skip
    assert not list(Path().glob("PWNED"))


def test_an_output_that_is_a_file_or_read_only(shop: Workshop, tmp_path: Path) -> None:
    shop.brief("a")
    (tmp_path / "file").write_text("mine")
    report = pipeline.build(BuildRequest(shop.root, output=tmp_path / "file"))
    assert [str(found) for found in report.problems] == [
        f"{tmp_path}/file: error[output-not-a-folder]: the output {tmp_path}/file is a file, not a folder\n"
        "    hint: move the file away, or choose another folder with --output"
    ]
    assert (tmp_path / "file").read_text() == "mine"
    closed = Path("/proc/octavo") if os.geteuid() == 0 else tmp_path / "closed"
    if os.geteuid():
        closed.mkdir(0o555)
    report = pipeline.build(BuildRequest(shop.root, output=closed))
    assert [found.code for found in report.problems] == ["cannot-write"]


# B07: stopped ------------------------------------------------------------------------------------


@pytest.mark.parametrize("briefs", [1, 3])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@linux
def test_stopped_by_a_signal(shop: Workshop, number: signal.Signals, code: int, briefs: int) -> None:
    for index in range(briefs):
        shop.brief(f"n{index}")
    shop.build()
    before = shop.tree()
    pids = shop.root / "pids"
    for index in range(briefs):
        shop.brief(f"n{index}", f"do: note-pid {pids}\ndo: sleep 60")
    with start(shop.root) as process:
        while not (pids.exists() and pids.read_text().endswith("\n")):
            time.sleep(0.01)
        asked = time.monotonic()
        process.send_signal(number)
        said = process.communicate()[0]
    assert process.returncode == code, said
    assert time.monotonic() - asked < 20
    assert shop.tree() == before
    assert [p.name for p in shop.output.iterdir() if p.name.startswith(".")] == [".cache"]
    for pid in pids.read_text().split():
        assert Victims.wait(int(pid), 5)


# B08: what a rebuild notices is in test_cache.py; B09 is in test_pipeline.py. ----------------------
# I14: without end --------------------------------------------------------------------------------


@pytest.mark.parametrize("others", [0, 2])
def test_an_endless_layout_is_stopped(shop: Workshop, monkeypatch: pytest.MonkeyPatch, others: int) -> None:
    monkeypatch.setattr(workers.executor, "__defaults__", (Limits(seconds=1.0),))
    shop.brief("endless", "do: hang")
    for index in range(others):
        shop.brief(f"n{index}")
    report = shop.build()
    assert [result.state for result in report.results] == ["failed"] + ["built"] * others
    assert [str(found) for found in report.results[0].problems] == [
        'content/endless/brief.md: error[too-slow]: the brief "endless" was stopped at the limit of 1 seconds\n'
        "    hint: look for a page size or an image of enormous dimensions, or split a very long text into chapters"
    ]


# I15: offline ------------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[tuple[int, list[object]]]:
    """A server on this machine, and those who called."""
    callers: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        stop = threading.Event()

        def answer() -> None:
            while not stop.is_set():
                try:
                    caller, address = listening.accept()
                except TimeoutError:
                    continue
                callers.append(address)
                caller.close()

        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1], callers
        stop.set()
        thread.join()


@pytest.mark.parametrize("others", [0, 2])
def test_a_build_opens_no_connection(shop: Workshop, server: tuple[int, list[object]], others: int) -> None:
    port, callers = server
    with socket.create_connection(("127.0.0.1", port)):
        pass
    shop.brief("a", f"do: connect {port}")
    for index in range(others):
        shop.brief(f"n{index}")
    report = shop.build()
    assert [str(found).split("\n")[0] for found in report.results[0].problems] == [
        "content/a/brief.md: error[network-refused]: the build tried to reach 127.0.0.1:" + str(port),
        "content/a/brief.md: error[network-refused]: the build tried to reach example.org:443",
    ]
    assert [result.state for result in report.results] == ["failed"] + ["built"] * others
    assert len(callers) == 1


def test_offline_is_lifted_afterwards(server: tuple[int, list[object]]) -> None:
    port, _ = server
    with guard.offline() as watch:
        with pytest.raises(guard.NetworkRefused, match=f"a build opens no connection, here to 127.0.0.1:{port}"):
            socket.create_connection(("127.0.0.1", port))
        with socket.socket() as door, pytest.raises(guard.NetworkRefused):
            door.bind(("127.0.0.1", 0))
        one, other = socket.socketpair()  # of this machine alone
        one.sendall(b"x")
        assert other.recv(1) == b"x"
        one.close()
        other.close()
    assert watch.asked[0] == f"127.0.0.1:{port}"
    with socket.create_connection(("127.0.0.1", port)):
        pass
    assert socket.getaddrinfo("127.0.0.1", port)
