"""Book -> EPUB 3.3. Same book, same bytes: no clock, names sorted, dates from the text.

Files lie flat under EPUB/, so that images and fonts keep the paths that fragments and style sheets give them. A brief
is one text between a title page and its back matter; a book of chapters has a file for each, and a contents page.
Notes stand at the end of the file that calls them, where every reading system finds them, and open as pop-ups where
it can.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from octavo.artifact import Artifact
from octavo.formats.epub_access import access
from octavo.formats.epub_book import Book, direction
from octavo.formats.epub_charts import with_letters
from octavo.formats.epub_nav import Navigation, landmarks, navigation
from octavo.formats.epub_package import (
    MEDIA_TYPE,
    Item,
    container,
    group_position,
    identifiers,
    one_line,
    print_source,
    rename_urls,
    resource_names,
)
from octavo.formats.epub_pages import mark_pages
from octavo.formats.epub_text import TextFile, text_files
from octavo.formats.epub_xhtml import inner_xml

XHTML_TYPE = "application/xhtml+xml"
FIRST_DAY = date(1980, 1, 1)
"""The first day a zip can name: stands for a date that a draft has not been given yet."""


def bind(book: Book, templates: jinja2.Environment) -> Artifact:
    """Bind `book` with templates/epub/. The result is named "<slug>.epub".

    Raises Rejected for a link or an image that leads nowhere.
    """
    names = resource_names(book.resources)
    files = text_files(book, names)
    marks = mark_pages(book, files)
    nav = navigation(files, book.meta.title)
    css, used = rename_urls(book.css, names)
    used |= _shown(files, names)
    resources = [r for r in book.resources if r.name in used]
    items = [*_items(book, files), *_resource_items(resources, names)]

    write = partial(_written, templates, book)
    contents = {f"EPUB/{f.href}": write("text", section=f.section, body=_markup(f)) for f in files}
    contents |= {f"EPUB/{names[r.name]}": with_letters(r, book.css, book.resources).data for r in resources}
    contents["META-INF/container.xml"] = write("container")
    contents["EPUB/book.css"] = css.encode()
    places = landmarks(files, nav, book.words, bool(book.cover))
    contents["EPUB/nav.xhtml"] = write("nav", nav=nav, marks=marks, landmarks=places)
    contents["EPUB/package.opf"] = write(
        "package",
        items=items,
        spine=_spine(items, files, nav),
        access=access(book, files, bool(marks)),
        identifiers=identifiers(book.meta),
        position=group_position(book.meta.number),
        source=print_source(book.meta) if marks else "",
        cover=bool(book.cover),
        modified=book.meta.updated or book.meta.published or FIRST_DAY,
    )
    if book.cover:
        contents |= {"EPUB/cover.xhtml": write("cover"), "EPUB/cover.png": book.cover}
    return Artifact(f"{book.meta.slug}.epub", MEDIA_TYPE, container(contents, book.meta.published or FIRST_DAY))


def _written(templates: jinja2.Environment, book: Book, template: str, **values: object) -> bytes:
    """One file of the book, drawn by templates/epub/<template>.xml."""
    page = templates.get_template(f"epub/{template}.xml")
    shared = {"meta": book.meta, "words": book.words, "direction": direction(book.meta.language), "line": one_line}
    return page.render(shared | values).encode()


def _markup(file: TextFile) -> Markup:
    """The page of a file: text that lxml wrote, so that all of it is escaped."""
    return Markup(inner_xml(file.body))  # noqa: S704


def _items(book: Book, files: tuple[TextFile, ...]) -> Iterator[Item]:
    yield Item("nav", "nav.xhtml", XHTML_TYPE, "nav")
    yield Item("css", "book.css", "text/css")
    if book.cover:
        yield Item("cover-image", "cover.png", "image/png", "cover-image")
        yield Item("cover", "cover.xhtml", XHTML_TYPE)
    for n, file in enumerate(files, 1):
        yield Item(f"text-{n}", file.href, XHTML_TYPE)


def _resource_items(resources: list[Artifact], names: Mapping[str, str]) -> Iterator[Item]:
    for n, resource in enumerate(resources, 1):
        yield Item(f"resource-{n}", quote(names[resource.name]), resource.media_type)


def _spine(items: list[Item], files: tuple[TextFile, ...], nav: Navigation) -> list[str]:
    """The ids in reading order: cover, title page and front matter, contents if they are shown, text, back matter."""
    by_href = {item.href: item.id for item in items}
    front = [by_href[f.href] for f in files if f.section.matter in ("title", "front")]
    rest = [by_href[f.href] for f in files if f.section.matter not in ("title", "front")]
    return ["cover"] * ("cover.xhtml" in by_href) + front + ["nav"] * nav.shown + rest


def _shown(files: tuple[TextFile, ...], names: Mapping[str, str]) -> frozenset[str]:
    """The paths of the resources that the text shows."""
    hrefs = {image.get("src") for file in files for image in file.body.iter("{*}img")}
    return frozenset(path for path, name in names.items() if quote(name) in hrefs)
