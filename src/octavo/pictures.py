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
from octavo.model.house import Person
from octavo.problems import Problem
from octavo.slugs import FOLDER
from octavo.walk import rebuild


@dataclass(frozen=True)
class Gallery:
    """The pictures of one brief: workspace path -> file to publish, named "images/<name>"."""

    pictures: Mapping[str, Artifact]


def find(brief: Brief, files: Files) -> tuple[Brief, Gallery, tuple[Problem, ...]]:
    """Read every picture the text shows, and the portraits. One that cannot be used is a problem at the author's line.

    A path in the text is relative to the brief's folder, one in people.yaml to the folder of that file.
    """
    gallery: dict[str, Artifact] = {}
    known: dict[str, ImageInfo | None] = {}
    found: list[Problem] = []

    def settle(item: object) -> object:
        return measured(item, brief.folder) if isinstance(item, Picture) and item.source else item

    def portrayed(person: Person) -> Person:
        return person.model_copy(update={"picture": person.picture and measured(person.picture, FOLDER)})

    def measured(item: Picture, folder: str) -> Picture:
        path = posixpath.join(folder, unquote(item.source))
        if path not in known or known[path] is None:
            known[path], said = read_image(files, path, item.place)
            found.extend(said)
        info = known[path]
        if info is None:
            return item
        if path not in gallery:
            gallery[path] = Artifact(_name(info, gallery), info.media_type, prepare(info))
        return replace(item, path=path, width=info.width, height=info.height)

    chapters, summary = rebuild(brief.chapters, settle), rebuild(brief.summary, settle)
    authors, speakers = (tuple(map(portrayed, people)) for people in (brief.authors, brief.speakers))
    settled = replace(brief, chapters=chapters, summary=summary, authors=authors, speakers=speakers)
    return settled, Gallery(gallery), tuple(found)


def _name(info: ImageInfo, taken: Mapping[str, Artifact]) -> str:
    """A published name: the author's, with the suffix of its real kind, made unique across folders."""
    stem = posixpath.splitext(posixpath.basename(info.path))[0]
    names = {artifact.name for artifact in taken.values()}
    name, number = f"images/{stem}{info.suffix}", 2
    while name in names:
        name, number = f"images/{stem}-{number}{info.suffix}", number + 1
    return name
