"""A press apart from the engine: the wheel, installed where there is no checkout, makes one, and it builds."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from octavo.defaults import DEFAULTS
from octavo.report import Misuse
from octavo.workspace import begin, overrides
from octavo.yamltext import load

ROOT = Path(__file__).resolve().parents[1]
MASTHEAD = "templates/parts/masthead.html"


class Installed:
    """An environment with the wheel in it, and the packages of this one beside; no checkout."""

    def __init__(self, folder: Path) -> None:
        wheels = folder / "wheels"
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)],
            cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        (self.wheel,) = wheels.glob("*.whl")
        home = folder / "env"
        venv.create(home, with_pip=False)
        self.bin = home / ("Scripts" if os.name == "nt" else "bin")
        (site,) = home.glob("lib/python*/site-packages")
        (site / "others.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
        pip = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(self.bin / "python"),
            "install",
            "-q",
            "--no-deps",
            "--no-index",
        ]
        subprocess.run([*pip, str(self.wheel)], check=True, capture_output=True, cwd=folder)

    def run(self, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            [str(self.bin / words[0]), *words[1:]], cwd=cwd, env=clean, capture_output=True, text=True, check=False
        )

    def invoke(self, *words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        return self.run("python", "-m", "invoke", *words, cwd=cwd)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def press(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace that the installed command made."""
    folder = tmp_path_factory.mktemp("presses") / "my-press"
    done = installed.run("octavo", "new", "workspace", str(folder), "--house", "Harbour Forum", cwd=folder.parent)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_the_wheel_makes_a_workspace_that_builds_and_checks(installed: Installed, press: Path) -> None:
    where = installed.run("python", "-c", "import octavo; print(octavo.__file__)", cwd=press)
    assert where.stdout.startswith(str(installed.bin.parent))
    built = installed.invoke("build", cwd=press)
    assert built.returncode == 0, built.stderr
    assert {p.suffix for p in (press / "build/first-brief").iterdir()} >= {".pdf", ".html", ".epub"}
    checked = json.loads(installed.invoke("check", "--json", cwd=press).stdout)
    told = [finding for brief in checked["verdicts"] for finding in brief["findings"]]
    assert {finding["code"] for finding in told if finding["severity"] == "error"} == {"sample-text"}
    assert installed.invoke("brand.list", "--json", cwd=press).returncode == 0


def test_a_workspaces_own_file_wins_and_the_copy_is_known(installed: Installed, press: Path) -> None:
    none = installed.run("octavo", "diff", cwd=press)
    assert none.stdout == "Nothing of Octavo's is overridden here.\n"
    assert installed.run("octavo", "override", MASTHEAD, cwd=press).returncode == 0
    copy = press / MASTHEAD
    copy.write_text(f"<p>Ahoy from the harbour</p>\n{copy.read_text('utf-8')}", "utf-8")
    told = installed.run("octavo", "diff", cwd=press).stdout
    assert "differs from Octavo's, which is as it was when you copied it (0.1.0)" in told
    assert "+<p>Ahoy from the harbour</p>" in installed.run("octavo", "diff", MASTHEAD, cwd=press).stdout
    assert installed.invoke("build", "--format", "html", cwd=press).returncode == 0
    assert "Ahoy from the harbour" in (press / "build/first-brief/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("new", "workspace", "."), "is not empty; name a folder that is not there yet"),
        (("override", "templates/parts/mastheat.html"), 'did you mean "templates/parts/masthead.html"?'),
        (("override", "content/publisher.yaml"), "is no file of Octavo's"),
        (("override", "../secret"), "cannot be copied"),
        (("diff", "templates/none.html"), "does not stand in the place of a file of Octavo's"),
    ],
)
def test_what_cannot_be_done_is_told(words: tuple[str, ...], said: str, installed: Installed, press: Path) -> None:
    done = installed.run("octavo", *words, cwd=press)
    assert done.returncode == 2
    assert said in done.stderr


def test_outside_a_workspace_there_is_nothing_to_compare(installed: Installed, tmp_path: Path) -> None:
    done = installed.run("octavo", "diff", cwd=tmp_path)
    assert done.returncode == 2
    assert "is no workspace" in done.stderr


# Overrides, without the wheel ------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Octavo's own files, as a later version may have them."""
    shutil.copytree(DEFAULTS / "templates", tmp_path / "own/templates")
    return tmp_path / "own"


def states(root: Path, own: Path) -> dict[str, str]:
    return {one.path: one.state for one in overrides.overrides(root, own)}


def test_a_copy_whose_original_changed_is_told(tmp_path: Path, own: Path) -> None:
    overrides.copy(tmp_path, own, MASTHEAD)
    assert states(tmp_path, own) == {MASTHEAD: "the same"}
    (tmp_path / MASTHEAD).write_text("mine", "utf-8")
    assert states(tmp_path, own) == {MASTHEAD: "as it began"}
    (own / MASTHEAD).write_text("new upstream", "utf-8")
    assert states(tmp_path, own) == {MASTHEAD: "changed since"}
    assert overrides.record(tmp_path, own) == (MASTHEAD,)
    assert states(tmp_path, own) == {MASTHEAD: "as it began"}
    (tmp_path / overrides.RECORD).unlink()
    assert states(tmp_path, own) == {MASTHEAD: "not recorded"}


def test_a_damaged_record_is_told_and_kept(tmp_path: Path, own: Path) -> None:
    (tmp_path / overrides.RECORD).write_text("[1", "utf-8")
    with pytest.raises(Misuse, match=r"overrides\.json is damaged"):
        overrides.copy(tmp_path, own, MASTHEAD)
    assert (tmp_path / overrides.RECORD).read_text("utf-8") == "[1"


def test_a_house_with_signs_in_its_name_begins_well(tmp_path: Path) -> None:
    begin.begin(tmp_path / "press", 'Café "Nord": & Söhne', date(2026, 1, 2))
    publisher = (tmp_path / "press/content/publisher.yaml").read_text("utf-8")
    data: Any = load(publisher, "publisher.yaml")[0]
    assert data["name"]["full"] == 'Café "Nord": & Söhne'
    assert data["brand"] == "cafe-nord-sohne"
    assert (tmp_path / "press/styles/brands/cafe-nord-sohne/_brand.yml").is_file()
