"""The publications of content/, built once for a whole test run."""

import os
import re
import time
import zipfile
from pathlib import Path

import pytest

from octavo.pipeline import build
from octavo.report import BuildReport, BuildRequest

ROOT = Path(__file__).parents[1]
BRANDS = ("pacific", "parallel", "meridian")
SLUGS = ("octavo-guide", "us-mexico-security", "us-mexico-security-commentary", "us-mexico-security-one-pager")


def built(folder: Path, brand: str) -> Path:
    """Where all of content/ stands built in `brand`. The first process that asks builds; the others wait for it."""
    output, done, lock = folder / f"build-{brand}", folder / f"{brand}.done", folder / f"{brand}.lock"
    while not done.exists():
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            time.sleep(0.1)
            continue
        report = build(BuildRequest(ROOT, brand=brand, output=output, jobs=1))
        done.write_text(_told(report), encoding="utf-8")
    told = done.read_text(encoding="utf-8")
    if told:
        pytest.fail(told)
    return output


def _told(report: BuildReport) -> str:
    """What keeps a build from being good, in one text; "" when nothing does."""
    found = [*report.problems, *(problem for result in report.results for problem in result.problems)]
    failed = [f"{result.slug}: {result.state}" for result in report.results if result.state != "built"]
    return "\n".join([*failed, *(str(problem) for problem in found if problem.severity != "advice")])


def book_words_by_page(file: Path) -> list[str]:
    """The first words behind each page mark of an EPUB, in order; "" where the next page begins at once."""
    with zipfile.ZipFile(file) as book:
        names = sorted(name for name in book.namelist() if re.match(r"EPUB/\d\d-", name))
        whole = "".join(book.read(name).decode() for name in names)
    pages = re.split(r'<span [^>]*role="doc-pagebreak"[^>]*>', whole)[1:]
    return [" ".join(re.sub(r"<[^>]*>", " ", page).split())[:200] for page in pages]
