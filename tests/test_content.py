"""The folder content/: what is a brief, how it is read, and what is said about what cannot be read."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from octavo.content import Source, read_front, read_source, read_workspace, slug_of
from octavo.files import Files
from octavo.model import parse
from octavo.problems import Problem, errors

CASES = Path(__file__).parent / "cases" / "source"
HOUSE = CASES / "house"
FOLDERS = sorted(p.name for p in CASES.iterdir() if p != HOUSE)


def workspace(root: Path, **briefs: Path) -> Files:
    """A workspace with the example house and copies of some folders as briefs."""
    content = root / "content"
    shutil.copytree(HOUSE, content, dirs_exist_ok=True)
    for slug, folder in briefs.items():
        shutil.copytree(folder, content / slug)
    return Files(root)


def said(files: Files, slug: str = "test") -> tuple[Problem, ...]:
    """Everything that is wrong with a brief, in the order of the file."""
    shared, found = read_workspace(files)
    source, more = read_source(files, slug)
    _, last = parse(source, shared) if source else (None, ())
    return (*found, *more, *last)


def shown(found: tuple[Problem, ...]) -> str:
    return "".join(f"{one}\n" for one in found)


@pytest.mark.parametrize("case", FOLDERS)
def test_what_is_wrong_is_said_with_its_line(case: str, tmp_path: Path) -> None:
    found = said(workspace(tmp_path, test=CASES / case))
    assert shown(found) == (CASES / case / "expected.txt").read_text("utf-8")
