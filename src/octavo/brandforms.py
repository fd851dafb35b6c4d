"""What pydantic finds wrong with a _brand.yml -> problems in plain words, each with what to write."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from octavo.brandhints import nearest
from octavo.brandmeant import unknown
from octavo.flatten.rules import WEIGHTS
from octavo.problems import Problem, problem
from octavo.yamltext import Marks

KINDS: Mapping[str, str] = {
    "string_pattern_mismatch": "it is a length in pt, mm or in",
    "string_type": "it is a text",
    "float_type": "it is a number",
    "int_type": "it is a whole number",
    "list_type": "it is a list",
    "tuple_type": "it is a list",
    "dict_type": "it has fields of its own",
    "model_type": "it has fields of its own",
    "greater_than_equal": "it is {ge:g} at the least",
    "less_than_equal": "it is {le:g} at the most",
    "too_short": "its entries are {min_length} at the least",
    "too_long": "its entries are {max_length} at the most",
    "literal_error": "it is {expected}",
}
"""Kind of a finding -> what the field is, filled in with pydantic's own values."""
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(pt|mm|in)?\s*")


def problems_of(faults: Sequence[Any], marks: Marks) -> tuple[Problem, ...]:
    """One problem for each finding; that a list is short is not told where its entries are at fault."""
    places = [tuple(fault["loc"]) for fault in faults]
    return tuple(
        _problem(fault, loc, marks)
        for fault, loc in zip(faults, places, strict=True)
        if fault["type"] != "too_short" or not any(loc == other[: len(loc)] != other for other in places)
    )


def _problem(fault: Mapping[str, Any], loc: tuple[str | int, ...], marks: Marks) -> Problem:
    """An unknown field, a missing one, or a value of the wrong kind."""
    kind, value, given = fault["type"], fault["input"], dict(fault.get("ctx", {}))
    field = ".".join(map(str, loc))
    if kind == "extra_forbidden":
        return unknown(loc, marks)
    if kind == "missing":
        return problem("brand-lacks", marks.place(loc), field=field)
    if "expected" in given:
        given["expected"] = given["expected"].replace("'", "")
    reason = KINDS[kind].format(**given) if kind in KINDS else fault["msg"]
    at, hint = marks.place(loc), _hint(kind, value, given)
    return problem("brand-value", at, hint=hint, field=field, value="" if value is None else value, reason=reason)


def _hint(kind: str, value: object, given: Mapping[str, Any]) -> str | None:
    """What to write instead of a value; None where only the field itself tells."""
    number = NUMBER.fullmatch(str(value))
    match kind:
        case "string_pattern_mismatch" if number:
            return f"write {number[1]}{number[2] or 'pt'}"
        case "string_pattern_mismatch":
            return "write a number and its unit, as in 62pt"
        case "int_type" if isinstance(value, str) and value.lower() in WEIGHTS:
            return f"write {WEIGHTS[value.lower()]}"
        case "float_type" | "int_type" if number and isinstance(value, str):
            return f"write {number[1]}"
        case "string_type" if number:
            return f'write "{number[1]}", in quotes'
        case "list_type" | "tuple_type" if isinstance(value, str):
            return f"write [{value}]"
        case "greater_than_equal":
            return f"write {given['ge']:g} or more"
        case "less_than_equal":
            return f"write {given['le']:g} or less"
        case "literal_error":
            near = nearest(str(value).lower(), re.split(r", | or ", given["expected"]))
            return f'did you mean "{near}"?' if near else f"write {given['expected']}"
    return None
