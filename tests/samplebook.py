"""A hand-made book in the shape the component templates give: what the EPUB tests start from."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from octavo.artifact import Artifact
from octavo.formats.epub_book import Agent, Book, BookMeta, Note, Section

CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 492 90" width="492" height="90">
<rect x="0" y="10" width="369" height="24" fill="#D8681B"/>
<rect x="0" y="50" width="246" height="24" fill="#DCE7EC"/></svg>"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

CASES = Path(__file__).parent / "cases" / "epub"
TITLE, TEXT, BACK = ((CASES / f"{name}.html").read_text("utf-8") for name in ("title", "text", "back"))

META = BookMeta(
    slug="us-mexico-security",
    title="Cooperation Without Calm",
    language="en-US",
    publisher="Pacific Council on International Policy",
    publisher_url="https://www.pacificcouncil.org",
    published=date(2019, 3, 27),
    agents=(
        Agent("Sumaya Quillian", "Quillian, Sumaya"),
        Agent("Gemma Stewart", "Stewart, Gemma"),
        Agent("Alejandro Hope", "Hope, Alejandro", "spk"),
    ),
    description="Violence in Mexico is rising & spreading.",
    subjects=("Security", "Organized crime"),
    places=("Mexico", "United States"),
    rights="© 2019 Pacific Council on International Policy",
    series="Policy Brief",
    number="12",
)

BOOK = Book(
    meta=META,
    sections=(
        Section("title", "", TITLE, "title"),
        Section("text", "", TEXT),
        Section("about", "About this publication", BACK, "back"),
    ),
    notes=(
        Note("fn-1", "1", "<p>Pacific Council report, March 27, 2019.</p>"),
        Note("fn-2", "2", "<p>By teleconference; see <a href='#sec-merida'>below</a>.</p><ul><li>One</li></ul>"),
    ),
    resources=(
        Artifact("brand/logo.svg", "image/svg+xml", CHART.encode()),
        Artifact("charts/fig-dispersion.svg", "image/svg+xml", CHART.encode()),
        Artifact("images/unused.png", "image/png", PIXEL),
    ),
    css="p { margin: 0 }\n",
    cover=PIXEL,
    pages=MappingProxyType(
        {"takeaways": "1", "b1": "1", "b2": "1", "sec-violence": "2", "b3": "2", "b4": "3", "fn-1": "2",
         "fig-dispersion": "3", "fig-dispersion-title": "3", "b5": "4", "e1": "5", "row2": "7", "b6": "8",
         "people": "9", "data-fig-dispersion": "9"}
    ),
    page_labels=(*"123456789", "10"),
    path="content/us-mexico-security/brief.md",
)  # fmt: skip


CHAPTER = """
<section class="chapter" id="chapter-{n}" aria-labelledby="chapter-{n}-title">
<header class="chapter__open"><p class="chapter__n" aria-hidden="true">{n}</p>
<h2 class="chapter__title" id="chapter-{n}-title">Chapter {word}</h2><p class="dek">What it says.</p></header>
<div class="flow"><h3 id="s-{n}-1"><span class="secno">{n}.1</span> A section</h3>
<p>See <a href="#chapter-{other}">Chapter {other}</a>.<a class="noteref" role="doc-noteref" href="#fn-{n}"
id="fnref-{n}">{n}</a></p></div></section>"""


def report() -> Book:
    """A book of chapters: two texts, each with its notes, an imprint before them and the contents shown."""
    chapters = tuple(
        Section(f"chapter-{n}", f"{n} Chapter {word}", CHAPTER.format(n=n, word=word, other=3 - n))
        for n, word in ((1, "One"), (2, "Two"))
    )
    notes = tuple(Note(f"fn-{n}", str(n), f"<p>Note {n}.</p>") for n in (1, 2))
    front = Section("imprint", "", '<section class="imprint"><p>© 2019</p></section>', "front")
    return replace(BOOK, meta=replace(META, kind="report"), sections=(BOOK.sections[0], front, *chapters), notes=notes)
