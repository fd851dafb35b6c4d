"""EPUBCheck, the W3C's validator, in one Java machine for the whole test run: five seconds once, a tenth after that."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jpype

from . import jvm


@dataclass(frozen=True)
class Message:
    severity: str
    code: str
    text: str
    where: str


@cache
def _checker() -> Any:  # noqa: ANN401 - a Java class
    jvm.start()
    return jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")


def check(data: bytes, folder: Path) -> tuple[Message, ...]:
    """Everything EPUBCheck says of a book, its usage hints included. `folder` is a scratch folder."""
    book, report = folder / "book.epub", folder / "report.json"
    book.write_bytes(data)
    _checker()().run([str(book), "--json", str(report), "--usage", "--quiet"])
    found = json.loads(report.read_text("utf-8"))["messages"]
    return tuple(Message(m["severity"], m["ID"], m["message"], str(m["locations"][:1])) for m in found)
