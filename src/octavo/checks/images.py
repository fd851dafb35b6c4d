"""Subject -> what is wrong with its pictures as they stand in the PDF: too few pixels, no words."""

from collections.abc import Iterator

from octavo import blocks as b
from octavo.checks.finding import Finding, Unrun, find
from octavo.checks.paragraphs import at
from octavo.checks.subject import Subject
from octavo.layout import Shown
from octavo.problems import Place
from octavo.walk import every

ENOUGH, LEAST = 220, 150
"""Pixels an inch. A screen of 150 lines an inch, the usual one on coated paper, takes one and a half pixels a line to
look sharp, and shows them one by one when it has but one."""
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
    for shown in subject.layout.pictures:
        picture = known.get(shown.source)
        spot = Place(shown.path, shown.line) if shown.line or not picture else picture.place
        yield from _resolution(shown, spot)
        if not shown.alt and not (picture and picture.decorative):
            yield at(find("picture-without-words", spot, image=shown.source, page=shown.page), shown.page, shown.box)


def _resolution(shown: Shown, spot: Place) -> Iterator[Finding]:
    """How many pixels an inch are left at the size on the page."""
    width = shown.box.right - shown.box.left
    if not shown.pixels[0] or not width:
        return
    ppi = round(shown.pixels[0] / width * INCH)
    if ppi < ENOUGH:
        values = {
            "image": shown.source.rsplit("/", 1)[-1],
            "page": shown.page,
            "ppi": ppi,
            "pixels": f"{shown.pixels[0]} × {shown.pixels[1]}",
            "size": f"{width / INCH:.1f}",
            "wanted": round(width / INCH * 300),
            "limit": LEAST if ppi < LEAST else ENOUGH,
        }
        code = "picture-blurred" if ppi < LEAST else "picture-coarse"
        yield at(find(code, spot, **values), shown.page, shown.box)
