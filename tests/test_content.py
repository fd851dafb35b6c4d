"""The folder content/: what is a brief, how it is read, and what is said about what cannot be read."""

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo import pictures
from octavo.content import Source, read_front, read_source, read_workspace
from octavo.files import Files
from octavo.model import Brief, parse
from octavo.problems import Problem, errors
from octavo.slugs import find_slugs, slug_of

CASES = Path(__file__).parent / "cases" / "source"
HOUSE = CASES / "house"
FOLDERS = sorted(p.name for p in CASES.iterdir() if p != HOUSE)


def workspace(root: Path, **briefs: str | Path) -> Files:
    """A workspace with the example house and some briefs, given as text or as a folder to copy."""
    content = root / "content"
    shutil.copytree(HOUSE, content, dirs_exist_ok=True)
    for slug, given in briefs.items():
        if isinstance(given, Path):
            shutil.copytree(given, content / slug)
        else:
            (content / slug).mkdir()
            (content / slug / "brief.md").write_text(given, encoding="utf-8", newline="")
    return Files(root)


def made(files: Files, slug: str = "test") -> tuple[Brief | None, tuple[Problem, ...]]:
    """The brief and everything that is wrong with it."""
    shared, found = read_workspace(files)
    source, more = read_source(files, slug)
    brief, last = parse(source, shared) if source else (None, ())
    return brief, (*found, *more, *last)


def shown(found: tuple[Problem, ...]) -> str:
    return "".join(f"{one}\n" for one in found)


@pytest.mark.parametrize("case", FOLDERS)
def test_what_is_wrong_is_said_with_its_line(case: str, tmp_path: Path, expect: Callable[[Path, str], None]) -> None:
    _, found = made(workspace(tmp_path, test=CASES / case))
    expect(CASES / case / "expected.txt", shown(found))


def test_pictures_from_outside_are_refused(tmp_path: Path) -> None:
    files = workspace(tmp_path, test=CASES / "M11-include")
    brief, found = made(files)
    assert found == ()
    assert brief is not None
    _, gallery, found = pictures.find(brief, files)
    assert not gallery.pictures
    assert [one.place.line for one in found] == [9, 11, 13, 15]
    assert all("outside the workspace" in one.text or "not a path in the workspace" in one.text for one in found)
    assert not [path for path in files.reads if "etc" in path]


def test_no_yaml_runs_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made(workspace(tmp_path, test=CASES / "F05-python-tag"))
    assert not list(tmp_path.rglob("PWNED"))


def test_byte_order_mark_and_line_ends_change_nothing(tmp_path: Path) -> None:
    given = (CASES / "F07b-bom-crlf" / "brief.md").read_bytes()
    assert given.startswith(b"\xef\xbb\xbf---\r\n")
    plain = given.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").decode()
    one, _ = made(workspace(tmp_path / "windows", test=CASES / "F07b-bom-crlf"))
    two, _ = made(workspace(tmp_path / "unix", test=plain))
    old, _ = made(workspace(tmp_path / "old", test=plain.replace("\n", "\r")))
    assert one is not None
    assert one == two == old
    assert one.title == "Test brief"


def source(root: Path, text: str) -> Source:
    found, problems = read_source(workspace(root, test=text), "test")
    assert problems == ()
    assert found is not None
    return found


def test_a_source_keeps_the_text_and_its_lines(tmp_path: Path) -> None:
    found = source(tmp_path, "---\ntitle: A\n---  \n\nText.\n\n---\n\nMore.\n")
    assert (found.text, found.line0) == ("\nText.\n\n---\n\nMore.\n", 3)
    assert (found.folder, found.path, found.chapters) == ("content/test", "content/test/brief.md", ())
    assert found.front is not None
    assert found.front.data == {"title": "A"}


def test_fields_may_stand_in_a_file_beside_the_text(tmp_path: Path) -> None:
    files = workspace(tmp_path, test="Text.\n")
    (tmp_path / "content/test/brief.yml").write_text("title: A\ndate: 2026-03-01\n")
    brief, found = made(files)
    assert found == ()
    assert brief is not None
    assert brief.title == "A"
    assert str(brief.place("date")) == "content/test/brief.yml:2:7"
    assert str(brief.chapters[0].place) == "content/test/brief.md:1"


def test_front_matter_alone_is_read_for_lists(tmp_path: Path) -> None:
    files = workspace(tmp_path, test="---\ntitle: A\ndate: 2026-03-01\n---\n\nText. [^1]\n")
    front, found = read_front(files, "test")
    assert found == ()
    assert front is not None
    assert front.data == {"title": "A", "date": "2026-03-01"}
    assert shown(read_front(files, "none")[1]).startswith("content/none/brief.md: error[file-missing]")


def test_chapters_are_read_in_order_with_their_own_lines(tmp_path: Path) -> None:
    text = "---\ntitle: A\ntype: report\ndate: 2026-03-01\nchapters: [two.md, parts/one.md]\n---\n"
    files = workspace(tmp_path, test=text)
    folder = tmp_path / "content/test"
    (folder / "parts").mkdir()
    (folder / "parts/one.md").write_text("# One {#sec-one}\n\nText.\n")
    (folder / "two.md").write_text("---\ntitle: Two *parts*\ndek: A dek\n---\n\nText.[^1]\n\n[^1]: A note.\n")
    found, problems = read_source(files, "test")
    assert problems == ()
    assert found is not None
    assert [(c.path, c.line0) for c in found.chapters] == [("content/test/two.md", 4), ("content/test/parts/one.md", 0)]
    assert {"content/test/two.md", "content/test/parts/one.md"} < set(files.reads)


@pytest.mark.parametrize("slug", ["; touch PWNED", "$(touch PWNED)", "../house", "Test", "tset", ""])
def test_an_unknown_brief_is_named(slug: str, tmp_path: Path) -> None:
    found, problems = read_source(workspace(tmp_path, test="---\ntitle: A\n---\nText.\n"), slug)
    assert found is None
    assert shown(problems).count("error[unknown-brief]") == 1
    assert f'there is no brief "{slug}"' in shown(problems)


def test_an_unknown_brief_has_a_nearest_one(tmp_path: Path) -> None:
    _, problems = read_source(workspace(tmp_path, climate="---\ntitle: A\n---\nText.\n"), "climat")
    assert shown(problems) == (
        'content/climat/brief.md: error[unknown-brief]: there is no brief "climat"\n'
        '    hint: did you mean "climate"? (`./invoke list` shows all)\n'
    )


def test_a_house_needs_a_publisher_but_no_people(tmp_path: Path) -> None:
    files = workspace(tmp_path, test="---\ntitle: A\ndate: 2026-03-01\n---\nText.\n")
    (tmp_path / "content/people.yaml").unlink()
    brief, found = made(files)
    assert brief is not None
    assert found == ()
    (tmp_path / "content/publisher.yaml").rename(tmp_path / "content/publisher.yml")
    brief, found = made(Files(tmp_path))
    assert brief is None
    assert shown(found) == (
        'content/publisher.yaml: error[file-missing]: there is no file "content/publisher.yaml"\n'
        '    hint: did you mean "content/publisher.yml"?\n'
    )


def test_a_link_out_of_the_workspace_is_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("---\ntitle: Secret\n---\nText.\n")
    files = workspace(tmp_path / "ws", test="---\ntitle: A\n---\nText.\n")
    (tmp_path / "ws/content/test/brief.md").unlink()
    (tmp_path / "ws/content/test/brief.md").symlink_to(outside)
    (tmp_path / "ws/content/people.yaml").unlink()
    (tmp_path / "ws/content/people.yaml").symlink_to(outside)
    (tmp_path / "ws/content/test/brief.yml").symlink_to(outside)
    brief, found = made(files)
    assert brief is None
    assert [(one.code, one.place.path) for one in found] == [
        ("file-refused", "content/people.yaml"),
        ("file-refused", "content/test/brief.md"),
    ]


def test_folders_that_are_no_briefs(tmp_path: Path) -> None:
    good = "---\ntitle: A\n---\nText.\n"
    composed = unicodedata.normalize("NFC", "café")
    files = workspace(tmp_path, **dict.fromkeys(("a", "climate", "Climate", composed, "one two"), good))
    content = tmp_path / "content"
    decomposed = unicodedata.normalize("NFD", "café")
    for path in (decomposed, "chapters", "images", ".hidden"):
        (content / path).mkdir()
    for path in (f"{decomposed}/brief.md", "chapters/one.md", ".hidden/brief.md", "Draft 2.md", "README.md"):
        (content / path).write_text(good)
    slugs, found = find_slugs(files)
    assert slugs == ("a", "climate")
    assert [(one.code, one.place.path, one.severity) for one in found] == [
        ("bad-slug", "content/Climate", "error"),
        ("stray-brief", "content/Draft 2.md", "warning"),
        ("bad-slug", "content/" + decomposed, "error"),
        ("bad-slug", "content/" + composed, "error"),
        ("slug-collision", "content/" + composed, "error"),
        ("no-brief-file", "content/chapters", "warning"),
        ("slug-collision", "content/climate", "error"),
        ("bad-slug", "content/one two", "error"),
    ]
    said = {one.code: f"{one.text}; {one.hint}" for one in found}
    assert said["slug-collision"].startswith('the folders "climate" and "Climate" differ only in upper and lower case')
    assert said["bad-slug"].startswith('the folder name "one two" cannot be part of an address; rename it to "one-two"')
    assert said["stray-brief"].endswith("move it to content/draft-2/brief.md")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Café & Co. 2", "cafe-co-2"),
        ("The Minister’s plan: a review", "the-ministers-plan-a-review"),
        ("政策", "brief"),
        ("x" * 300, "x" * 100),
    ],
)
def test_slugs_of_titles(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_good_brief_has_no_problem_at_all(tmp_path: Path) -> None:
    _, found = made(workspace(tmp_path, test="---\ntitle: A\ndate: 2026-03-01\nauthors: [ada-example]\n---\n\nText.\n"))
    assert found == ()
    assert errors(found) == ()
