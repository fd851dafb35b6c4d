"""The publications of content/ pass the whole preflight, in both brands: no error, and no warning without a reason.

They are built once for the whole test run (tests/editions.py). Ace, where it is not installed, is named as not run, and
nothing else is. Only the addresses that they link to are not asked for.
"""

from datetime import date
from pathlib import Path

import pytest

from octavo.checks import ace, table, tools
from octavo.checks.finding import Unrun
from octavo.checks.preflight import check_offline
from octavo.checks.waivers import apply, house_waivers, stale
from octavo.defaults import DEFAULTS
from octavo.files import Files

from . import editions

SLUGS = sorted(path.parent.name for path in (editions.ROOT / "content").glob("*/brief.md"))
ALL = tuple(family.name for family in table.CHECKS)
LATIN = Unrun("spelling in la", "there is no dictionary for it", "content")
"""The guide quotes a line of Latin."""


TODAY = date(2026, 1, 1)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("brand", editions.BRANDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_publication_passes_the_whole_preflight(slug: str, brand: str, shared_folder: Path) -> None:
    if not tools.browser():
        pytest.skip("no Chromium on this machine: `invoke doctor` says how to get one")
    folder = editions.built(shared_folder, brand) / slug
    files = {"html": folder / "index.html", "epub": folder / f"{slug}.epub", "pdf": folder / f"{slug}.pdf"}
    done = check_offline(editions.ROOT, slug, brand, files, ALL)
    shared, said = house_waivers(Files(editions.ROOT, DEFAULTS))
    waivers = [waiver for waiver in (*shared, *done.waivers) if waiver.brief in ("", slug)]
    found, used = apply(slug, done.findings, waivers, TODAY)
    late = stale((waiver for waiver in waivers if waiver not in used), TODAY, lambda _: True)
    unexplained = [one for one in (*found, *late) if one.severity != "advice" and not one.waived]
    assert [*map(str, (*said, *done.problems)), *(str(one.problem) for one in unexplained)] == []
    lacking = [] if tools.ace() else [Unrun("Ace by DAISY", ace.MISSING, "epub")]
    assert [item for item in done.unrun if item != LATIN] == lacking
