"""build/manifest.json <-> Manifest: what was made, file by file. Reads and writes values and text, never the disk.

It holds no time, no process and no machine, so that the same editions make the same manifest.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MADE_BY = "octavo"
VERSION = 1


@dataclass(frozen=True, order=True)
class Printed:
    """A file as it was written. `path` is relative to its edition (or to build/, for the site's own files),
    `size` in bytes, `sha256` in hexadecimal."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Edition:
    """A brief as it stands in build/<slug>/.

    `stale`: its last build failed, and the files are those of the last good one. `card` is what the contents page
    shows of it: texts, numbers and lists, as JSON has them.
    """

    title: str = ""
    brand: str = ""
    draft: bool = False
    pages: int = 0
    stale: bool = False
    card: Mapping[str, object] = field(default_factory=dict)
    files: tuple[Printed, ...] = ()


@dataclass
class Manifest:
    """What is Octavo's in an output folder: an edition by slug, and the files of the contents page."""

    editions: dict[str, Edition] = field(default_factory=dict)
    site: tuple[Printed, ...] = ()

    def text(self) -> str:
        """The manifest as JSON; the same editions give the same text."""
        editions = {slug: _edition_as_json(edition) for slug, edition in self.editions.items()}
        whole = {"made-by": MADE_BY, "version": VERSION, "editions": editions, "site": _files_as_json(self.site)}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def parse(text: str) -> Manifest | None:
    """The manifest in a text, or None when it is not one of ours or is damaged."""
    try:
        whole = json.loads(text)
        if whole["made-by"] != MADE_BY or whole["version"] != VERSION:
            return None
        editions = {name(slug): _edition(entry) for slug, entry in whole["editions"].items()}
        return Manifest(editions, _files(whole["site"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def name(text: str) -> str:
    """`text` itself when it can be the name of one file or folder. Raises ValueError."""
    if not text or text in (".", "..") or "/" in text or "\\" in text or "\0" in text:
        raise ValueError(f"not a file name: {text!r}")
    return text


def inside(path: str) -> str:
    """`path` itself when it stays inside the folder it is relative to. Raises ValueError."""
    for part in path.split("/"):
        name(part)
    return path


def _edition(entry: Mapping[str, Any]) -> Edition:
    return Edition(
        title=str(entry["title"]),
        brand=str(entry["brand"]),
        draft=bool(entry["draft"]),
        pages=int(entry["pages"]),
        stale=entry["state"] == "stale",
        card=dict(entry["card"]),
        files=_files(entry["files"]),
    )


def _edition_as_json(edition: Edition) -> dict[str, object]:
    return {
        "title": edition.title,
        "state": "stale" if edition.stale else "current",
        "brand": edition.brand,
        "draft": edition.draft,
        "pages": edition.pages,
        "card": edition.card,
        "files": _files_as_json(edition.files),
    }


def _files(entries: Mapping[str, Mapping[str, Any]]) -> tuple[Printed, ...]:
    return tuple(
        Printed(inside(path), int(entry["size"]), str(entry["sha256"])) for path, entry in sorted(entries.items())
    )


def _files_as_json(files: tuple[Printed, ...]) -> dict[str, dict[str, object]]:
    return {file.path: {"size": file.size, "sha256": file.sha256} for file in files}
