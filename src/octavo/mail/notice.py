"""A Brief and the words of its language -> Notice: what a letter says of a publication, the same to all members."""

from dataclasses import dataclass

from octavo.blocks import Inlines, Text
from octavo.labels import Labels
from octavo.matter import compose_matter
from octavo.model.brief import Brief


@dataclass(frozen=True)
class Notice:
    """The publication as a letter tells of it. `kind` is a word or two: "Policy Brief". `url` is where it can be read,
    "" when it is not on the web; `picture` the address of its share picture: https://... or cid:..., "" for none; `pdf`
    that of the PDF, when it is not `attached`."""

    title: str
    kind: str
    date: str
    house: str
    dek: Inlines = ()
    byline: Inlines = ()
    takeaways: tuple[Inlines, ...] = ()
    takeaways_head: str = ""
    status: str = ""
    url: str = ""
    pdf: str = ""
    attached: bool = False
    picture: str = ""
    contact: Inlines = ()
    language: str = ""
    direction: str = "ltr"


def notice_of(brief: Brief, labels: Labels, url: str = "") -> Notice:
    """What a letter says of a brief, of its words alone. Anything but a published brief says what it is."""
    meta = brief.meta
    names = labels.join(tuple(person.name for person in brief.authors))
    return Notice(
        title=meta.title,
        kind=brief.series or labels(meta.type),
        date=labels.date(meta.date) if meta.date else "",
        house=brief.publisher.name.full,
        dek=brief.dek,
        byline=brief.byline or ((Text(f"{labels('by')} {names}"),) if names else ()),
        takeaways=brief.takeaways,
        takeaways_head=labels("key-takeaways"),
        status=labels(f"status-{meta.status}") if meta.status != "published" else "",
        url=url,
        contact=compose_matter(brief, labels).contact,
        language=brief.language,
        direction=labels.direction,
    )
