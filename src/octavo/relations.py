"""Brief + the other briefs' fronts -> what to read next, with titles and addresses."""

from dataclasses import dataclass

from octavo.content import read_front
from octavo.files import Files
from octavo.model.brief import Brief


@dataclass(frozen=True)
class Relation:
    """One publication to read next. `page` is its address from the brief's own web page, `url` from anywhere
    ("" when the house has no public address)."""

    title: str
    note: str
    page: str
    url: str


def relate(brief: Brief, files: Files) -> tuple[Relation, ...]:
    """Look up the titles of briefs of this workspace."""
    base = brief.publisher.base_url.rstrip("/")
    relations = []
    for item in brief.meta.related:
        title, page, url = item.title, item.url, item.url
        if item.brief:
            front, _ = read_front(files, item.brief)
            title = title or str(front.data.get("title", item.brief) if front else item.brief)
            page, url = f"../{item.brief}/index.html", f"{base}/{item.brief}/" if base else ""
        relations.append(Relation(title, item.note, page, url))
    return tuple(relations)
