"""The records for reference managers: read back by pandoc, they say what the brief says."""

import json
from pathlib import Path

import pypandoc
import pytest

from tests.catalogued import workspace
from tests.small_press import SmallPress

FIELDS = "series: Papers & Notes\nnumber: '7'\nidentifiers: {doi: 10.5555/wells_1, isbn: 978-0-306-40615-7}\n"


@pytest.fixture
def records(tmp_path: Path) -> dict[str, str]:
    workspace(tmp_path)
    made = SmallPress(tmp_path).make("Text.\n", FIELDS, "html")
    return {a.name: a.data.decode() for a in made.artifacts if a.name.startswith("citation.")}


def test_bibtex_says_what_csl_says(records: dict[str, str]) -> None:
    (own,) = json.loads(records["citation.json"])
    (read,) = json.loads(pypandoc.convert_text(records["citation.bib"], "csljson", format="bibtex"))
    for name in ("title", "author", "DOI", "ISBN", "URL", "number"):
        assert read[name] == own[name], name
    assert read["issued"]["date-parts"][0][:2] == own["issued"]["date-parts"][0][:2]
    assert read["publisher"] == own["publisher"]
    assert own["collection-title"] == "Papers & Notes"
    assert "type = {Papers \\& Notes}" in records["citation.bib"]


def test_the_page_leads_to_both(tmp_path: Path) -> None:
    workspace(tmp_path)
    made = SmallPress(tmp_path).make("Text.\n", "", "html")
    page = made.artifacts[0].data.decode()
    assert page.count('rel="describedby"') == 2
    for name in ("citation.bib", "citation.json"):
        assert page.count(f'href="{name}"') == 2
