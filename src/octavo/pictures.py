"""Brief + files -> Brief with every picture found and measured, and the bytes to publish."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from octavo.artifact import Artifact
from octavo.blocks import Picture
from octavo.files import Files
from octavo.images import ImageInfo, prepare, read_image
from octavo.model.brief import Brief
from octavo.problems import Problem
from octavo.walk import rebuild


@dataclass(frozen=True)
class Gallery:
    """The pictures of one brief: workspace path -> file to publish, named "images/<name>"."""

    pictures: Mapping[str, Artifact]


def find(brief: Brief, files: Files) -> tuple[Brief, Gallery, tuple[Problem, ...]]:
    """Read every picture the text shows. One that cannot be used is a problem at the author's line."""
    gallery: dict[str, Artifact] = {}
    known: dict[str, ImageInfo | None] = {}
    found: list[Problem] = []

    def settle(item: object) -> object:
        if not isinstance(item, Picture) or not item.source:
            return item
        path = posixpath.join(brief.folder, unquote(item.source))
        if path not in known or known[path] is None:
            known[path], said = read_image(files, path, item.place)
            found.extend(said)
        info = known[path]
        if info is None:
            return item
        if path not in gallery:
            gallery[path] = Artifact(_name(info, gallery), info.media_type, prepare(info))
        return replace(item, path=path, width=info.width, height=info.height)

    settled = replace(brief, chapters=rebuild(brief.chapters, settle), summary=rebuild(brief.summary, settle))
    return settled, Gallery(gallery), tuple(found)


def _name(info: ImageInfo, taken: Mapping[str, Artifact]) -> str:
    """A published name: the author's, with the suffix of its real kind, made unique across folders."""
    stem = posixpath.splitext(posixpath.basename(info.path))[0]
    names = {artifact.name for artifact in taken.values()}
    name, number = f"images/{stem}{info.suffix}", 2
    while name in names:
        name, number = f"images/{stem}-{number}{info.suffix}", number + 1
    return name
