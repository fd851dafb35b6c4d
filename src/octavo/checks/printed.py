"""A PDF file -> what can be read in it: the words of its pages, the words for its pictures, the labels of its pages."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

DEEPEST = 64
"""Levels of a tag tree that are followed: a sound one has far fewer (ISO 32000-2, annex C.1, knows no limit)."""


@dataclass(frozen=True)
class Printed:
    """`text` page by page, `alternatives` in the order of the tags, `labels` as viewers show them, `links` the
    addresses of the web, each as often as there is an area to click: a link may have several."""

    text: tuple[str, ...]
    alternatives: tuple[str, ...]
    labels: tuple[str, ...]
    links: tuple[str, ...]


def read(file: Path) -> Printed:
    """Read a PDF. Raises ValueError when it cannot be opened."""
    pdf = _opened(file)
    try:
        text, alternatives, links = [], [], []
        for page in pdf:
            text.append(page.get_textpage().get_text_range())
            alternatives += list(_alternatives(page))
            links += list(_links(pdf, page))
        labels = [pdf.get_page_label(number) or str(number + 1) for number in range(len(pdf))]
        return Printed(tuple(text), tuple(alternatives), tuple(labels), tuple(links))
    finally:
        pdf.close()


def _links(pdf: Any, page: Any) -> Iterator[str]:  # noqa: ANN401 - a PdfDocument and its PdfPage
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, ctypes.byref(at), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        buffer = ctypes.create_string_buffer(raw.FPDFAction_GetURIPath(pdf, action, None, 0))
        raw.FPDFAction_GetURIPath(pdf, action, buffer, len(buffer))
        yield buffer.value.decode("utf-8", "replace")


def outline(file: Path) -> frozenset[str]:
    """The words of a PDF's bookmarks. Raises ValueError when it cannot be opened."""
    pdf = _opened(file)
    try:
        return frozenset(" ".join(mark.get_title().split()) for mark in pdf.get_toc(max_depth=DEEPEST))
    finally:
        pdf.close()


def _opened(file: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from None


def _alternatives(page: Any) -> Iterator[str]:  # noqa: ANN401 - a PdfPage, whose package has no types
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _below(raw.FPDF_StructTree_GetChildAtIndex(tree, number), 0)
    finally:
        raw.FPDF_StructTree_Close(tree)


def _below(element: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - a pointer
    """The /Alt of an element and of all below it. A child without a pointer is content, no element."""
    if not element or depth > DEEPEST:
        return
    if words := _text(raw.FPDF_StructElement_GetAltText, element):
        yield words
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _below(raw.FPDF_StructElement_GetChildAtIndex(element, number), depth + 1)


def _text(getter: Callable[..., int], element: Any) -> str:  # noqa: ANN401 - a pointer
    """What a function of PDFium writes into a buffer as UTF-16LE with a NUL at its end."""
    size = getter(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    getter(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
