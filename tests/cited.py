"""A workspace with one brief that cites, read as far as its citations."""

import shutil
from pathlib import Path

from octavo.citations import cite
from octavo.content import read_source, read_workspace
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.model.brief import Brief
from octavo.model.parse import parse
from octavo.problems import Problem

HOUSE = Path(__file__).parent / "cases" / "source" / "house"
FRONT = "title: A brief\ndate: 2026-03-01\n"
LIBRARY = """\
@article{doe2020, author = {Doe, Jane A. and {European Commission}}, title = {A First Paper on {GDP} Growth},
  journal = {Journal of Peace}, year = 2020, volume = 3, pages = {1--20}, doi = {10.1234/abc.5}}
@book{roe:21, author = {Roe, Richard}, title = {What Is This?}, year = {2021}, publisher = {Example Press}}
@book{anon, title = {Notes on Étude \\& Method}, year = {2018}, publisher = {Example Press},
  url = {https://example.org/a?b=c&d}}
"""


def workspace(root: Path, text: str, front: str = "", **others: str) -> Path:
    """A workspace with the example house and the brief "test"; `others` are files beside it, "_" for "." in names."""
    shutil.copytree(HOUSE, root / "content", dirs_exist_ok=True)
    folder = root / "content" / "test"
    folder.mkdir()
    (folder / "brief.md").write_text(f"---\n{FRONT}{front}---\n\n{text}\n", encoding="utf-8")
    for name, content in {"references_bib": LIBRARY, **others}.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return root


def cited(root: Path, slug: str = "test") -> tuple[Brief, tuple[Problem, ...]]:
    """The brief with its citations set, and all that is wrong with it."""
    files = Files(root, DEFAULTS)
    shared, found = read_workspace(files)
    source, more = read_source(files, slug)
    assert source is not None
    brief, last = parse(source, shared)
    assert brief is not None
    brief, said = cite(brief, files, root / "kept")
    return brief, (*found, *more, *last, *said)


def serious(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those of `found` that are more than advice."""
    return tuple(one for one in found if one.severity != "advice")
