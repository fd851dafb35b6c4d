"""Tasks in worker processes: one that dies, hangs or grows takes no other with it, and none is left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest

from octavo import workers
from octavo.guard import Limits
from octavo.problems import Place, problem
from octavo.worker import WorkerDied, WorkerTooSlow
from octavo.workers import Crew, Solo, can_fork, executor, run

Make = Callable[[Limits], Executor]


def add(one: int, other: int) -> int:
    return one + other


def pid() -> object:
    return os.getpid()


def kill_self(number: int) -> object:
    os.kill(os.getpid(), number)
    return None


def die_once(flag: Path) -> object:
    """The first time the process dies."""
    if not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "the second time"


def leave(code: int) -> NoReturn:
    os._exit(code)


def doze(note: Path) -> NoReturn:
    """As `hang`, without work."""
    child = subprocess.Popen(["/bin/sleep", "60"])
    note.write_text(f"{os.getpid()} {child.pid}")
    while True:
        time.sleep(60)


def hang(note: Path | None = None) -> NoReturn:
    """Wait for ever, with a process of its own that does so too; their ids go to `note`."""
    if note is not None:
        child = subprocess.Popen(["/bin/sleep", "60"])
        note.write_text(f"{os.getpid()} {child.pid}")
    while True:
        pass


def grow(size: int) -> int:
    return len(bytearray(size))


class OddError(Exception):
    """Survives no journey between processes."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} {other}")


def fail(kind: str) -> NoReturn:
    raise {"value": ValueError("no such page"), "odd": OddError("very", "odd"), "exit": SystemExit(3)}[kind]


def solo(limits: Limits) -> Executor:
    return Solo(limits)


def crew(limits: Limits) -> Executor:
    return Crew(2, limits)


@pytest.fixture(params=[solo, crew])
def make(request: pytest.FixtureRequest) -> Make:
    """Both kinds of executors that run here."""
    if request.param is solo and sys.platform != "linux":
        pytest.skip("only where a process can be forked")
    made: Make = request.param
    return made


def is_gone(number: int) -> bool:
    """Whether a process ends within 5 seconds."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_results_and_faults_come_back(make: Make) -> None:
    with make(Limits()) as pool:
        assert pool.submit(add, 2, other=3).result() == 5
        assert pool.submit(pid).result() != os.getpid()
        found = problem("no-briefs", Place("content"), folder="x")
        assert pool.submit(str, found).result() == str(found)
        with pytest.raises(ValueError, match="no such page"):
            pool.submit(fail, "value").result()
        with pytest.raises(RuntimeError, match="OddError: very odd"):
            pool.submit(fail, "odd").result()
        with pytest.raises(RuntimeError, match="SystemExit: 3"):
            pool.submit(fail, "exit").result()
        with pytest.raises(Exception, match="pickle"):
            pool.submit(lambda: 1).result()
        assert pool.submit(add, 1, 1).result() == 2


@pytest.mark.parametrize(
    ("task", "how"),
    [
        (partial(kill_self, signal.SIGKILL), "killed by SIGKILL"),
        (partial(kill_self, signal.SIGTERM), "killed by SIGTERM"),
        (partial(leave, 7), "it ended with exit code 7"),
    ],
)
def test_a_death_is_told_and_is_its_own(make: Make, task: Callable[[], object], how: str) -> None:
    with make(Limits()) as pool:
        with pytest.raises(WorkerDied, match=how):
            pool.submit(task).result()
        assert pool.submit(add, 1, 1).result() == 2


@pytest.mark.parametrize(
    ("make", "task", "limits", "said"),
    [
        (solo, hang, Limits(seconds=0.7), r"^0\.7$"),
        (crew, hang, Limits(seconds=0.7), r"^0\.7$"),
        (solo, doze, Limits(patience=0.9), r"^0\.9$"),
    ],
    ids=["solo at work", "crew at work", "solo asleep"],
)
@pytest.mark.skipif(sys.platform != "linux", reason="only where a process can be forked")
def test_what_takes_too_long_is_killed_with_all_it_started(
    tmp_path: Path, make: Make, task: Callable[[Path], object], limits: Limits, said: str
) -> None:
    note = tmp_path / "pids"
    with make(limits) as pool:
        with pytest.raises(WorkerTooSlow, match=said):
            pool.submit(task, note).result()
        assert all(is_gone(int(number)) for number in note.read_text().split())
        assert pool.submit(add, 1, 1).result() == 2


def _data_of_this_process() -> int:
    """Bytes of data that a fork begins with: other tests may have filled this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return 1024 * next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData:"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not limit a process's data")
def test_what_takes_too_much_memory_is_refused_it(make: Make) -> None:
    inherited = _data_of_this_process() if make is solo else 0
    with make(Limits(memory=inherited + (400 << 20))) as pool:
        with pytest.raises(MemoryError):
            pool.submit(grow, 1 << 30).result()
        assert pool.submit(grow, 1 << 20).result() == 1 << 20


def test_a_worker_is_replaced_when_it_has_done_enough(make: Make) -> None:
    with make(Limits(documents=2)) as pool:
        pids = [pool.submit(pid).result() for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]
    assert all(is_gone(int(str(number))) for number in pids)


def test_tasks_come_back_as_they_finish() -> None:
    with Crew(2) as pool:
        tasks = {"slow": partial(pool.submit, time.sleep, 0.5), "fast": partial(pool.submit, time.sleep, 0)}
        assert [done.key for done in run(tasks)] == ["fast", "slow"]


def test_the_lost_are_tried_again_alone(tmp_path: Path) -> None:
    with Crew(2) as pool:
        tasks: dict[str, Callable[[], Future[object]]] = {
            "twice": lambda: pool.submit(kill_self, signal.SIGKILL),
            "once": lambda: pool.submit(die_once, tmp_path / "flag"),
            "never": lambda: pool.submit(pid),
        }
        done = {done.key: done.future for done in run(tasks)}
    assert list(done) == ["never", "twice", "once"] or list(done) == ["never", "once", "twice"]
    assert isinstance(done["twice"].exception(), WorkerDied)
    assert done["once"].result() == "the second time"


def test_an_interruption_ends_all_workers_at_once(tmp_path: Path) -> None:
    notes = [tmp_path / "1", tmp_path / "2"]

    def interrupt_when_busy(pool: Executor) -> None:
        futures = [pool.submit(hang, note) for note in (*notes, *notes)]
        while not all(note.exists() and note.read_text() for note in notes):
            time.sleep(0.02)
        assert not any(future.done() for future in futures)
        raise KeyboardInterrupt

    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Crew(2) as pool:
        interrupt_when_busy(pool)
    assert time.monotonic() - start < 60
    assert all(is_gone(int(number)) for note in notes for number in note.read_text().split())


SCRIPT = """
import sys
from pathlib import Path
from tests.test_workers import hang, {maker}
from octavo.guard import Limits
with {maker}(Limits()) as pool:
    pool.submit(hang, Path(sys.argv[1]))
"""


@pytest.mark.parametrize("maker", ["solo", "crew"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_no_worker_outlives_its_parent(tmp_path: Path, maker: str, number: signal.Signals) -> None:
    note = tmp_path / "pids"
    code = SCRIPT.format(maker=maker)
    env = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
    process = subprocess.Popen([sys.executable, "-c", code, note], env=env, stderr=subprocess.DEVNULL)
    while not (note.exists() and note.read_text()):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(number)
    assert process.wait(10) != 0
    assert all(is_gone(int(pid)) for pid in note.read_text().split())


# Which executor ----------------------------------------------------------------------------------


@pytest.fixture
def thread() -> Iterator[None]:
    """Another thread in this process."""
    stop = threading.Event()
    other = threading.Thread(target=stop.wait)
    other.start()
    yield
    stop.set()
    other.join()


@pytest.mark.usefixtures("thread")
def test_a_process_with_threads_is_not_forked() -> None:
    assert not can_fork()
    with executor(1, 1) as pool:
        assert isinstance(pool, Crew)


def test_several_tasks_get_a_crew_of_the_size_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PRELOAD", ())
    sizes = []
    monkeypatch.setattr(workers, "Crew", lambda jobs, *_: sizes.append(jobs))
    monkeypatch.setattr(workers, "processors", lambda: 8)
    for jobs, tasks in ((0, 3), (0, 20), (2, 20), (5, 3)):
        executor(jobs, tasks)
    assert sizes == [3, 8, 2, 3]
