"""The words of a PDF in the order of its tags are those of its source, none left out, changed or moved."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from lxml import html

from octavo.defaults import DEFAULTS
from octavo.edition import Editions
from octavo.files import Files
from octavo.markup import compose
from octavo.metadata import describe
from octavo.press import settled

from . import editions
from .tagtree import TagTree

pytestmark = pytest.mark.slow

BLOCKS = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header li"
    " nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
MADE = re.compile(r"\d+\.?|[•–◦▪]|[Pp]age")
"""What is added to the text: numbers and marks of list items, numbers of pages and the word with them."""
QUIET = str.maketrans("", "", "“”‘’„«»\N{WORD JOINER}\N{SOFT HYPHEN}")
"""Marks that a style sheet may set round a quotation, and those that only say where a line may break."""


def source_words(slug: str, brand: str) -> list[str]:
    """The words of the print HTML, in order."""
    document, design = settled(Files(editions.ROOT, DEFAULTS), slug, brand, False, [])
    wanted = Editions({"pdf": f"{slug}.pdf"})
    markup = compose(document, design, "print", wanted, about=describe(document, wanted))
    page = html.fromstring(markup.html)
    return "".join(spoken(page.find("body"))).translate(QUIET).split()


def spoken(element: html.HtmlElement) -> Iterator[str]:
    """The text of an element as it is read: pictures by their alternatives, and nothing that is hidden from readers."""
    if element.get("aria-hidden") == "true" or not isinstance(element.tag, str):
        return
    if element.get("role") == "doc-noteref":
        yield f" {element.get('aria-label')} "
        return
    edge = "\n" if element.tag in BLOCKS or element.get("role") == "doc-footnote" else ""
    yield edge
    yield f" {element.get('alt', '')} " if element.tag == "img" else element.text or ""
    for child in element:
        yield from spoken(child)
        yield child.tail or ""
    yield edge


@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", editions.SLUGS)
def test_the_order_of_reading_is_the_order_of_writing(slug: str, brand: str, shared_folder: Path) -> None:
    file = editions.built(shared_folder, brand) / slug / f"{slug}.pdf"
    read = TagTree(file.read_bytes()).words().translate(QUIET).split()
    written = source_words(slug, brand)
    changes = SequenceMatcher(None, written, read, autojunk=False).get_opcodes()
    lost = [written[a:b] for kind, a, b, _, _ in changes if kind in ("delete", "replace")]
    added = [read[c:d] for kind, _, _, c, d in changes if kind in ("insert", "replace")]
    passed = "\n".join(" ".join(words) for words in added)  # text that runs on before a figure stands elsewhere, whole
    assert [words for words in lost if " ".join(words) not in passed] == []
    more = Counter(word for words in added for word in words) - Counter(word for words in lost for word in words)
    assert [word for word in more if not MADE.fullmatch(word)] == []
