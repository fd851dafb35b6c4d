"""Document + the HTML of an edition -> what a brand's own templates leave out of it.

What lies between HTML and a printed page is looked at by `whole.py`; the finished editions by the check of parity.
"""

from collections.abc import Iterator
from typing import Any

from lxml import html

from octavo import blocks as b
from octavo.design import Design
from octavo.document import Document
from octavo.matter import ways
from octavo.passages import Passage, passages
from octavo.plaintext import letters, plain
from octavo.problems import Place, Rejected, problem

UNREAD = "//script | //style | //head | //template | //nav | //noscript"
"""What is not the text: a contents list would stand for a heading that is gone."""
NAMES = {"print": "print", "screen": "the web page", "epub": "the EPUB"}


def require(document: Document, design: Design, edition: str, page: str) -> None:
    """Raises Rejected with every passage that the HTML of an edition lacks, when the brand has templates of its own."""
    if not design.own:
        return
    shown, own = letters(words_of(page.encode())), ", ".join(design.own.values())
    gone = [one for one in (*passages(document), *_around(document)) if not _stands(one, shown)]
    if gone:
        values = {"edition": NAMES[edition], "templates": own}
        told = (problem("template-drops", p.place, what=p.what, words=p.text.strip(), **values) for p in gone)
        raise Rejected(tuple(dict.fromkeys(told)))


def words_of(page: bytes) -> str:
    """All that a reader meets in a page of HTML, pictures by their alternative text."""
    tree: Any = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
    for unread in tree.xpath(UNREAD):
        unread.drop_tree()
    alternatives = [*tree.xpath("//img/@alt"), *tree.xpath("//*[@role='img']/@aria-label")]
    return " ".join((*tree.itertext(), *map(str, alternatives)))


def _stands(passage: Passage, shown: str) -> bool:
    return all(letters(part) in shown for part in passage.parts)


def _around(document: Document) -> Iterator[Passage]:
    """What stands around the text, of the parts that the type has."""
    brief, kind, head = document.brief, document.kind, document.brief.place("title")

    def said(what: str, words: str | b.Inlines, place: Place = head) -> Passage:
        return Passage(what, (words if isinstance(words, str) else plain(words),), place)

    yield said("the kicker", brief.meta.kicker, brief.place("kicker"))
    yield said("the byline", brief.byline, brief.place("byline"))
    for chapter in document.chapters:
        yield said("a chapter's dek", chapter.dek)
    for name in ("funding", "acknowledgements"):
        if kind.has(name):
            yield said(f"the {name}", getattr(brief, name), brief.place(name))
    if kind.has("people"):
        for person in brief.portrayed:
            for words in (person.name, person.role, person.affiliation, person.bio, ways(person)):
                yield said("what is told of a person", words)
    if kind.has("colophon"):
        for line in document.matter.colophon:
            yield said("a line of the colophon", line)
    if kind.has("related"):
        for item in document.related:
            for words in (item.title, item.note):
                yield said("what to read next", words, brief.place("related"))
    for recording in brief.meta.media:
        if kind.has("media") or recording.id not in document.recordings:
            yield said("the title of a recording", recording.title, brief.place("media"))
    if brief.call_to_action and (kind.has("cta") or kind.has("backcover")):
        for words in (brief.call_to_action.head, brief.call_to_action.text, brief.call_to_action.label):
            yield said("the invitation", words)
