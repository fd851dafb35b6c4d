"""Document -> its record for reference managers: BibTeX, and CSL-JSON (schema csl-data 1.0)."""

import json
from collections.abc import Iterator, Mapping

from octavo.artifact import Artifact
from octavo.design import Design
from octavo.document import Document
from octavo.editionfiles import RECORDS
from octavo.matter import sort_name
from octavo.metadata import public_address

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Abbreviations that every BibTeX style defines."""

SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "$": r"\$", "#": r"\#", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
"""Characters that TeX takes for commands, and how they are written."""


def records(document: Document, design: Design) -> tuple[Artifact, ...]:
    """The two records, from the same fields as everything else that cites the publication."""
    data = _csl(document)
    kind = "misc" if data["type"] == "article" else "techreport"
    text = design.draw("catalogue/citation.bib", kind=kind, key=data["id"], fields=tuple(_fields(document, data)))
    whole = json.dumps([data], ensure_ascii=False, indent=1) + "\n"
    made = zip(RECORDS.items(), (text, whole), strict=True)
    return tuple(Artifact(name, media_type, record.encode()) for (name, media_type), record in made)


def _fields(document: Document, data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """BibTeX's fields and their values. A title in a second pair of braces keeps its capitals."""
    brief = document.brief
    people = [tex(sort_name(person)) for person in brief.authors]
    house = tex(brief.publisher.name.full)
    yield "author", f"{{{' and '.join(people) or f'{{{house}}}'}}}"
    yield "title", f"{{{{{tex(brief.meta.title)}}}}}"
    yield "institution", f"{{{house}}}"
    if day := brief.meta.date:
        yield "year", f"{{{day.year}}}"
        yield "month", MONTHS[day.month - 1]
    for field, name in (("type", "collection-title"), ("number", "number"), ("isbn", "ISBN"), ("issn", "ISSN")):
        if name in data:
            yield field, f"{{{tex(data[name])}}}"
    for field, name in (("doi", "DOI"), ("url", "URL")):
        if name in data:
            yield field, f"{{{data[name]}}}"


def tex(text: object) -> str:
    """A text as TeX prints it."""
    return "".join(SPECIAL.get(letter, letter) for letter in str(text))


def _csl(document: Document) -> dict[str, object]:
    brief = document.brief
    meta, ids = brief.meta, brief.meta.identifiers
    people = [_name(sort_name(person)) for person in brief.authors]
    data: dict[str, object] = {
        "id": brief.slug,
        "type": "article" if meta.type == "commentary" else "report",
        "title": meta.title,
        "author": people or [{"literal": brief.publisher.name.full}],
        "issued": {"date-parts": [[meta.date.year, meta.date.month, meta.date.day]]} if meta.date else {},
        "publisher": brief.publisher.name.full,
        "collection-title": brief.series,
        "number": ids.report_number or meta.number,
        "DOI": ids.doi,
        "ISBN": ids.isbn,
        "ISSN": ids.issn,
        "URL": public_address(document),
        "language": brief.language,
    }
    return {name: value for name, value in data.items() if value}


def _name(sorted_name: str) -> dict[str, str]:
    family, comma, given = sorted_name.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": family}
