"""content/publisher.yaml -> the checks without which nothing is published, and a finding for each that was not made.

What is required is run by every check, slow or not; --only narrows that as it narrows all else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from octavo.checks.finding import Finding, Unrun, find
from octavo.content import PUBLISHER
from octavo.files import FileMissing, FileRefused, Files
from octavo.model.house import REQUIRABLE
from octavo.problems import Place
from octavo.utf8 import NotText
from octavo.yamltext import load

CODE = "required-not-run"


def required(files: Files) -> Mapping[str, Place]:
    """The names under `check.require`, with their places. What is wrong with the file is told by the build."""
    try:
        text = files.text(PUBLISHER)
    except (FileMissing, FileRefused, NotText):
        return {}
    data, marks, _ = load(text, PUBLISHER)
    own = data.get("check") if isinstance(data, dict) else None
    names = own.get("require") if isinstance(own, dict) else None
    places = {name: ("check", "require", n) for n, name in enumerate(names)} if isinstance(names, list) else {}
    return {name: marks.place(loc) for name, loc in places.items() if name in REQUIRABLE}


def not_run(unrun: Iterable[Unrun], wanted: Mapping[str, Place]) -> Iterator[Finding]:
    """A finding for each of `unrun` that is required, by its family's name or its own."""
    for item in unrun:
        name = next((name for name in (item.referee, item.family) if name in wanted), "")
        if name:
            reason, _, remedy = item.reason.partition("; ")
            remedy = f"{remedy}, or " if remedy else ""
            finding = find(CODE, wanted[name], check=item.check, reason=reason, remedy=remedy, name=name)
            yield replace(finding, edition="" if item.about == "content" else item.about)
