"""The web page: valid, whole in its folder, and what its markup says of notes, tables and drawings."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from octavo.formats.html import SCRIPT
from octavo.press import Made
from tests.htmlchecker import errors
from tests.small_press import SmallPress
from tests.website import PAGES, ROOT
from tests.website import site as built

NOTES = """\
Text with a note.[^a] And again.[^a]

## A heading[^h]

- An item[^i]

| Head[^t] | Value |
|:--|--:|
| one | 1 |
| two | 2 |

: A caption[^c] {#tbl-x}

::: {.callout-note title="Mind"}
A callout.[^o]
:::

[^a]: Note a.
[^h]: Note h.
[^i]: Note i.
[^t]: Note t.
[^c]: Note c.
[^o]: Note o.
"""
CHART = """\
::: {{#fig-{id} .chart alt="A line." .text}}
The same numbers

Per year

```csv
Year,Count
2020,10
2021,12
```

```yaml
mark: {{type: line, clip: true}}
encoding:
  x: {{field: Year, type: ordinal}}
  y: {{field: Count, type: quantitative}}
```

Source: Nobody.
:::
"""


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def page_of(made: Made) -> html.HtmlElement:
    """The page that was made, parsed."""
    assert [str(p) for p in made.problems if p.severity == "error"] == []
    data = next(artifact.data for artifact in made.artifacts if artifact.name == "index.html")
    return html.document_fromstring(data.decode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().replace("\N{WORD JOINER}", "").split())


@pytest.mark.slow
def test_the_checker_finds_no_error_on_any_page(shared_folder: Path) -> None:
    folder = built(shared_folder)
    assert errors(folder / path.partition("?")[0] / "index.html" for path in PAGES) == []


@pytest.mark.slow
def test_the_checker_names_an_error_with_its_line(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text("<!doctype html>\n<html lang=en><title>t</title>\n<p><div id=a></div><div id=a></div>", "utf-8")
    assert [told.split(":", 2)[1:] for told in errors([page])] == [["3", " Duplicate ID “a”."]]


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole_in_its_folder_and_holds_no_script_or_style(shared_folder: Path, path: str) -> None:
    folder = built(shared_folder) / path.partition("?")[0]
    page = html.parse(folder / "index.html").getroot()
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert [mark for mark in page.xpath("//a/@href") if mark.startswith("#") and unquote(mark[1:]) not in ids] == []
    named = page.xpath("//img/@src | //source/@srcset | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
    named += page.xpath("//a[@download]/@href")
    sheet = folder / page.xpath("//link[@rel='stylesheet']/@href")[0]
    fetched = re.findall(r'url\("([^"#]+)"\)', sheet.read_text(encoding="utf-8"))
    assert [name for name in fetched if not (sheet.parent / name).is_file()] == []
    assert [name for name in named if not (folder / unquote(name)).is_file()] == []
    assert page.xpath("//@style | //style | //@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//script[not(@src) and not(@type='application/ld+json')]") == []


def test_notes_are_no_part_of_a_heading_a_caption_or_a_cell(press: SmallPress) -> None:
    page = page_of(press.make(NOTES, "", "html"))
    assert [words(e) for e in page.xpath("//h2[@id='a-heading'] | //table/thead//th[1] | //*[@id='tbl-x-title']")] == [
        "A heading2", "A caption4", "Head5",
    ]  # fmt: skip
    assert page.xpath("//table//*[@role='doc-footnote'] | //h2//*[@role='doc-footnote']") == []
    assert [words(e) for e in page.xpath("//div[@class='notes']/span[@role='doc-footnote']")] == [
        "2 Note h. ↑", "4 Note c. ↑", "5 Note t. ↑", "6 Note o. ↑",
    ]  # fmt: skip


def test_a_note_leads_back_to_each_of_its_calls(press: SmallPress) -> None:
    page = page_of(press.make(NOTES, "", "html"))
    ways = page.xpath("//span[@id='fn-1']//a[@role='doc-backlink']")
    assert [(a.get("href"), a.get("aria-label")) for a in ways] == [
        ("#fnref-1", "Back to reference 1 (1)"),
        ("#fnref-1-2", "Back to reference 1 (2)"),
    ]
    assert [a.get("aria-label") for a in page.xpath("//span[@id='fn-2']//a")] == ["Back to reference 2"]


def test_cells_name_their_columns_for_narrow_screens(press: SmallPress) -> None:
    page = page_of(press.make(NOTES, "", "html"))
    assert page.xpath("//table[@class='stacks']//tr[1]/td/@data-th") == ["Value"]
    assert page.xpath("//thead//th/@scope") == ["col", "col"]
    region = page.xpath("//div[@class='table__scroll']")[0]
    assert (region.get("role"), region.get("tabindex"), region.get("aria-labelledby")) == ("region", "0", "tbl-x-title")


def test_an_empty_corner_is_no_heading(press: SmallPress) -> None:
    page = page_of(press.make("| | A |\n|---|---|\n| x | 1 |\n", "", "html"))
    assert [cell.tag for cell in page.xpath("//thead/tr/*")] == ["td", "th"]


def test_equal_drawings_keep_ids_of_their_own(press: SmallPress) -> None:
    page = page_of(press.make(CHART.format(id="a") + "\n" + CHART.format(id="b"), "", "html"))
    assert len(page.xpath("//svg")) == 4
    ids = page.xpath("//svg//@id")
    assert ids
    assert len(ids) == len(set(ids))
    used = re.findall(r"url\(#([^)]+)\)", html.tostring(page, encoding="unicode"))
    assert set(used) <= set(ids)
    assert page.xpath("//*[@role='img']/@aria-label") == ["A line.", "A line."]


def test_a_passage_in_another_language_says_so(press: SmallPress) -> None:
    page = page_of(press.make("Some [palabras]{lang=es}.\n\n::: {lang=fr}\nUne phrase.\n:::\n", "", "html"))
    assert page.xpath("//span[@lang='es']/text()") == ["palabras"]
    assert page.xpath("//div[@lang='fr']/p/text()") == ["Une phrase."]


def test_the_page_has_its_landmarks_and_the_contents_their_links(press: SmallPress) -> None:
    page = page_of(press.make("Text.\n\n## One\n\nText.\n\n## Two\n\nText.\n", "", "html"))
    assert page.xpath("count(//main/article)") == 1
    assert page.xpath("//a[@class='skip-link']/@href") == ["#body"]
    assert page.xpath("//nav[@class='toc-rail']//li/a/@href") == ["#one", "#two"]
    assert page.xpath("//button[@class='cite__copy']/@hidden") == [""]


def test_a_short_text_has_no_contents_list(press: SmallPress) -> None:
    assert page_of(press.make("Text.\n\n## One\n\nText.\n", "", "html")).xpath("//nav") == []


def test_what_comes_with_a_page_is_small(press: SmallPress) -> None:
    made = press.make("Text.", "", "html")
    sizes = {artifact.name: len(artifact.data) for artifact in made.artifacts}
    assert sizes["style.css"] < 72_000
    assert sizes["script.js"] < 4_000
    assert (ROOT / SCRIPT).read_bytes() == next(a.data for a in made.artifacts if a.name == "script.js")
