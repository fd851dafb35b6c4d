"""Subject -> what EPUBCheck, the W3C's validator, has against its EPUB."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from octavo.checks import jvm
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.subject import Subject
from octavo.checks.tools import lacking
from octavo.problems import Place

TOLD = ("FATAL", "ERROR", "WARNING")
"""Severities that are findings; what EPUBCheck says of usage is no fault."""


@dataclass(frozen=True)
class Message:
    """`where` is the first place in the book: "EPUB/02-text-1.xhtml:31"."""

    severity: str
    code: str
    text: str
    where: str


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """One finding for each kind of error, with how often it occurs."""
    file = subject.editions.get("epub")
    if file is None:
        return
    missing = lacking("jpype", "epubcheck", with_java=True)
    try:
        found = () if missing else messages(file)
    except (jvm.NoMachine, OSError, ValueError) as error:
        missing = str(error)
    if missing:
        yield Unrun("EPUBCheck", missing)
        return
    faults = [message for message in found if message.severity in TOLD]
    often = Counter(fault.code for fault in faults)
    for fault in {fault.code: fault for fault in reversed(faults)}.values():
        values = {"message": fault.text.rstrip("."), "where": fault.where, "rule": fault.code}
        finding = find("epub-invalid", Place(subject.brief.path), **values)
        yield replace(finding, edition="epub", count=often[fault.code])


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
