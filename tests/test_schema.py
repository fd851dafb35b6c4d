"""JSON Schemas for editors: they describe every field, and take what the model takes."""

import json
from pathlib import Path

from octavo.model.meta import Meta, kebab
from octavo.problems import CATALOGUE
from octavo.schema import DESCRIBED, FOLDER, first_lines, schemas, write_schemas


def test_each_schema_describes_its_fields() -> None:
    made = {name: json.loads(text) for name, text in schemas().items()}
    assert sorted(made) == [
        "brand.json", "brief.json", "chapter.json", "house.json", "people.json", "publisher.json", "style.json",
        "waivers.json",
    ]  # fmt: skip
    brief = made["brief.json"]
    assert brief["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(brief["properties"]) == [kebab(name) for name in Meta.model_fields]
    assert brief["required"] == ["title"]
    assert brief["additionalProperties"] is False
    assert all("description" in field for field in brief["properties"].values())
    assert brief["properties"]["type"]["enum"] == ["brief", "one-pager", "report", "commentary", "event-summary"]
    assert brief["properties"]["title"]["type"] == ["string", "number", "boolean"]
    assert brief["properties"]["topics"]["type"] == "array"
    assert brief["properties"]["formats"]["default"] == ["pdf", "html", "epub"]
    assert "default" not in brief["properties"]["dek"]
    assert brief["$defs"]["Advice"]["required"] == ["title"]
    assert made["people.json"]["additionalProperties"]["required"] == ["name"]
    assert "name" in made["publisher.json"]["required"]
    assert "epubcheck" in made["publisher.json"]["$defs"]["Check"]["properties"]["require"]["items"]["enum"]
    for name in ("waivers.json", "brief.json"):
        waiver = made[name]["$defs"]["Waiver"]
        assert waiver["required"] == ["code", "reason"]
        assert waiver["properties"]["code"]["enum"] == sorted(CATALOGUE)
    assert made["style.json"]["items"]["required"] == ["term", "instead"]


def test_schemas_are_written_for_editors(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path)
    assert paths == tuple(f"{FOLDER}/{name}" for name in schemas())
    assert {path: (tmp_path / path).read_text("utf-8") for path in paths} == {
        f"{FOLDER}/{name}": text for name, text in schemas().items()
    }
    assert write_schemas(tmp_path) == paths


def test_the_first_line_of_a_file_leads_to_its_schema(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    for file, line in first_lines():
        place = (tmp_path / file.replace("<name>", "brief")).parent
        place.mkdir(parents=True, exist_ok=True)
        assert (place / line.removeprefix("# yaml-language-server: $schema=")).resolve().name == DESCRIBED[file]
        assert (place / line.removeprefix("# yaml-language-server: $schema=")).is_file()
