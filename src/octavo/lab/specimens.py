"""A workspace and one of its brands -> a workspace of specimens in it: every type, every component, limits."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template

from octavo.brand import Brand
from octavo.defaults import DEFAULTS
from octavo.files import PACKAGED, Files
from octavo.starter import STARTERS, kinds_of

CONTENT = "templates/lab/content"
SPECIMENS: Mapping[str, str] = {
    "components": "Every component",
    "limits": "The longest title, twelve authors, a wide table",
    "bare": "Nothing optional: no author, no dek, no figure",
}
"""Specimens of CONTENT and what they show. The starters are specimens of the types."""
DAY = date(2026, 1, 2)
"""The date of every specimen, so that pages change only when the brand does."""
STARTED = "A Specimen of Its Type"


def lay_out(root: Path, folder: Path, brand: Brand) -> Mapping[str, str]:
    """Make the workspace of specimens in `folder`, with the templates and styles of `root`. Returns the slugs, and
    what each shows."""
    shutil.rmtree(folder, ignore_errors=True)
    for top in PACKAGED:
        if (root / top).is_dir():
            shutil.copytree(root / top, folder / top)
    ours = Files(DEFAULTS)
    for path in ours.list(CONTENT):
        _put(folder / "content" / path.removeprefix(f"{CONTENT}/"), ours.read(path))
    kinds = kinds_of(ours)
    for kind in kinds:
        text = Template(ours.text(f"{STARTERS}/{kind}.md"))
        made = text.substitute(title=json.dumps(STARTED), date=DAY.isoformat())
        _put(folder / f"content/{kind}/brief.md", made.encode())
    _put(folder / "content/publisher.yaml", publisher(brand).encode())
    return {**SPECIMENS, **{kind: f"Type: {kind}" for kind in kinds}}


def publisher(brand: Brand) -> str:
    """The house of the specimens: the brand's name and nothing else of its own."""
    name = json.dumps({"full": brand.meta.full, "short": brand.meta.short}, ensure_ascii=False)
    return (
        f"name: {name}\nlanguage: en-US\npaper: letter\nbrand: {brand.name}\n"
        "url: https://house.example\ndisclaimer: What stands here is a specimen and nobody’s view.\n"
        "call-to-action: {head: Get involved, text: What members receive., label: house.example,"
        ' url: "https://house.example"}\n'
    )


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
