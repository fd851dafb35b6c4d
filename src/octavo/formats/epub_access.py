"""A finished book -> what may truly be said of its accessibility (EPUB Accessibility 1.1, schema.org terms)."""

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.artifact import Artifact
from octavo.formats.epub_book import Book, Claim
from octavo.formats.epub_text import TextFile
from octavo.formats.epub_xhtml import NAMES, Element, by_class


@dataclass(frozen=True)
class Access:
    """Values of the `schema:` properties. `claim` is the publisher's, if it made one and nothing here speaks
    against it."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]
    summary: str
    claim: Claim | None


def access(book: Book, files: Sequence[TextFile], has_pages: bool) -> Access:
    """Computed from the files as they will stand in the book; nothing is said that was not found."""
    bodies = [file.body for file in files]
    images = [image for body in bodies for image in body.iter("{*}img")]
    telling = [image for image in images if image.get("alt")]
    charts = [chart for body in bodies for chart in by_class(body, "chart")]
    described = bool(charts) and all(_leads_to_data(chart) for chart in charts)
    # An image without words counts as decoration: `images` refused any other before a brief could get here.
    modes = ["textual", *["visual"] * bool(telling), *["chartOnVisual"] * bool(charts)]
    features = [
        "structuralNavigation",
        "tableOfContents",
        "readingOrder",
        "displayTransformability",
        "ARIA",
        "unlocked",
    ]
    features += ["alternativeText"] * bool(telling) + ["longDescription"] * described
    features += ["pageBreakMarkers", "pageNavigation"] * has_pages
    words = book.words
    said = [words.has_headings]
    said += [words.has_images] * bool(telling) + [words.has_data] * described + [words.has_pages] * has_pages
    claim = book.meta.claim
    if claim is not None:
        said.append(words.has_claim.format(claim.by, claim.standard))
    return Access(
        modes=tuple(modes),
        sufficient=("textual", *["textual,visual"] * bool(telling)),
        features=tuple(sorted(features, key=str.lower)),
        hazards=("unknown",) if any(map(_moves, book.resources)) else ("none",),
        summary=" ".join(said),
        claim=claim,
    )


def _leads_to_data(chart: Element) -> bool:
    """Whether a chart links to a table of its data."""
    return bool(chart.xpath(".//h:a[contains(@class, 'data-link')][@href]", namespaces=NAMES))


def _moves(resource: Artifact) -> bool:
    """Whether an image is animated, so that nobody has vouched that it does not flash."""
    data = resource.data
    return {
        "image/gif": data.count(b"\x21\xf9\x04") > 1,
        "image/png": b"acTL" in data[:4096],
        "image/webp": b"ANIM" in data[:64],
        "image/svg+xml": b"<animate" in data or b"<set" in data,
    }.get(resource.media_type, False)
