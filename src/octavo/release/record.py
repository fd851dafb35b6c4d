"""What is known of a release, and release.json, the file that says it. No disk is read or written here.

It holds no time and no machine: the same content released by the same tools gives the same file.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from octavo.publish.manifest import Printed, inside

FOLDER = "releases"
"""Below the workspace: releases/<slug>/<version>/."""
RECORD = "release.json"
SUMS = "SHA256SUMS"
CHECK = "check.json"
EDITIONS = "editions"
"""Below the release: the edition's files, under the names that they have in build/<slug>/."""
SIGNED = "signed"
"""Below the release: its PDF with a signature, when there was a key. The edition itself stays as it was built."""
CHANGES = "changes"
"""Below the release: what it changed after the one before, as a page and a PDF."""

_FORMAT = 1


@dataclass(frozen=True)
class Released:
    """One frozen version of a brief. `date` is that of the edition, as YYYY-MM-DD; `embargo` the moment before which
    nobody may have it, with its time zone; `files` are relative to `folder`/editions; `sources` the content and styles
    that it was made of, path to SHA-256; `tools` name to version; `sums` the SHA-256 of its SHA256SUMS, which stands
    for all its bytes."""

    slug: str
    version: str
    title: str
    status: str
    date: str
    embargo: datetime | None
    language: str
    brand: str
    folder: Path
    files: tuple[Printed, ...]
    pages: int = 0
    sources: Mapping[str, str] = field(default_factory=dict)
    tools: Mapping[str, str] = field(default_factory=dict)
    sums: str = ""

    @property
    def name(self) -> str:
        return f"{self.slug} {self.version}"

    def path(self, file: str) -> Path:
        """Where a file of the edition lies."""
        return self.folder / EDITIONS / file

    @property
    def pdf(self) -> str:
        """The name of its PDF, "" when it has none."""
        return next((file.path for file in self.files if file.path == f"{self.slug}.pdf"), "")

    @property
    def epub(self) -> str:
        """The name of its EPUB, "" when it has none."""
        return next((file.path for file in self.files if file.path == f"{self.slug}.epub"), "")


def as_text(release: Released) -> str:
    """release.json of a release."""
    whole = {
        "format": _FORMAT,
        "brief": release.slug,
        "version": release.version,
        "title": release.title,
        "status": release.status,
        "date": release.date,
        "embargo": release.embargo.isoformat() if release.embargo else "",
        "language": release.language,
        "brand": release.brand,
        "pages": release.pages,
        "files": {file.path: {"size": file.size, "sha256": file.sha256} for file in release.files},
        "sources": dict(release.sources),
        "tools": dict(release.tools),
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def parse(text: str, folder: Path, sums: str) -> Released:
    """The release that a release.json tells of. Raises ValueError when it is damaged or of another format."""
    try:
        whole = json.loads(text)
        if whole["format"] != _FORMAT:
            raise ValueError(f"format {whole['format']} is not known")
        return Released(
            slug=str(whole["brief"]),
            version=str(whole["version"]),
            title=str(whole["title"]),
            status=str(whole["status"]),
            date=str(whole["date"]),
            embargo=datetime.fromisoformat(whole["embargo"]) if whole["embargo"] else None,
            language=str(whole["language"]),
            brand=str(whole["brand"]),
            folder=folder,
            files=tuple(
                Printed(inside(path), int(one["size"]), str(one["sha256"])) for path, one in whole["files"].items()
            ),
            pages=int(whole["pages"]),
            sources={inside(str(path)): str(sha) for path, sha in whole["sources"].items()},
            tools={str(name): str(version) for name, version in whole["tools"].items()},
            sums=sums,
        )
    except (KeyError, TypeError, AttributeError) as damage:
        raise ValueError(f"{type(damage).__name__}: {damage}") from None
