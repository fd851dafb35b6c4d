"""A save of the studio that is killed: the brand's file is the old one or the new one, whole, and the rest is swept."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from octavo.brand import brands, load_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.preview import studio
from octavo.preview.command import running
from tests.small_press import SmallPress

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")

SAVE = """
import os, signal, sys
from hashlib import sha256
from pathlib import Path

from octavo.preview import studio
from octavo.preview.session import Session

root, point = Path(sys.argv[1]), sys.argv[2]
file = root / studio.path_of("house")


def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)


class Half:
    def __init__(self, real):
        self.real = real

    def write(self, data):
        self.real.write(data[: len(data) // 2])
        self.real.flush()
        die()


replace, opened = Path.replace, Path.open
body = {"brand": "house", "base": sha256(file.read_bytes()).hexdigest()}
body["changes"] = [[["color", "palette", "deep"], "#45240b"]]
session = Session(root)


class Opened:
    def __init__(self, real):
        self.real = real

    def __enter__(self):
        return Half(self.real) if point == "half written" else self.real

    def __exit__(self, *_):
        self.real.close()


Path.open = lambda path, *mode, **more: (
    Opened(opened(path, *mode, **more)) if path.name == studio.LEFT else opened(path, *mode, **more)
)
if point == "not on the disk yet":
    os.fsync = die
if point == "not renamed yet":
    Path.replace = die
if point == "renamed":
    Path.replace = lambda path, goal: (replace(path, goal), die())
print("saving", flush=True)
studio.save(session, body)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    press = SmallPress(tmp_path)
    press.brief("A paragraph.\n")
    shutil.copytree(DEFAULTS / "styles/brands/pacific", press.root / "styles/brands/house")
    return press.root


@pytest.mark.parametrize(
    ("point", "is_new", "leaves"),
    [
        ("half written", False, True),
        ("not on the disk yet", False, True),
        ("not renamed yet", False, True),
        ("renamed", True, False),
    ],
)
def test_a_killed_save_leaves_the_old_file_or_the_new_one(root: Path, point: str, is_new: bool, leaves: bool) -> None:
    file = root / studio.path_of("house")
    left = file.with_name(studio.LEFT)
    before = file.read_bytes()
    done = subprocess.run([sys.executable, "-c", SAVE, str(root), point], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "saving\n"), done.stderr
    assert file.read_bytes() == (before.replace(b"#0B2F45", b"#45240b") if is_new else before)
    assert left.exists() == leaves
    files = Files(root, DEFAULTS)
    assert [path for path in files.list("styles/brands/house") if path.endswith((".new", "_brand.yml"))] == [
        studio.path_of("house")
    ]
    assert "house" in brands(files)
    assert load_brand(files, "house")[1] == ()
    with running(root, 0):
        assert not left.exists()
    assert file.read_bytes() == (before.replace(b"#0B2F45", b"#45240b") if is_new else before)


def test_a_save_after_a_killed_one_is_whole(root: Path) -> None:
    file = root / studio.path_of("house")
    file.with_name(studio.LEFT).write_bytes(b"half a fi")
    before = file.read_bytes()
    done = subprocess.run([sys.executable, "-c", SAVE, str(root), "not at all"], capture_output=True, timeout=60)
    assert done.returncode == 0
    assert file.read_bytes() == before.replace(b"#0B2F45", b"#45240b")
    assert not file.with_name(studio.LEFT).exists()
