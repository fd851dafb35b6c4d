"""HTML -> structure tree: each folder in cases/tags holds a page and the trees it comes to, in both kinds of PDF."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from octavo.model.meta import Pdf

from . import verapdf
from .tagcase import CASES, printed
from .tagtree import TagTree, Thing, artifacts, texts

KINDS: dict[Pdf, tuple[str, ...]] = {"archival": ("ua1", "2a"), "archival-2": ("ua2", "4", "wtpdf")}
"""What a PDF without enclosed files is put before."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", sorted(path.parent for path in CASES.glob("*/input.html")), ids=lambda case: case.name)
def test_case(case: Path, kind: Pdf, expect: Callable[[Path, str], None], tmp_path: Path) -> None:
    data = printed((case / "input.html").read_text(encoding="utf-8"), kind)
    expect(case / f"{kind}.txt", TagTree(data).outline())
    file = tmp_path / "case.pdf"
    file.write_bytes(data)
    assert {name: found for name in KINDS[kind] if (found := verapdf.findings(file, name))} == {}


def case(name: str) -> str:
    return (CASES / name / "input.html").read_text(encoding="utf-8")


def test_running_heads_and_folios_are_pagination_artifacts() -> None:
    tree = TagTree(printed(case("running")))
    for page in tree.pdf.pages:
        marked = artifacts(page)
        assert marked.count(("/Pagination", "/Header")) == 1
        assert marked.count(("/Pagination", "/Footer")) == 1
        assert marked.count(("/Pagination", "")) == 1  # what stands at the side
    assert not any(word in tree.words() for word in ("RUNNING", "SIDE"))


def test_the_head_and_foot_of_a_table_are_read_once() -> None:
    tree = TagTree(printed(case("pages")))
    assert len(tree.pdf.pages) > 2
    assert (tree.words().split().count("Head"), tree.words().split().count("Foot")) == (1, 1)
    repeated = [kind for page in tree.pdf.pages for kind in artifacts(page) if kind == ("/Pagination", "")]
    side, again = len(tree.pdf.pages), 2 * 4  # two more pages with two cells of the head and two of the foot
    assert len(repeated) == side + again


def test_leaders_are_no_text() -> None:
    tree = TagTree(printed(case("contents")))
    assert ". ." not in tree.words()
    assert "...." not in tree.words()
    assert [tree.said(line) for line in tree.elements("TOCI")] == [
        "1 The first chapter 2 1.1 A section of it 2",
        "1.1 A section of it 2",
        "2 The second chapter 3",
    ]


def test_a_line_ends_with_the_space_at_which_it_was_broken() -> None:
    tree = TagTree(printed("<p>Some words that are long enough to take more than one line of the page, twice.</p>"))
    (line, *others) = texts(tree.pdf.pages[0]).values()
    assert others
    assert line.endswith(" ")
    assert tree.words() == "Some words that are long enough to take more than one line of the page, twice."


def test_words_are_read_as_they_were_written() -> None:
    tree = TagTree(printed(case("words")))
    source = html.fromstring(f"<div>{case('words').replace('<br>', ' ')}</div>")
    assert tree.words() == " ".join("".join(map(str, source.itertext())).split()).replace("What", "“What").replace(
        "adds.", "adds.”"
    )


def test_a_line_from_right_to_left_is_read_in_the_order_of_reading() -> None:
    assert "السياسة الجيدة تبدأ بسؤال واضح، والسؤال الواضح يبدأ بقارئ." in TagTree(printed(case("language"))).words()


def test_every_link_says_where_it_leads_and_is_printed() -> None:
    tree = TagTree(printed(case("links")))
    links = [link for page in tree.pdf.pages for link in page.get("/Annots", [])]
    assert links
    assert all(str(link.Contents).strip() and int(link.F) == 4 for link in links)
    named = {str(link.A.URI): str(link.Contents) for link in links if "/A" in link}
    assert named["https://example.org/map"] == "A map"
    assert named["https://example.org/x"] == "here, Order the printed report"


def test_the_raised_number_of_a_note_can_be_hit_and_is_led_back_to() -> None:
    tree = TagTree(printed(case("notes")))
    page = tree.pdf.pages[0]
    calls = [link for link in page.Annots if str(link.Contents) == "Note 2"]
    assert calls
    for call in calls:
        _left, top, _right, bottom = map(float, call.Rect)
        assert abs(top - bottom) >= 9  # points: the height of a line of small type
    places = tree.pdf.Root.Names.Dests.Names
    led = {str(places[n]): float(places[n + 1][3]) for n in range(0, len(places), 2)}
    assert led["fnref-2"] == max(float(calls[0].Rect[1]), float(calls[0].Rect[3]))


def test_code_is_read_line_by_line() -> None:
    tree = TagTree(
        printed("<pre><code>one\n\n  two and it goes on and on until the line of the page is full\nthree</code></pre>")
    )
    read = ["one", "two and it goes on and on until the line of the page is full", "three"]
    assert [tree.said(line) for line in tree.elements("P")] == read


def test_every_annotation_and_sequence_is_found_from_the_page() -> None:
    tree = TagTree(printed(case("notes")))
    numbers = tree.pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
    for page in tree.pdf.pages:
        assert len(parents[int(page.StructParents)]) > max(texts(page))
        for link in page.get("/Annots", []):
            assert str(parents[int(link.StructParent)].S) == "/Link"
    assert int(tree.pdf.Root.StructTreeRoot.ParentTreeNextKey) == 1 + max(parents)


def test_names_are_found_in_the_tree_of_names() -> None:
    tree = TagTree(printed(case("notes")))
    (leaf,) = tree.pdf.Root.StructTreeRoot.IDTree.Kids
    named = [str(name) for name in leaf.Names[::2]]
    assert named == sorted(named)
    assert [str(limit) for limit in leaf.Limits] == [named[0], named[-1]]
    assert {"fn-1", "fn-2", "fn-3", "fn-4", "en-1"} <= set(named)
    assert all(str(element.ID) == name for name, element in zip(named, leaf.Names[1::2], strict=True))


def test_a_picture_s_box_is_where_it_is_drawn() -> None:
    tree = TagTree(
        printed('<p style="height: 100pt"></p><img src="square.svg" alt="x" style="width: 90pt; height: 60pt">')
    )
    (figure,) = tree.elements("Figure")
    assert [float(edge) for edge in figure.A.BBox] == [30, 300 - 36 - 160, 120, 300 - 36 - 100]


@pytest.mark.parametrize("kind", KINDS)
def test_bookmarks_lead_to_their_headings(kind: Pdf) -> None:
    tree = TagTree(printed(case("contents"), kind))
    told = []
    mark: Thing = tree.pdf.Root.Outlines.First
    while mark is not None:
        told.append((str(mark.Title), tree.said(mark.SE)))
        assert kind == "archival" or mark.A.SD[0] == mark.SE
        mark = mark.get("/Next")
    assert told == [(name, name) for name in ("Contents", "The first chapter", "The second chapter")]


def test_in_pdf_2_every_destination_is_an_element() -> None:
    tree = TagTree(printed(case("notes"), "archival-2"))
    names = tree.pdf.Root.Names.Dests.Names
    reached = {str(names[n]): str(names[n + 1].SD[0].S) for n in range(0, len(names), 2)}
    assert reached["fn-1"] == "/FENote"
    assert reached["fnref-1"] == "/Link"
    assert not any("/Dest" in link for page in tree.pdf.pages for link in page.get("/Annots", []))
