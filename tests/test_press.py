"""A brief's name to its finished editions."""

import io
import re
import zipfile
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest

from .small_press import SmallPress, told


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


STRESS = """\
Text with a *link of [many **bold** parts](https://a.example)*.[^1]

- loose

  with two paragraphs

- item
    1. nested
    2. deep

       - deeper[^2]

Term
: Meaning

  second paragraph

> quoted
>
> - with a list

| Head[^3] | N |
|:--|--:|
| cell | 1,200 |
| empty |  |

: A caption {#tbl-x source="A [source](https://b.example)"}

::: {.stats title="By the numbers"}
90%
: of things

3 million
: people
:::

::: {.callout-warning title="Mind"}
- list

  loose
:::

[^1]: One *note*.
[^2]: Two paragraphs.

    Second paragraph, with a [link](https://c.example).
[^3]: In a head.
"""


def test_three_editions_from_one_text(press: SmallPress) -> None:
    made = press.make(STRESS)
    assert made.problems == ()
    names = {artifact.name for artifact in made.artifacts}
    assert {"trial.pdf", "index.html", "style.css", "trial.epub", "share.png", "cover.png"} <= names
    assert made.card is not None
    assert (made.card.title, made.card.pages) == ("A Test of the Press", made.pages)


def test_the_pdf_of_a_difficult_text_conforms_to_pdf_ua_1(press: SmallPress) -> None:
    made = press.make(STRESS, "", "pdf")
    assert made.problems == ()
    file = press.write("trial.pdf", made.artifacts[0].data)
    report = page_validation.validate_pdf(str(file), profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


def test_metadata_bookmarks_and_language_of_the_pdf(press: SmallPress) -> None:
    made = press.make("## First {#sec-a}\n\nText.\n\n### Second\n\nText.\n", "", "pdf")
    assert made.problems == ()
    pdf = pypdfium2.PdfDocument(made.artifacts[0].data)
    assert pdf.get_metadata_dict()["Title"] == "A Test of the Press"
    assert pdf.get_metadata_dict()["Author"] == "Ada Example"
    marks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    assert marks[:3] == [(0, "A Test of the Press"), (1, "First"), (2, "Second")]
    assert pdf.get_page_label(0) == "1"
    with pikepdf.open(io.BytesIO(made.artifacts[0].data)) as read:
        assert read.Root.Lang == "en-US"


def test_a_chart_carries_its_data_into_every_edition(press: SmallPress) -> None:
    press.write("content/trial/data/d.csv", "year,share\n2010,15\n2018,10\n")
    chart = (
        '::: {#fig-x .chart alt="Two bars." data="data/d.csv"}\nIt fell\n\nPercent\n\n```yaml\nmark: bar\nencoding:\n'
        "  x: {field: year, type: nominal}\n  y: {field: share, type: quantitative}\n```\n\nSource: A source.\n:::\n"
    )
    made = press.make(chart)
    assert made.problems == ()
    files = {artifact.name: artifact.data for artifact in made.artifacts}
    assert files["data/fig-x.csv"] == b"year,share\r\n2010,15\r\n2018,10\r\n"
    attached = pypdfium2.PdfDocument(files["trial.pdf"])
    assert attached.count_attachments() == 1
    assert bytes(attached.get_attachment(0).get_data()) == files["data/fig-x.csv"]
    with zipfile.ZipFile(io.BytesIO(files["trial.epub"])) as book:
        assert any("2018" in book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))


def test_a_draft_is_printed_in_spite_of_legible_errors(press: SmallPress) -> None:
    body = "See @fig-none. <b>bold</b>\n"
    refused = press.make(body, "", "html")
    assert refused.artifacts == ()
    assert told(refused.problems) == ["6:5 undefined-reference", "6:16 raw-html"]
    draft = press.make(body, "", "html", draft=True)
    assert {p.severity for p in draft.problems} == {"warning"}
    html = draft.artifacts[0].data.decode()
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert "Draft: not for circulation" in html


def test_a_draft_shows_by_how_much_a_sheet_is_too_long(press: SmallPress) -> None:
    words = "The river carries less water than it did. " * 400
    refused = press.make(words, "type: one-pager\n", "pdf")
    assert refused.artifacts == ()
    (said,) = [problem for problem in refused.problems if problem.code == "wrong-page-count"]
    assert re.match(r"\d+ lines are too many: shorten the text, or give the brand", said.hint)
    draft = press.make(words, "type: one-pager\n", "pdf", draft=True)
    assert [p.severity for p in draft.problems if p.code == "wrong-page-count"] == ["warning"]
    assert len(pypdfium2.PdfDocument(draft.artifacts[0].data)) > 2


def test_html_is_shown_as_typed_where_the_brief_asks_for_it(press: SmallPress) -> None:
    made = press.make("A <u>word</u>.\n", "raw-html: show\n", "html")
    assert [(p.severity, p.code) for p in made.problems] == [("warning", "raw-html")]
    assert "&lt;u&gt;word&lt;/u&gt;" in made.artifacts[0].data.decode()


def test_every_problem_of_every_room_is_told_at_once(press: SmallPress) -> None:
    body = 'See @fig-none.\n\n::: unknwon\nx\n:::\n\n![A cap](images/none.png){#fig-a fig-alt="x"}\n'
    made = press.make(body, "sumary: x\n")
    assert made.artifacts == ()
    codes = {p.code for p in made.problems}
    assert {"unknown-field", "unknown-block"} <= codes


def test_code_that_begins_with_a_full_stop_leaves_no_line_half_empty(press: SmallPress) -> None:
    words = "A line that is filled as far as the word before it lets it be so or not"
    cuts = range(40, len(words))
    body = "\n\n".join(f"{words[:cut]} in `.venv`, *nowhere* and (`.for`) as well." for cut in cuts)
    made = press.make(body, "", "pdf")
    pages = pypdfium2.PdfDocument(made.artifacts[0].data)
    text = "\n".join(page.get_textpage().get_text_range() for page in pages)
    lines = [line.strip() for line in text.splitlines()]
    first = [line for line in lines if line.startswith("A line that")]
    assert len(first) == len(cuts)
    assert [line for line in first if len(line) < 55] == []
    assert "in .venv, nowhere and (.for) as well." in " ".join(lines), "what is copied out is what was typed"


@pytest.mark.parametrize("brand", ["pacific", "parallel", "meridian"])
def test_a_data_table_over_two_columns_keeps_clear_of_the_colophon(press: SmallPress, brand: str) -> None:
    data = "".join(f"{2000 + n},At most 10: any one state,1{n},no\n" for n in range(9))
    press.write("content/trial/data/d.csv", f"year,Largest share,share,Limit\n{data}")
    chart = CHART.replace("yaer", "year").partition("See")[0]
    text = f"{chart}{'Words that fill a line of the sheet, and then some. ' * 60}\n"
    made = press.make(text, f"type: one-pager\nbrand: {brand}\nnotice: The notice at the end.\n", "pdf")
    assert made.problems == ()
    page = pypdfium2.PdfDocument(made.artifacts[0].data)[1].get_textpage()
    words = page.get_text_range()
    top = page.get_charbox(words.index("The notice"))[3]
    low = min(page.get_charbox(found.start())[1] for found in re.finditer("state", words))
    assert low - top > 8


CHART = """\
::: {#fig-x .chart alt="Two bars." data="data/d.csv"}
It fell

```yaml
mark: bar
transform: [{calculate: datum.share * 2, as: twice}]
encoding:
  x: {field: yaer, type: nominal}
  y: {field: share, type: quantitative}
```
:::

See @fig-none. \u0e2a
"""


def test_a_chart_s_columns_are_checked_in_the_same_run_as_the_text(press: SmallPress) -> None:
    press.write("content/trial/data/d.csv", "year,share\n2010,15\n")
    made = press.make(CHART, "sumary: x\n", "html")
    assert told(made.problems) == [
        "5:1 unknown-field", "14:14 chart-field", "19:5 undefined-reference", "19:5 glyph-missing",
    ]  # fmt: skip
    assert 'did you mean "year"?' in made.problems[1].hint


def test_a_chart_whose_data_are_not_there_is_checked_for_all_else(press: SmallPress) -> None:
    made = press.make(CHART.replace("mark: bar", "mark: bra"), "", "html")
    assert told(made.problems) == [
        "6:1 data-missing", "10:7 chart-mark", "18:5 undefined-reference", "18:5 glyph-missing",
    ]  # fmt: skip


def test_a_chart_without_a_specification_is_told_once(press: SmallPress) -> None:
    press.write("content/trial/data/d.csv", "year,share\n2010,15\n")
    made = press.make('::: {.chart alt="x" data="data/d.csv"}\nIt fell\n:::\n', "", "html")
    assert told(made.problems) == ["6:1 empty-component"]


def test_a_template_with_a_misspelt_name_is_named_with_its_line(press: SmallPress) -> None:
    press.write("templates/parts/takeaways.html", "<p>\n{{ brief.takeawayz }}\n")
    made = press.make("Text.\n", "takeaways: [One.]\n", "html")
    assert made.artifacts == ()
    assert [str(p.place) for p in made.problems] == ["templates/parts/takeaways.html:2"]
    assert "takeaways" in made.problems[0].text


def test_a_syntax_error_in_a_part_names_the_part(press: SmallPress) -> None:
    press.write("templates/parts/cite.html", "<p>\n\n{% if %}\n")
    made = press.make("Text.\n", "", "html")
    assert [(str(p.place), p.code) for p in made.problems] == [("templates/parts/cite.html:3", "template-error")]


def test_content_is_never_a_template(press: SmallPress) -> None:
    made = press.make("{{ 7*7 }} {% include '/etc/passwd' %}\n", "dek: '{{ 7*7 }}'\n")
    text = b"".join(a.data for a in made.artifacts if a.name == "index.html").decode()
    assert "{{ 7*7 }}" in text
    assert ">49" not in text
    assert "root:" not in text


def test_characters_no_font_has_are_one_error_a_script_with_their_first_place(press: SmallPress) -> None:
    made = press.make("Plain.\n\nสวัสดี and more สวัสดี.\n\n\U00012000 here.\n", "", "html")
    assert made.artifacts == ()
    assert [(p.place.line, p.code) for p in made.problems] == [(8, "glyph-missing"), (10, "glyph-missing")]
    assert "Thai" in made.problems[0].text
    assert "Noto Sans Thai" in made.problems[0].hint


@pytest.mark.parametrize("before", [8, 12])
def test_a_note_in_the_margin_stays_whole_at_the_foot_of_a_page(press: SmallPress, before: int) -> None:
    # The engine breaks a float there: its last lines came on the next page, or on none.
    short = f"{'Words of the text go on. ' * 5}\n\n"
    body = short * before + "".join(
        f"{'Words of the text go on. ' * 9}Here.[^{n}] And on.\n\n{short * 2}"
        f"[^{n}]: First{n}. {'A long note. ' * 6}Last{n}.\n\n"
        for n in range(4)
    )
    made = press.make(body, "brand: parallel\n", "pdf")
    assert told(made.problems) == []
    for page in pypdfium2.PdfDocument(made.artifacts[0].data):
        text = page.get_textpage().get_text_range()
        assert re.findall(r"First(\d+)\.", text) == re.findall(r"Last(\d+)\.", text)


MISTAKES = "See @fig-none, [there](#nowhere) and a note.[^1]\n\n[^1]: The note.\n"


def test_a_draft_shows_references_that_lead_nowhere_as_words(press: SmallPress) -> None:
    made = press.make(MISTAKES, draft=True)
    assert told(made.problems) == ["6:5 undefined-reference", "6:16 broken-link"]
    page = next(a for a in made.artifacts if a.name == "index.html").data.decode()
    assert "See @fig-none, there and a note." in page.replace("\N{WORD JOINER}", "")
    assert {artifact.name for artifact in made.artifacts} >= {"trial.pdf", "trial.epub"}


def test_a_recording_or_a_speaker_with_an_error_of_its_own_is_known_all_the_same(press: SmallPress) -> None:
    press.write("content/people.yaml", "ada: {name: Ada Example, rolle: Director}\n")
    fields = "media: [{id: talk, kind: audio, title: A talk, lenght: '1:00', url: 'https://a.example'}]\n"
    body = "::: {.media item=talk}\n:::\n\n::: {.pullquote .spoken speaker=ada}\nWords.\n:::\n"
    assert sorted(p.code for p in press.make(body, fields).problems) == ["unknown-field", "unknown-field"]


@pytest.mark.parametrize(
    ("kind", "brand", "first"),
    [("brief", "meridian", "cover"), ("one-pager", "meridian", "opening"), ("brief", "pacific", "opening")],
)
def test_a_brand_gives_its_briefs_a_cover_or_a_masthead(press: SmallPress, kind: str, brand: str, first: str) -> None:
    made = press.make("Text.\n", f"type: {kind}\nbrand: {brand}\n", "html")
    html = next(artifact for artifact in made.artifacts if artifact.name == "index.html").data.decode()
    assert re.search(r'class="(cover|opening)[" ]', html)[1] == first  # type: ignore[index]
    assert html.count("<h1") == 1
