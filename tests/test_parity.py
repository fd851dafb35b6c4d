"""The same words in all three editions: nothing that an author wrote is dropped or changed in any of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo import blocks as b
from octavo.content import read_source, read_workspace
from octavo.doctypes import load_type
from octavo.document import Document
from octavo.files import Files
from octavo.labels import load_labels
from octavo.model.parse import parse
from octavo.pictures import find
from octavo.plaintext import plain
from octavo.settle import settle
from octavo.tables import fill
from octavo.walk import every

from . import editions

SLUGS = ("octavo-guide", "us-mexico-security", "us-mexico-security-commentary", "us-mexico-security-one-pager")
pytestmark = pytest.mark.slow


def passages(document: Document) -> Iterator[str]:
    """Everything of a brief that each edition must show, as letters."""
    brief = document.brief
    yield brief.meta.title
    yield from (person.name for person in (*brief.authors, *brief.speakers))
    yield from (plain(inlines) for inlines in (brief.dek, brief.disclaimer, brief.notice, *brief.takeaways))
    printed = brief.summary if document.kind.has("summary") else ()
    yield from (plain(chapter.title) for chapter in document.chapters)
    for item in every(object, (document.chapters, tuple(document.claimed.values()), printed)):
        match item:
            case b.Paragraph(inlines=inlines) | b.Heading(inlines=inlines) | b.Cell(inlines=inlines):
                yield plain(inlines)
            case b.Captioned(caption=caption, sub=sub, source=source, note=note):
                yield from map(plain, (caption, sub, source, note))
            case b.Recommendation(title=title, addressee=addressee):
                yield from map(plain, (title, addressee))
            case b.Stat(value=value, unit=unit, label=label):
                yield value + unit
                yield plain(label)
            case b.Verbatim(text=text) | b.Event(when=text):
                yield text
            case b.Picture(alt=alt):
                yield alt
        if isinstance(item, b.Chart):
            yield item.alt
            yield from (cell for row in item.data.rows for cell in row)


def document_of(slug: str) -> Document:
    files = Files(editions.ROOT)
    workspace, _ = read_workspace(files)
    source, _ = read_source(files, slug)
    assert source is not None
    brief, found = parse(source, workspace)
    assert brief is not None
    brief, gallery, said = find(brief, files)
    brief, more = fill(brief, files)
    labels, words = load_labels(files, brief.language, brief.labels)
    document, last = settle(brief, load_type(files, brief.meta.type), labels, gallery)
    assert (*found, *said, *more, *words, *last) == ()
    return document


@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_passage_stands_in_every_edition(slug: str, brand: str, shared_folder: Path) -> None:
    folder = editions.built(shared_folder, brand) / slug
    page = editions.page_text(folder / "index.html") + " ".join(editions.alternatives(folder / "index.html"))
    texts = {
        "web page": editions.letters(page),
        "EPUB": editions.letters(editions.book_text(folder / f"{slug}.epub")),
        "PDF": editions.letters(editions.print_text(folder / f"{slug}.pdf")),
    }
    wanted = [passage for passage in passages(document_of(slug)) if editions.letters(passage)]
    assert len(wanted) > 20
    missing = [
        f"{name} lacks: {passage}"
        for passage in wanted
        for name, text in texts.items()
        if not editions.stands(editions.letters(passage), text)
    ]
    assert missing == []


def test_a_missing_passage_is_noticed() -> None:
    text = editions.letters("One two three. A note. Four five six.")
    assert editions.stands(editions.letters("One two three four five six"), text)
    assert not editions.stands(editions.letters("One two three four five seven"), text)
    assert not editions.stands(editions.letters("nine"), text)
