"""Document + Design -> the EPUB: its sections drawn for reading devices, then bound."""

from collections.abc import Iterator, Mapping

from markupsafe import escape

from octavo.artifact import Artifact
from octavo.design import Design
from octavo.document import Chapter, Document
from octavo.flatten import flatten
from octavo.formats.epub_binder import bind
from octavo.formats.epub_book import Agent, Book, BookMeta, Identifiers, Note, Section, Words
from octavo.formats.pdf import Printed
from octavo.labels import Labels
from octavo.markup import Drawer, Editions
from octavo.matter import sort_name
from octavo.metadata import public_address, summary_line
from octavo.plaintext import plain

FRONT = ("opening", "cover", "masthead", "title")
"""Parts of a type that a book's title page and cover stand for."""
BACK = ("people", "data", "references", "related", "cite", "funding", "acknowledgements", "disclaimer", "cta", "colophon")
"""What follows the text, in the order of a printed brief, each under its own heading."""


def make(document: Document, design: Design, editions: Editions, printed: Printed | None, cover: bytes) -> Artifact:
    """Bind one document. With a PDF beside it the book lists that PDF's pages."""
    draw = Drawer(document, design, "epub")
    sections = tuple(_sections(document, design, draw, editions))
    notes = tuple(Note(f"fn-{n.number}", str(n.number), str(draw.blocks(n.blocks))) for n in document.notes)
    sheet = design.stylesheet("epub", document.brief.paper)
    faces = tuple(Artifact(face.path, "font/woff2", design.files.read(face.path)) for face in design.brand.fonts)
    book = Book(
        meta=_meta(document, printed is not None),
        sections=sections,
        notes=notes,
        resources=(*draw.resources.values(), *faces),
        css=flatten(sheet.text, direction=draw.labels.direction, layer="epub"),
        cover=cover,
        pages=printed.pages if printed else {},
        page_labels=tuple(str(n) for n in range(1, printed.count + 1)) if printed else (),
        words=_words(document.labels),
        path=document.brief.path,
    )
    return bind(book, design.environment)


def _sections(document: Document, design: Design, draw: Drawer, editions: Editions) -> Iterator[Section]:
    """Title page, what stands before the text, the text by chapters, what stands after it."""

    def part(name: str) -> str:
        return design.draw(f"parts/{name}.html", **context)

    labels = document.labels
    context: Mapping[str, object] = draw.context(editions)
    yield Section("title", labels("title-page"), part("title"), "title")
    for name in ("summary", "takeaways"):
        if document.kind.has(name) and not (name == "takeaways" and document.kind.has("summary")):
            html = part(name).strip()
            if html:
                yield Section(name, labels("summary" if name == "summary" else "key-takeaways"), html, "front")
    recordings = part("media").strip()
    claimed = part("stats").strip() if document.claimed else ""
    for number, chapter in enumerate(document.chapters, 1):
        before = recordings + claimed if number == 1 else ""
        title = f"{chapter.number} {plain(chapter.title)}".strip()
        yield Section(f"text-{number}", title, before + _chapter(draw, chapter))
    for name in BACK:
        html = part(name).strip()
        if html:
            title = labels("about-this") if name == "colophon" else ""
            yield Section(name, title, html, "back")


def _chapter(draw: Drawer, chapter: Chapter) -> str:
    opening = ""
    if chapter.title:
        number = f'<span class="secno">{escape(chapter.number)}</span> ' if chapter.number else ""
        opening = f'<h2 class="chapter__title" id="{escape(chapter.id)}">{number}{draw.inlines(chapter.title)}</h2>\n'
        if chapter.dek:
            opening += f'<p class="dek">{draw.inlines(chapter.dek)}</p>\n'
    return f"{opening}{draw.body(chapter)}"


def _meta(document: Document, printed: bool) -> BookMeta:
    brief = document.brief
    meta, publisher, ids = brief.meta, brief.publisher, brief.meta.identifiers
    address = public_address(document)
    agents = [Agent(p.name, sort_name(p), "aut") for p in brief.authors]
    agents += [Agent(p.name, sort_name(p), "spk") for p in brief.speakers]
    return BookMeta(
        slug=brief.slug,
        title=meta.title,
        language=brief.language,
        publisher=publisher.name.full,
        publisher_url=publisher.url,
        published=meta.date,
        updated=meta.updated,
        subtitle=plain(brief.dek),
        kind=document.kind.name,
        agents=tuple(agents),
        identifiers=Identifiers(ids.isbn, ids.doi, ids.issn, ids.report_number),
        description=summary_line(document),
        subjects=meta.topics,
        places=meta.region,
        rights=plain(brief.licence),
        series=brief.series,
        number=meta.number,
        url=address,
        printed=f"{address}{brief.slug}.pdf" if address and printed else "",
    )


def _words(labels: Labels) -> Words:
    return Words(
        contents=labels("contents"),
        cover=labels("cover"),
        title_page=labels("title-page"),
        pages=labels("page-list"),
        page=labels("page"),
        landmarks=labels("landmarks"),
        back=labels("back-to-reference"),
    )
