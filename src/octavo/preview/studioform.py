"""The models of _brand.yml + a file's values -> what can be set in it, as groups of fields a page can draw.

A field that a model gains appears here by itself: a Literal is a choice, a number has its limits, the rest is text.
"""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from octavo.brandfile import BrandFile
from octavo.brandprint import Octavo
from octavo.colours import ROLES, THEME
from octavo.files import Files

SHORT: Mapping[tuple[str | int, ...], str] = {
    ("typography", "base"): "family",
    ("typography", "headings"): "family",
    ("typography", "monospace"): "family",
    ("typography", "link"): "color",
    ("meta", "name"): "full",
    ("meta", "link"): "home",
}
"""Where brand.yml takes a bare value, and the field that it stands for."""
PRINT = ("defaults", "octavo")
LEFT_OUT = frozenset(("logo", "figure", "fallback", "charts", "roles", "dark"))
"""What is set by files, by lists, or in groups of its own."""


def form(files: Files, data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Groups: `title` and `fields`. A field has `loc`, `label`, `kind` ("colour", "name", "choice", "number", "text"),
    `value` ("" when it is not set), and by its kind `options`, `least` and `most`, `help`."""
    palette = list(_at(data, ("color", "palette"), {}))
    faces = [str(font["family"]) for font in _at(data, ("typography", "fonts"), []) if isinstance(font, dict)]
    layouts = [path.rpartition("/")[2].removesuffix(".css") for path in files.list("styles/layout")]
    choices = {(*PRINT, "layout"): layouts}
    return [
        _group("Palette", (_colour(data, name) for name in palette)),
        _group("Theme", (_name(data, ("color", name), name, [*palette]) for name in THEME)),
        _group("Type", _type(data, faces)),
        _group("Layout", _leaves(Octavo, PRINT, data, {**choices, "families": faces})),
        _group(
            "Roles", (_name(data, (*PRINT, "roles", role), role, palette, source) for role, source in ROLES.items())
        ),
        _group(
            "Dark screen", (_name(data, (*PRINT, "dark", role), role, palette, "as in the light") for role in ROLES)
        ),
    ]


def _group(title: str, fields: Iterator[dict[str, Any]]) -> dict[str, Any]:
    return {"title": title, "fields": list(fields)}


def _colour(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    loc = ("color", "palette", name)
    return {"loc": list(loc), "label": name, "kind": "colour", "value": _at(data, loc, "")}


def _name(
    data: Mapping[str, Any], loc: tuple[str, ...], label: str, palette: list[str], follows: str = ""
) -> dict[str, Any]:
    empty = f"follows {follows}" if follows and not follows.startswith(("#", "as ")) else follows or "not set"
    return {
        "loc": list(loc),
        "label": label,
        "kind": "name",
        "value": _at(data, loc, ""),
        "options": palette,
        "empty": empty,
    }


def _type(data: Mapping[str, Any], faces: list[str]) -> Iterator[dict[str, Any]]:
    """The type's own fields, without the list of fonts."""
    kinds = BrandFile.model_fields["typography"].annotation
    for part in ("base", "headings", "monospace", "link"):
        model = _model(kinds.model_fields[part].annotation) if isinstance(kinds, type) else None
        if model:
            yield from _leaves(model, ("typography", part), data, {"families": faces})


def _leaves(
    model: type[BaseModel], loc: tuple[str, ...], data: Mapping[str, Any], choices: Mapping[Any, list[str]]
) -> Iterator[dict[str, Any]]:
    """A field for each value of a model and of the models in it."""
    for name, info in model.model_fields.items():
        key = info.alias or name
        inner = _model(info.annotation)
        if key in LEFT_OUT:
            continue
        if inner:
            yield from _leaves(inner, (*loc, key), data, choices)
            continue
        faces = choices["families"] if "family" in key or "families" in loc else None
        yield _leaf(info, (*loc, key), data, choices.get((*loc, key)) or faces)


def _leaf(info: FieldInfo, loc: tuple[str, ...], data: Mapping[str, Any], options: list[str] | None) -> dict[str, Any]:
    """One value. What the file does not say has the model's default beside it."""
    kind = next((kind for kind in _kinds(info.annotation) if kind is not type(None)), str)
    label = " ".join(loc[2:] if loc[:2] == PRINT else loc[1:])
    default = "" if info.is_required() or info.default is None else str(info.default)
    field = {
        "loc": list(loc),
        "label": label,
        "value": _at(data, loc, ""),
        "empty": default,
        "help": info.description or "",
    }
    if options is None and get_origin(kind) is Literal:
        options = list(map(str, get_args(kind)))
    if options is not None:
        return {**field, "kind": "choice", "options": options}
    if kind in (int, float):
        limits = {name: getattr(one, name) for one in info.metadata for name in ("ge", "le") if hasattr(one, name)}
        step = 1 if kind is int else 0.01
        return {**field, "kind": "number", "least": limits.get("ge"), "most": limits.get("le"), "step": step}
    return {**field, "kind": "text"}


def _kinds(annotation: object) -> tuple[Any, ...]:
    """The types that a field may have: those of a union, with what Annotated says taken off."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(inner for one in get_args(annotation) for inner in _kinds(one))
    return _kinds(get_args(annotation)[0]) if hasattr(annotation, "__metadata__") else (annotation,)


def _model(annotation: object) -> type[BaseModel] | None:
    """The model that a field holds, if it is one."""
    found = [one for one in _kinds(annotation) if isinstance(one, type) and issubclass(one, BaseModel)]
    return found[0] if found else None


def _at(data: Mapping[str, Any], loc: tuple[str, ...], default: Any) -> Any:  # noqa: ANN401 - as YAML has it
    """The value at a place; a bare value stands for its first field."""
    value: Any = data
    for depth, part in enumerate(loc, 1):
        if not isinstance(value, dict):
            return value if SHORT.get(loc[: depth - 1]) == part and value is not None else default
        value = value.get(part)
    return default if value is None else value
