"""A _brand.yml with misspelt fields -> the same file as it was meant, and a problem for each of them.

So one slip is told once: what hangs on a section, such as all names of a palette, is looked at as if its name were
right.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from octavo.brandfile import BrandFile, siblings
from octavo.brandhints import hint_for, nearest
from octavo.problems import Problem, problem
from octavo.yamltext import Marks

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Meant:
    """A file as it was meant: `slips` are its misspelt fields, `faults` what pydantic still finds wrong."""

    data: object
    marks: Marks
    slips: Mapping[Path, Problem]
    faults: list[Any]


def as_meant(data: object, marks: Marks) -> Meant:
    """The file with every misspelt field under the name that it is nearest to, if nothing stands there."""
    data, slips = deepcopy(data), dict[Path, Problem]()
    while faults := _faults(data):
        extra = [tuple(fault["loc"]) for fault in faults if fault["type"] == "extra_forbidden"]
        near = {loc: name for loc in extra if (name := nearest(str(loc[-1]), siblings(loc)))}
        free = {loc: name for loc, name in near.items() if name not in _home(data, loc)}
        if not free:
            break
        (loc, name), *_ = free.items()
        slips[loc] = unknown(loc, marks)
        home = _home(data, loc)
        home[name] = home.pop(loc[-1])
        marks = marks.renamed(loc, name)
    return Meant(data, marks, slips, faults)


def unknown(loc: Path, marks: Marks) -> Problem:
    """That no field has this name."""
    field, hint = ".".join(map(str, loc)), hint_for(str(loc[-1]), siblings(loc))
    return problem("brand-field", marks.place(loc, key=True), value=field, hint=hint)


def _faults(data: object) -> list[Any]:
    try:
        BrandFile.model_validate(data)
    except ValidationError as error:
        return error.errors()
    return []


def _home(data: object, loc: Path) -> Any:  # noqa: ANN401 - a mapping of the file
    """The mapping in which the key at the end of `loc` stands."""
    for part in loc[:-1]:
        data = data[part]  # type: ignore[index]
    return data
