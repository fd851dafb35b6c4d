"""The publications of content/ pass the whole preflight, in all brands: no error, and no warning without a reason.

They are built once for the whole test run (tests/editions.py). Ace, where it is not installed, is named as not run, and
nothing else is. Only the addresses that they link to are not asked for.
"""

from datetime import date
from pathlib import Path

import pytest

from octavo.checks import table, tools
from octavo.checks.preflight import check_offline
from octavo.checks.waivers import apply, house_waivers, stale
from octavo.defaults import DEFAULTS
from octavo.files import Files

from . import editions

IN_CHROMIUM = () if tools.browser() else ("axe", "ace")
WANTED = tuple(family.name for family in table.CHECKS if family.name not in IN_CHROMIUM)
LATIN = "spelling in la"
"""The guide quotes a line of Latin."""


TODAY = date(2026, 1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", editions.SLUGS)
def test_a_publication_passes_the_whole_preflight(slug: str, brand: str, shared_folder: Path) -> None:
    folder = editions.built(shared_folder, brand) / slug
    files = {"html": folder / "index.html", "epub": folder / f"{slug}.epub", "pdf": folder / f"{slug}.pdf"}
    done = check_offline(editions.ROOT, slug, brand, files, WANTED)
    shared, said = house_waivers(Files(editions.ROOT, DEFAULTS))
    waivers = [waiver for waiver in (*shared, *done.waivers) if waiver.brief in ("", slug)]
    found, used = apply(slug, done.findings, waivers, TODAY)
    late = stale((waiver for waiver in waivers if waiver not in used), TODAY, lambda _: True, editions.SLUGS)
    unexplained = [one for one in (*found, *late) if one.severity != "advice" and not one.waived]
    assert [*map(str, (*said, *done.problems)), *(str(one.problem) for one in unexplained)] == []
    lacking = [] if tools.ace() or IN_CHROMIUM else ["Ace by DAISY"]
    assert [item.check for item in done.unrun if item.check != LATIN] == lacking
