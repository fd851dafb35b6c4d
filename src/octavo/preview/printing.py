"""An order -> the PDF with pictures of its pages, or the book with its chapters, made in a warm process."""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from octavo.artifact import Artifact
from octavo.design import Design
from octavo.document import Document
from octavo.formats import book as epub
from octavo.formats import cover, pdf
from octavo.formats.raster import pictures
from octavo.layout import Layout
from octavo.press import layout_map, press_of
from octavo.preview.order import Order, Picture, Rendered
from octavo.preview.work import editions, render
from octavo.problems import Problem, excuse

SCALE = 2.0
"""Pixels a point: sharp on a screen of 1.5 pixels to a CSS pixel, at the width that the page is shown in."""
MAP = "map.json"
ANCHORS = "pages.json"
"""Which page each anchor is on: what the EPUB lists its pages by."""
EPUB = "{http://www.idpf.org/2007/ops}"
FRONT = ("cover", "titlepage")
"""Landmarks that the contents leave out."""
KINDS = {
    "xhtml": "application/xhtml+xml", "css": "text/css", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "webp": "image/webp", "gif": "image/gif", "woff2": "font/woff2",
}  # fmt: skip


def print_pages(order: Order, known: frozenset[str]) -> Rendered:
    """The PDF, the map of its pages, and a picture of the first. `known` are pictures that need not be sent again."""
    shown: list[Picture] = []
    kept: list[Artifact] = []
    sizes: list[tuple[float, float]] = []

    def draw(document: Document, design: Design, found: list[Problem]) -> tuple[Artifact, ...]:
        slug = document.brief.slug
        printed = pdf.make(document, design, editions(document), press_of(design.files))
        found.extend(excuse(printed.problems, frozenset({"wrong-page-count"})))  # too many pages are to be seen
        shown.extend(pictures(printed.data, (1,), SCALE, known))
        kept.extend(layout_map(slug, design, printed))
        kept.append(Artifact(ANCHORS, "application/json", json.dumps(dict(printed.pages)).encode()))
        sizes.extend((leaf.width, leaf.height) for leaf in printed.layout.leaves)
        return Artifact(f"{slug}.pdf", "application/pdf", printed.data), _map(printed.layout)

    made: Rendered = render(order, draw)
    facts = {**made.facts, "sizes": sizes}
    return replace(made, kept=tuple(kept), pictures=tuple(shown), facts=facts, count=len(sizes))


def draw_pages(data: bytes, numbers: tuple[int, ...], known: frozenset[str]) -> tuple[Picture, ...]:
    """Pictures of some pages of a PDF."""
    return tuple(pictures(data, numbers, SCALE, known))


def bind_book(order: Order) -> Rendered:
    """The files of the EPUB, in which each block says where it was written; its contents as titles and addresses, and
    its blocks in the order of reading: file, path and line."""
    contents: list[tuple[str, str]] = []
    blocks: list[tuple[str, str, int]] = []

    def draw(document: Document, design: Design, found: list[Problem]) -> tuple[Artifact, ...]:
        front, said = cover.make(document, design, press_of(design.files))
        found.extend(said)
        bound = epub.make(document, design, editions(document, placed=True), None, front)
        with zipfile.ZipFile(io.BytesIO(bound.data)) as opened:
            files = tuple(Artifact(name, _kind(name), opened.read(name)) for name in opened.namelist())
            contents.extend(_contents(opened.read("EPUB/nav.xhtml")))
            blocks.extend(_blocks(files, document.brief.path))
        return (bound, *files)

    made: Rendered = render(order, draw)
    return replace(made, facts={**made.facts, "contents": contents, "blocks": blocks})


def _kind(name: str) -> str:
    return KINDS.get(name.rpartition(".")[2], "application/octet-stream")


def _contents(nav: bytes) -> Iterator[tuple[str, str]]:
    """Cover and title page, then every line of the contents."""
    root = etree.fromstring(nav)
    links = [link for link in root.iterfind(".//{*}nav//{*}a") if link.get(f"{EPUB}type") in FRONT]
    links += root.iterfind(f".//{{*}}nav[@{EPUB}type='toc']//{{*}}a")
    for link in links:
        yield " ".join("".join(map(str, link.itertext())).split()), str(link.get("href"))


def _blocks(files: tuple[Artifact, ...], brief: str) -> Iterator[tuple[str, str, int]]:
    """The author's blocks, file by file."""
    for file in files:
        if file.name.endswith(".xhtml"):
            for block in etree.fromstring(file.data).iterfind(".//*[@data-line]"):
                yield file.name.removeprefix("EPUB/"), block.get("data-path") or brief, int(block.get("data-line", 0))


def _map(layout: Layout) -> Artifact:
    """Where each block of the author's stands: page, box in points, file, line, its classes when it has no line."""
    blocks = [
        {
            "page": block.page,
            "box": list(block.box),
            "path": block.path,
            "line": block.line,
            "within": [] if block.line else list(block.within),
        }
        for block in layout.blocks
    ]
    shown = [
        {"page": one.page, "box": list(one.box), "path": one.path, "line": one.line, "within": []}
        for one in layout.pictures
    ]
    text = json.dumps([*blocks, *shown], separators=(",", ":"))
    return Artifact(MAP, "application/json", text.encode())
