"""Subject -> what Ace by DAISY, where it is installed, has against the accessibility of its EPUB."""

import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from octavo.checks import tools
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.subject import Subject
from octavo.problems import Place

PATIENCE = 300
"""Seconds. It opens every file of the book in a browser of its own."""
MISSING = "Ace was not found; npm install --global @daisy/ace installs it"


@dataclass(frozen=True)
class Assertion:
    """A rule that a file of the book breaks."""

    rule: str
    message: str
    where: str


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """One finding for each rule that is broken, with how often it is."""
    file = subject.editions.get("epub")
    if file is None:
        return
    missing = "" if tools.ace() else MISSING
    try:
        found = () if missing else assertions(file)
    except (OSError, ValueError, KeyError, subprocess.SubprocessError) as error:
        missing = f"it did not work: {error}"
    if missing:
        yield Unrun("Ace by DAISY", missing)
        return
    often = Counter(one.rule for one in found)
    for one in {one.rule: one for one in reversed(found)}.values():
        finding = find("epub-access", Place(subject.brief.path), where=one.where, message=one.message, rule=one.rule)
        yield replace(finding, edition="epub", count=often[one.rule])


def assertions(book: Path) -> tuple[Assertion, ...]:
    """Everything that Ace finds. Raises OSError, ValueError, KeyError, SubprocessError when it gives no report."""
    with tempfile.TemporaryDirectory() as folder:
        command = [tools.ace(), "--silent", "--force", "--outdir", folder, str(book)]
        subprocess.run(command, capture_output=True, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL)
        report = json.loads((Path(folder) / "report.json").read_text("utf-8"))
    return tuple(
        Assertion(
            one["earl:test"]["dct:title"],
            " ".join(one["earl:result"]["dct:description"].split()).rstrip("."),
            group["earl:testSubject"]["url"],
        )
        for group in report["assertions"]
        for one in group["assertions"]
        if one["earl:result"]["earl:outcome"] == "fail"
    )
