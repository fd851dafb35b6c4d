"""The models of _brand.yml + a file's values -> what can be set in it, as groups of fields a page can draw.

A field that a model gains appears here by itself: a Literal is a choice, a number has its limits, the rest is text.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from octavo.brandfile import BrandFile, Logo
from octavo.brandparts import FOLDER
from octavo.brandprint import Marks, Octavo
from octavo.colours import CHARTS, ROLES, THEME
from octavo.files import Files
from octavo.preview import studiowords as words

Loc = tuple[str | int, ...]
Field = dict[str, Any]

SHORT: Mapping[Loc, str | tuple[str, ...]] = {
    ("typography", "base"): "family",
    ("typography", "headings"): "family",
    ("typography", "monospace"): "family",
    ("typography", "link"): "color",
    ("meta", "name"): "full",
    ("meta", "link"): "home",
    **{("logo", size): ("light", "dark") for size in ("small", "medium", "large")},
}
"""Where brand.yml takes a bare value, and the field that it stands for, or the fields."""
PRINT = ("defaults", "octavo")
APART = frozenset(("logo", "charts", "roles", "dark"))
"""What of `defaults.octavo` is set in groups of its own."""
SETTING = frozenset(("families", "fallback", "scale"))
"""What of it is type."""
PICTURES = (".svg", ".png")
MARKS = tuple(Marks.model_fields)


def form(files: Files, brand: str, data: Mapping[str, Any], saved: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Groups: `title`, `fields`. A field has `loc`, `label`, `part` (the heading it stands under), `kind` ("colour",
    "name", "choice", "number", "text", "list", "palette", "logo"), `value` ("" when it is not set) and by its kind
    `options`, `least` and `most`, `help`, and `empty`: what holds when it is not set. What there is to choose from is
    that of `data`, the file as it is shown; values are those of `saved`."""
    palette = list(value_at(data, ("color", "palette"), {}))
    faces = [str(font["family"]) for font in value_at(data, ("typography", "fonts"), []) if isinstance(font, dict)]
    layouts = [path.rpartition("/")[2].removesuffix(".css") for path in files.list("styles/layout")]
    choices = {(*PRINT, "layout"): layouts, "families": faces}
    printed = list(_leaves(Octavo, PRINT, data, choices))
    setting = [field for field in printed if field["loc"][2] in SETTING]
    groups = [
        _group("Colors", (_colour(data, name) for name in palette)),
        _group("Main colors", (_theme(data, name, palette) for name in THEME)),
        _group("Type", [*_type(data, faces, palette), *setting]),
        _group("Page", [field for field in printed if field not in setting]),
        _group("Charts", (_palette(data, name, palette) for name in CHARTS)),
        _group("Logos", _logos(files, brand, data)),
        _group("Colors of parts", _roles(data, "roles", palette)),
        _group("Dark screen", _roles(data, "dark", palette)),
        _group("House", _house(data)),
    ]
    for field in (field for group in groups for field in group["fields"]):
        field["value"] = value_at(saved, tuple(field["loc"]), "")
    return groups


def _group(title: str, fields: Iterable[Field]) -> dict[str, Any]:
    return {"title": title, "fields": list(fields)}


def _colour(data: Mapping[str, Any], name: str) -> Field:
    loc = ("color", "palette", name)
    return {"loc": list(loc), "label": name, "part": "", "kind": "colour", "value": value_at(data, loc, "")}


def _name(data: Mapping[str, Any], loc: Loc, said: tuple[str, str], palette: list[str], follows: str = "") -> Field:
    empty = f"follows {follows}" if follows and not follows.startswith(("#", "as ")) else follows or "not set"
    part, label = said
    key = "" if loc[0] == "typography" else str(loc[-1])
    known = {"loc": list(loc), "part": part, "label": label, "key": key}
    return {**known, "kind": "name", "value": value_at(data, loc, ""), "options": palette, "empty": empty}


def _theme(data: Mapping[str, Any], name: str, palette: list[str]) -> Field:
    return {**_name(data, ("color", name), ("", words.THEME[name]), palette), "role": THEME[name]}


def _roles(data: Mapping[str, Any], section: str, palette: list[str]) -> Iterator[Field]:
    """A field for each role, by the part of a page that it stands in."""
    said = {role: (part, label) for part, roles in words.PARTS.items() for role, label in roles.items()}
    for role in sorted(ROLES, key=lambda role: list(said).index(role) if role in said else len(said)):
        follows = "as in the light" if section == "dark" else _elsewhere(data, role) or ROLES[role]
        yield _name(data, (*PRINT, section, role), said.get(role, ("Others", role)), palette, follows)


def _elsewhere(data: Mapping[str, Any], role: str) -> str:
    """Which other group decides a role's colour, "" for none."""
    charts = next(((name, roles.index(role)) for name, roles in CHARTS.items() if role in roles), None)
    if charts and len(value_at(data, (*PRINT, "charts", charts[0]), ())) > charts[1]:
        return "as in Charts"
    if any(role == own and value_at(data, ("color", name), "") for name, own in THEME.items()):
        return "as in Main colors"
    kinds = {"heading": ("typography", "headings", "color"), "link": ("typography", "link", "color")}
    return "as in Type" if role in kinds and value_at(data, kinds[role], "") else ""


def _palette(data: Mapping[str, Any], name: str, palette: list[str]) -> Field:
    """A palette of charts: a list of colours."""
    loc = (*PRINT, "charts", name)
    charts = _model(Octavo.model_fields["charts"].annotation)
    leaf = _leaf(charts.model_fields[name], loc, data, palette) if charts else {}
    return {**leaf, "kind": "palette", "roles": list(CHARTS[name])}


def _logos(files: Files, brand: str, data: Mapping[str, Any]) -> Iterator[Field]:
    """Which picture stands where: in the editions, and for other tools that read the file."""
    folder = f"{FOLDER}/{brand}/"
    pictures = [path.removeprefix(folder) for path in files.list(folder) if path.lower().endswith(PICTURES)]
    images = {
        str(name): str(image.get("path", "") if isinstance(image, dict) else image)
        for name, image in value_at(data, ("logo", "images"), {}).items()
    }
    sizes = [size for size in Logo.model_fields if size != "images"]
    locs: list[Loc] = [(*PRINT, "logo", place) for place in MARKS]
    locs += [("logo", size, light) for size in sizes for light in ("light", "dark")]
    for loc in locs:
        part, label = (
            ("For other tools", f"{str(loc[1]).capitalize()}, on {loc[2]}") if loc[0] == "logo" else _said(loc)
        )
        known = {"loc": list(loc), "part": part, "label": label, "key": "" if loc[0] == "logo" else loc[-1]}
        yield {**known, "kind": "logo", "value": value_at(data, loc, ""), "options": pictures, "images": images}


def _type(data: Mapping[str, Any], faces: list[str], palette: list[str]) -> Iterator[Field]:
    """The type's own fields, without the list of fonts."""
    colours = {("typography", "headings", "color"): "heading", ("typography", "link", "color"): "link"}
    kinds = BrandFile.model_fields["typography"].annotation
    for part in ("base", "headings", "monospace", "link"):
        model = _model(kinds.model_fields[part].annotation) if isinstance(kinds, type) else None
        for leaf in _leaves(model, ("typography", part), data, {"families": faces}) if model else ():
            role = colours.get(tuple(leaf["loc"]))
            yield (
                {**_name(data, tuple(leaf["loc"]), _said(tuple(leaf["loc"])), palette), "role": role} if role else leaf
            )


def _house(data: Mapping[str, Any]) -> Iterator[Field]:
    """Whose brand it is."""
    meta = _model(BrandFile.model_fields["meta"].annotation)
    leaves = _leaves(meta, ("meta",), data, {"families": []}) if meta else ()
    yield from (leaf for leaf in leaves if tuple(leaf["loc"][1:]) in words.HOUSE)


def _leaves(
    model: type[BaseModel], loc: Loc, data: Mapping[str, Any], choices: Mapping[Any, list[str]]
) -> Iterator[Field]:
    """A field for each value of a model and of the models in it."""
    for name, info in model.model_fields.items():
        key = info.alias or name
        inner = _model(info.annotation)
        if loc == PRINT and key in APART:
            continue
        if inner:
            yield from _leaves(inner, (*loc, key), data, choices)
            continue
        faces = choices["families"] if "family" in key or "families" in loc or key == "fonts" else None
        yield _leaf(info, (*loc, key), data, choices.get((*loc, key)) or faces)


def _leaf(info: FieldInfo, loc: Loc, data: Mapping[str, Any], options: list[str] | None) -> Field:
    """One value. What the file does not say has the model's default beside it."""
    kind = next((kind for kind in _kinds(info.annotation) if kind is not type(None)), str)
    is_list = get_origin(kind) is list
    default = "" if info.is_required() or info.default is None or is_list else str(info.default)
    default = default or words.UNSET.get(tuple(map(str, loc)), "")
    part, label = _said(loc)
    field = {
        "loc": list(loc),
        "part": part,
        "label": label,
        "value": value_at(data, loc, ""),
        "empty": default,
        "help": info.description or "",
    }
    if options is None and get_origin(kind) is Literal:
        options = list(map(str, get_args(kind)))
    if is_list:
        sizes = {
            name: getattr(one, name)
            for one in info.metadata
            for name in ("min_length", "max_length")
            if hasattr(one, name)
        }
        limits = {"least": sizes.get("min_length", 0), "most": sizes.get("max_length", len(options or ()))}
        return {**field, "kind": "list", "options": options or [], **limits}
    if options is not None:
        return {**field, "kind": "choice", "options": options}
    if kind in (int, float):
        limits = {name: getattr(one, name) for one in info.metadata for name in ("ge", "le") if hasattr(one, name)}
        step = 1 if kind is int else 0.01
        return {**field, "kind": "number", "least": limits.get("ge"), "most": limits.get("le"), "step": step}
    return {**field, "kind": "text"}


def _said(loc: Loc) -> tuple[str, str]:
    """The part that a value belongs to, and its label."""
    below = tuple(map(str, loc[2:] if loc[:2] == PRINT else loc[1:]))
    table = {"defaults": words.PRINT, "typography": words.TYPE, "meta": words.HOUSE}.get(str(loc[0]), {})
    return table.get(below, ("", " ".join(below)))


def _kinds(annotation: object) -> tuple[Any, ...]:
    """The types that a field may have: those of a union, with what Annotated says taken off."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(inner for one in get_args(annotation) for inner in _kinds(one))
    return _kinds(get_args(annotation)[0]) if hasattr(annotation, "__metadata__") else (annotation,)


def _model(annotation: object) -> type[BaseModel] | None:
    """The model that a field holds, if it is one."""
    found = [one for one in _kinds(annotation) if isinstance(one, type) and issubclass(one, BaseModel)]
    return found[0] if found else None


def value_at(data: Mapping[str, Any], loc: Loc, default: Any) -> Any:  # noqa: ANN401 - as YAML has it
    """The value at a place; a bare value stands for its first field, or for each of its fields."""
    value: Any = data
    for depth, part in enumerate(loc, 1):
        if not isinstance(value, dict):
            stands = SHORT.get(loc[: depth - 1], ())
            is_meant = part in ((stands,) if isinstance(stands, str) else stands)
            return value if is_meant and value is not None else default
        value = value.get(part)
    return default if value is None else value
