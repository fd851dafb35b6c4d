"""Subject -> what is wrong with its pictures as they stand in the PDF: too few pixels or too many, no words."""

from collections.abc import Iterator

from octavo import blocks as b
from octavo.camera import foreign_colours
from octavo.checks import pictures
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.paragraphs import at
from octavo.checks.subject import Subject
from octavo.layout import Layout, Shown
from octavo.problems import Place
from octavo.walk import every

ENOUGH, LEAST = 220, 150
"""Pixels an inch. A screen of 150 lines an inch, the usual one on coated paper, takes one and a half pixels a line to
look sharp, and shows them one by one when it has but one."""
MOST, BULKY = 600, 1_000_000
"""Pixels an inch, twice what a printer's screen of 150 lines can use at its best; bytes of a file that is worth it."""
INCH = 72
"""Points."""


def check(subject: Subject) -> Iterator[Finding | Unrun]:
    """Findings in the order of the pages."""
    if "pdf" not in subject.editions:
        return
    if subject.layout is None:
        yield Unrun("images", "there is no map of this PDF; `./invoke clean`, then build it again")
        return
    places = {picture.path: picture for picture in every(b.Picture, subject.document.chapters)}
    brief = subject.brief
    people = {person.picture.path: person.picture for person in (*brief.authors, *brief.speakers) if person.picture}
    known = {**people, **places}
    yield from _of_files(subject, subject.layout)
    for shown in subject.layout.pictures:
        picture = known.get(shown.source)
        spot = Place(shown.path, shown.line) if shown.line or not picture else picture.place
        yield from _resolution(shown, spot)
        if not shown.alt and not (picture and picture.decorative):
            yield at(find("picture-without-words", spot, image=shown.source, page=shown.page), shown.page, shown.box)


def _of_files(subject: Subject, layout: Layout) -> Iterator[Finding]:
    """Files whose colours the PDF changes, and large ones of which it uses a part only, each where it is largest."""
    made = subject.document.gallery.pictures
    places = pictures.shown(subject)
    largest: dict[str, Shown] = {}
    for shown in layout.pictures:
        if shown.source not in largest or _width(largest[shown.source]) < _width(shown):
            largest[shown.source] = shown
    for path, shown in largest.items():
        if path not in places or path not in made or not _width(shown):
            continue
        if colours := foreign_colours(subject.files.read(path)):
            name = path.rsplit("/", 1)[-1]
            yield at(find("picture-colours", places[path], image=name, colours=colours), shown.page, shown.box)
        ppi = round(shown.pixels[0] / _width(shown) * INCH)
        if ppi > MOST and len(made[path].data) > BULKY:
            values = {**_sizes(shown), "ppi": ppi, "bytes": f"{len(made[path].data) / 1e6:.1f}", "limit": MOST}
            yield at(find("picture-bulky", places[path], **values), shown.page, shown.box)


def _width(shown: Shown) -> float:
    return shown.box.right - shown.box.left


def _sizes(shown: Shown) -> dict[str, object]:
    """What messages say of a picture on its page."""
    return {
        "image": shown.source.rsplit("/", 1)[-1],
        "page": shown.page,
        "pixels": f"{shown.pixels[0]} × {shown.pixels[1]}",
        "size": f"{_width(shown) / INCH:.1f}",
        "wanted": round(_width(shown) / INCH * 300),
    }


def _resolution(shown: Shown, spot: Place) -> Iterator[Finding]:
    """How many pixels an inch are left at the size on the page."""
    if not shown.pixels[0] or not _width(shown):
        return
    ppi = round(shown.pixels[0] / _width(shown) * INCH)
    if ppi < ENOUGH:
        values = {**_sizes(shown), "ppi": ppi, "limit": LEAST if ppi < LEAST else ENOUGH}
        code = "picture-blurred" if ppi < LEAST else "picture-coarse"
        yield at(find(code, spot, **values), shown.page, shown.box)
