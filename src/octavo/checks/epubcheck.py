"""Subject -> what EPUBCheck, the W3C's validator, has against its EPUB."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from octavo.checks import jvm
from octavo.checks.places import line_of
from octavo.checks.referee import Fault, Referee
from octavo.checks.tools import lacking

TOLD = ("FATAL", "ERROR", "WARNING")
"""Severities that are findings; what EPUBCheck says of usage is no fault."""


@dataclass(frozen=True)
class Message:
    """`where` is the first place in the book: "EPUB/02-text-1.xhtml:31"."""

    severity: str
    code: str
    text: str
    where: str


def _missing() -> str:
    return lacking("jpype", "epubcheck", with_java=True)


def _faults(book: Path) -> Iterator[Fault]:
    for said in messages(book):
        if said.severity in TOLD:
            values = {"message": said.text.rstrip("."), "where": said.where, "rule": said.code}
            yield Fault(said.code, values, _line(book, said.where))


def _line(book: Path, where: str) -> str:
    """The line of the book that is named; "" when none is."""
    name, _, line = where.partition(":")
    if not line:
        return ""
    with zipfile.ZipFile(book) as inside:
        return line_of(inside.read(name), int(line)) if name in inside.namelist() else ""


def messages(book: Path) -> tuple[Message, ...]:
    """Everything EPUBCheck says of a book, its usage hints included. Five seconds once, a tenth after that. Raises
    jvm.NoMachine, OSError, ValueError."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        _checker()().run([str(book), "--json", str(report), "--usage", "--quiet"])
        found = json.loads(report.read_text("utf-8"))["messages"]
    return tuple(Message(m["severity"], m["ID"], m["message"], _where(m["locations"])) for m in found)


def _where(locations: list[dict[str, object]]) -> str:
    if not locations:
        return ""
    path, line = str(locations[0].get("path", "")), locations[0].get("line", -1)
    inside = path.split(".epub/")[-1]
    return f"{inside}:{line}" if isinstance(line, int) and line > 0 else inside


@cache
def _checker() -> jvm.JavaObject:
    return jvm.java("com.adobe.epubcheck.tool.EpubChecker")


check = Referee("EPUBCheck", "epub", "epub-invalid", _missing, _faults).check
