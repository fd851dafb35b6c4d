"""The catalogue: what is shown and what is held back, its shelves, and the records that machines read."""

import gzip
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
import pytest
from jsonschema import Draft7Validator, FormatChecker
from lxml import etree, html

from octavo.catalogue import search
from octavo.catalogue.onix import EPUB_CLAIMS, claims, isbn13
from octavo.catalogue.shelves import OWN
from octavo.problems import errors
from tests.catalogued import ALL, BARE, PUMPS, WELLS, files, site, workspace

CASES = Path(__file__).parent / "cases" / "catalogue"
BASE = "https://house.example/briefs/"
ADDRESSED = {"atom.xml", "feed.json", "opds.json", "opds/wells.json", "opds/pumps.json", "sitemap.xml", "crossref.xml"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path)


def tree_of(data: bytes) -> Any:  # noqa: ANN401 - a tree, of whatever its paths find
    return etree.fromstring(data)


def page(made: dict[str, bytes], name: str = "index.html") -> html.HtmlElement:
    return html.document_fromstring(made[name].decode())


def titles(page: html.HtmlElement) -> list[str]:
    return [title.text_content() for title in page.iterfind(".//h2[@class='card__title']")]


# What is shown ----------------------------------------------------------------------------------


def test_what_nobody_may_see_yet_is_nowhere(root: Path) -> None:
    made = site(root, *ALL, searched=True)
    assert [p.code for p in made.problems] == ["kept-back"]
    told = [name for name, data in files(made).items() if b"Not Yet" in data or b"hidden" in name.encode()]
    assert told == []
    assert not any("secrets" in name for name in files(made))


def test_what_is_withdrawn_stays_on_the_pages_and_is_announced_nowhere(root: Path) -> None:
    made = files(site(root, *ALL, searched=True))
    assert "Gone" in titles(page(made))
    assert "Gone" in titles(page(made, "topics/water/index.html"))
    announced = {name for name, data in made.items() if b"Gone" in data} - {
        name for name in made if name.endswith("/index.html") or name == "index.html"
    }
    assert announced == set()
    assert b"Gone" not in made["search/index.html"]


def test_a_draft_shows_everything_and_announces_nothing(root: Path) -> None:
    made = site(root, *ALL, draft=True)
    assert "Not Yet" in titles(page(files(made)))
    assert made.problems == ()
    assert {"robots.txt", "llms.txt", "onix.xml", *ADDRESSED} & files(made).keys() == set()


def test_a_brief_without_terms_or_authors_is_listed_and_makes_no_shelf(root: Path) -> None:
    made = files(site(root, BARE))
    assert titles(page(made)) == ["A Brief of Nothing"]
    assert not [name for name in made if name.split("/")[0] in ("topics", "regions", "authors")]
    assert page(made).xpath("//select | //nav[@aria-labelledby!='browse-feeds']") == []


def test_a_term_in_two_spellings_is_one_shelf_and_is_told(root: Path) -> None:
    other = replace(PUMPS, topics=("water",))
    made = site(root, WELLS, replace(PUMPS, slug="third"), other)
    told = [p for p in made.problems if p.code == "two-spellings"]
    assert [(p.place.path, p.text) for p in told] == [
        ("content/pumps/brief.md", 'the term "water" is spelt "Water" elsewhere; the catalogue shows that')
    ]
    assert [name for name in files(made) if name.startswith("topics/water")] == ["topics/water/index.html"]


def test_terms_that_share_their_letters_have_shelves_of_their_own(root: Path) -> None:
    made = files(site(root, replace(WELLS, topics=("C", "C++", "水"))))
    assert sorted(name for name in made if name.startswith("topics/")) == [
        "topics/c-2/index.html",
        "topics/c/index.html",
        "topics/水/index.html",
    ]


@pytest.mark.parametrize("name", sorted(OWN))
def test_a_brief_cannot_bear_the_name_of_a_folder_of_the_site(root: Path, name: str) -> None:
    made = site(root, replace(WELLS, slug=name))
    assert [p.code for p in errors(made.problems)] == ["catalogue-name"]
    assert made.artifacts == ()


def test_an_author_page_tells_who_it_is_and_what_the_person_wrote(root: Path) -> None:
    made = page(files(site(root, *ALL)), "authors/ada/index.html")
    assert made.findtext(".//h1") == "Ada Example"
    assert made.findtext(".//p[@class='dek']") == "Director, The House"
    assert "Writes on wells." in made.text_content()
    assert titles(made) == ["Gone", "Wells & <Water>"]


def test_each_link_of_each_page_leads_to_something(root: Path) -> None:
    made = files(site(root, *ALL, searched=True))
    own = {f"{c.slug}/{name}" for c in ALL for name in (*c.files.values(), c.cover) if c.state != "embargoed"}
    broken = [
        (name, link)
        for name in made
        if name.endswith(".html")
        for link in page(made, name).xpath("//a/@href | //link/@href | //img/@src | //script/@src | //form/@action")
        if not link.startswith(("https://", "#"))
        if urljoin(f"/{name}", urlsplit(link).path).lstrip("/") not in made.keys() | own
    ]
    assert broken == []


def test_a_filter_for_each_question_with_two_answers(root: Path) -> None:
    made = files(site(root, WELLS, PUMPS, BARE))
    selects = page(made).xpath("//select")
    assert {s.get("id"): [o.text for o in s] for s in selects} == {
        "filter-topic": ["All", "Public health", "Water"],
        "filter-region": ["All", "New Town", "Old Town"],
        "filter-kind": ["All", "Commentary", "Policy Brief"],
        "filter-year": ["All", "2026", "2025"],
    }
    assert made["filters.css"].count(b"display: none") == 8


# What machines read -----------------------------------------------------------------------------


def test_the_atom_feed_is_well_formed_and_tells_all(root: Path) -> None:
    made = files(site(root, *ALL))
    feed = feedparser.parse(made["atom.xml"])
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Wells & <Water>", "Pumps"]
    first = feed.entries[0]
    assert (first.id, first.link) == (f"{BASE}wells/", f"{BASE}wells/")
    assert (first.published, first.updated) == ("2026-01-02T00:00:00Z", "2026-02-03T00:00:00Z")
    assert [author.name for author in first.authors] == ["Ada Example", "Bo Sample"]
    assert [tag.term for tag in first.tags] == ["Water", "Public health", "Old Town"]
    assert [e.href for e in first.enclosures] == [f"{BASE}wells/wells.pdf", f"{BASE}wells/wells.epub"]


def test_the_json_feed_keeps_its_schema(root: Path) -> None:
    feed = json.loads(files(site(root, *ALL))["feed.json"])
    assert told(feed, "jsonfeed") == []
    assert [item["title"] for item in feed["items"]] == ["Wells & <Water>", "Pumps", "A Brief of Nothing"]


def test_the_opds_catalogue_keeps_its_schema(root: Path) -> None:
    made = files(site(root, *ALL))
    feed = json.loads(made["opds.json"])
    assert told(feed, "opds") == []
    assert [json.loads(made[f"opds/{slug}.json"]) for slug in ("wells", "pumps")] == feed["publications"]
    assert feed["metadata"]["numberOfItems"] == 2  # a web page alone is no file to take away


def test_the_schemas_refuse_what_is_wrong(root: Path) -> None:
    made = files(site(root, *ALL))
    feed, items = json.loads(made["opds.json"]), json.loads(made["feed.json"])
    feed["publications"][0]["links"] = feed["publications"][0]["links"][:1]
    items["items"][0]["url"] = "not an address"
    assert told(feed, "opds")
    assert told(items, "jsonfeed")


def told(data: object, name: str) -> list[str]:
    schema = json.loads((CASES / f"{name}.schema.json").read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    return [error.message for error in Draft7Validator(schema, format_checker=CHECKER).iter_errors(data)]


def is_whole(value: object) -> bool:
    return not isinstance(value, str) or (bool(urlsplit(value).scheme) and " " not in value)


CHECKER = FormatChecker()
CHECKER.checks("uri")(is_whole)


def test_the_sitemap_names_what_may_be_found(root: Path) -> None:
    tree = tree_of(files(site(root, *ALL))["sitemap.xml"])
    found = {e[0].text: e.findtext("{*}lastmod") for e in tree}
    assert found[f"{BASE}wells/"] == "2026-02-03"
    assert found[f"{BASE}bare/"] is None
    assert found[f"{BASE}topics/water/"] == "2026-02-03"
    assert not [loc for loc in found if "gone" in str(loc) or "hidden" in str(loc)]


def test_robots_and_llms_lead_to_the_rest(root: Path) -> None:
    made = files(site(root, *ALL))
    assert f"Sitemap: {BASE}sitemap.xml" in made["robots.txt"].decode()
    assert f"- [Wells & <Water>]({BASE}wells/): All that is known of wells. (2026-01-02)\n" in made["llms.txt"].decode()


def test_without_an_address_what_needs_one_is_left_out_and_said(tmp_path: Path) -> None:
    made = site(workspace(tmp_path, address=""), WELLS, PUMPS)
    assert [p.code for p in made.problems] == ["no-public-address"]
    assert ADDRESSED & files(made).keys() == set()
    assert {"robots.txt", "llms.txt", "onix.xml"} <= files(made).keys()
    assert b"https://house.example/briefs" not in b"".join(files(made).values())


def test_onix_tells_what_each_file_claims_of_its_accessibility(root: Path) -> None:
    tree = tree_of(files(site(root, *ALL))["onix.xml"])
    names = {"o": "http://ns.editeur.org/onix/3.0/reference"}
    products = tree.xpath("//o:Product", namespaces=names)
    told = {
        p.findtext("{*}RecordReference"): p.xpath(".//o:ProductFormFeatureValue/text()", namespaces=names)
        for p in products
    }
    assert told == {
        "wells/wells.pdf": ["05", "13", "22"],
        "wells/wells.epub": ["11", "13", "14", "19", "22", "29", "30", "36"],
        "pumps/pumps.pdf": ["05", "13", "22"],
    }
    assert claims(replace(WELLS, pdf="archival-2"), "pdf")[0] == "06"
    assert tree.findtext("{*}Header/{*}SentDateTime") == "20260203"


def test_an_isbn_is_the_files_own_only_where_there_is_one_file(root: Path) -> None:
    one = replace(PUMPS, identifiers=WELLS.identifiers)
    tree = tree_of(files(site(root, WELLS, one))["onix.xml"])
    of = {p.findtext("{*}RecordReference"): [i[-1].text for i in p.iterfind("{*}ProductIdentifier")] for p in tree[1:]}
    assert of["pumps/pumps.pdf"] == ["pumps.pdf", "9780306406157"]
    assert of["wells/wells.pdf"] == ["wells.pdf"]


@pytest.mark.parametrize(
    ("ten", "thirteen"), [("0-306-40615-2", "9780306406157"), ("978-0-306-40615-7", "9780306406157")]
)
def test_an_isbn_has_thirteen_digits(ten: str, thirteen: str) -> None:
    assert isbn13(ten) == thirteen


def test_the_claims_of_real_books_are_known() -> None:
    assert EPUB_CLAIMS.keys() <= set(WELLS.access)


def test_a_doi_is_deposited_with_its_authors_and_place(root: Path) -> None:
    tree = tree_of(files(site(root, *ALL))["crossref.xml"])
    assert [e.text for e in tree.iterfind(".//{*}doi")] == ["10.5555/wells.1"]
    assert tree.findtext(".//{*}resource") == f"{BASE}wells/"
    people = [(p.get("sequence"), p[0].text, p[1].text) for p in tree.iterfind(".//{*}person_name")]
    assert people == [("first", "Ada", "Example"), ("additional", "Bo", "Sample")]


def test_a_deposit_of_a_changed_brief_is_newer(root: Path) -> None:
    stamps = [
        int(str(tree_of(files(site(root, card))["crossref.xml"]).findtext(".//{*}timestamp")))
        for card in (replace(WELLS, updated="", changes=0), replace(WELLS, updated=""), WELLS)
    ]
    assert stamps == sorted(set(stamps))


def test_no_doi_no_deposit_and_no_mail_address_no_deposit(tmp_path: Path, root: Path) -> None:
    assert "crossref.xml" not in files(site(root, PUMPS))
    nobody = site(workspace(tmp_path / "other", email=""), WELLS)
    assert [p.code for p in nobody.problems] == ["no-depositor"]
    assert "crossref.xml" not in files(nobody)


def test_the_order_of_cards_decides_nothing(root: Path) -> None:
    assert files(site(root, *ALL, searched=True)) == files(site(root, *reversed(ALL), searched=True))


# The search -------------------------------------------------------------------------------------

PAGE = "<!doctype html><html lang='en'><title>{0}</title><main><h1>{0}</h1><p>Of {1}.</p></main></html>"


def output(folder: Path, *slugs: str) -> list[dict[str, Any]]:
    """An output folder with pages, and their cards."""
    for slug in slugs:
        (folder / slug).mkdir(parents=True)
        (folder / slug / "index.html").write_text(PAGE.format(slug.title(), f"{slug} and buckets"), "utf-8")
    return [asdict(replace(WELLS, slug=slug)) for slug in slugs]


def test_the_same_pages_make_the_same_index(tmp_path: Path) -> None:
    slugs = [f"wells-{number}" for number in range(40)]
    first = search.make(tmp_path / "one", output(tmp_path / "one", *slugs))
    other = search.make(tmp_path / "two", output(tmp_path / "two", *reversed(slugs)))
    assert first.problems == ()
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json"} <= {a.name for a in first.artifacts}
    assert {a.name: a.data for a in first.artifacts} == {a.name: a.data for a in other.artifacts}


def test_only_what_may_be_found_is_indexed(tmp_path: Path) -> None:
    cards = output(tmp_path, "wells", "hidden", "gone")
    cards[1]["state"], cards[2]["state"] = "embargoed", "withdrawn"
    made = {a.name: a.data for a in search.make(tmp_path, cards).artifacts}
    assert json.loads(made["pagefind/pagefind-entry.json"])["languages"]["en"]["page_count"] == 1
    told = b"".join(gzip.decompress(data) for name, data in made.items() if name.endswith(".pf_fragment"))
    assert b"wells and buckets" in told
    assert b"hidden" not in told


def test_where_there_is_nothing_to_find_there_is_no_search(tmp_path: Path) -> None:
    assert search.make(tmp_path, []) == search.Searchable()
    assert b"search" not in files(site(workspace(tmp_path), WELLS))["index.html"].replace(b"research", b"")
