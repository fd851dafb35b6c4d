"""A small workspace and what a check of it might say: every kind of finding, with and without a place in print."""

from dataclasses import replace
from pathlib import Path

import pypdfium2

from octavo.checks.finding import Unrun, find
from octavo.checks.report import CheckReport, Verdict
from octavo.problems import Place

LONG = "and a sentence that goes on for long is cut where the page quotes it: " * 3
BRIEF = f"""---
title: "Water, <b>shared</b>"
type: brief
---
Both governments keep to the treaty, {LONG}
"""
PATH = "content/water/brief.md"


def report(root: Path) -> CheckReport:
    """A brief with a PDF of two empty pages, and one that has nothing against it but was not looked at in full."""
    for slug in ("water", "wind"):
        (root / "content" / slug).mkdir(parents=True)
        (root / "content" / slug / "brief.md").write_text(BRIEF.replace("Water", slug.title()), "utf-8")
    (root / "content/people.yaml").write_text("ada:\n  name: Ada\n", "utf-8")
    pdf = root / "build/water/water.pdf"
    pdf.parent.mkdir(parents=True)
    with pypdfium2.PdfDocument.new() as document:
        for _ in range(2):
            document.new_page(612, 792)
        document.save(str(pdf))
    quote = find("pullquote-not-in-text", Place(PATH, 5, 30), words="treaty")
    heavy = replace(find("pdf-heavy", Place(PATH), size="9.1", limit="7 MB"), edition="pdf")
    framed = replace(find("acronym", Place(PATH, 5, 1), acronym="EU"), edition="pdf", page=2, box=(72, 100, 300, 112))
    whole = replace(find("acronym", Place(PATH, 5, 1), acronym="UN"), edition="pdf", page=1)
    waived = replace(find("long-dek", Place(PATH, 2, 1), count=41, limit=40), waived="the board asked for it")
    bio = find("no-bio", Place("content/people.yaml", 1, 1), name="Ada", id="ada")
    java = Unrun("epubcheck", "Java was not found", "epub")
    editions = {"pdf": pdf, "epub": root / "build/water/water.epub"}
    water = Verdict("water", (quote, heavy, framed, whole, waived, bio), (java,), (), editions)
    wind = Verdict("wind", (bio,), (), (), {"html": root / "build/wind/index.html"})
    return CheckReport((water, wind), (), frozenset({"content", "pdf", "epub"}))
