"""content/style.yaml and the list that comes along -> terms to avoid, and where a passage has them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from octavo.checks.authored import Passage
from octavo.content import Front, as_problem
from octavo.files import FileMissing, FileRefused, Files
from octavo.model.faults import validated
from octavo.model.housestyle import Style, Term
from octavo.problems import Place, Problem, problem
from octavo.utf8 import NotText
from octavo.yamltext import Mark, Marks, load

HOUSE = "content/style.yaml"
INCLUSIVE = Path(__file__).parent / "inclusive.yaml"
SAID = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
"""A quotation: its words are those of somebody else."""


@dataclass(frozen=True)
class Terms:
    """Terms under one rule of the catalogue."""

    code: str
    terms: tuple[Term, ...]


def house(files: Files) -> tuple[Terms, tuple[Problem, ...]]:
    """The publisher's own terms; none without a style.yaml."""
    none = Terms("house-style", ())
    try:
        text = files.text(HOUSE)
    except FileMissing:
        return none, ()
    except (FileRefused, NotText) as error:
        return none, (as_problem(error, Place(HOUSE)),)
    return _read(text, HOUSE, "house-style")


@cache
def inclusive() -> Terms:
    """Those that come with Octavo, for English."""
    return _read(INCLUSIVE.read_text(encoding="utf-8"), INCLUSIVE.name, "inclusive-language")[0]


def _read(text: str, path: str, code: str) -> tuple[Terms, tuple[Problem, ...]]:
    data, marks, found = load(text, path)
    if data is None:
        return Terms(code, ()), found
    if not isinstance(data, list):
        return Terms(code, ()), (*found, problem("not-a-list", marks.place(()), field="style.yaml", found="fields"))
    style, said = validated(
        Style, Front(path, {"terms": data}, Marks(path, Mark(1, 1, (1, 1), {"terms": (1, 1, marks.root)})))
    )
    return Terms(code, style.terms if style else ()), (*found, *said)


def met(passage: Passage, terms: Iterable[Term]) -> Iterator[tuple[int, str, Term]]:
    """Where a passage has a term, and as it has it. Quotations keep their words."""
    if passage.quoted:
        return
    text = SAID.sub(lambda m: "“" * len(m[0]), passage.text)
    for term in terms:
        for match in _pattern(term.term).finditer(text):
            yield match.start(), " ".join(match[0].split()), term


@cache
def _pattern(term: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in term.split())
    return re.compile(rf"(?<![\w-]){words}(?![\w-])", re.IGNORECASE if term.islower() else re.NOFLAG)
