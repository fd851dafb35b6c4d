"""A fault as a value: which rule, where, what is wrong, what to do. Imports only its own tables."""

from dataclasses import dataclass, replace

from octavo.problems import (
    brand_import,
    campaign,
    catalogue,
    charts,
    check_brand,
    check_references,
    copies,
    design,
    document,
    editions,
    editorial,
    fields,
    images,
    language,
    layout,
    mail,
    markdown,
    members,
    picture_files,
    pictures,
    preflight,
    press,
    references,
    release,
    source,
    styles,
    upload,
    yaml_text,
)
from octavo.problems.rule import Rule, Severity

FAMILIES: dict[str, tuple[Rule, ...]] = {
    "Files and fields": (*source.RULES, *yaml_text.RULES, *fields.RULES),
    "The text of a brief": markdown.RULES,
    "Pictures, charts and data": (*images.RULES, *charts.RULES),
    "Citations and bibliographies": references.RULES,
    "Numbers, links, notes and pages": document.RULES,
    "Brands, styles and templates": (*design.RULES, *styles.RULES),
    "Brands from other tools": brand_import.RULES,
    "The build": press.RULES,
    "Preflight: what an editor would send back": editorial.RULES,
    "Preflight: links, files and people": check_references.RULES,
    "Preflight: how the text is written": language.RULES,
    "Preflight: the brand": check_brand.RULES,
    "Preflight: the editions": editions.RULES,
    "Preflight: lines, pages and fonts": layout.RULES,
    "Preflight: pictures on the page": pictures.RULES,
    "Preflight: the files of pictures": picture_files.RULES,
    "Preflight: waivers": preflight.RULES,
    "The catalogue": catalogue.RULES,
    "Publishing the catalogue": upload.RULES,
    "Releases": release.RULES,
    "Lists of members": members.RULES,
    "Mail: the house's settings, the relay, letters": mail.RULES,
    "Campaigns: plans, the ledger, sending": campaign.RULES,
    "Personal copies": copies.RULES,
}
"""The catalogue by family, in the order of the chain."""

CATALOGUE: dict[str, Rule] = {rule.code: rule for rules in FAMILIES.values() for rule in rules}

LEGIBLE = frozenset(rule.code for rule in (*markdown.RULES, *references.RULES)) | {
    "broken-link",
    "duplicate-id",
    "undefined-reference",
    "unknown-recording",
    "unknown-speaker",
    "wrong-page-count",
}
"""Errors after which the whole text still stands, as typed: a draft may be printed in spite of them."""


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file. `path` is relative to the workspace, with forward slashes;
    `line` and `column` count from 1, and 0 means "not known"."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True)
class Problem:
    """One finding. Made with `problem()`, so that every text comes from CATALOGUE. An `excused` error only warns."""

    code: str
    place: Place
    text: str
    hint: str
    excused: bool = False

    @property
    def severity(self) -> Severity:
        severity = CATALOGUE[self.code].severity
        return "warning" if self.excused and severity == "error" else severity

    def __str__(self) -> str:
        head = f"{self.place}: {self.severity}[{self.code}]: {self.text}"
        return f"{head}\n    hint: {self.hint}" if self.hint else head


def problem(code: str, place: Place, *, hint: str | None = None, **values: object) -> Problem:
    """Fill the catalogue's text for `code` with `values`; `hint` replaces the catalogue's hint.

    Raises KeyError for a code or a value the catalogue does not know: a fault in Octavo, not in a brief.
    """
    rule = CATALOGUE[code]
    shown = {name: _shown(value) for name, value in values.items()}
    return Problem(code, place, rule.text.format(**shown), rule.hint.format(**shown) if hint is None else hint)


def _shown(value: object) -> str:
    """A value as it may stand in a message: one line, at most 120 characters, no control characters."""
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= 120 else text[:117] + "..."


class Rejected(Exception):
    """Carries the problems of a stage that cannot go on. Raised by a room, shown by the pipeline."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = problems


def excuse(found: tuple[Problem, ...], codes: frozenset[str]) -> tuple[Problem, ...]:
    """`found`, in which errors with one of `codes` only warn."""
    return tuple(replace(p, excused=True) if p.code in codes else p for p in found)


def errors(found: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Those of `found` that stop a brief from being built."""
    return tuple(p for p in found if p.severity == "error")


__all__ = ["CATALOGUE", "LEGIBLE", "Place", "Problem", "Rejected", "Rule", "Severity", "errors", "excuse", "problem"]
