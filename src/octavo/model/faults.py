"""Fields as typed + a class of fields -> an instance, and every fault as a problem at its place."""

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from octavo.anchors import nearest
from octavo.content import Front
from octavo.model.meta import kebab
from octavo.model.texts import RUNNING
from octavo.problems import Place, Problem, problem
from octavo.yamltext import Loc, cut_text, quoted

Model = TypeVar("Model", bound=BaseModel)

WORDS_OF_OTHERS: Mapping[str, str] = {
    "abstract": "summary",
    "author": "authors",
    "categories": "topics",
    "contributors": "authors",
    "csl": "citation-style",
    "deck": "dek",
    "description": "dek",
    "doi": "identifiers",
    "executive-summary": "summary",
    "host": "relay",
    "image": "portrait",
    "isbn": "identifiers",
    "issn": "identifiers",
    "key-takeaways": "takeaways",
    "keywords": "topics",
    "lang": "language",
    "lede": "dek",
    "license": "licence",
    "lastmod": "updated",
    "papersize": "paper",
    "report-number": "identifiers",
    "sender": "from",
    "server": "relay",
    "smtp": "relay",
    "ssl": "security",
    "standfirst": "dek",
    "subtitle": "dek",
    "tags": "topics",
    "tldr": "takeaways",
}
"""Names that Quarto, Hugo, Jekyll and newsrooms use -> ours, where we have the field."""

_WANTED: Mapping[str, str] = {
    "string_type": "text",
    "date_type": "a day, as YYYY-MM-DD",
    "model_type": "fields, one `name: value` on each line",
    "dict_type": "fields, one `name: value` on each line",
}
"""pydantic's complaint about a kind of value -> what should stand there."""


def validated(kind: type[Model], front: Front, under: Loc = ()) -> tuple[Model | None, tuple[Problem, ...]]:
    """Check the fields at `under` of a file. None when there is an error; the problems are those of all fields."""
    try:
        return kind.model_validate(_data(front, under)), ()
    except ValidationError as error:
        return None, tuple(_problem(detail, kind, front, tuple(under)) for detail in error.errors())


def remainder(kind: type[Model], front: Front, needed: Mapping[str, object]) -> Model:
    """What is in order of fields that hold an error, so that the rest can be looked at in the same run.

    `needed` stands in for fields that `kind` requires.
    """
    data = dict(front.data)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        wrong = {detail["loc"][0] for detail in error.errors() if detail["loc"]}
    return kind.model_validate({**needed, **{name: value for name, value in data.items() if name not in wrong}})


def _data(front: Front, under: Loc) -> object:
    data: object = front.data
    for part in under:
        data = data.get(part) if isinstance(data, Mapping) else None
    return data


def cut_texts(kind: type[BaseModel], front: Front, under: Loc = ()) -> Iterator[Problem]:
    """A warning for each comment that cuts off a field of running text (not an id, a date or a choice), except those
    that `load` has given because they were surely meant as text."""
    for comment in front.marks.comments:
        loc = comment.loc
        if not comment.surely_text and loc[: len(under)] == tuple(under) and _is_running_text(kind, loc[len(under) :]):
            yield cut_text(comment)


def _is_running_text(kind: type[BaseModel], loc: Loc) -> bool:
    owner, name = _owner(kind, loc)
    field = owner.model_fields.get(name) if owner else None
    return field is not None and (RUNNING in field.metadata or _runs(field.annotation))


def _runs(annotation: object) -> bool:
    return RUNNING in getattr(annotation, "__metadata__", ()) or any(_runs(part) for part in get_args(annotation))


def _problem(detail: ErrorDetails, kind: type[BaseModel], front: Front, under: tuple[str | int, ...]) -> Problem:
    """One finding of pydantic in the catalogue's words."""
    loc, said, value = (*under, *detail["loc"]), detail["type"], detail["input"]
    of_key = loc[-1:] == ("[key]",)
    place = front.marks.place(loc, key=of_key or said == "extra_forbidden")
    loc = loc[:-2] if of_key else loc
    owner, name = _owner(kind, detail["loc"])
    field = next((part for part in reversed(loc) if isinstance(part, str)), "")
    if said == "missing" and owner:
        return problem("missing-field", place, field=field, meaning=owner.model_fields[name].description)
    if said == "extra_forbidden" and owner:
        return problem("unknown-field", place, field=field, near=_near(field, owner))
    if said == "literal_error":
        choices = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
        near = difflib.get_close_matches(str(value).lower(), choices, 1, 0.5)
        hint = f'did you mean "{near[0]}"?' if near else f"use one of: {', '.join(choices)}"
        return problem("bad-choice", place, hint=hint, field=field, value=value)
    if value is None:
        return problem("empty-text", place, field=field)
    if said in _WANTED:
        return _wrong_kind(said, value, field, place)
    return problem(said, place, **{"field": field, **detail.get("ctx", {})})


def _wrong_kind(said: str, value: object, field: str, place: Place) -> Problem:
    if said == "string_type" and isinstance(value, dict) and len(value) == 1:
        ((start, rest),) = value.items()
        if isinstance(rest, str):
            text = f"{start}: {rest}"
            return problem("text-as-fields", place, value=text, fixed=quoted(text))
    found = "a list" if isinstance(value, list) else "fields" if isinstance(value, dict) else f'"{value}"'
    return problem("wrong-kind", place, field=field, wanted=_WANTED[said], found=found)


def _near(field: str, owner: type[BaseModel]) -> str:
    """A hint for a name that is not a field: the field by another name, the most similar one, or all there are."""
    known = [kebab(name) for name in owner.model_fields if name != "id" or owner.__name__ != "Person"]
    plain = field.strip().lower().replace("_", "-").replace(" ", "-")
    if plain in known:
        return f'write "{plain}"'
    if (ours := WORDS_OF_OTHERS.get(plain)) in known:
        return f'here it is called "{ours}"'
    return nearest(plain, known)


def _owner(kind: type[BaseModel], loc: Loc) -> tuple[type[BaseModel] | None, str]:
    """The class of fields in which the last name of `loc` stands, and that field's name in Python."""
    owner: type[BaseModel] | None = kind
    name = ""
    for part in loc:
        if not isinstance(part, str):
            continue
        if name and owner:
            owner = _class_in(owner.model_fields[name].annotation) if name in owner.model_fields else None
        ours = {kebab(field): field for field in owner.model_fields} if owner else {}
        name = ours.get(part, part)
    return owner, name


def _class_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _class_in(part))), None)
