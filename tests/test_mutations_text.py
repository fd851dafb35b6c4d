"""One thing broken at a time in the good brief: what leads nowhere, how it is written, the brand, the waivers.

No edition is made, so that a mutation takes a tenth of a second.
"""

import shutil
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from octavo.checks import links, run
from octavo.checks.finding import Finding
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckRequest
from octavo.problems import Problem
from octavo.problems.check_brand import RULES as BRAND
from octavo.problems.check_references import RULES as REFERENCES
from octavo.problems.language import RULES as LANGUAGE
from octavo.problems.preflight import RULES as PREFLIGHT

from . import goodbrief as good
from .goodbrief import BRIEF, CUTS, SHEET, SLUG, Broken, add, both, picture, swap
from .test_camera import photo

PEOPLE = "content/people.yaml"
WAIVERS = "content/waivers.yaml"
LOOK = f"{good.BRAND}/_brand.yml"
LOGO = f"{good.BRAND}/logo.svg"
MAP = f"content/{SLUG}/images/border-map.png"
RELATED = "brief: us-mexico-security-one-pager"
LONG = "https://house.example/a/page/with/an/address/that/goes/on/for/longer/than/a/line"
ALT = "The border, drawn as a line."
FRENCH = "[Voilà la question: qui paie?]{lang=fr}"
SPANISH = "La soberanía reside en el pueblo, y todo el poder público se instituye para su beneficio y el de sus hijos."
TODAY = date(2026, 2, 1)


def says(new: str, file: str = BRIEF) -> good.Change:
    """Put `new` in the place of a sentence of the brief."""
    return swap(file, CUTS, new)


def shown(file: str, data: bytes, attributes: str = f'fig-alt="{ALT}" source="The house."') -> good.Change:
    """A picture under a sentence of the brief."""
    figure = f"{CUTS}\n\n![A map of the border](images/{file}){{{attributes}}}\n\n"
    return both(add(f"content/{SLUG}/images/{file}", data), says(figure))


def palette(line: str) -> good.Change:
    """A palette for charts, at the end of the brand's file."""
    return add(LOOK, f"    charts:\n      {line}\n")


def no_licence(root: Path) -> None:
    """One family lies in a folder of its own, and its licence does not."""
    fonts = root / good.BRAND / "fonts"
    (fonts / "sans").mkdir()
    for file in fonts.glob("SourceSans3-*"):
        file.rename(fonts / "sans" / file.name)
    text = (root / LOOK).read_text("utf-8")
    (root / LOOK).write_text(text.replace("SourceSans3-", "sans/SourceSans3-"), "utf-8")


def one_font(root: Path) -> None:
    fonts = root / good.BRAND / "fonts"
    shutil.copy(fonts / "SourceSans3-Regular.woff2", fonts / "SourceSans3-Semibold.woff2")


REFERRED = (
    Broken("pictures", "picture-location", shown("border.jpg", photo()), "![A map of the border]"),
    Broken("references", "image-unused", add(MAP, picture(900)), "", MAP),
    Broken(
        "references",
        "data-unused",
        add(f"content/{SLUG}/data/old.csv", "a,b\n1,2\n"),
        "",
        f"content/{SLUG}/data/old.csv",
    ),
    Broken("references", "person-unused", add(PEOPLE, "\nada:\n  name: Ada Example\n  role: Fellow\n"), "ada:", PEOPLE),
    Broken(
        "references", "image-missing", both(add(MAP, picture(900)), says("![A map](images/border_map.png)")), "![A map]"
    ),
    Broken("references", "link-to-no-brief", says("The [change](../us-mexico-securty/) cuts."), "[change]"),
    Broken(
        "references",
        "link-to-no-brief",
        swap(BRIEF, "It is all\nthe same", "It is [all\nthe same](../us-mexico/index.html),"),
        "It is [all",
    ),
    Broken(
        "references",
        "link-to-unpublished",
        swap(f"content/{SLUG}-one-pager/brief.md", "status: published", "status: draft"),
        RELATED,
    ),
    Broken("references", "link-to-nothing", says("The [change of 2018](data/change.xlsx) cuts."), "[change of 2018]"),
    Broken("references", "long-address", says(f"See <{LONG}>."), LONG),
    Broken("references", "vague-link", says("Read more [here](https://house.example/change)."), "[here]"),
    Broken(
        "references",
        "duplicate-id",
        swap(BRIEF, "{#tbl-measures", "{#sec-judge"),
        "{#sec-judge}",
        also=("undefined-reference",),
    ),
    Broken(
        "references", "undefined-reference", swap(BRIEF, "{#fig-dispersion", "{#fig-dispersal"), "(@fig-dispersion)"
    ),
    Broken("references", "broken-link", says("The [change](#sec-marida) cuts."), "#sec-marida"),
)
WRITTEN = (
    Broken("language", "misspelt", says("The change cuts both waays."), "waays"),
    Broken("language", "misspelt", swap(BRIEF, "dek: >-\n  Violence", "dek: >-\n  Vilence"), "Vilence"),
    Broken("language", "misspelt", swap(BRIEF, "Amnesty | Petty", "Amnesty | Pety"), "Pety"),
    Broken("language", "repeated-word", says("The change cuts\ncuts both ways."), "The change cuts", shift=1),
    Broken("language", "house-style", says("The change may utilize both ways."), "utilize"),
    Broken("language", "inclusive-language", says("The change is manmade, and cuts both ways."), "manmade"),
    Broken("language", "straight-quote", says('The change "cuts" both ways.'), '"cuts"', times=2),
    Broken("language", "straight-quote", says("The change's two sides."), "change's"),
    Broken("language", "double-space", says("The  change cuts both ways."), "The  change"),
    Broken("language", "hyphen-in-range", says("From 2010-2018 it cut both ways."), "2010-2018"),
    Broken("language", "space-before-sign", says("The change , too, cuts."), "The change ,"),
    Broken("language", "french-space", says(FRENCH), "Voilà", times=2),
    Broken("language", "foreign-passage", says(f"{CUTS}\n\n{SPANISH}\n\n"), "La soberanía"),
)
DRESSED = (
    Broken("brand", "brand-faint", swap(LOOK, "chart-2: tide", 'chart-2: "#7fb5d0"'), 'chart-2: "#7fb5d0"', LOOK),
    Broken("brand", "brand-faint", add(SHEET, ".x { color: #999999; background: var(--tint) }\n"), ".x {", SHEET),
    Broken("brand", "brand-small-print", add(SHEET, ".x { font-size: 7pt }\n"), ".x {", SHEET),
    Broken("brand", "font-no-licence", no_licence, "SourceSans3-Regular", LOOK),
    Broken("brand", "font-same-file", one_font, "SourceSans3-Semibold.", LOOK),
    Broken("brand", "font-lacks-letters", swap(BRIEF, "title-lines:", "language: ko\ntitle-lines:"), "  fonts:", LOOK),
    Broken("brand", "logo-heavy", add(LOGO, f"<!--{'x' * 70_000}-->"), "{ path: logo.svg", LOOK),
    Broken("brand", "logo-no-size", swap(LOGO, "viewBox", "data-box"), "{ path: logo.svg", LOOK),
    Broken("brand", "logo-text", swap(LOGO, "</svg>", "<text>Council</text></svg>"), "{ path: logo.svg", LOOK),
    Broken("brand", "logo-wide", swap(LOGO, 'viewBox="0 0 157', 'viewBox="0 0 957'), "lockup, cover:", LOOK),
    Broken("brand", "chart-colours-alike", palette('categorical: ["#1f77b4", "#9467bd"]'), "#9467bd", LOOK),
    Broken("brand", "chart-colours-grey", palette("categorical: [tide, buoy]"), "categorical: [", LOOK),
    Broken("brand", "chart-roles-alike", swap(LOOK, '"#1D3847"', '"#F0883A"'), "#F0883A", LOOK),
    Broken("brand", "chart-roles-grey", swap(LOOK, '"#4A2C14"', '"#9A8060"'), "#9A8060", LOOK),
    Broken("brand", "chart-colours-order", palette("sequential: [deep, tide, mist, tide]"), "sequential: [", LOOK),
    Broken(
        "brand",
        "brand-contrast",
        swap(LOOK, "opening-ink-2: mist", "opening-ink-2: deep"),
        "opening-ink-2: deep",
        LOOK,
        times=2,
    ),
    Broken(
        "brand",
        "brand-file",
        swap(LOOK, "SourceSans3-Semibold.woff2", "SourceSans3-Semi.woff2"),
        "SourceSans3-Semi.",
        LOOK,
    ),
)
DRAWN = (
    Broken("build", "image-cmyk", shown("map.jpg", picture(900, "JPEG", "CMYK")), "![A map"),
    Broken("build", "image-empty", shown("map.png", b""), "![A map"),
    Broken("build", "image-unknown", shown("map.png", b"<!doctype html>\n<p>Not found</p>\n"), "![A map"),
    Broken("build", "image-missing", says("![A map of the border](images/map.png)"), "![A map"),
    Broken("build", "missing-alt", shown("map.png", picture(900), ' source="The house."'), "![A map"),
    Broken("editorial", "weak-alt", shown("map.png", picture(900), 'fig-alt="map.png" source="The house."'), "![A map"),
    Broken("editorial", "no-source", shown("map.png", picture(900), f'fig-alt="{ALT}"'), "![A map"),
)
TEXTS = (*DRAWN, *REFERRED, *WRITTEN, *DRESSED)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, good.Before]:
    """The workspace with nothing broken, its caches filled, and what is told of it."""
    root = good.workspace(tmp_path_factory.mktemp("good") / "work")
    return root, good.known(good.told(root))


@pytest.mark.parametrize("mutation", TEXTS, ids=good.names(TEXTS))
def test_what_was_broken_is_told(mutation: Broken, sound: tuple[Path, good.Before], tmp_path: Path) -> None:
    root = shutil.copytree(sound[0], tmp_path / "work")
    mutation.change(root)
    good.assert_caught(mutation, root, good.told(root), sound[1])


# Waivers ---------------------------------------------------------------------------------------------------


def waives(line: str) -> good.Change:
    return add(WAIVERS, f"  - {{brief: {SLUG}, {line}}}\n")


WAIVED = (
    Broken("waivers", "waiver-unknown", waives("code: no-lenght, reason: None."), "no-lenght", WAIVERS),
    Broken("waivers", "waiver-unused", waives("code: long-dek, reason: None."), "long-dek", WAIVERS),
    Broken("waivers", "waiver-ended", waives("code: long-dek, reason: None., until: 2025-01-01"), "long-dek", WAIVERS),
    Broken("waivers", "missing-field", waives("code: long-dek"), "long-dek", WAIVERS),
    Broken("waivers", "unknown-field", waives("code: long-dek, reason: None., til: 2025-01-01"), "long-dek", WAIVERS),
    Broken("waivers", "no-length", swap(WAIVERS, "code: no-length", "code: acronym"), "  - id: tele", also=()),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, good.Before]:
    """A workspace whose brief is built, and what its preflight says."""
    root = good.workspace(tmp_path_factory.mktemp("waived"))
    good.swap(BRIEF, "type: brief", "type: brief\nformats: [html]")(root)
    return root, good.known(preflown(root))


def preflown(root: Path) -> list[Problem]:
    """What the preflight says that no waiver covers."""
    report = preflight(CheckRequest(root, (SLUG,), only=("editorial", "prose")), TODAY, lambda _: None)
    return [*report.problems, *(finding.problem for verdict in report.verdicts for finding in verdict.open)]


@pytest.mark.parametrize("mutation", WAIVED, ids=good.names(WAIVED))
def test_a_waiver_that_leads_nowhere_is_told(mutation: Broken, published: tuple[Path, good.Before]) -> None:
    root, before = published
    sound = (root / WAIVERS).read_bytes()
    try:
        mutation.change(root)
        good.assert_caught(mutation, root, preflown(root), before)
    finally:
        (root / WAIVERS).write_bytes(sound)


# Addresses of the web --------------------------------------------------------------------------------------


class Answers(BaseHTTPRequestHandler):
    """/gone is not there, /old has moved, all else is there."""

    def do_HEAD(self) -> None:
        self.send_response({"/gone": 404, "/old": 301, "/shut": 503}.get(self.path, 200))
        if self.path == "/old":
            self.send_header("Location", "/new")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - the name that http.server asks for

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a server on this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as serving:
        thread = Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_address[1]}"
        serving.shutdown()
        thread.join()


LINKED = (("link-dead", "/gone"), ("link-moved", "/old"), ("link-unreachable", "/shut"))


@pytest.mark.parametrize(("code", "path"), LINKED, ids=[f"links/{n:02}-{code}" for n, (code, _) in enumerate(LINKED)])
def test_an_address_that_leads_nowhere_is_told(code: str, path: str, server: str, tmp_path: Path) -> None:
    root = good.workspace(tmp_path / "work")
    swap(BRIEF, "url: https://www.pacificcouncil.org", f"url: {server}/there")(root)
    says(f"The [change of 2018]({server}{path}) cuts both ways.")(root)
    mutation = Broken("links", code, says(""), "[change of 2018]")
    asked = run.check(root, SLUG, "", {}, ("links",)).addresses
    outcomes = links.look_up([address.url for address in asked], tmp_path / "links.json", TODAY)
    found = [item.problem for item in links.findings(asked, outcomes) if isinstance(item, Finding)]
    good.assert_caught(mutation, root, found, frozenset())


def test_the_rules_of_the_text_have_a_mutation_each() -> None:
    planted = {mutation.code for mutation in (*TEXTS, *WAIVED)} | {code for code, _ in LINKED}
    rules = {rule.code for rule in (*REFERENCES, *LANGUAGE, *BRAND, *PREFLIGHT)}
    elsewhere = {"check-fault", "link-unknown", "known-slip", "required-not-run", "waiver-of-no-brief"}
    assert rules - planted == elsewhere, "each of these has a test of its own"
