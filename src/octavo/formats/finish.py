"""Laid-out document -> the bytes of a PDF that keeps its standards: tags, metadata, page labels, enclosed files."""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pydyf

from octavo.artifact import Artifact
from octavo.formats.engine import VERSION, Attachment, Document, boxes, tagged_by
from octavo.formats.faults import walk
from octavo.formats.standards import Standard
from octavo.formats.tagging import tagger
from octavo.formats.xmp import rdf

UNDATED = date(1980, 1, 1)
"""Stands for the day of what has none: the first that a ZIP archive can name too."""


@dataclass(frozen=True)
class Enclosure:
    """A file carried in the PDF. `relation` is Data or Supplement (ISO 19005-3, annex E; ISO 32000-2, 14.13)."""

    file: Artifact
    description: str
    relation: str = "Data"


@dataclass(frozen=True)
class Promise:
    """What a PDF is to keep and to say of itself: a standard, pairs of a metadata name and its content, files."""

    standard: Standard
    tags: tuple[tuple[str, str], ...]
    enclosed: tuple[Enclosure, ...] = ()
    day: date | None = None


def write(document: Document, promise: Promise) -> bytes:
    """The file. Nothing in it comes from the clock, the folder or the machine."""
    metadata = document.metadata
    info = {
        "pdf:Producer": f"WeasyPrint {VERSION}",
        "pdf:Keywords": ", ".join(metadata.keywords),
        "xmp:CreatorTool": metadata.generator or "",
        "xmp:CreateDate": metadata.created or "",
        "xmp:ModifyDate": metadata.modified or "",
    }
    packet = rdf(promise.tags, info, promise.standard)
    metadata.generate_rdf_metadata = lambda *_: packet
    _one_link_each(document)
    with tagged_by(tagger(promise.standard.ua)), warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint 70 leaves its colour profile to the collector
        data = document.write_pdf(
            finisher=_finish,
            pdf_variant=promise.standard.variant,
            pdf_tags=True,
            pdf_identifier=True,
            attachments=_attachments(promise.enclosed, promise.day),
        )
    return bytes(data or b"")


def _finish(_document: Document, pdf: pydyf.PDF) -> None:
    """WeasyPrint's `finisher`: the last touch before the file is written.

    The labels are the folios: Arabic numbers from the first page on (ISO 32000-1, 12.4.2). Metadata are left legible
    for programs that look for the packet in the bytes (XMP specification part 3, 1.1.1), and page-validation 0.11
    asks for it. WeasyPrint lists each enclosed file twice.
    """
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])})
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/Metadata":
            item.compress = False


def _one_link_each(document: Document) -> None:
    """WeasyPrint makes a link for every box inside an `a`, its pseudo-elements included; only that of the `a` itself
    stays (ISO 14289-1, 7.18.5: each link stands in a Link element of its own). Raised numbers take no height in their
    line; as links, and as what links lead to, they are as high as the line."""
    for page in document.pages:
        lines = {
            inner: line for line in walk(page._page_box) if isinstance(line, boxes.LineBox) for inner in walk(line)
        }
        links = []
        for kind, target, (left, top, right, bottom), box in page.links:
            if kind != "attachment" and box.element_tag not in ("a", "area"):
                continue
            line = lines.get(box)
            if line is not None and bottom - top < line.height / 2:
                top, bottom = line.position_y, line.position_y + line.height
                name = box.element.get("id", "")
                if name in page.anchors:
                    page.anchors[name] = (left, top, right, bottom)
            links.append((kind, target, (left, top, right, bottom), box))
        page.links = links


def _attachments(enclosed: Iterable[Enclosure], day: date | None) -> Sequence[Attachment]:
    """Dated by the brief and not by the clock."""
    moment = datetime.combine(day or UNDATED, time(), UTC)
    return [
        Attachment(
            string=item.file.data,
            name=item.file.name.rsplit("/", 1)[-1],
            description=item.description,
            created=moment,
            modified=moment,
            relationship=item.relation,
        )
        for item in enclosed
    ]
