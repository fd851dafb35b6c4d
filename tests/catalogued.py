"""Cards of made-up publications, and the site that is made of them."""

from dataclasses import replace
from pathlib import Path

from octavo import press
from octavo.index import IndexCard
from octavo.press import Made
from tests.small_press import PUBLISHER, SmallPress

ADA = {"id": "ada", "name": "Ada Example", "sort": "Example, Ada", "role": "Director", "affiliation": "The House",
       "bio": "Writes on wells.", "url": "https://ada.example", "orcid": "0000-0002-1825-0097"}  # fmt: skip
BO = {"id": "bo", "name": "Bo Sample", "sort": "Sample, Bo"}

WELLS = IndexCard(
    slug="wells", title="Wells & <Water>", dek="What it says.", kind="Policy Brief", date="2026-01-02",
    date_text="January 2, 2026", language="en-US", authors=("Ada Example", "Bo Sample"),
    files={"pdf": "wells.pdf", "html": "index.html", "epub": "wells.epub"}, pages=4, cover="cover.png",
    summary="All that is known of wells.", updated="2026-02-03", version="1.1", changes=1, series="Policy Brief",
    number="7", topics=("Water", "Public health"), regions=("Old Town",), credits=(ADA, BO),
    identifiers={"doi": "10.5555/wells.1", "isbn": "0-306-40615-2", "issn": "", "report": "PB-7"},
    rights="© 2026 The House.", pdf="archival",
    access=("ARIA", "alternativeText", "displayTransformability", "pageNavigation", "readingOrder",
            "structuralNavigation", "tableOfContents", "unlocked"),
)  # fmt: skip
BARE = replace(
    WELLS, slug="bare", title="A Brief of Nothing", dek="", date="", date_text="", updated="", summary="", topics=(),
    regions=(), credits=(), authors=(), series="", number="", identifiers={}, files={"html": "index.html"}, pages=0,
    cover="", kind="Commentary", type="commentary", rights="", changes=0, pdf="", access=(),
)  # fmt: skip
PUMPS = replace(
    WELLS, slug="pumps", title="Pumps", date="2025-05-06", date_text="May 6, 2025", updated="", topics=("Water",),
    regions=("Old Town", "New Town"), credits=(BO,), identifiers={}, language="es", changes=0,
    files={"pdf": "pumps.pdf", "html": "index.html"}, access=(),
)  # fmt: skip
HIDDEN = replace(WELLS, slug="hidden", title="Not Yet", state="embargoed", status="Embargoed", topics=("Secrets",))
GONE = replace(WELLS, slug="gone", title="Gone", state="withdrawn", status="Withdrawn", topics=("Water",))
ALL = (WELLS, BARE, PUMPS, HIDDEN, GONE)


def workspace(root: Path, address: str = "https://house.example/briefs", email: str = "desk@house.example") -> Path:
    """A workspace whose house has an address and somebody to write to, or has not."""
    made = SmallPress(root)
    text = PUBLISHER.replace("base-url: https://house.example/briefs\n", f"base-url: {address}\n" if address else "")
    made.write("content/publisher.yaml", text + (f"email: {email}\n" if email else ""))
    return made.root


def site(root: Path, *cards: IndexCard, searched: bool = False, draft: bool = False, brand: str = "") -> Made:
    """The site of those cards."""
    return press.index(root, brand, cards, searched, draft)


def files(made: Made) -> dict[str, bytes]:
    return {artifact.name: artifact.data for artifact in made.artifacts}
