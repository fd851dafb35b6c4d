"""Subject -> what is wrong with its PDF: the standards it says it keeps, its weight."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from octavo.checks import verapdf
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.subject import Subject
from octavo.checks.tools import lacking
from octavo.problems import Place

HEAVIEST = 7_000_000
"""Bytes: what is left of 10 MB when a third is added on the way."""
DECLARED = re.compile(
    rb"<pdfaid:part>(\d)</pdfaid:part>(?:<pdfaid:rev>\d+</pdfaid:rev>)?(?:<pdfaid:conformance>(\w)</pdfaid:conformance>)?"
)
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
    level = f"{archive[1].decode()}{(archive[2] or b'').decode().lower()}"
    profiles = {f"ua{access[1].decode()}": f"PDF/UA-{access[1].decode()}", level: f"PDF/A-{level}"}
    unknown = [standard for profile, standard in profiles.items() if profile not in verapdf.PROFILES]
    for standard in unknown:
        values = {"standard": standard, "message": "there is no such standard", "rule": "XMP"}
        yield _of_pdf(find("pdf-nonconforming", place, **values))
    if unknown:
        return
    if access[1] == b"1":
        yield from _by_page_validation(file, place, profiles)
    yield from _by_verapdf(file, place, profiles if access[1] == b"1" else {**profiles, "wtpdf": "Well-Tagged PDF"})


def _by_page_validation(file: Path, place: Place, profiles: Mapping[str, str]) -> Iterator[Finding | Unrun]:
    """It knows PDF/UA-1 and PDF/A-1 to 3."""
    try:
        validator: Any = import_module("page")
    except ModuleNotFoundError:
        yield Unrun("PDF/UA-1 and PDF/A by page-validation", lacking("page"), referee="page-validation")
        return
    for profile, standard in profiles.items():
        failures = validator.validate_pdf(str(file), profile=profile).failures
        told = [f for f in failures if not f.rule_id.endswith(KNOWN_WRONG)]
        often = Counter(f.rule_id for f in told)
        for failure in {f.rule_id: f for f in reversed(told)}.values():
            values = {"standard": standard, "message": failure.message, "rule": failure.rule_id}
            yield replace(_of_pdf(find("pdf-nonconforming", place, **values)), count=often[failure.rule_id])


def _by_verapdf(file: Path, place: Place, profiles: Mapping[str, str]) -> Iterator[Finding | Unrun]:
    missing = verapdf.missing()
    for profile, standard in () if missing else profiles.items():
        try:
            told = verapdf.broken(file, profile)
        except Exception as error:  # whatever Java throws: there is no verdict, and that is said
            missing = str(error) or type(error).__name__
            break
        for fault in told:
            values = {"standard": standard, "message": fault.message, "rule": fault.rule}
            yield replace(_of_pdf(find("pdf-nonconforming", place, **values)), count=fault.count)
    if missing:
        yield Unrun(f"{' and '.join(profiles.values())} by veraPDF", missing, referee="verapdf")


def _of_pdf(finding: Finding) -> Finding:
    return replace(finding, edition="pdf")
