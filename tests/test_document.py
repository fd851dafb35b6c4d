"""Numbers, notes, contents and references, settled."""

from pathlib import Path

import pytest

from octavo import blocks as b
from octavo.plaintext import plain
from octavo.walk import every

from .small_press import SmallPress, told


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def test_notes_are_numbered_by_their_first_call_and_may_be_called_again(press: SmallPress) -> None:
    document, found = press.document("One.[^b] Two.[^a] Again.[^b]\n\n[^a]: First written.\n[^b]: Second written.\n")
    assert found == ()
    calls = [(ref.number, ref.back) for ref in every(b.NoteRef, document.chapters)]
    assert calls[:3] == [(1, 1), (2, 1), (1, 2)]
    assert [(note.number, note.calls, note.key) for note in document.notes] == [(1, 2, "b"), (2, 1, "a")]


def test_a_note_called_in_a_note_comes_after_it(press: SmallPress) -> None:
    document, found = press.document("One.[^a]\n\n[^a]: See below.[^b]\n[^b]: Here.\n")
    assert found == ()
    assert [note.key for note in document.notes] == ["a", "b"]


def test_notes_in_tables_follow_reading_order(press: SmallPress) -> None:
    table = '| A[^1] | B |\n|---|---|\n| x[^2] | y |\n\n: A caption[^0] {#tbl-x source="A source"}\n'
    notes = "\n[^0]: Caption.\n[^1]: Head.\n[^2]: Cell.\n"
    document, found = press.document(table + notes)
    assert found == ()
    assert [note.key for note in document.notes] == ["0", "1", "2"]


def test_figures_and_tables_are_counted_apart_and_referred_to(press: SmallPress) -> None:
    body = (
        "See @tbl-b and @fig-time and @sec-x.\n\n## A section {#sec-x}\n\n"
        "| a |\n|---|\n| 1 |\n\n: First {#tbl-a}\n\n| a |\n|---|\n| 1 |\n\n: Second {#tbl-b}\n\n"
        "::: {#fig-time .timeline}\nWhat came when\n\n2007\n: It began.\n:::\n"
    )
    document, found = press.document(body)
    assert found == ()
    assert [ref.text for ref in every(b.CrossRef, document.chapters)] == ["Table 2", "Figure 1", "“A section”"]
    assert [(e.number, plain(e.title)) for e in document.listed] == [
        ("Figure 1", "What came when"),
        ("Table 1", "First"),
        ("Table 2", "Second"),
    ]


def test_references_and_links_that_lead_nowhere_name_the_nearest(press: SmallPress) -> None:
    _, found = press.document("See @fig-tine and [there](#sec-y).\n\n## Here {#sec-x}\n\nText.\n")
    assert told(found) == ["6:5 undefined-reference", "6:19 broken-link"]
    assert found[1].hint == 'did you mean "sec-x"?'


def test_headings_get_unique_ids_in_any_script(press: SmallPress) -> None:
    document, found = press.document(
        "## 概要\n\na\n\n## 概要\n\nb\n\n## !!!\n\nc\n\n## Naïve idea\n\nd\n\n## 2026\n\ne\n"
    )
    assert found == ()
    assert [e.id for e in document.contents] == ["概要", "概要-1", "section", "naïve-idea", "section-2026"]


def test_an_id_used_twice_names_both_places(press: SmallPress) -> None:
    _, found = press.document("## One {#sec-x}\n\na\n\n## Two {#sec-x}\n\nb\n")
    assert told(found) == ["10:1 duplicate-id"]
    assert found[0].text == 'the id "sec-x" is already used at content/trial/brief.md:6:1'


def test_levels_begin_under_the_title_and_have_no_gap(press: SmallPress) -> None:
    document, found = press.document("### Deep\n\na\n\n##### Deeper\n\nb\n\n### Back\n\nc\n")
    assert [h.level for h in every(b.Heading, document.chapters)] == [2, 3, 2]
    assert told(found) == ["10:1 heading-skips"]


def test_a_speaker_is_named_from_people_and_an_unknown_one_is_told(press: SmallPress) -> None:
    body = "::: {.pullquote speaker=ada}\n“Words.”\n:::\n\n::: {.pullquote speaker=adda}\n“More.”\n:::\n"
    document, found = press.document(body)
    quotes = list(every(b.PullQuote, document.chapters))
    assert (quotes[0].name, quotes[0].role) == ("Ada Example", "Director, The House")
    assert told(found) == ["10:1 unknown-speaker"]
    assert found[0].hint == 'did you mean "ada"?'


def test_a_report_numbers_chapters_and_sections(press: SmallPress) -> None:
    press.write("content/trial/one.md", "# First\n\nText.\n\n## Alpha {#sec-a}\n\nSee @sec-b.\n")
    press.write("content/trial/two.md", "# Second\n\n## Beta {#sec-b}\n\nText[^1].\n\n[^1]: Note.\n")
    document, found = press.document("", "type: report\nchapters: [one.md, two.md]\n")
    assert found == ()
    assert [(e.number, plain(e.title), [c.number for c in e.children]) for e in document.contents] == [
        ("1", "First", ["1.1"]),
        ("2", "Second", ["2.1"]),
    ]
    assert [ref.text for ref in every(b.CrossRef, document.chapters)] == ["Section 2.1"]


def test_recommendations_of_the_front_matter_close_the_text(press: SmallPress) -> None:
    fields = "recommendations:\n  - {title: Act, text: Soon., for: everyone}\n"
    document, found = press.document("Text.\n", fields)
    assert found == ()
    last = document.chapters[-1].blocks[-1]
    assert isinstance(last, b.Recommendations)
    assert plain(last.items[0].addressee) == "everyone"


def test_the_first_numbers_of_a_one_pager_stand_beside_the_takeaways(press: SmallPress) -> None:
    body = "::: stats\n5\n: things\n:::\n\nText.\n"
    document, _ = press.document(body, "type: one-pager\n")
    assert isinstance(document.claimed["stats"], b.Stats)
    assert [type(block) for block in document.chapters[0].blocks] == [b.Paragraph]


def test_citation_and_colophon(press: SmallPress) -> None:
    fields = "series: Briefs\nnumber: 4\nversion: 1.10\nidentifiers: {doi: 10.1234/abc}\nstatus: corrected\n"
    document, found = press.document("Text.\n", fields)
    assert found == ()
    assert document.matter.citation_text == (
        "Example, Ada. “A Test of the Press.” Briefs No. 4. The House of Tests, January 2, 2026. "
        "https://doi.org/10.1234/abc."
    )
    assert "Corrected. Version 1.10. DOI 10.1234/abc." in [plain(line) for line in document.matter.colophon]


def test_a_long_title_is_cut_for_the_running_head_alone(press: SmallPress) -> None:
    title = "An unusually long title that goes on for more words than the head of a page can hold"
    document, _ = press.document("Text.\n", f"running-title: {title}\n")
    assert document.matter.running == "An unusually long title that goes on for more words…"
    assert len(document.matter.running) <= 56
