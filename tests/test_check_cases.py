"""Rules about links, files and people: a folder each."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.checks import run
from octavo.problems.check_references import RULES

from .small_press import SmallPress

CASES = Path(__file__).parent / "cases" / "problems"
CODES = [rule.code for rule in RULES if (CASES / rule.code).is_dir()]


@pytest.mark.parametrize("code", CODES)
def test_a_rule_says_what_and_where(code: str, tmp_path: Path, expect: Callable[[Path, str], None]) -> None:
    root = SmallPress(tmp_path).root
    shutil.copytree(CASES / code / "input", root / "content/trial", dirs_exist_ok=True)
    if (root / "content/trial/people.yaml").exists():
        (root / "content/trial/people.yaml").replace(root / "content/people.yaml")
    checked = run.check(root, "trial", "", {}, ("references",))
    mine = [finding.problem for finding in checked.findings if finding.code == code]
    assert mine
    expect(CASES / code / "expected.txt", "".join(f"{one}\n" for one in (*checked.problems, *mine)))
