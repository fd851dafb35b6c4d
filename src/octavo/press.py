"""One brief's name -> its finished editions: the chain, room after room, on one screen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from octavo import citations, drawing, layout, pictures, tables
from octavo.artifact import Artifact
from octavo.brand import unused_paper
from octavo.catalogue.site import Making, make_site
from octavo.content import in_brand, read_source, read_workspace
from octavo.defaults import DEFAULTS
from octavo.design import Design, load_design
from octavo.doctypes import load_type
from octavo.document import Document
from octavo.edition import Editions
from octavo.files import Files
from octavo.fonts import print_face
from octavo.formats import book, cover, html, pdf
from octavo.glyphs import find_missing
from octavo.index import IndexCard, index_card
from octavo.labels import load_labels
from octavo.markdown.sanitary import REPLACED
from octavo.model.brief import Brief
from octavo.model.house import house_of
from octavo.model.parse import parse
from octavo.plan import FORMATS
from octavo.problems import LEGIBLE, Place, Problem, Rejected, errors, excuse
from octavo.proofed import UNREADABLE, proof
from octavo.relations import relate
from octavo.settle import settle


@dataclass(frozen=True)
class Made:
    """What became of one brief. `artifacts` is empty when an error stopped it; `reads` are its real inputs,
    path to SHA-256; `pages` the PDF's page count. `kept` are files for the cache of the output folder."""

    slug: str
    artifacts: tuple[Artifact, ...]
    problems: tuple[Problem, ...]
    reads: Mapping[str, str]
    pages: int = 0
    card: IndexCard | None = None
    kept: tuple[Artifact, ...] = ()


def make(root: Path, slug: str, brand: str, formats: tuple[str, ...], draft: bool) -> Made:
    """Make the editions of one brief. Every fault of the input ends up in `problems`; nothing is written."""
    files = Files(root, DEFAULTS)
    found: list[Problem] = []
    try:
        document, design = settled(files, slug, brand, draft, found)
        artifacts, printed, card = _editions(document, design, formats or document.brief.formats, found)
        found = list(excuse(tuple(found), LEGIBLE)) if draft else found
    except Rejected as stopped:
        found.extend(p for p in stopped.problems if p not in found)
        return Made(slug, (), _sorted(found), dict(files.reads))
    pages = printed.count if printed else 0
    if errors(tuple(found)):
        return Made(slug, (), _sorted(found), dict(files.reads), pages)
    kept = layout_map(slug, design, printed)
    return Made(slug, _once(artifacts), _sorted(found), dict(files.reads), pages, card, kept)


def settled(files: Files, slug: str, brand: str, draft: bool, found: list[Problem]) -> tuple[Document, Design]:
    """From the author's files to a document with nothing left open. Raises Rejected after gathering all errors."""
    return dressed(files, written(files, slug, brand, draft, found), brand, draft, found)


def written(files: Files, slug: str, brand: str, draft: bool, found: list[Problem]) -> Brief:
    """What a brief says, with the texts of the house that prints it: `brand`, or "" for the one that it names.

    Raises Rejected when there is nothing to go on with; other errors are in `found`."""
    workspace, said = read_workspace(files)
    found.extend(said)
    source, said = read_source(files, slug)
    found.extend(said)
    if source is None:
        raise Rejected(tuple(found))
    named = [front.data.get("brand") for front in (source.front, workspace.publisher) if front]
    workspace, said = in_brand(files, workspace, brand, *named)
    found.extend(said)
    brief, said = parse(source, workspace)
    found.extend(excuse(said, _excused(brief, draft)))
    if brief is None:
        raise Rejected(tuple(found))
    return replace(brief, meta=brief.meta.model_copy(update={"status": "draft"})) if draft else brief


def dressed(files: Files, brief: Brief, brand: str, draft: bool, found: list[Problem]) -> tuple[Document, Design]:
    """A brief, settled, with the design that it is printed in. Raises Rejected after gathering all errors."""
    excused = _excused(brief, draft)
    brief, gallery, said = pictures.find(brief, files)
    found.extend(said)
    brief, said = citations.cite(brief, files, files.kept)
    found.extend(excuse(said, excused))
    brief, said = tables.fill(brief, files)
    found.extend(said)
    brief, said = drawing.read_charts(brief, files)
    found.extend(said)
    kind = load_type(files, brief.meta.type)
    labels, said = load_labels(files, brief.language, brief.labels)
    found.extend(said)
    document, said = settle(brief, kind, labels, gallery)
    found.extend(excuse(said, excused))
    document = replace(document, related=relate(brief, files))
    named = None if brand else _brand_place(brief, files)
    design, said = load_design(files, brand or brief.brand, files.kept, named)
    found.extend(said)
    if brief.meta.paper is None:
        found.extend(unused_paper(design.brand, brief.publisher.paper))
    found.extend(proof(files, design.brand, files.kept))
    if any(p.code in UNREADABLE for p in found):
        raise Rejected(tuple(found))
    told = REPLACED if any(p.code == "control-character" for p in found) else ""
    found.extend(find_missing(document, design.brand, files, files.kept, told))
    if errors(tuple(found)):
        raise Rejected(tuple(found))
    document = replace(document, kind=document.kind.opened(design.brand.opening))
    return drawing.draw_charts(document, design.brand, files, files.kept), design


def _brand_place(brief: Brief, files: Files) -> Place:
    """Where the brand of a brief is named: in its own fields, or in the publisher's."""
    publisher = None if brief.meta.brand else read_workspace(files)[0].publisher
    return publisher.marks.place(("brand",)) if publisher else brief.place("brand")


def _excused(brief: Brief | None, draft: bool) -> frozenset[str]:
    """The errors that only warn: all that leave the text legible in a draft; HTML where the brief asks to show it."""
    if draft:
        return LEGIBLE
    return frozenset({"raw-html"}) if brief and brief.meta.raw_html == "show" else frozenset()


def _editions(
    document: Document, design: Design, formats: tuple[str, ...], found: list[Problem]
) -> tuple[tuple[Artifact, ...], pdf.Printed | None, IndexCard]:
    """Each wanted format in the order of FORMATS; and the PDF again, if it is one of them."""
    slug = document.brief.slug
    names = {"pdf": f"{slug}.pdf", "html": "index.html", "epub": f"{slug}.epub"}
    editions = Editions({name: names[name] for name in FORMATS if name in formats})
    artifacts: list[Artifact] = []
    press, printed = press_of(design.files), None
    if "pdf" in formats:
        printed = pdf.make(document, design, editions, press)
        found.extend(printed.problems)
        artifacts.append(Artifact(names["pdf"], "application/pdf", printed.data))
        editions = replace(editions, pages=printed.count, share_card=True)
    if "html" in formats:
        artifacts.extend(html.make(document, design, editions, printed))
    if "epub" in formats:
        front, said = cover.make(document, design, press)
        found.extend(said)
        artifacts.append(book.make(document, design, editions, printed, front))
    bound = artifacts[-1].data if "epub" in formats else b""
    return tuple(artifacts), printed, index_card(document, editions, printed.count if printed else 0, bound)


def layout_map(slug: str, design: Design, printed: pdf.Printed | None) -> tuple[Artifact, ...]:
    """The layout map of a PDF, for the preflight."""
    if printed is None:
        return ()
    text = layout.text(printed.layout, sha256(printed.data).hexdigest())
    return (Artifact(layout.name(slug, design.brand.name), "application/json", text.encode()),)


def index(root: Path, brand: str, cards: tuple[IndexCard, ...], searched: bool, draft: bool) -> Made:
    """The catalogue of everything that has been built; `searched`: it has an index for searching beside it."""
    files = Files(root, DEFAULTS)
    workspace, found = read_workspace(files)
    workspace, said = in_brand(files, workspace, brand, workspace.publisher and workspace.publisher.data.get("brand"))
    found, house = (*found, *said), house_of(workspace)
    if house.publisher is None:
        return Made("", (), _sorted([*found, *house.problems]), dict(files.reads))
    try:
        design, said = load_design(files, brand or house.publisher.brand, files.kept)
        artifacts, more = make_site(files, house.publisher, design, cards, Making(searched, draft))
    except Rejected as stopped:
        return Made("", (), _sorted([*found, *stopped.problems]), dict(files.reads))
    return Made("", _once(artifacts), _sorted([*found, *said, *more]), dict(files.reads))


def _once(artifacts: tuple[Artifact, ...]) -> tuple[Artifact, ...]:
    """Each file once: a logo may stand on the page and in its style sheet."""
    return tuple({artifact.name: artifact for artifact in artifacts}.values())


def _sorted(found: list[Problem]) -> tuple[Problem, ...]:
    """Errors first, then by place; each once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda p: (p.severity != "error", p.place)))


def press_of(files: Files) -> pdf.Press:
    """One press a process and workspace: it keeps parsed style sheets and loaded fonts between briefs."""
    return _press(files.root, files.kept / "faces")


@cache
def _press(_root: Path, faces: Path) -> pdf.Press:
    return pdf.Press(lambda data: print_face(data, faces))
