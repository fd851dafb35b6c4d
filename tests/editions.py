"""The publications of content/, built once for a whole test run, and the words of their editions."""

import json
import os
import re
import subprocess
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree, html

from octavo.pipeline import build
from octavo.report import BuildReport, BuildRequest

ROOT = Path(__file__).parents[1]
BRANDS = ("pacific", "parallel")


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


def page_text(file: Path) -> str:
    """All words of a web page's body, in order."""
    tree = html.parse(file)
    for hidden in tree.xpath("//script | //style | //head"):
        hidden.drop_tree()
    return " ".join(tree.getroot().itertext())


def alternatives(file: Path) -> list[str]:
    """The texts that stand for pictures on a web page."""
    tree = html.parse(file)
    return [*tree.xpath("//img/@alt"), *tree.xpath("//*[@role='img']/@aria-label")]


def book_text(file: Path) -> str:
    """All words of an EPUB's texts, in the order of its spine; pictures give their alternative text."""
    with zipfile.ZipFile(file) as book:
        package = etree.fromstring(book.read("EPUB/package.opf"))
        names = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
        spine = [names[ref.get("idref")] for ref in package.iter("{*}itemref")]
        return " ".join(word for name in spine for word in _book_words(book.read(f"EPUB/{name}")))


def _book_words(data: bytes) -> Iterator[str]:
    body = etree.fromstring(data).find("{*}body")
    assert body is not None
    yield from (element.get("alt") or "" for element in body.iter())
    yield from map(str, body.itertext())


def book_words_by_page(file: Path) -> list[str]:
    """The first words behind each page mark of an EPUB, in order; "" where the next page begins at once."""
    with zipfile.ZipFile(file) as book:
        names = sorted(name for name in book.namelist() if re.match(r"EPUB/\d\d-", name))
        whole = "".join(book.read(name).decode() for name in names)
    pages = re.split(r'<span [^>]*role="doc-pagebreak"[^>]*>', whole)[1:]
    return [" ".join(re.sub(r"<[^>]*>", " ", page).split())[:200] for page in pages]


def print_text(file: Path) -> str:
    """The words of a PDF page by page, then the alternative texts of its pictures."""
    pdf = pypdfium2.PdfDocument(file)
    words = [page.get_textpage().get_text_range() for page in pdf]
    objects = subprocess.run(["qpdf", "--json", "--json-key=qpdf", str(file)], capture_output=True, check=True)
    tidy = re.sub(r"(\d)\.(?=[,\s])", r"\1.0", objects.stdout.decode())  # qpdf copies "404." as it stands in the PDF
    return " ".join((*words, *_alternatives_of(json.loads(tidy))))


def _alternatives_of(value: object) -> Iterator[str]:
    """Every /Alt below `value`, qpdf's JSON (version 2, where a text begins with "u:")."""
    if isinstance(value, dict):
        if str(value.get("/Alt", "")).startswith("u:"):
            yield value["/Alt"][2:]
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _alternatives_of(item)


def letters(text: str) -> str:
    """Letters and digits alone, so that spaces, hyphens at line ends and punctuation do not tell."""
    return "".join(c for c in text.casefold() if c.isalnum())


def stands(passage: str, edition: str, cuts: int = 3) -> bool:
    """Whether the letters of `passage` stand in `edition` (letters too), in order: whole, or in at most `cuts` + 1
    pieces, as a note or the end of a page may part them."""
    if passage in edition:
        return True
    if cuts == 0 or len(passage) < 2:
        return False
    low, high = 0, len(passage) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if passage[:middle] in edition else (low, middle - 1)
    if not low:
        return False
    after = edition.find(passage[:low]) + low
    return stands(passage[low:], edition[after:], cuts - 1)
