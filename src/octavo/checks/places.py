"""Subject + what stands in an edition -> where its author wrote it; the head of the brief for what nobody wrote."""

from octavo import blocks as b
from octavo.checks.subject import Subject
from octavo.problems import Place
from octavo.walk import every


def of_picture(name: str, subject: Subject) -> Place:
    """The first use of the picture that was published as `name`, "images/map.png"."""
    published = {path for path, made in subject.document.gallery.pictures.items() if made.name == name}
    places = (item.place for item in every(b.Picture, subject.document.chapters) if item.path in published)
    return next(places, Place(subject.brief.path))


def of_link(address: str, subject: Subject) -> Place:
    """The first link to `address`."""
    links = every(b.Link, subject.document.chapters)
    return next((one.place for one in links if one.href == address and one.place.line), Place(subject.brief.path))
