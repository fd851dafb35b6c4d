"""Citations as pandoc sets them: in the text, in notes, by number; the same each time, kept, and never lost."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from page import validate_pdf

from octavo import blocks as b
from octavo import citations, citeproc, press
from octavo.checks import editions
from octavo.defaults import DEFAULTS
from octavo.doctypes import load_type
from octavo.document import Document
from octavo.files import Files
from octavo.guard import offline
from octavo.labels import load_labels
from octavo.model.brief import Brief
from octavo.pictures import Gallery
from octavo.plaintext import letters, plain
from octavo.problems import Problem
from octavo.settle import settle
from octavo.walk import every
from tests.cited import cited, serious, workspace
from tests.epubchecker import check

shell = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the program, or before it")
STYLE = "styles/csl/chicago-author-date.csl"
PASSAGE = "Growth [see @doe2020, pp. 12-14; @roe:21, chap. 3], as @roe:21 says.[^own] Also [@anon].\n\n## Head [@anon]"
NOTES = "citation-style: chicago-notes-bibliography\n"
NUMBERS = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Numbers</title><id>numbers</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation>
    <layout prefix="[" suffix="]" delimiter=","><text variable="citation-number"/></layout>
  </citation>
  <bibliography second-field-align="flush">
    <layout><text variable="citation-number" suffix=". "/><text variable="title" text-decoration="underline"/></layout>
  </bibliography>
</style>
"""


def sentences(brief: Brief) -> list[str]:
    return [plain(item.inlines) for item in every(b.Paragraph, tuple(c.body for c in brief.chapters))]


def settled(brief: Brief) -> tuple[Document, tuple[Problem, ...]]:
    files = Files(DEFAULTS)
    return settle(brief, load_type(files, "brief"), load_labels(files, "en", {})[0], Gallery({}))


def codes(found: tuple[Problem, ...]) -> list[str]:
    return [f"{one.place.line}:{one.place.column} {one.code}" for one in found]


def test_citations_and_references_read_as_the_manual_asks(tmp_path: Path) -> None:
    text = "Growth [see @doe2020, pp. 12-14; -@{roe:21}, chap. 3], as @roe:21 says. Also [@anon].\n\n> [*Also* @anon]."
    brief, found = cited(workspace(tmp_path, text))
    assert found == ()
    assert sentences(brief) == [
        "Growth (see Doe and European Commission 2020, 12–14; 2021, chap. 3), as Roe (2021) says. "
        "Also (Notes on Étude & Method 2018).",
        "(Also Notes on Étude & Method 2018).",
    ]
    assert [(entry.id, plain(entry.inlines), str(entry.place)) for entry in brief.references] == [
        (
            "ref-doe2020",
            "Doe, Jane A., and European Commission. 2020. “A First Paper on GDP Growth.” Journal of Peace 3: 1–20. "
            "https://doi.org/10.1234/abc.5.",
            "content/test/references.bib:1:1",
        ),
        (
            "ref-anon",
            "Notes on Étude & Method. 2018. Example Press. https://example.org/a?b=c&d.",
            "content/test/references.bib:4:1",
        ),
        ("ref-roe-21", "Roe, Richard. 2021. What Is This? Example Press.", "content/test/references.bib:3:1"),
    ]
    links = [(plain(link.children), link.href) for link in every(b.Link, brief.chapters[0].body.blocks[0])]
    assert links == [
        ("Doe and European Commission 2020, 12–14", "#ref-doe2020"),
        ("2021, chap. 3", "#ref-roe-21"),
        ("2021", "#ref-roe-21"),
        ("Notes on Étude & Method 2018", "#ref-anon"),
    ]
    quoted = next(every(b.Quotation, brief.chapters[0].body))
    assert [plain(one.children) for one in every(b.Emphasis, quoted)] == ["Also", "Notes on Étude & Method"]


def test_a_locator_may_follow_a_citation_in_the_text(tmp_path: Path) -> None:
    text = "As @roe:21 [p. 33] says; as @roe:21 [sic], @roe:21 [1] and @roe:21[^1] say. See x.org/@roe."
    text += "\n\n[1]: x.html\n\n[^1]: Note."
    brief, found = cited(workspace(tmp_path, text))
    assert serious(found) == ()
    assert sentences(brief)[0] == (
        "As Roe (2021, 33) says; as Roe (2021) [sic], Roe (2021) 1 and Roe (2021) say. See x.org/@roe."
    )


def test_links_are_not_nested(tmp_path: Path) -> None:
    brief, found = cited(workspace(tmp_path, "[As @roe:21 says](https://a.example)."))
    assert serious(found) == ()
    assert [link.href for link in every(b.Link, brief.chapters)] == ["https://a.example"]


def test_works_of_one_author_and_year_are_told_apart(tmp_path: Path) -> None:
    entry = "@book{{{key}, author = {{Doe, Jane}}, title = {{{title}}}, year = 2020}}\n"
    library = entry.format(key="one", title="Beta") + entry.format(key="two", title="Alpha")
    brief, found = cited(workspace(tmp_path, "[@one; @two, 7]", references_bib=library))
    assert found == ()
    assert sentences(brief) == ["(Doe 2020b; 2020a, 7)"]


def test_words_of_a_citation_are_never_read_as_markup_again(tmp_path: Path) -> None:
    brief, _ = cited(workspace(tmp_path, "[see $x$ \\& {a} %5 @anon, p. 3 $y$ \\`ls\\`]"))
    assert sentences(brief) == ["(see $x$ & {a} %5 Notes on Étude & Method 2018, 3 $y$ `ls`)"]


def test_every_field_may_cite(tmp_path: Path) -> None:
    front = 'dek: As @anon says.\ntakeaways: ["It [@anon]."]\nsummary: |\n  Sum [@anon].\n'
    text = "## Head [@anon]\n\nTerm\n:   Means [@anon].\n\n| A [@anon] |\n|---|\n| B [@anon] |\n\n"
    text += ": Caption [@anon] {#tbl-x}"
    brief, found = cited(workspace(tmp_path, text, front))
    assert serious(found) == ()
    every_one = list(every(b.Citation, (brief.dek, brief.takeaways, brief.summary, brief.chapters)))
    assert len(every_one) == 8
    assert {plain(one.rendered) for one in every_one[1:]} == {"(Notes on Étude & Method 2018)"}
    document, found = settled(brief)
    assert found == ()
    assert plain(document.contents[0].title) == "Head (Notes on Étude & Method 2018)"
    assert document.references == brief.references
    assert document.anchors[-1] == "ref-anon"


def test_notes_are_numbered_with_the_authors_own(tmp_path: Path) -> None:
    text = (
        "One [@doe2020, p. 2]. Two.[^own] Three “quoted” [@roe:21], as\n@anon says; four.\n\n"
        "## Head [@roe:21, 5]\n\n[^own]: Own; see @roe:21, and [@doe2020, 3], and more [@anon]."
    )
    brief, found = cited(workspace(tmp_path, text, NOTES))
    assert found == ()
    document, found = settled(brief)
    assert found == ()
    paragraph = next(every(b.Paragraph, document.chapters[0].blocks))
    assert plain(paragraph.inlines) == "One. Two. Three “quoted”, as Notes on Étude & Method says; four."
    assert [(ref.number, ref.back) for ref in every(b.NoteRef, document.chapters[0].blocks)] == [
        (n, 1) for n in range(1, 5)
    ]
    notes = [" ".join(plain(block.inlines) for block in every(b.Paragraph, note)) for note in document.notes]
    assert notes == [
        "Jane A. Doe and European Commission, “A First Paper on GDP Growth,” Journal of Peace 3 (2020): 2, "
        "https://doi.org/10.1234/abc.5.",
        "Own; see Richard Roe, What Is This? (Example Press, 2021), and Doe and European Commission, “A First Paper on "
        "GDP Growth,” 3, and more Notes on Étude & Method (Example Press, 2018), https://example.org/a?b=c&d.",
        "Roe, What Is This?",
        "Roe, What Is This?, 5.",
    ]
    assert [note.place.line for note in document.notes] == [7, 12, 7, 10]
    assert plain(document.contents[0].title) == "Head"
    assert len(document.references) == 3


def test_a_citation_that_comes_out_empty_is_told(tmp_path: Path) -> None:
    brief, found = cited(workspace(tmp_path, "One [@anon]. Two [-@anon].", NOTES))
    assert codes(serious(found)) == ["7:18 citation-empty"]
    assert sentences(brief)[0] == "One. Two [-@anon]."


def test_only_english_moves_a_call_behind_the_mark(tmp_path: Path) -> None:
    brief, _ = cited(workspace(tmp_path, "Eins [@roe:21]. Zwei", NOTES + "language: de\n"))
    paragraph = next(every(b.Paragraph, brief.chapters[0].body.blocks))
    assert [type(piece).__name__ for piece in paragraph.inlines] == ["Text", "NoteRef", "Text"]
    assert plain(paragraph.inlines) == "Eins. Zwei"
    assert plain(paragraph.inlines[2:]) == ". Zwei"


def test_numbers_follow_the_order_of_reading(tmp_path: Path) -> None:
    text = "One [@roe:21].[^n] Three [@anon; @roe:21].\n\n[^n]: Two [@doe2020]."
    brief, found = cited(workspace(tmp_path, text, "citation-style: numbers.csl\n", numbers_csl=NUMBERS))
    assert found == ()
    assert sentences(brief) == ["One [1]. Three [3,1].", "Two [2]."]
    assert [plain(entry.inlines) for entry in brief.references] == [
        "1. What is this?",
        "2. A first paper on GDP growth",
        "3. Notes on étude & method",
    ]
    assert all(any(every(b.Emphasis, entry)) for entry in brief.references)


def test_the_publisher_names_the_style_of_all_its_briefs(tmp_path: Path) -> None:
    root = workspace(tmp_path, "One [@roe:21].")
    with (root / "content" / "publisher.yaml").open("a") as file:
        file.write("citation-style: chicago-notes-bibliography\n")
    brief, found = cited(root)
    assert serious(found) == ()
    assert any(every(b.NoteRef, brief.chapters))


def test_a_house_may_keep_its_own_styles(tmp_path: Path) -> None:
    root = workspace(tmp_path, "One [@roe:21].", "citation-style: ours\n")
    (root / "styles" / "csl").mkdir(parents=True)
    (root / "styles" / "csl" / "ours.csl").write_text(NUMBERS)
    assert sentences(cited(root)[0]) == ["One [1]."]


def test_what_cannot_be_set_stays_as_typed(tmp_path: Path) -> None:
    brief, found = cited(workspace(tmp_path, "One [see @nobody, 3; @anon]. Two [@anon]."))
    assert codes(found) == ["6:5 unknown-citation"]
    assert sentences(brief) == ["One [see @nobody, 3; @anon]. Two (Notes on Étude & Method 2018)."]


def test_without_pandoc_one_problem_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citations, "pandoc", lambda: None)
    brief, found = cited(workspace(tmp_path, "One [@roe:21]. Two [@anon]. Three [@doe2020]."))
    assert codes(found) == ["6:5 needs-pandoc"]
    assert 'pip install "octavo[citations]"' in found[0].hint
    assert brief.references == ()


def test_a_brief_that_cites_nothing_needs_no_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citations, "pandoc", lambda: pytest.fail("pandoc was looked for"))
    assert codes(cited(workspace(tmp_path, "Nothing."))[1]) == ["1:1 uncited-entries"]


def test_an_answer_is_kept_until_something_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = workspace(tmp_path, "One [@roe:21].")
    runs: list[citeproc.Order] = []
    run = citeproc._run

    def counted(order: citeproc.Order, tree: str, program: Path, folder: Path) -> Mapping[str, object]:
        runs.append(order)
        return run(order, tree, program, folder)

    monkeypatch.setattr(citeproc, "_run", counted)
    first, second = cited(root), cited(root)
    assert (first, len(runs)) == (second, 1)
    (kept,) = (root / "kept" / "citations").iterdir()
    kept.write_text(kept.read_text()[:-20])
    assert (cited(root), len(runs)) == (first, 2)
    library = root / "content" / "test" / "references.bib"
    library.write_text(library.read_text().replace("Roe, R", "Row, R"))
    assert sentences(cited(root)[0]) == ["One (Row 2021)."]
    assert len(runs) == 3


def test_the_same_brief_is_set_the_same_anywhere(tmp_path: Path) -> None:
    code = "from pathlib import Path; import sys; from tests.cited import cited; print(cited(Path(sys.argv[1])))"
    said = set()
    for number, (zone, language) in enumerate((("UTC", "C.UTF-8"), ("Asia/Tokyo", "de_DE.UTF-8"))):
        root = workspace(tmp_path / str(number), "One [@roe:21; @anon]. @doe2020, too.", NOTES)
        places = os.pathsep.join(["src", "."])
        env = {**os.environ, "TZ": zone, "LANG": language, "PYTHONHASHSEED": str(number), "PYTHONPATH": places}
        command = [sys.executable, "-c", code, str(root)]
        said.add(subprocess.run(command, env=env, cwd=DEFAULTS, capture_output=True, text=True, check=True).stdout)
    assert len(said) == 1
    assert "Richard Roe" in said.pop()


@shell
def test_pandoc_runs_shut_in_and_without_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = citeproc.pandoc()
    assert program is not None
    log = tmp_path / "log"
    script = tmp_path / "pandoc"
    script.write_text(f'#!/bin/sh\necho "$@" >{log}\n/usr/bin/env >>{log}\nexec {program} "$@"\n')
    script.chmod(0o755)
    monkeypatch.setattr(citations, "pandoc", lambda: script)
    with offline() as network:
        brief, found = cited(workspace(tmp_path / "work", "One [@roe:21]."))
    assert (serious(found), network.asked) == ((), [])
    assert sentences(brief) == ["One (Roe 2021)."]
    told = log.read_text()
    assert told.startswith("--sandbox ")
    assert "HOME=" not in told
    assert [path.suffix for path in (tmp_path / "work" / "kept" / "citations").iterdir()] == [".json"]


@pytest.mark.parametrize(
    ("said", "code", "told"),
    [
        (
            "Error reading bibliography file library.bib:\n(line 2, column 7):\nno brace",
            25,
            "content/test/references.bib:2:7: error[bibliography-unreadable]: "
            "the bibliography cannot be read from here on: no brace",
        ),
        ("out of cheese", 3, f"{STYLE}: error[citations-failed]: pandoc could not set the citations: out of cheese"),
        (
            "[WARNING] Odd.",
            0,
            "content/test/references.bib: warning[citations-warned]: pandoc says about the citations: Odd.",
        ),
    ],
)
@shell
def test_what_pandoc_says_is_told(
    said: str, code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "pandoc"
    real = f'{citeproc.pandoc()} "$@"' if not code else ""
    script.write_text(f"#!/bin/sh\necho '{said}' >&2\n{real}\nexit {code}\n")
    script.chmod(0o755)
    monkeypatch.setattr(citations, "pandoc", lambda: script)
    found = serious(cited(workspace(tmp_path / "work", "One [@roe:21]."))[1])
    assert [str(one).splitlines()[0] for one in found] == [told]


def test_an_id_of_the_author_is_not_a_references_too(tmp_path: Path) -> None:
    brief, _ = cited(workspace(tmp_path, "## Head {#ref-anon}\n\nOne [@anon]."))
    document, found = settled(brief)
    assert [str(one).splitlines()[0] for one in found] == [
        'content/test/references.bib:4:1: error[duplicate-id]: the id "ref-anon" is already used at '
        "content/test/brief.md:6:1"
    ]
    assert document.references[0].id == "ref-anon-1"


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "front"), [("brief", ""), ("report", ""), ("brief", NOTES)])
def test_every_edition_holds_citations_and_references(kind: str, front: str, tmp_path: Path) -> None:
    root = workspace(tmp_path / "work", f"{PASSAGE}\n\n[^own]: Own; see [@roe:21].", f"type: {kind}\n{front}")
    made = press.make(root, "test", "", (), False)
    assert made.problems == ()
    folder = tmp_path / "made"
    for artifact in made.artifacts:
        (folder / artifact.name).parent.mkdir(parents=True, exist_ok=True)
        (folder / artifact.name).write_bytes(artifact.data)
    report = validate_pdf(str(folder / "test.pdf"), profile="ua1")
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant
    said = check((folder / "test.epub").read_bytes(), tmp_path)
    assert [message for message in said if message.severity != "USAGE"] == []
    brief, _ = cited(root)
    document, _ = settled(brief)
    notes = [plain(paragraph.inlines) for paragraph in every(b.Paragraph, document.notes)]
    texts = (
        editions.words("html", folder / "index.html"),
        editions.words("epub", folder / "test.epub"),
        editions.words("pdf", folder / "test.pdf"),
    )
    for passage in (*sentences(brief), *notes, *(plain(entry.inlines) for entry in brief.references)):
        assert all(editions.stands(letters(passage), letters(text)) for text in texts), passage


@pytest.mark.slow
def test_a_draft_prints_as_typed_what_cannot_be_set(tmp_path: Path) -> None:
    root = workspace(tmp_path, "One [see @nobody, 3]. Two [@anon].")
    assert press.make(root, "test", "", ("html",), False).artifacts == ()
    made = press.make(root, "test", "", ("html",), True)
    page = next(artifact.data.decode() for artifact in made.artifacts if artifact.name == "index.html")
    assert [one.code for one in made.problems if one.severity == "warning"] == ["unknown-citation"]
    assert '<span class="citation">[see @nobody, 3]</span>' in page
    assert 'role="doc-biblioref">' in page
