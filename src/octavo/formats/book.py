"""Document + Design -> the EPUB: its sections drawn for reading devices, then bound."""

from collections.abc import Iterator
from dataclasses import replace

from octavo.artifact import Artifact
from octavo.design import Design
from octavo.doctypes import Region
from octavo.document import Document
from octavo.edition import Editions
from octavo.flatten import flatten
from octavo.formats.complete import require
from octavo.formats.epub_binder import bind
from octavo.formats.epub_book import Agent, Book, BookMeta, Identifiers, Note, Section, Words
from octavo.formats.pdf import Printed
from octavo.labels import Labels
from octavo.markup import Drawer
from octavo.matter import sort_name
from octavo.metadata import public_address, summary_line
from octavo.plaintext import plain

WITH_TEXT = ("takeaways", "stats", "media")
"""Parts that are read with the text, before or after it as the type has them."""
BACK = (
    "people", "data", "references", "related", "cite", "funding", "acknowledgements", "disclaimer", "cta", "colophon",
)  # fmt: skip
"""What follows the text, in the order of a printed brief; together one file, each under its own heading."""


def make(document: Document, design: Design, editions: Editions, printed: Printed | None, cover: bytes) -> Artifact:
    """Bind one document. With a PDF beside it the book lists that PDF's pages."""
    draw = Drawer(document, design, "epub", editions.placed)
    sections = tuple(_sections(document, design, draw, editions))
    notes = tuple(Note(f"fn-{n.number}", str(n.number), str(draw.blocks(n.blocks))) for n in document.notes)
    require(document, design, "epub", "".join((*(s.html for s in sections), *(n.html for n in notes))))
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
    """Title page, summary, the text by chapters, what stands behind it. A brief is one text, read in one go."""
    context = draw.context(editions)

    def part(name: str, **more: object) -> str:
        return design.draw(f"parts/{name}.html", **{**context, **more}).strip()

    labels, names = document.labels, list(_names(document.kind.parts))
    yield Section("title", "", design.draw("epub/title.html", **context), "title")
    summary = part("summary") if "summary" in names else ""
    if summary:
        yield Section("summary", labels("summary"), summary, "front")
    at = names.index("body") if "body" in names else len(names)
    before = [part(name) for name in names[:at] if name in WITH_TEXT]
    after = [part(name) for name in names[at:] if name in WITH_TEXT]
    for number, chapter in enumerate(document.chapters, 1):
        title = f"{chapter.number} {plain(chapter.title)}".strip()
        text = part("body", document=replace(document, chapters=(chapter,)))
        around = (*(before if number == 1 else ()), text, *(after if number == len(document.chapters) else ()))
        yield Section(f"text-{number}", title, "\n".join(around))
    back = "\n".join(filter(None, map(part, BACK)))
    if back:
        yield Section("about", labels("about-this"), f'<footer class="back">\n{back}\n</footer>', "back")


def _names(parts: tuple[str | Region, ...]) -> Iterator[str]:
    """The parts of a type in order, those of its regions among them."""
    for part in parts:
        if isinstance(part, str):
            yield part
        else:
            yield from _names(part.parts)


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
        kind=document.kind.name,
        agents=tuple(agents),
        identifiers=Identifiers(ids.isbn, ids.doi, ids.issn, ids.report_number),
        description=summary_line(document),
        subjects=meta.topics,
        places=meta.region,
        rights=plain(document.matter.rights),
        series=brief.series,
        number=meta.number,
        url=address,
        printed=f"{address}{brief.slug}.pdf" if address and printed else "",
    )


def _words(labels: Labels) -> Words:
    def pattern(key: str) -> str:
        """The words with their place for a number or a title left open."""
        return labels(key, "{}")

    return Words(
        contents=labels("contents"),
        cover=labels("cover"),
        cover_alt=pattern("book-cover-of"),
        start=labels("book-start"),
        title_page=labels("title-page"),
        figures=labels("book-figures"),
        tables=labels("book-tables"),
        pages=labels("page-list"),
        page=pattern("page"),
        landmarks=labels("landmarks"),
        back=pattern("back-to-reference"),
        has_headings=labels("book-access-text"),
        has_images=labels("book-access-images"),
        has_data=labels("book-access-data"),
        has_pages=labels("book-access-pages"),
    )
