"""A workspace and one of its brands -> a workspace of specimens in it: every type, every component, limits, each on
both papers."""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from octavo.brand import Brand
from octavo.brandprint import Paper
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
PAPERS: Mapping[Paper, str] = {"letter": "Letter", "a4": "A4"}
"""The papers that each specimen is laid out on, as people call them."""
HEAD = "---\n"


@dataclass(frozen=True)
class Sample:
    """A specimen on one paper: its slug in the workspace, and what people are told. `is_first`: it is on the house's
    own paper, and has a web page and an e-book too."""

    slug: str
    name: str
    shows: str
    paper: str
    is_first: bool

    def __str__(self) -> str:
        return f"{self.name}, on {self.paper}"


def lay_out(root: Path, folder: Path, brand: Brand, paper: Paper = "letter") -> tuple[Sample, ...]:
    """Make the workspace of specimens in `folder`, with the templates and styles of `root`: first all on `paper`, then
    their PDFs alone on the other one."""
    shutil.rmtree(folder, ignore_errors=True)
    for top in PACKAGED:
        if (root / top).is_dir():
            shutil.copytree(root / top, folder / top)
    ours = Files(DEFAULTS)
    for path in ours.list(CONTENT):
        slug, _, inner = path.removeprefix(f"{CONTENT}/").partition("/")
        if slug in SPECIMENS or not inner:
            _put(folder / "content" / slug / inner, ours.read(path))
    kinds = kinds_of(ours)
    for kind in kinds:
        text = Template(ours.text(f"{STARTERS}/{kind}.md"))
        made = text.substitute(title=json.dumps(STARTED), date=DAY.isoformat())
        _put(folder / f"content/{kind}/brief.md", made.encode())
    _put(folder / "content/publisher.yaml", publisher(brand, paper).encode())
    shown = {**SPECIMENS, **dict.fromkeys(kinds, "This type of document")}
    return (
        *(Sample(slug, _name(slug), shows, PAPERS[paper], True) for slug, shows in shown.items()),
        *(
            Sample(_on(folder, slug, other), _name(slug), shows, PAPERS[other], False)
            for other in PAPERS
            if other != paper
            for slug, shows in shown.items()
        ),
    )


def publisher(brand: Brand, paper: Paper) -> str:
    """The house of the specimens: the brand's name and nothing else of its own."""
    name = json.dumps({"full": brand.meta.full, "short": brand.meta.short}, ensure_ascii=False)
    return (
        f"name: {name}\nlanguage: en-US\npaper: {paper}\nbrand: {brand.name}\n"
        "url: https://house.example\ndisclaimer: What stands here is a specimen and nobody’s view.\n"
        "call-to-action: {head: Get involved, text: What members receive., label: house.example,"
        ' url: "https://house.example"}\n'
    )


def _name(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _on(folder: Path, slug: str, paper: Paper) -> str:
    """Copy a specimen for another paper; the copy's slug. Its PDF says all that the paper changes."""
    copied = folder / f"content/{slug}-{paper}"
    shutil.copytree(folder / f"content/{slug}", copied)
    brief = copied / "brief.md"
    text = brief.read_text("utf-8").removeprefix(HEAD)
    brief.write_text(f"{HEAD}paper: {paper}\nformats: [pdf]\n{text}", "utf-8")
    return copied.name


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
