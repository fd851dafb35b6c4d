"""A workspace with one house and briefs written in a test, taken through the rooms as far as a test asks."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from octavo.content import read_source, read_workspace
from octavo.defaults import DEFAULTS
from octavo.disk import Disk
from octavo.doctypes import load_type
from octavo.document import Document
from octavo.files import Files
from octavo.labels import load_labels
from octavo.model.parse import parse
from octavo.pictures import find
from octavo.press import Made, make
from octavo.problems import Problem
from octavo.settle import settle

PUBLISHER = """\
name: {short: The House, full: The House of Tests, in-text: the House}
url: https://house.example
base-url: https://house.example/briefs
language: en-US
paper: letter
brand: pacific
disclaimer: The views are the authors’ own.
"""
PEOPLE = """\
ada: {name: Ada Example, role: Director, affiliation: The House}
bo: {name: Bo Sample, role: Fellow}
"""
FRONT = """\
---
title: A Test of the Press
date: 2026-01-02
authors: [ada]
"""


BRAND_CSS = "styles/brands/pacific/brand.css"
HOUSE = ("publisher.yaml", "people.yaml", "words.txt", "style.yaml", "waivers.yaml")
WHOLE = ("content", "styles", "templates", "build", "releases")


class SmallPress:
    """Writes briefs and takes them through the chain."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("content/publisher.yaml", PUBLISHER)
        self.write("content/people.yaml", PEOPLE)

    def write(self, path: str, text: str | bytes) -> Path:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)
        return place

    def agrees(self, reads: Mapping[str, str]) -> bool:
        """Whether a build that read these files would read the same today."""
        disk = Disk(self.root, DEFAULTS)
        return all(disk.sha(path) == sha for path, sha in reads.items())

    def lay(self, given: Path) -> None:
        """Lay a folder over the workspace: `content/`, `styles/`, `templates/` and `build/` as they are, files of the
        house into `content/`, `brand.css` to the end of the brand's sheet, all else into the folder of the brief.
        "<name>.more" is put to the end of Octavo's own file."""
        for file in sorted(path for path in given.rglob("*") if path.is_file()):
            name, data = file.relative_to(given).as_posix(), file.read_bytes()
            if name == "brand.css":
                self.write(BRAND_CSS, (DEFAULTS / BRAND_CSS).read_bytes() + b"\n" + data)
            elif name.endswith(".more"):
                name = name.removesuffix(".more")
                self.write(name, (DEFAULTS / name).read_bytes() + data)
            elif name.split("/")[0] in WHOLE:
                self.write(name, data)
            else:
                self.write(f"content/{name}" if name in HOUSE else f"content/trial/{name}", data)

    def brief(self, body: str, fields: str = "", slug: str = "trial") -> None:
        """Write a brief. Its body begins at line 6, and one line later for each line of `fields`."""
        self.write(f"content/{slug}/brief.md", f"{FRONT}{fields}---\n{body}")

    def document(self, body: str, fields: str = "") -> tuple[Document, tuple[Problem, ...]]:
        """The settled document of a brief, and every problem on the way."""
        self.brief(body, fields)
        files = Files(self.root, DEFAULTS)
        workspace, found = read_workspace(files)
        source, said = read_source(files, "trial")
        assert source is not None
        brief, more = parse(source, workspace)
        assert brief is not None
        brief, gallery, seen = find(brief, files)
        kind = load_type(files, brief.meta.type)
        labels, words = load_labels(files, brief.language, brief.labels)
        document, last = settle(brief, kind, labels, gallery)
        return document, (*found, *said, *more, *seen, *words, *last)

    def make(self, body: str, fields: str = "", *formats: str, draft: bool = False, brand: str = "") -> Made:
        """The editions of a brief."""
        self.brief(body, fields)
        return make(self.root, "trial", brand, formats, draft)


def own_brand(root: Path, base: str = "pacific", name: str = "house") -> Path:
    """A copy of one of Octavo's brands under another name in a workspace: its file."""
    shutil.copytree(DEFAULTS / "styles/brands" / base, root / "styles/brands" / name)
    return root / "styles/brands" / name / "_brand.yml"


def change(file: Path, *changes: tuple[str, str]) -> None:
    """Put new texts into a file, each in the place of the first of an old one."""
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def told(found: tuple[Problem, ...]) -> list[str]:
    """Problems as "line:column code"."""
    return [f"{p.place.line}:{p.place.column} {p.code}" for p in found]
