"""Same input, same bytes: two builds of one workspace that have nothing in common but it."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WORKSPACE = Path(__file__).parent / "workspace"

BUILD = """
import os, sys
from pathlib import Path
from octavo import pipeline
from octavo.cli import exit_code
from octavo.report import BuildRequest
os.umask(int(sys.argv[2], 8))
report = pipeline.build(BuildRequest(Path(sys.argv[1]), jobs=int(sys.argv[3])))
for found in (*report.problems, *(p for result in report.results for p in result.problems)):
    print(found)
sys.exit(exit_code(report))
"""

CIRCUMSTANCES = {
    "a": ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "1"}, "022", "1"),
    "another, deeper folder/\u00e9 #2": (
        {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "31337"},
        "077",
        "2",
    ),
}


def hashes(folder: Path) -> dict[str, str]:
    """The files that a reader can get, with their SHA-256."""
    files = {str(p.relative_to(folder)): p for p in folder.rglob("*") if p.is_file()}
    return {
        path: hashlib.sha256(file.read_bytes()).hexdigest()
        for path, file in sorted(files.items())
        if not path.startswith(".")
    }


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    builds = []
    for name, (changes, umask, jobs) in CIRCUMSTANCES.items():
        place = tmp_path / name
        shutil.copytree(WORKSPACE, place, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns("build"))
        paths = os.pathsep.join(path for path in sys.path if path)
        env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"} | changes
        command = [sys.executable, "-c", BUILD, str(place), umask, jobs]
        done = subprocess.run(
            command, env=env | {"PYTHONPATH": paths}, cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout
        builds.append(hashes(place / "build"))
    assert {Path(path).suffix for path in builds[0]} >= {".pdf", ".html", ".epub"}
    assert builds[0] == builds[1]
