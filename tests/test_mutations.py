"""One thing broken at a time in a good brief: the rule that is meant says so, on the line that was broken.

The text is settled and checked and no edition is made, so that a mutation takes a tenth of a second.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from octavo.problems.editorial import RULES as EDITORIAL

from . import goodbrief as good
from .goodbrief import CONTENT, CUTS, SLUG

BRIEF = f"{SLUG}/brief.md"
PUBLISHER = "publisher.yaml"
DISCLAIMER = (CONTENT / PUBLISHER).read_text("utf-8").partition("# The sentence under")[2].partition("\n\n")[0]
DATA = f"{SLUG}/data/homicide-dispersion.csv"
PROSE = ("acronym", "long-paragraph", "long-sentence", "topic-heading")
AGAIN = " ".join(["again"] * 41)
MEDIA = '  - {id: other, kind: video, title: Other, url: "https://house.example/a", %s}\n\ncite: >-'
TITLE = "title: Cooperation Without Calm\ntitle-lines: [Cooperation, Without Calm]"
STATS_SOURCE = (
    "Source: Pacific Council teleconference, March 14, 2019; approval rating, Council report of March 27, 2019.\n"
)
CHART_SOURCE = "Source: Alejandro Hope, Pacific Council teleconference, March 14, 2019.\n"
ALT = (
    "Two panels of one hundred squares. For 2010, 15 are filled: the share of Mexico’s homicides in the city of Ciudad"
    " Juárez. For 2018, 10 are outlined: the limit that no single state exceeded."
)


class Mutation(NamedTuple):
    """Replace the first `old` in `file` by `new`: `code` is told of the line of the brief's file that holds `at`, or,
    where `where` is a number, so many lines below; or of the file `where`."""

    code: str
    old: str
    new: str
    at: str
    file: str = BRIEF
    where: str = ""

    def broken(self) -> good.Broken:
        is_file = self.where.endswith(".yaml")
        path = f"content/{self.where if is_file else BRIEF}"
        change = good.swap(f"content/{self.file}", self.old, self.new)
        return good.Broken("", self.code, change, self.at, path, 0 if is_file else int(self.where or 0))


def family_of(code: str) -> str:
    """The family that finds it; "build" for what no brief can be built with."""
    if code not in {rule.code for rule in EDITORIAL}:
        return "build"
    return "prose" if code in PROSE else "editorial"


SAMPLE = "Report the argument in the order in which it was made, and keep each claim with the person who made it."
MUTATIONS = (
    # What a build refuses: fields
    Mutation("unknown-field", "kicker: ", "kiker: ", "kiker: "),
    Mutation("yaml-colon", "title: Cooperation W", "title: Cooperation: W", "title: Cooperation: W"),
    Mutation("yaml-duplicate-key", "series: Policy Brief", "series: Policy Brief\nseries: Other", "series: Other"),
    Mutation("yaml-bracket-open", "[Mexico, United States]", "[Mexico, United States", "region: "),
    Mutation("yaml-tab", "\n  - id: tele", "\n\t- id: tele", "\t- id: tele"),
    Mutation("bad-date", "date: 2019-03-27", "date: 2019-03-32", "date: 2019-03-32"),
    Mutation("bad-choice", "type: brief", "type: breif", "type: breif"),
    Mutation("bad-choice", "status: published", "status: publised", "status: publised"),
    Mutation("unknown-person", "authors: [sumaya", "authors: [sumya", "authors: [sumya"),
    Mutation("unknown-brief", "brief: us-mexico-security-one", "brief: us-mexico-one", "brief: us-mexico-one"),
    Mutation("unknown-field", "disclaimer: >-", "disclaimr: >-", "disclaimr: >-", PUBLISHER, PUBLISHER),
    # What a build refuses or warns of: the text
    Mutation(
        "undefined-note",
        "[^event]: The speakers’ statements are from",
        "It is from",
        "with the Pacific Council.[^event]",
    ),
    Mutation("duplicate-id", "{#sec-merida}", "{#sec-violence}", "## Mérida made partners"),
    Mutation("undefined-reference", "(@tbl-measures)", "(@tbl-measure)", "(@tbl-measure)"),
    Mutation("broken-link", CUTS, "The change [cuts both ways](#sec-ways).", "(#sec-ways)"),
    Mutation("unknown-block", "{.recommendations title", "{.recommendation title", "{.recommendation title"),
    Mutation("unclosed-block", "::: {.media", "::: {.box}\n::: {.media", "::: {.box}"),
    Mutation("raw-html", CUTS, "The <b>change</b> cuts both ways.", "<b>change</b>"),
    Mutation("unknown-speaker", "speaker=eric-olson", "speaker=eric-olsen", "speaker=eric-olsen"),
    Mutation("unknown-recording", "item=teleconference", "item=telecon", "item=telecon"),
    Mutation("heading-skips", "## Violence is wider", "#### Violence is wider", "#### Violence is wider"),
    Mutation("stray-emphasis", CUTS, "The *change *cuts both ways.", "The *change *cuts"),
    Mutation("glyph-missing", CUTS, "The change cuts both ways: \u9435.", "\u9435"),
    Mutation("image-missing", CUTS, "![A map of the border](images/map.png)", "![A map"),
    Mutation("no-bibliography", CUTS, "The change [@smith2019] cuts.", "[@smith2019]"),
    Mutation("recommendation-without-addressee", "   [both governments]{.for}\n", "", "1. **Keep security out"),
    Mutation("table-row-too-long", "drug crimes | Under discussion |", "drug crimes | Under | x |", "| Under | x |"),
    # What a build refuses: charts and data
    Mutation("data-missing", "data/homicide-dispersion", "data/homicide-disperson", "data/homicide-disperson"),
    Mutation("chart-field", "value: {field: Percent}", "value: {field: Prcent}", "value: {field: Prcent}"),
    Mutation("chart-word", "outline: {field: Limit}", "outlin: {field: Limit}", "outlin: {field: Limit}"),
    Mutation("yaml-bracket-open", "label: {field: Year}", "label: {field: Year", "label: {field: Year"),
    Mutation("missing-alt", f' alt="{ALT}"', "", "::: {#fig-dispersion"),
    # What an editor would send back: the fields
    Mutation("no-disclaimer", DISCLAIMER, "", "title: Cooperation Without Calm", PUBLISHER),
    Mutation(
        "own-disclaimer", "notice: >-", "disclaimer: We take it back.\nnotice: >-", "disclaimer: We take it back."
    ),
    Mutation("sample-text", "The framework for today", f"{SAMPLE}\n\nThe framework for today", SAMPLE),
    Mutation("no-bio", "  role: Director, Central America-D.C. Platform\n", "", "speakers: [", "people.yaml"),
    Mutation("takeaways-count", "takeaways:\n", "takeaways:\n  - And\n  - so\n", "takeaways:", where="+1"),
    Mutation("long-takeaway", "hard to address, said", f"hard, {AGAIN}, said", "**The bargain of 2007", where="-1"),
    Mutation("number-not-in-text", "account, 80 percent", "account, 85.5 percent", "**Mexico has measures", where="-1"),
    Mutation("number-not-in-text", "2019 that violence", "2019 that 40 percent", "summary: >-"),
    Mutation("no-length", "cite: >-", MEDIA % 'transcript: "https://house.example/t"', "title: Other"),
    Mutation("no-transcript", "cite: >-", MEDIA % 'length: "58:21"', "title: Other"),
    Mutation("unnumbered-correction", "status: published", "status: corrected", "status: corrected"),
    Mutation("long-dek", "four months into", f"four months {AGAIN} into", "dek: >-"),
    Mutation("cut-running-title", TITLE, f"title: {'Long ' * 12}", "title: Long"),
    # What an editor would send back: the text
    Mutation("pullquote-not-in-text", ".spoken speaker=alejandro", "speaker=alejandro", "{.pullquote speaker"),
    Mutation("no-source", STATS_SOURCE, "", "{.stats"),
    Mutation("no-source", CHART_SOURCE, "", "::: {#fig-dispersion"),
    Mutation("weak-alt", ALT, "dispersion.png", "::: {#fig-dispersion"),
    Mutation("number-not-in-data", "For 2010, 15 are", "For 2010, 16 are", "::: {#fig-dispersion"),
    Mutation("number-not-in-data", "no longer cluster in one place", "in 17 places", "::: {#fig-dispersion"),
    Mutation("number-not-in-data", "2010,15 in 100: Ciudad Juárez,15", "2010,C,25", "::: {#fig-dispersion", DATA),
    Mutation("acronym", CUTS, "The change cuts both ways for the OAS.", "OAS"),
    Mutation("as-of-differs", CUTS, "This is current as of May 1, 2018.", "May 1, 2018"),
    Mutation("topic-heading", "### Smaller gangs stay closer to home", "### Background", "### Background"),
    Mutation("long-paragraph", CUTS, "It cuts both ways, and does so again and again. " * 16, "It cuts both ways"),
    Mutation("long-sentence", CUTS, f"The change cuts both ways {AGAIN}.", "The change cuts both ways again"),
)


NAMES = [f"{family_of(m.code)}/{number:02}-{m.code}" for number, m in enumerate(MUTATIONS)]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good.workspace(tmp_path_factory.mktemp("mutations") / "work")


@pytest.fixture(scope="module")
def before(workspace: Path) -> good.Before:
    return good.known(good.told(workspace))


def test_the_brief_that_is_broken_below_is_good(workspace: Path) -> None:
    assert [str(problem) for problem in good.told(workspace) if problem.severity == "error"] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=NAMES)
def test_what_was_broken_is_told_and_nothing_else_is_wrong(
    mutation: Mutation, workspace: Path, before: good.Before
) -> None:
    file = workspace / "content" / mutation.file
    sound = file.read_text("utf-8")
    broken = mutation.broken()
    try:
        broken.change(workspace)
        good.assert_caught(broken, workspace, good.told(workspace), before)
    finally:
        file.write_text(sound, "utf-8")


def test_the_rules_of_the_text_have_a_mutation_each() -> None:
    assert {rule.code for rule in EDITORIAL} - {mutation.code for mutation in MUTATIONS} == set()
    assert len(MUTATIONS) > 40
