"""What all tests share: `pytest --update` rewrites the expected files of the case folders."""

import gc
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from octavo import files, workers

from . import kept
from .workshop import PRESS

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

LONG = (
    "test_check_full", "test_problem_cases", "browser/test_preview", "browser/test_pages", "test_copies",
    "test_mutations_editions", "test_lab", "test_margins", "test_mutations_pages", "test_release", "test_tagging",
    "test_preview", "test_campaign", "test_mail_campaign", "test_press", "test_send", "test_check_faults",
    "test_archive", "test_mutations_text",
)  # fmt: skip
"""The modules that take longest. The first two that want the publications of content/ stand apart, for the second waits
until they are built."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes long first, so that no process is left with it at the end while the others have nothing to do."""
    rank = {f"tests/{name}.py": number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: rank.get(item.nodeid.partition("::")[0], len(LONG)))


def pytest_collection_finish() -> None:
    """Never again look for garbage among the modules and the tests: a build looks before each brief, and in thousands
    of tests with all that they import that takes longer than many a brief."""
    gc.collect()
    gc.freeze()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected files of the cases")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many of the faults planted in the good brief were caught, by family: the tests named "family/number-code"."""
    planted, caught = Counter[str](), Counter[str]()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            name = re.search(r"test_mutations.*\[([a-z]+)/\d+-", report.nodeid)
            if name and report.when == "call":
                planted[name[1]] += 1
                caught[name[1]] += outcome == "passed"
    if planted:
        families = ", ".join(f"{name} {caught[name]}/{count}" for name, count in planted.items())
        terminalreporter.write_line(f"faults caught: {caught.total()} of {planted.total()} ({families})")


@pytest.fixture
def expect(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """`expect(path, text)` fails unless the file at `path` holds `text`; with --update it writes it."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--update"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing: run pytest --update, and read what it writes"
        assert text == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def _kept(shared_folder: Path) -> Iterator[None]:
    """What builds keep from one to the next, each thing by what it was made of, is kept for all workspaces of a test
    run at one place, by their workers too: fonts are unpacked, and the house's own styles proofed, once."""
    place = str(shared_folder / "kept")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(kept.PLACE, place)
        patch.setattr(files, "KEPT", place)
        patch.setattr(workers, "PRELOAD", (*workers.PRELOAD, kept.__name__, PRESS))
        yield
