"""What a page says of itself, to libraries, search engines and places where links are shared."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from octavo.document import Document
from octavo.edition import Editions
from octavo.metadata import Link, Metadata, describe
from tests.small_press import SmallPress

FIELDS = """\
dek: What it is *about*.
type: brief
series: Samples
number: "12"
updated: 2026-02-03
speakers: [bo]
topics: [Printing, "A </script> of a topic"]
region: [Mexico]
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
identifiers: {doi: 10.1234/abc.5, issn: 2049-3630}
media: [{id: talk, kind: audio, title: The talk, url: "https://house.example/talk", length: "1:02:03"}]
"""
ALL = Editions({"pdf": "trial.pdf", "html": "index.html", "epub": "trial.epub"}, pages=4, share_card=True)
ADDRESS = "https://house.example/briefs/trial/"


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def document(press: SmallPress, fields: str = FIELDS) -> Document:
    settled, found = press.document("Text.", fields)
    assert [str(p) for p in found if p.severity == "error"] == []
    return settled


def tags(about: Metadata, prefix: str) -> list[tuple[str, str]]:
    return [(tag.name, tag.content) for tag in about.tags if tag.name.startswith(prefix)]


def linked(about: Metadata) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(about.linked_data)
    return data


def test_dublin_core(press: SmallPress) -> None:
    about = describe(document(press), ALL)
    assert tags(about, "DC.") == [
        ("DC.title", "A Test of the Press"),
        ("DC.creator", "Ada Example"),
        ("DC.contributor", "Bo Sample"),
        ("DC.publisher", "The House of Tests"),
        ("DC.description", "What it is about."),
        ("DC.language", "en-US"),
        ("DC.type", "Text"),
        ("DC.subject", "Printing"),
        ("DC.subject", "A </script> of a topic"),
        ("DC.coverage", "Mexico"),
        ("DC.identifier", "https://doi.org/10.1234/abc.5"),
        ("DC.rights", "CC BY 4.0"),
        ("DC.date", "2026-01-02"),
    ]
    assert tags(about, "dcterms.") == [
        ("dcterms.issued", "2026-01-02"), ("dcterms.created", "2026-01-02"), ("dcterms.modified", "2026-02-03"),
    ]  # fmt: skip
    assert Link("schema.DC", "http://purl.org/dc/elements/1.1/") in about.links
    assert Link("schema.dcterms", "http://purl.org/dc/terms/") in about.links


def test_highwire_press(press: SmallPress) -> None:
    assert tags(describe(document(press), ALL), "citation_") == [
        ("citation_title", "A Test of the Press"),
        ("citation_author", "Example, Ada"),
        ("citation_publication_date", "2026/01/02"),
        ("citation_technical_report_institution", "The House of Tests"),
        ("citation_technical_report_number", "12"),
        ("citation_language", "en-US"),
        ("citation_doi", "10.1234/abc.5"),
        ("citation_issn", "2049-3630"),
        ("citation_fulltext_html_url", ADDRESS),
        ("citation_pdf_url", f"{ADDRESS}trial.pdf"),
    ]


def test_open_graph(press: SmallPress) -> None:
    about = describe(document(press), ALL)
    assert {tag.key for tag in about.tags if tag.name.startswith(("og:", "article:"))} == {"property"}
    assert tags(about, "og:") == [
        ("og:type", "article"),
        ("og:title", "A Test of the Press"),
        ("og:description", "What it is about."),
        ("og:site_name", "The House of Tests"),
        ("og:locale", "en_US"),
        ("og:url", ADDRESS),
        ("og:image", f"{ADDRESS}share.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "A Test of the Press. The House of Tests"),
    ]
    assert tags(about, "article:")[:2] == [
        ("article:published_time", "2026-01-02"), ("article:modified_time", "2026-02-03"),
    ]  # fmt: skip
    assert tags(about, "twitter:") == [("twitter:card", "summary_large_image")]


def test_links_to_the_other_editions_the_doi_and_the_licence(press: SmallPress) -> None:
    assert describe(document(press), ALL).links[:7] == (
        Link("canonical", ADDRESS),
        Link("alternate", "trial.pdf", "application/pdf"),
        Link("alternate", "trial.epub", "application/epub+zip"),
        Link("describedby", "citation.bib", "application/x-bibtex"),
        Link("describedby", "citation.json", "application/vnd.citationstyles.csl+json"),
        Link("cite-as", "https://doi.org/10.1234/abc.5"),
        Link("license", "https://creativecommons.org/licenses/by/4.0/"),
    )


def test_linked_data_is_a_report_in_schema_org(press: SmallPress) -> None:
    about = describe(document(press), ALL)
    assert "</" not in about.linked_data
    assert linked(about) == {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": "https://doi.org/10.1234/abc.5",
        "headline": "A Test of the Press",
        "description": "What it is about.",
        "inLanguage": "en-US",
        "author": [
            {
                "@type": "Person",
                "name": "Ada Example",
                "jobTitle": "Director",
                "affiliation": {"@type": "Organization", "name": "The House"},
            }
        ],
        "contributor": [{"@type": "Person", "name": "Bo Sample", "jobTitle": "Fellow"}],
        "publisher": {"@type": "Organization", "name": "The House of Tests", "url": "https://house.example"},
        "isPartOf": {"@type": "CreativeWorkSeries", "name": "Samples"},
        "datePublished": "2026-01-02",
        "dateModified": "2026-02-03",
        "reportNumber": "12",
        "keywords": ["Printing", "A </script> of a topic"],
        "spatialCoverage": [{"@type": "Place", "name": "Mexico"}],
        "identifier": "https://doi.org/10.1234/abc.5",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "url": ADDRESS,
        "image": f"{ADDRESS}share.png",
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": f"{ADDRESS}trial.pdf"},
            {"@type": "MediaObject", "encodingFormat": "application/epub+zip", "contentUrl": f"{ADDRESS}trial.epub"},
        ],
        "associatedMedia": [
            {
                "@type": "AudioObject",
                "name": "The talk",
                "url": "https://house.example/talk",
                "duration": "PT1H2M3S",
            }
        ],
    }


def test_a_commentary_is_an_article_and_has_no_report_number(press: SmallPress) -> None:
    data = linked(describe(document(press, 'type: commentary\nnumber: "3"\n'), ALL))
    assert data["@type"] == "Article"
    assert "reportNumber" not in data


def test_without_a_public_address_no_address_is_made_up(press: SmallPress) -> None:
    press.write("content/publisher.yaml", "name: {full: The House}\nbrand: pacific\nlanguage: es\n")
    about = describe(document(press, ""), ALL)
    assert about.address == ""
    told = {tag.name for tag in about.tags}
    assert told.isdisjoint({"og:url", "citation_pdf_url", "citation_fulltext_html_url"})
    assert [name for name in told if name.startswith("og:image")] == [], "Open Graph asks for whole addresses"
    assert tags(about, "twitter:") == [("twitter:card", "summary")]
    assert "og:locale" not in told, "a language without a country is no locale"
    assert "canonical" not in {link.rel for link in about.links}
    assert Link("alternate", "trial.pdf", "application/pdf") in about.links
    assert linked(about).keys().isdisjoint({"url", "image", "encoding"})


def test_with_a_public_address_every_address_is_whole(press: SmallPress) -> None:
    made = press.make("Text.\n", "", "pdf", "html")
    html = next(artifact.data.decode() for artifact in made.artifacts if artifact.name == "index.html")
    for tag in ('rel="canonical" href="', 'property="og:url" content="', 'property="og:image" content="'):
        assert f"<{'link' if 'rel' in tag else 'meta'} {tag}{ADDRESS}" in html
    assert f'"image": "{ADDRESS}share.png"' in html


def test_a_house_stands_for_authors_who_are_not_named(press: SmallPress) -> None:
    settled = document(press)
    about = describe(replace(settled, brief=replace(settled.brief, authors=())), ALL)
    assert ("citation_author", "The House of Tests") in tags(about, "citation_")
    assert linked(about)["author"]["@type"] == "Organization"


@pytest.mark.parametrize(("status", "hidden"), [("published", False), ("corrected", False), ("embargoed", True)])
def test_what_is_not_out_is_kept_from_search_engines(press: SmallPress, status: str, hidden: bool) -> None:
    about = describe(document(press, f"status: {status}\n"), ALL)
    assert tags(about, "robots") == ([("robots", "noindex")] if hidden else [])
