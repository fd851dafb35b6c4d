"""The model -> JSON Schema, for editors that complete and check YAML while it is typed."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from octavo.brandfile import BrandFile
from octavo.model.house import HouseTexts, PersonFields, Publisher
from octavo.model.housestyle import Term
from octavo.model.meta import ChapterFields, Meta, Waivers
from octavo.problems import CATALOGUE

FOLDER = ".octavo/schemas"
DRAFT = "https://json-schema.org/draft/2020-12/schema"

DESCRIBED: Mapping[str, str] = {
    "content/<name>/brief.yml": "brief.json",
    "content/publisher.yaml": "publisher.json",
    "content/people.yaml": "people.json",
    "content/waivers.yaml": "waivers.json",
    "content/style.yaml": "style.json",
    "styles/brands/<name>/_brand.yml": "brand.json",
    "styles/brands/<name>/house.yaml": "house.json",
}
"""File of a workspace -> the schema that describes it. (Editors look into YAML files only: the fields of a brief.md are
described where they stand in a brief.yml beside it.)"""

NOT_GIVEN: tuple[object, ...] = ("", [], {}, None)
"""Defaults that only say that a field may be left out."""


def schemas() -> Mapping[str, str]:
    """File name -> JSON Schema (draft 2020-12) as text, the same for the same version of Octavo."""
    people = {"$schema": DRAFT, "title": "people.yaml", "type": "object"}
    person = _schema(PersonFields)
    definitions = {"$defs": person.pop("$defs")} if "$defs" in person else {}
    terms = {"$schema": DRAFT, "title": "style.yaml: terms that the house does not use", "type": "array"}
    made = {
        "brand.json": {"$schema": DRAFT, **_schema(BrandFile), "title": "_brand.yml"},
        "brief.json": {"$schema": DRAFT, **_schema(Meta), "title": "Front matter of a brief"},
        "chapter.json": {"$schema": DRAFT, **_schema(ChapterFields), "title": "Front matter of a chapter"},
        "publisher.json": {"$schema": DRAFT, **_schema(Publisher), "title": "publisher.yaml"},
        "house.json": {"$schema": DRAFT, **_schema(HouseTexts), "title": "house.yaml of a brand"},
        "people.json": {**people, "additionalProperties": person, **definitions},
        "waivers.json": {"$schema": DRAFT, **_schema(Waivers), "title": "waivers.yaml"},
        "style.json": {**terms, "items": _schema(Term)},
    }
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in made.items()}


def write_schemas(root: Path) -> tuple[str, ...]:
    """Write all schemas under `.octavo/schemas/` of a workspace; returns their paths in it."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    made = schemas()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return tuple(f"{FOLDER}/{name}" for name in made)


def first_lines() -> tuple[tuple[str, str], ...]:
    """For each file of DESCRIBED the comment that leads an editor to its schema; the path is relative to the file."""
    return tuple(
        (file, f"# yaml-language-server: $schema={'../' * file.count('/')}{FOLDER}/{name}")
        for file, name in DESCRIBED.items()
    )


def _schema(kind: type[BaseModel]) -> dict[str, object]:
    schema = _plain(kind.model_json_schema())
    assert isinstance(schema, dict)
    waiver = schema.get("$defs", {}).get("Waiver")
    if waiver:  # the model takes any code, so that the preflight can name the nearest
        waiver["properties"]["code"]["enum"] = sorted(CATALOGUE)
    return schema


def _plain(schema: object) -> object:
    """Without what tells an editor nothing: titles made from names, defaults that mean "not given"."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept: dict[str, object] = {}
    for key, value in schema.items():
        if key in ("properties", "$defs") and isinstance(value, dict):
            kept[key] = {name: _plain(inner) for name, inner in value.items()}
        elif key != "title" and (key != "default" or value not in NOT_GIVEN):
            kept[key] = _plain(value)
    return kept
