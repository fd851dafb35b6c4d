"""The wrapper script, run for real in a checkout of its own: a real .venv and a real pip, with one small local package
that stands where Invoke does, so that no network is needed. And the locks it installs from."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo import environment

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = """
def main():
    import json, os, sys
    try:
        import octavo.environment as found
    except ImportError:
        found = None
    print(json.dumps([sys.argv[1:], sys.prefix, os.getcwd(), found and found.__file__, os.environ.get("PYTHONPATH")]))
"""
NEEDED = ("sh", "cmp", "ls", "mkdir", "rm", "rmdir", "mv", "cat", "sed", "id", "env", "sleep")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the wrapper is a POSIX shell script")


def wheel(folder: Path, version: str) -> str:
    """Write a package called invoke to `folder`. Returns its line for a lock."""
    info = f"invoke-{version}.dist-info"
    files = {
        "invoke/__init__.py": PROGRAM,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: invoke\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": "[console_scripts]\ninvoke = invoke:main\n",
    }
    record = "".join(f"{name},sha256={_digest(text)},{len(text)}\n" for name, text in files.items())
    path = folder / f"invoke-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            archive.writestr(name, text)
    return f"invoke=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


class Checkout:
    """A checkout in which `./invoke` can be run."""

    def __init__(self, root: Path, wheels: Path) -> None:
        self.root, self.wheels = root, wheels
        self.stamps = root / ".venv" / "octavo"

    def start(self, *words: str, script: str | None = None, cwd: Path | None = None, **changes: str) -> "Running":
        settings = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
        pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.wheels.as_uri(), "PIP_CONFIG_FILE": os.devnull}
        path = f"{Path(sys.executable).resolve().parent}{os.pathsep}{settings['PATH']}"
        return subprocess.Popen(
            [script or str(self.root / "invoke"), *words], cwd=cwd or self.root, text=True,
            env={**settings, **pip, "PATH": path, **changes}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str, script: str | None = None, cwd: Path | None = None, **changes: str) -> "Done":
        with self.start(*words, script=script, cwd=cwd, **changes) as running:
            out, err = running.communicate(timeout=120)
        return subprocess.CompletedProcess(words, running.returncode, out, err)


Running = subprocess.Popen[str]
Done = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Checkout, Done]:
    """A checkout, and what its first run said."""
    base = tmp_path_factory.mktemp("set up")
    root, wheels = base / "the house's press", base / "wheels"
    wheels.mkdir()
    (root / "src" / "octavo").mkdir(parents=True)
    shutil.copy(ROOT / "invoke", root / "invoke")
    shutil.copy(ROOT / "src" / "octavo" / "environment.py", root / "src" / "octavo" / "environment.py")
    for lock in ("requirements.lock", "requirements-test.lock"):
        (root / lock).write_text(wheel(wheels, "1.0"))
    checkout = Checkout(root, wheels)
    return checkout, checkout.run("hello", "two words", "*", "")


@pytest.fixture
def checkout(first: tuple[Checkout, Done]) -> Iterator[Checkout]:
    """The checkout, set up; afterwards its environment.py is what it was."""
    made, _ = first
    yield made
    shutil.copy(ROOT / "src" / "octavo" / "environment.py", made.root / "src" / "octavo" / "environment.py")
    for stamp in made.stamps.glob("system-*"):
        stamp.unlink()


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """A PATH on which there is no Python and no package manager."""
    for name in NEEDED:
        found = shutil.which(name)
        assert found
        (tmp_path / name).symlink_to(found)
    return str(tmp_path)


def said(done: Done) -> list[str]:
    return [line.removeprefix("octavo: ") for line in done.stderr.splitlines()]


def test_the_first_run_sets_up_and_hands_every_word_on(first: tuple[Checkout, Done]) -> None:
    checkout, done = first
    assert done.returncode == 0, done.stderr
    words, prefix, folder, engine, path = _json(done)
    assert words == ["--search-root", str(checkout.root), "hello", "two words", "*", ""]
    assert prefix == str(checkout.root / ".venv")
    assert folder == str(checkout.root)
    assert Path(engine).resolve() == checkout.root / "src/octavo/environment.py"
    assert path is None
    assert re.fullmatch(r"making \.venv with Python 3\.\d+\.\d+\S*", said(done)[0])
    assert said(done)[1:] == ["installing the packages of requirements.lock"]
    site = next((checkout.root / ".venv").glob("lib/python*/site-packages"))
    assert list(site.glob("invoke/__pycache__/*.pyc")), "the packages' bytecode is compiled"


def test_a_later_run_starts_nothing_but_cmp_before_invoke(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "cmp").symlink_to(shutil.which("cmp") or "")
    done = checkout.run("list", PATH=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


def test_it_runs_from_another_folder_and_through_a_link(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "press").symlink_to(os.path.relpath(checkout.root / "invoke", tmp_path))
    done = checkout.run("list", script="./press", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert _json(done)[0] == ["--search-root", str(checkout.root), "list"]
    assert _json(done)[2] == str(tmp_path)


def test_a_changed_lock_is_installed_once(checkout: Checkout) -> None:
    (checkout.root / "requirements.lock").write_text(wheel(checkout.wheels, "1.1"))
    assert said(checkout.run("list")) == ["installing the packages of requirements.lock"]
    assert said(checkout.run("list")) == []
    assert list((checkout.root / ".venv").glob("lib/python*/site-packages/invoke-1.1.dist-info"))


def test_a_package_that_is_not_the_locked_one_is_refused(checkout: Checkout) -> None:
    (checkout.root / "requirements.lock").write_text(f"{wheel(checkout.wheels, '1.2').strip()[:-6]}000000\n")
    done = checkout.run("list")
    assert done.returncode == 3
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert said(done)[-1].startswith("could not install the packages of requirements.lock")
    assert not (checkout.root / ".octavo/setup.lock").exists()
    (checkout.root / "requirements.lock").write_text(wheel(checkout.wheels, "1.2"))
    assert checkout.run("list").returncode == 0


def test_two_runs_at_once_set_up_once(checkout: Checkout) -> None:
    (checkout.stamps / "requirements.lock").unlink()
    both = [checkout.start("list"), checkout.start("list")]
    notes = []
    for running in both:
        with running:
            notes.append(running.communicate(timeout=60)[1])
            assert running.returncode == 0
    assert "".join(notes).count("installing") == 1


@pytest.mark.parametrize("pid", ["dead", ""])
def test_the_lock_of_a_run_that_died_is_taken_over(pid: str, checkout: Checkout) -> None:
    (checkout.stamps / "requirements.lock").unlink()
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    lock = checkout.root / ".octavo/setup.lock"
    lock.mkdir()
    if pid:
        (lock / "pid").write_text(f"{gone.pid}\n")
    done = checkout.run("list")
    assert done.returncode == 0
    assert "installing the packages of requirements.lock" in said(done)
    assert not lock.exists()


def test_a_run_that_is_stopped_leaves_no_lock(checkout: Checkout) -> None:
    environment = checkout.root / "src/octavo/environment.py"
    environment.write_text("import time\nprint('started', file=__import__('sys').stderr, flush=True)\ntime.sleep(1)\n")
    with checkout.start("build") as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "started\n"
        running.terminate()
        assert running.wait(timeout=20) == 143
    assert not (checkout.root / ".octavo/setup.lock").exists()


def test_settings_that_send_packages_elsewhere_are_put_aside(checkout: Checkout, tmp_path: Path) -> None:
    (tmp_path / "octavo.py").write_text("raise SystemExit('not this one')\n")
    (checkout.root / "requirements.lock").write_text(wheel(checkout.wheels, "1.3"))
    done = checkout.run(
        "list", PIP_TARGET=str(tmp_path / "target"), PIP_USER="1", PYTHONPATH=str(tmp_path), PYTHONHOME=str(tmp_path)
    )
    assert done.returncode == 0
    assert _json(done)[4] is None
    assert not (tmp_path / "target").exists()
    assert list((checkout.root / ".venv").glob("lib/python*/site-packages/invoke-1.3.dist-info"))


def test_a_missing_library_is_told_in_one_line_where_it_may_not_be_installed(checkout: Checkout, bare: str) -> None:
    (checkout.root / "src/octavo/environment.py").write_text("print('libx')\nprint('X missing. Debian: get libx')\n")
    done = checkout.run("build", PATH=bare)
    assert (done.returncode, done.stdout) == (3, "")
    assert said(done) == ["X missing. Debian: get libx"]
    assert checkout.run("doctor", PATH=bare).returncode == 0


def test_a_missing_library_is_installed_where_it_may_be(checkout: Checkout, bare: str) -> None:
    calls = checkout.root / "calls"
    (checkout.root / "src/octavo/environment.py").write_text(
        f"import os\nprint('' if os.path.exists({str(calls)!r}) else 'libx liby')\nprint()\n"
    )
    manager = Path(bare) / "apt-get"
    manager.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >>"{calls}"\n')
    sudo = Path(bare) / "sudo"
    sudo.write_text('#!/bin/sh\n[ "$1" = -n ] || exit 9\nshift\n[ "$1" = true ] || exec "$@"\n')
    for program in (manager, sudo):
        program.chmod(0o755)
    assert checkout.run("build", PATH=bare).returncode == 0
    assert calls.read_text() == "install -y -q --no-install-recommends libx liby\n"
    assert said(checkout.run("build", PATH=bare)) == []


def test_what_a_newer_octavo_needs_of_the_system_is_looked_for_again(checkout: Checkout, bare: str) -> None:
    assert checkout.run("build", PATH=bare).returncode == 0
    (checkout.root / "src/octavo/environment.py").write_text("print('libx')\nprint('X missing. Debian: get libx')\n")
    assert said(checkout.run("build", PATH=bare)) == ["X missing. Debian: get libx"]


def test_the_library_of_the_browsers_driver_is_asked_for_on_linux(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "NEEDS", tuple(n for n in environment.NEEDS if n.name == "libatomic"))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(environment, "_library", {"libatomic.so.1": None}.__getitem__)
    (found,) = environment.examine()
    assert found.advice == (
        "Debian, Ubuntu: sudo apt-get install libatomic1", "Fedora: sudo dnf install libatomic",
    )  # fmt: skip
    environment.main("test")
    environment.main("build")
    assert capsys.readouterr().out.splitlines()[::2] == ["libatomic1", ""]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert environment.examine()[0].version


def test_without_python_it_says_what_to_install(checkout: Checkout, bare: str, tmp_path: Path) -> None:
    fresh = Checkout(tmp_path / "fresh", checkout.wheels)
    fresh.root.mkdir()
    shutil.copy(ROOT / "invoke", fresh.root / "invoke")
    done = fresh.run("list", PATH=bare)
    assert (done.returncode, len(said(done))) == (3, 1)
    for word in ("Python 3.11 or newer", "Debian, Ubuntu: sudo apt-get", "Fedora: sudo dnf", "macOS: brew", "Windows:"):
        assert word in done.stderr


@pytest.mark.slow
def test_a_checkout_that_was_moved_is_set_up_anew(checkout: Checkout, tmp_path: Path) -> None:
    moved = Checkout(tmp_path / "moved", checkout.wheels)
    shutil.copytree(checkout.root, moved.root, symlinks=True)
    done = moved.run("list")
    assert done.returncode == 0
    assert said(done)[0].startswith("making .venv with Python 3.")
    assert _json(done)[1] == str(moved.root / ".venv")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_a_lock_holds_versions_and_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("ascii")
    assert not re.search(r"://|\.(org|com|io|net)\b|--(index|extra|find|trusted)", text)
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all(re.fullmatch(r"[a-z0-9.-]+==\S+( ; [^\n]+)?( \\\n +--hash=sha256:[0-9a-f]{64})+", e) for e in entries)


def test_the_locks_answer_pyproject_and_each_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    run, test = (_pins(name) for name in ("requirements.lock", "requirements-test.lock"))
    assert _names(project["project"]["dependencies"]) <= run.keys()
    assert _names(project["dependency-groups"]["test"] + project["dependency-groups"]["lint"]) <= test.keys()
    assert run.items() <= test.items()


def _pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / name).read_text("ascii"), re.MULTILINE))


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-").replace(".", "-") for line in requirements}


def _json(done: Done) -> tuple[list[str], str, str, str, str | None]:
    """What the stand-in for Invoke printed: its words, its sys.prefix, its folder, octavo's file, PYTHONPATH."""
    words, prefix, folder, engine, path = json.loads(done.stdout)
    return words, prefix, folder, engine, path
