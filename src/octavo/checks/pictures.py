"""Subject -> what the files of its pictures carry that no edition needs: where they were taken, too many bytes."""

from collections.abc import Iterator, Mapping

from octavo import blocks as b
from octavo.camera import location
from octavo.checks.finding import Finding, find
from octavo.checks.subject import Subject
from octavo.problems import Place
from octavo.walk import every

HEAVIEST = 3_000_000
"""Bytes of one picture: as much as the rest of a page may weigh, on a telephone six seconds at 4 Mbit/s."""


def check(subject: Subject) -> Iterator[Finding]:
    """Findings in the order of the text, each file once."""
    for path, place in shown(subject).items():
        published = subject.document.gallery.pictures.get(path)
        if published is None or published.media_type == "image/svg+xml":
            continue
        name = path.rsplit("/", 1)[-1]
        where = location(subject.files.read(path))
        if where:
            yield find("picture-location", place, image=name, where=where, path=path)
        size = len(published.data)
        if size > HEAVIEST:
            kind = "JPEG" if published.media_type == "image/png" else "JPEG, of a lower quality"
            values = {"size": f"{size / 1e6:.1f}", "limit": f"{HEAVIEST / 1e6:.0f}", "kind": kind}
            yield find("picture-heavy", place, image=name, **values)


def shown(subject: Subject) -> Mapping[str, Place]:
    """The path of each picture of a brief, portraits too, and where it is first asked for."""
    brief = subject.brief
    portraits = [person.picture for person in (*brief.authors, *brief.speakers) if person.picture]
    text = every(b.Picture, (subject.document.chapters, brief.summary))
    return {picture.path: picture.place for picture in reversed([*text, *portraits]) if picture.path}
