"""Subject -> what is wrong with its PDF: the standards it says it keeps, its weight."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.subject import Subject
from octavo.problems import Place

HEAVIEST = 7_000_000
"""Bytes: what is left of 10 MB when a third is added on the way."""
DECLARED = re.compile(rb"<pdfaid:part>(\d)</pdfaid:part>(?:<pdfaid:conformance>(\w)</pdfaid:conformance>)?")
ACCESS = re.compile(rb"<pdfuaid:part>(\d)</pdfuaid:part>")
KNOWN_WRONG = ("STREAM-LENGTH-001",)
"""Rules of page-validation 0.11 that find what is not there. It takes a carriage return that ends a stream for a line
end, in 1 stream of 256."""


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """Everything that can be told from the file."""
    file = subject.editions.get("pdf")
    if file is None:
        return
    data = file.read_bytes()
    place = Place(subject.brief.path)
    if len(data) > HEAVIEST:
        yield _of_pdf(find("pdf-heavy", place, size=f"{len(data) / 1e6:.1f}", limit=f"{HEAVIEST / 1e6:.0f} MB"))
    yield from _standards(data, file, place)


def _standards(data: bytes, file: Path, place: Place) -> Iterator[Finding | Unrun]:
    """What the validator says of the two standards that the PDF names in its metadata."""
    archive, access = DECLARED.search(data), ACCESS.search(data)
    if archive is None or access is None:
        missing = "PDF/A" if archive is None else "PDF/UA"
        yield _of_pdf(find("pdf-nonconforming", place, standard=missing, message="it does not say so", rule="XMP"))
        return
    if access[1] != b"1":
        yield Unrun("PDF/UA-2 and PDF/A-4", "no validator for them is part of Octavo yet")
        return
    try:
        validator: Any = import_module("page")
    except ModuleNotFoundError:
        yield Unrun("PDF/UA-1 and PDF/A", "the package page-validation is not installed")
        return
    level = f"{archive[1].decode()}{(archive[2] or b'').decode().lower()}"
    for profile, standard in (("ua1", "PDF/UA-1"), (level, f"PDF/A-{level}")):
        failures = validator.validate_pdf(str(file), profile=profile).failures
        told = [f for f in failures if not f.rule_id.endswith(KNOWN_WRONG)]
        often = Counter(f.rule_id for f in told)
        for failure in {f.rule_id: f for f in reversed(told)}.values():
            values = {"standard": standard, "message": failure.message, "rule": failure.rule_id}
            yield replace(_of_pdf(find("pdf-nonconforming", place, **values)), count=often[failure.rule_id])


def _of_pdf(finding: Finding) -> Finding:
    return replace(finding, edition="pdf")
