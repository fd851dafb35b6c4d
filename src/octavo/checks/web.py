"""Subject -> what is wrong with its web page, told from its files alone, without a browser."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html

from octavo.checks.finding import Finding, find
from octavo.checks.places import of_link, of_picture, of_words
from octavo.checks.requests import in_css, in_page
from octavo.checks.subject import Subject
from octavo.problems import Place
from octavo.slugs import find_slugs

HEAVIEST = 2_000_000
"""Bytes without fonts. HTTP Archive, Web Almanac 2024, "Page Weight": the median page on phones has 2.3 MB, and fonts
are 0.13 MB of a page. A browser takes only the fonts that a page uses, so they cannot be counted from the files."""
FONTS = (".woff2", ".woff", ".ttf", ".otf")
UNSEEN = "//main//*[@hidden][normalize-space()] | //main//template | //noscript"
"""What only a script would show. A button that needs one may be hidden as long as there is none."""


class Page:
    """One page, and the folder that it stands in."""

    def __init__(self, file: Path) -> None:
        self.file, self.folder = file, file.parent
        self.root: Any = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))

    @cached_property
    def ids(self) -> frozenset[str]:
        return _ids(self.root)

    @cached_property
    def requests(self) -> tuple[str, ...]:
        """Every address that a browser may ask for to show the page, those of its style sheets too."""
        found = list(in_page(self.root))
        for address in tuple(found):
            sheet = self.local(address)
            if sheet and sheet.suffix == ".css" and sheet.is_file():
                found += in_css(sheet.read_text("utf-8"))
        return tuple(dict.fromkeys(found))

    def local(self, address: str) -> Path | None:
        """The file that an address leads to; None when it leads to another host, or nowhere."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        file = self.folder / unquote(parts.path)
        return file / "index.html" if file.is_dir() or address.endswith("/") else file


def check(subject: Subject) -> Iterator[Finding]:
    """Everything that can be told from the files."""
    file = subject.editions.get("html")
    if file is None:
        return
    page = Page(file)
    found = (*_requests(page, subject), *_weight(page, subject), *_links(page, subject), *_frame(page, subject))
    yield from (replace(finding, edition="html") for finding in found)


def _requests(page: Page, subject: Subject) -> Iterator[Finding]:
    place = Place(subject.brief.path)
    for address in page.requests:
        if urlsplit(address).netloc:
            yield find("web-asks-elsewhere", place, address=address)
    for element in page.root.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or (name == "href" and value.strip().lower().startswith("javascript:")):
                spot = of_words("".join(element.itertext()), subject)
                yield find("web-needs-script", spot, what=f'{element.tag} with {name}="{value}"')
    for element in page.root.xpath(UNSEEN):
        if element.tag != "button":
            words = " ".join(element.itertext()).strip()
            yield find("web-needs-script", of_words(words, subject), what=f'{element.tag} with "{words}"')


def _weight(page: Page, subject: Subject) -> Iterator[Finding]:
    files = {page.file} | {file for address in page.requests if (file := page.local(address))}
    sizes = {file: file.stat().st_size for file in files if file.is_file() and file.suffix not in FONTS}
    total = sum(sizes.values())
    if total > HEAVIEST:
        heaviest = max(sizes, key=lambda file: sizes[file])
        place = of_picture(heaviest.relative_to(page.folder).as_posix(), subject)
        values = {"size": _mega(total), "limit": _mega(HEAVIEST), "name": heaviest.name}
        yield find("web-heavy", place, **values, share=_mega(sizes[heaviest]))


def _mega(size: int) -> str:
    return f"{size / 1e6:.1f}"


def _links(page: Page, subject: Subject) -> Iterator[Finding]:
    """Every link, image, style and script of the page that leads to nothing in the output folder."""
    pages: dict[Path, frozenset[str]] = {page.file: page.ids}
    links = [str(href) for href in page.root.xpath("//a/@href | //area/@href")]
    for address in dict.fromkeys((*links, *page.requests)):
        parts, place = urlsplit(address), of_link(address, subject)
        if parts.scheme or parts.netloc:
            continue
        file = page.local(address) or page.file
        if not file.is_file():
            is_told = place.line and not address.startswith("../")  # by `link-to-nothing`, as all of the author's own
            if not is_told and not _is_to_be_built(file, page, subject):
                yield find("web-dead-link", place, address=address, why="there is no such file")
        elif parts.fragment and file.suffix == ".html":
            if file not in pages:
                pages[file] = _ids(html.document_fromstring(file.read_bytes()))
            if unquote(parts.fragment) not in pages[file]:
                why = f'nothing there is named "{unquote(parts.fragment)}"'
                yield find("web-dead-link", place, address=address, why=why)


def _is_to_be_built(file: Path, page: Page, subject: Subject) -> bool:
    """Whether an address leads to a brief of this workspace that has not been built into this folder yet."""
    folder = file.parent
    is_beside = folder.resolve().parent == page.folder.resolve().parent
    return is_beside and not folder.exists() and folder.name in find_slugs(subject.files)[0]


def _ids(root: Any) -> frozenset[str]:  # noqa: ANN401 - an element of lxml.html, whose stubs lag behind
    return frozenset(map(str, root.xpath("//@id | //a/@name")))


def _frame(page: Page, subject: Subject) -> Iterator[Finding]:
    """What every page has once."""
    brief, place = subject.brief, Place(subject.brief.path)
    heads = page.root.xpath("//h1")
    if len(heads) != 1:
        yield find("web-headings", place, count=len(heads))
    language = page.root.get("lang", "")
    if language != brief.language:
        typed = brief.place("language") if brief.meta.language else place
        yield find("web-language", typed, found=language or "none", language=brief.language)
    if not "".join(page.root.xpath("//head/title/text()")).strip():
        yield find("web-untitled", place)
