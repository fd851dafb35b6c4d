"""Subject -> what Ace by DAISY, where it is installed, has against the accessibility of its EPUB."""

import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from octavo.checks import tools
from octavo.checks.referee import Fault, Referee

RELATED = "<!--##-->"
"""What Ace puts between an element and others that it has to do with."""
PATIENCE = 300
"""Seconds. It opens every file of the book in a browser: six for a guide of 33 pages."""
MISSING = "Ace was not found; npm install --global @daisy/ace-cli installs it"


def _missing() -> str:
    return tools.lacking(with_browser=True) if tools.ace() else MISSING


def faults(book: Path) -> tuple[Fault, ...]:
    """Everything that Ace finds. Raises OSError, ValueError, KeyError, SubprocessError when it gives no report."""
    with tempfile.TemporaryDirectory() as folder:
        command = [*tools.ace(), "--silent", "--force", "--outdir", folder, str(book)]
        browser = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": tools.browser()}
        subprocess.run(
            command, capture_output=True, check=True, timeout=PATIENCE, stdin=subprocess.DEVNULL, env=browser
        )
        report = json.loads((Path(folder) / "report.json").read_text("utf-8"))
    return tuple(
        _fault(group["earl:testSubject"]["url"], one["earl:test"]["dct:title"], one["earl:result"])
        for group in report["assertions"]
        for one in group["assertions"]
        if one["earl:result"]["earl:outcome"] == "fail"
    )


def _fault(where: str, rule: str, result: Mapping[str, str]) -> Fault:
    message = " ".join(result["dct:description"].split()).rstrip(".")
    element = result.get("html", "").partition(RELATED)[0]
    return Fault(rule, {"where": where, "message": message, "rule": rule}, element)


check = Referee("Ace by DAISY", "epub", "epub-access", _missing, faults).check
