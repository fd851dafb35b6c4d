"""What a brief is: fields as typed, people and house joined, every fault at its place."""

import pickle
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from octavo import blocks as b
from octavo.content import Front, Source, Workspace, read_source, read_workspace
from octavo.files import Files
from octavo.model import Brief, Meta, Person, Recording, parse
from octavo.model.faults import WORDS_OF_OTHERS
from octavo.model.house import PersonFields, Publisher
from octavo.model.mailing import MailFields
from octavo.model.meta import Type, kebab
from octavo.plaintext import plain
from octavo.problems import Problem, errors
from octavo.yamltext import load

PUBLISHER = """\
name: {full: Example Institute, short: Example, in-text: the Example Institute}
url: https://example.org
base-url: https://briefs.example.org
language: en-US
paper: letter
brand: pacific
series: {brief: Policy Briefs}
disclaimer: The views are the *authors'* own.
licence: {name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
call-to-action: {head: Join us, text: Members make it possible., label: Become a member, url: "https://example.org/join"}
colophon: Set in *Source Serif*.
labels: {en: {contents: Inside, by: From}, en-US: {by: By}}
"""
PEOPLE = """\
ada-example: {name: Ada Example, sort-name: "Example, Ada", orcid: 0000-0002-1825-0097}
grace-example: {name: Grace Example, role: Director, affiliation: Example Institute}
"""
FRONT = "title: A title\ndate: 2026-03-01\n"


def made(
    root: Path, front: str = FRONT, body: str = "Text.\n", people: str = PEOPLE, publisher: str = PUBLISHER
) -> tuple[Brief | None, tuple[Problem, ...]]:
    folder = root / "content" / "test"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "content/publisher.yaml").write_text(publisher)
    (root / "content/people.yaml").write_text(people)
    (folder / "brief.md").write_text(f"---\n{front}---\n{body}")
    files = Files(root)
    workspace, found = read_workspace(files)
    source, more = read_source(files, "test")
    assert source is not None
    brief, last = parse(source, workspace)
    return brief, (*found, *more, *last)


def good(root: Path, front: str = FRONT, body: str = "Text.\n", publisher: str = PUBLISHER) -> Brief:
    brief, found = made(root, front, body, publisher=publisher)
    assert found == ()
    assert brief is not None
    return brief


def said(root: Path, front: str) -> list[str]:
    """Place and code of each problem of a front matter that starts in line 2."""
    brief, found = made(root, front)
    assert bool(errors(found)) or brief is not None
    return [f"{one.place.line}:{one.place.column} {one.code}" for one in found]


def test_text_stays_as_it_was_typed(tmp_path: Path) -> None:
    front = FRONT + 'number: 012\nversion: 1.0\nkicker: true\nseries: "No: 1 #2"\ntopics: [2026-03-01, yes, 1e3]\n'
    meta = good(tmp_path, front + "identifiers: {isbn: 9780306406157, report-number: 2024.10}\n").meta
    assert (meta.number, meta.version, meta.kicker, meta.series) == ("012", "1.0", "true", "No: 1 #2")
    assert meta.topics == ("2026-03-01", "yes", "1e3")
    assert (meta.identifiers.isbn, meta.identifiers.report_number) == ("9780306406157", "2024.10")


def test_what_is_not_given_is_settled_from_the_house(tmp_path: Path) -> None:
    brief = good(tmp_path)
    assert (brief.language, brief.brand, brief.paper, brief.series) == ("en-US", "pacific", "letter", "Policy Briefs")
    assert brief.formats == ("pdf", "html", "epub")
    assert plain(brief.disclaimer) == "The views are the authors' own."
    assert brief.licence == (b.Link((b.Text("CC BY 4.0"),), "https://creativecommons.org/licenses/by/4.0/"),)
    assert brief.call_to_action is not None
    assert brief.call_to_action.label == "Become a member"
    assert plain(brief.colophon) == "Set in Source Serif."
    assert brief.labels == {"contents": "Inside", "by": "By"}
    assert brief.day == date(2026, 3, 1)
    assert (brief.meta.type, brief.meta.status) == ("brief", "published")
    assert (brief.authors, brief.recommendations) == ((), None)


def test_the_briefs_own_words_win(tmp_path: Path) -> None:
    brief = good(
        tmp_path,
        FRONT + "updated: 2026-04-01\nlanguage: es-MX\nbrand: parallel\npaper: a4\nseries: Papers\nformats: [html]\n"
        "disclaimer: Nobody's views.\nlicence: {name: All rights reserved, text: All rights *reserved*.}\n"
        'call-to-action: {head: Read, text: More., label: Here, url: "https://example.org"}\n',
    )
    assert (brief.language, brief.brand, brief.paper, brief.series) == ("es-MX", "parallel", "a4", "Papers")
    assert (brief.formats, brief.labels, brief.day) == (("html",), {}, date(2026, 4, 1))
    assert plain(brief.disclaimer) == "Nobody's views."
    assert plain(brief.licence) == "All rights reserved."
    assert brief.call_to_action is not None
    assert brief.call_to_action.head == "Read"
    assert brief.rights is not None
    assert brief.rights.name == "All rights reserved"


def test_a_publisher_with_one_name_uses_it_everywhere(tmp_path: Path) -> None:
    name = good(tmp_path, publisher="name: {full: Example Institute}\nbrand: pacific\n").publisher.name
    assert (name.short, name.in_text) == ("Example Institute", "Example Institute")


def test_people_are_joined_in_the_order_given(tmp_path: Path) -> None:
    brief = good(tmp_path, FRONT + "authors: [grace-example, ada-example]\nspeakers: [ada-example]\n")
    assert [(p.id, p.name, p.sort_name) for p in brief.authors] == [
        ("grace-example", "Grace Example", ""),
        ("ada-example", "Ada Example", "Example, Ada"),
    ]
    assert brief.speakers == (brief.people["ada-example"],)
    assert set(brief.people) == {"ada-example", "grace-example"}
    assert isinstance(brief.speakers[0], Person)


def test_fields_of_markdown_are_read_with_their_places(tmp_path: Path) -> None:
    brief = good(
        tmp_path,
        FRONT + 'dek: "An *old* idea"\ntakeaways:\n  - "**One.** Two [there](https://example.org)."\n'
        "summary: |\n  First.\n\n  Second.\n"
        "recommendations:\n  - {title: Do *it*, text: Now., for: Congress}\n  - title: Wait\n",
    )
    assert brief.dek == (b.Text("An "), b.Emphasis((b.Text("old"),)), b.Text(" idea"))
    assert plain(brief.takeaways[0]) == "One. Two there."
    link = next(piece for piece in brief.takeaways[0] if isinstance(piece, b.Link))
    assert str(link.place) == "content/test/brief.md:6:19"
    assert [(type(block), str(block.place)) for block in brief.summary] == [
        (b.Paragraph, "content/test/brief.md:8:1"),
        (b.Paragraph, "content/test/brief.md:10:1"),
    ]
    assert brief.recommendations is not None
    first, second = brief.recommendations.items
    assert (plain(first.title), plain(first.addressee), str(first.place)) == (
        "Do it",
        "Congress",
        "content/test/brief.md:12:5",
    )
    assert (plain(second.title), second.blocks, second.addressee) == ("Wait", (), ())
    assert str(brief.place("recommendations", 1, "title")) == "content/test/brief.md:13:12"
    assert str(brief.place("dek", key=True)) == "content/test/brief.md:4:1"
    assert str(brief.place("nothing")) == "content/test/brief.md:2:1"


def test_media_know_their_length(tmp_path: Path) -> None:
    item = "{id: call, kind: audio, title: The call, url: 'https://example.org/a.mp3', length: 1:02:10}"
    (recording,) = good(tmp_path, FRONT + f"media: [{item}]\n").meta.media
    assert (recording.id, recording.length, recording.seconds) == ("call", "1:02:10", 3730)
    assert (
        Recording.model_validate({"id": "a", "kind": "video", "title": "A", "url": "https://example.org"}).seconds == 0
    )


def test_a_first_heading_that_repeats_the_title_is_the_title(tmp_path: Path) -> None:
    repeated = good(tmp_path, body="\n# A  title\n\nText.\n").chapters[0]
    assert [type(block) for block in repeated.body.blocks] == [b.Paragraph]
    other = good(tmp_path, body="\n# Another title\n\nText.\n").chapters[0]
    assert [type(block) for block in other.body.blocks] == [b.Heading, b.Paragraph]
    assert other.title == ()


def test_chapters_have_titles_deks_ids_and_their_own_notes(tmp_path: Path) -> None:
    folder = tmp_path / "content/test"
    folder.mkdir(parents=True)
    (folder / "one.md").write_text("# One *more*[^1] {#sec-one}\n\nText.\n\n[^1]: Note one.\n")
    (folder / "two.md").write_text("---\ntitle: Two\ndek: A *dek*\nid: second\n---\n\nText.[^1]\n\n[^1]: Note two.\n")
    (folder / "three.md").write_text("---\ntitle: Three\n---\n\n# Three\n\nText.\n")
    brief = good(tmp_path, FRONT + "type: report\nchapters: [one.md, two.md, three.md]\n", "\nForeword.\n")
    foreword, one, two, three = brief.chapters
    assert (foreword.path, foreword.title, foreword.id) == ("content/test/brief.md", (), "")
    assert (plain(one.title), one.id, str(one.place)) == ("One more", "sec-one", "content/test/one.md:1:1")
    assert (plain(two.title), plain(two.dek), two.id) == ("Two", "A dek", "second")
    assert [(note.key, str(note.place)) for c in (one, two) for note in c.body.notes] == [
        ("1", "content/test/one.md:5:1"),
        ("1", "content/test/two.md:9:1"),
    ]
    assert [type(block) for block in three.body.blocks] == [b.Paragraph]
    without = good(tmp_path, FRONT + "type: report\nchapters: [one.md]\n", "")
    assert [chapter.path for chapter in without.chapters] == ["content/test/one.md"]


def test_errors_in_the_text_leave_a_brief_for_later_rooms(tmp_path: Path) -> None:
    brief, found = made(tmp_path, body="\nA note.[^none]\n")
    assert brief is not None
    assert [f"{one.place}: {one.code}" for one in found] == ["content/test/brief.md:6:8: undefined-note"]


def test_text_is_read_even_when_fields_are_wrong(tmp_path: Path) -> None:
    for front in ("title: A: b\n", "title: A\nsumary: B\ndate: 2026-03-01\n"):
        brief, found = made(tmp_path, front, "\nA note.[^none]\n")
        assert errors(found)
        assert brief is None or brief.title == "A"
        assert "undefined-note" in {one.code for one in found}


def test_publisher_and_people_are_checked_with_the_brief(tmp_path: Path) -> None:
    publisher = (
        "name: Example Institute\nbrand: pacific\nbase_url: https://example.org\n"
        "labels: {xx: {by: By}}\nseries: {memo: Memos}\n"
    )
    people = "Ada Example:\n  name: Ada\n  orcid: 0000-0002-1825-0098\ngrace: {role: Director, twitter: x}\nbo:\n"
    brief, found = made(tmp_path, FRONT + "authors: [grace, bo, cy]\n", people=people, publisher=publisher)
    assert brief is None
    assert [f"{one.place} {one.code}" for one in found] == [
        "content/people.yaml:1:1 bad-id",
        "content/people.yaml:3:10 bad-check-digit",
        "content/people.yaml:4:8 missing-field",
        "content/people.yaml:4:25 unknown-field",
        "content/people.yaml:5:4 empty-text",
        "content/publisher.yaml:1:7 wrong-kind",
        "content/publisher.yaml:3:1 unknown-field",
        "content/publisher.yaml:4:10 bad-language",
        "content/publisher.yaml:5:10 bad-choice",
        "content/test/brief.md:4:22 unknown-person",
    ]
    hints = {one.code: one.hint for one in found}
    assert hints["unknown-field"] == 'write "base-url"'
    assert hints["bad-check-digit"].endswith('the last one is "7"')
    assert hints["bad-choice"] == "use one of: brief, one-pager, report, commentary, event-summary"


@pytest.mark.parametrize(
    "line",
    [
        "date: 2024-02-29",
        "related: [{title: A, url: 'https://example.org/a?b=c#d'}, {brief: test}]",
        "related: [{title: A, url: 'mailto:ada@example.org'}]",
        "related: [{title: A, url: 'http://[2001:db8::1]:8080/'}]",
        "identifiers: {isbn: 0-306-40615-2, issn: 2434-561X, doi: 10.1000.10/123(4)}",
        "identifiers: {isbn: 0-8044-2957-X}",
        "identifiers: {isbn: 979-8-88645-174-0}",
        "language: zh-Hant",
        "language: es-419",
        "media: [{id: a, kind: audio, title: A, url: 'https://example.org', length: '90:00'}]",
        "title-lines: [A, title]",
        "summary: >-\n  One\n  text.\n\n  Two.",
        "dek:",
        "authors: []",
        "authors:",
        "kicker: >\n  Folded\n  text",
    ],
)
def test_fields_that_are_in_order(line: str, tmp_path: Path) -> None:
    front = FRONT.replace("date: 2026-03-01\n", "") if line.startswith("date") else FRONT
    assert said(tmp_path, f"{front}{line}\n") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("date: 2026-02-30", ["4:7 bad-date"]),
        ("updated: 20260301", ["4:10 bad-date"]),
        ("updated: 2026-03-01T10:00", ["4:10 bad-date"]),
        ("updated: 2026-02-01", ["4:10 updated-before-date"]),
        ("type: memo", ["4:7 bad-choice"]),
        ("formats: [pdf, mobi]", ["4:16 bad-choice"]),
        ("formats: pdf", ["4:10 not-a-list"]),
        ("authors: [ada-example, ada-example]", ["4:24 given-twice"]),
        ("speakers: [ada]", ["4:12 unknown-person"]),
        ("related: [{title: A, url: 'ftp://example.org'}]", ["4:27 bad-url"]),
        ("related: [{title: A, url: 'https://'}]", ["4:27 bad-url"]),
        ("related: [{title: A, url: 'https://example.org:99999'}]", ["4:27 bad-url"]),
        ("related: [{title: A, url: 'mailto:ada'}]", ["4:27 bad-url"]),
        ("related: [{url: 'https://example.org'}]", ["4:11 missing-field"]),
        ("related: [{brief: none}]", ["4:19 unknown-brief"]),
        ("identifiers: {isbn: 978-0-306-40615-8}", ["4:21 bad-check-digit"]),
        ("identifiers: {isbn: 0-306-40615-3}", ["4:21 bad-check-digit"]),
        ("identifiers: {isbn: 123}", ["4:21 bad-number"]),
        ("identifiers: {issn: 2434-5611}", ["4:21 bad-check-digit"]),
        ("identifiers: {issn: 24345611}", ["4:21 bad-number"]),
        ("identifiers: {doi: 'doi:10.1/x'}", ["4:20 bad-number"]),
        ("language: english", ["4:11 bad-language"]),
        ("language: xx", ["4:11 bad-language"]),
        ("brand: Pacific", ["4:8 bad-id"]),
        ("bibliography: ../refs.bib", ["4:15 bad-file-name"]),
        ("kicker: {a: b}", ["4:9 text-as-fields"]),
        ("kicker: [a]", ["4:9 wrong-kind"]),
        ("kicker: ''", ["4:9 empty-text"]),
        ("takeaways: [a, '']", ["4:16 empty-text"]),
        ("title-lines: [A, tilte]", ["4:14 title-lines-differ"]),
        ("dek: 'Words[^1]'", ["4:12 note-in-field"]),
        ("chapters: [one.md]", ["4:12 file-missing", "4:1 chapters-of-report"]),
        ("media: [{id: a}]", ["4:9 missing-field"] * 3),
        ("licence: CC BY", ["4:10 wrong-kind"]),
        ("Title: Another", ["4:1 unknown-field"]),
        ("1: one", ["4:1 unknown-field"]),
    ],
)
def test_fields_that_are_not(line: str, found: list[str], tmp_path: Path) -> None:
    front = FRONT.replace("date: 2026-03-01\n", "series: A\n") if line.startswith("date") else FRONT
    assert said(tmp_path, f"{front}{line}\n") == found


SCALARS = st.none() | st.sampled_from(
    ["", " ", "a", "2026-03-01", "pdf", "https://example.org", "one\n\ntwo", "ada-example"]
)
KEYS = st.sampled_from(["title", "url", "brief", "id", "kind", "name", "text", "for", "doi", "isbn", "", "x"])
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
NAMES = st.sampled_from([kebab(name) for name in Meta.model_fields])


@settings(max_examples=200)
@given(st.dictionaries(NAMES, TREES, max_size=4))
def test_whatever_the_fields_hold_there_is_a_brief_or_a_reason(data: dict[str, object]) -> None:
    text = yaml.safe_dump({"title": "A", **data})
    value, marks, found = load(text, "x.yml", typed=True)
    assert found == ()
    assert isinstance(value, dict)
    source = Source("x", "content/x", "content/x/brief.md", Front("x.yml", value, marks), "Text.\n", 0)
    brief, found = parse(source, Workspace(None, None))
    assert brief is None
    house, places, _ = load("name: {full: A}\nbrand: b\n", "publisher.yaml", typed=True)
    assert isinstance(house, dict)
    brief, found = parse(source, Workspace(Front("publisher.yaml", house, places), None))
    assert brief is not None or errors(found)
    assert all(one.place.path == "x.yml" and one.place.line for one in found)


def test_a_missing_title_is_told_with_what_it_is(tmp_path: Path) -> None:
    _, found = made(tmp_path, "date: 2026-03-01\n")
    assert [str(one) for one in found] == [
        'content/test/brief.md:2:1: error[missing-field]: "title" is missing\n'
        "    hint: add a line `title: ...`. The title, as it is cited. Put it in quotes when it holds a colon."
    ]


def test_a_brief_without_a_date_is_built_with_a_warning(tmp_path: Path) -> None:
    brief, found = made(tmp_path, "title: A title\n")
    assert brief is not None
    assert brief.day is None
    assert [(one.code, one.severity, str(one.place)) for one in found] == [
        ("missing-date", "warning", "content/test/brief.md:2:1")
    ]


def test_a_brief_is_a_frozen_value_that_travels(tmp_path: Path) -> None:
    brief = good(tmp_path, FRONT + "authors: [ada-example]\n")
    assert pickle.loads(pickle.dumps(brief)) == brief
    with pytest.raises(AttributeError):
        brief.slug = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        brief.meta.title = "Other"  # type: ignore[misc]


def test_every_field_is_described_and_every_foreign_name_leads_to_one() -> None:
    for kind in (Meta, Publisher, PersonFields, MailFields):
        assert all(field.description for field in kind.model_fields.values())
    ours = {kebab(name) for kind in (Meta, Publisher, PersonFields, MailFields) for name in kind.model_fields}
    assert set(WORDS_OF_OTHERS.values()) <= ours
    assert not set(WORDS_OF_OTHERS) & {kebab(name) for name in Meta.model_fields}
    assert get_args(Type) == ("brief", "one-pager", "report", "commentary", "event-summary")
