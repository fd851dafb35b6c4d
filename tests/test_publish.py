"""Artifacts -> an output folder: what is written, what is refused, and what a killed process leaves."""

import hashlib
import json
import os
import resource
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.artifact import Artifact
from octavo.problems import Rejected
from octavo.publish import Edition, Shelf, clean, opened, read_manifest
from octavo.publish import manifest as manifests
from octavo.publish import shelf as shelves
from octavo.publish import swap as swaps

PDF = Artifact("a.pdf", "application/pdf", b"%PDF one")
PAGE = Artifact("index.html", "text/html", b"<p>one")
PICTURE = Artifact("images/a b/é #1.png", "image/png", b"png")


def put(output: Path, slug: str, *artifacts: Artifact, keep: bool = False) -> Edition:
    """One edition, as a build publishes it."""
    with opened(output) as shelf:
        assert shelf.claim([slug]) == ()
        edition = shelf.put(slug, Edition(slug.title()), artifacts, keep)
        shelf.settle()
    return edition


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def codes(stopped: pytest.ExceptionInfo[Rejected]) -> list[str]:
    return [found.code for found in stopped.value.problems]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "build"


@pytest.fixture(params=["one step", "two steps"])
def any_swap(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to swap: with and without a system that can exchange two names."""
    if request.param == "two steps":
        monkeypatch.setattr(swaps, "exchange", lambda _one, _other: False)
    return str(request.param)


@pytest.mark.usefixtures("any_swap")
def test_an_edition_is_replaced_whole(output: Path) -> None:
    put(output, "a", PDF, PAGE)
    put(output, "a", PDF, PICTURE)
    assert tree(output / "a") == {"a.pdf": b"%PDF one", "images/a b/é #1.png": b"png"}
    assert sorted(p.name for p in output.iterdir()) == ["a", "manifest.json"]


def test_the_editions_of_other_formats_may_stay(output: Path) -> None:
    put(output, "a", PDF, PAGE, PICTURE)
    edition = put(output, "a", Artifact("a.pdf", "application/pdf", b"%PDF two"), keep=True)
    assert tree(output / "a") == {"a.pdf": b"%PDF two", "index.html": b"<p>one", "images/a b/é #1.png": b"png"}
    assert [file.path for file in edition.files] == ["a.pdf", "images/a b/é #1.png", "index.html"]


def test_modes_do_not_depend_on_the_umask(output: Path) -> None:
    before = os.umask(0o077)
    try:
        put(output, "a", PDF, PICTURE)
        with opened(output) as shelf:
            shelf.put_site((Artifact("covers/a.png", "image/png", b"png"),))
    finally:
        os.umask(before)
    modes = {str(p.relative_to(output)): p.stat().st_mode & 0o777 for p in output.rglob("*")}
    assert set(modes.values()) == {0o644, 0o755}
    assert modes["a"] == modes["a/images/a b"] == modes["covers"] == 0o755
    assert modes["a/a.pdf"] == modes["manifest.json"] == 0o644


def test_the_manifest_names_files_and_tells_no_time(output: Path, tmp_path: Path) -> None:
    put(output, "b", PDF)
    put(output, "a", PDF)
    put(tmp_path / "other", "a", PDF)
    put(tmp_path / "other", "b", PDF)
    assert (output / "manifest.json").read_bytes() == (tmp_path / "other/manifest.json").read_bytes()
    told = json.loads((output / "manifest.json").read_text("utf-8"))
    assert told["editions"]["a"] == {
        "title": "A",
        "state": "current",
        "brand": "",
        "draft": False,
        "pages": 0,
        "card": {},
        "files": {"a.pdf": {"size": 8, "sha256": hashlib.sha256(PDF.data).hexdigest()}},
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        '{"made-by": "another", "version": 1, "editions": {}, "site": {}}',
        '{"made-by": "octavo", "version": 1, "editions": {"../x": {}}, "site": {}}',
        '{"made-by": "octavo", "version": 1, "editions": {}, "site": {"../../x": {"size": 1, "sha256": ""}}}',
        '{"made-by": "octavo", "version": 1, "editions": {}, "site": {"/x": {"size": 1, "sha256": ""}}}',
        "[" * 100_000,
    ],
)
def test_a_foreign_or_damaged_manifest_is_none(text: str) -> None:
    assert manifests.parse(text) is None


@pytest.mark.parametrize("name", ["../x", "/x", "a/../../x", "", "a//b", "a\\b", "a\0b", "."])
def test_no_artifact_leaves_its_folder(output: Path, name: str) -> None:
    with opened(output) as shelf:
        shelf.claim(["a"])
        with pytest.raises(ValueError, match="not a file name"):
            shelf.put("a", Edition(), (Artifact(name, "", b""),))
    assert tree(output.parent).keys() == {"build/manifest.json"}


def test_what_octavo_did_not_make_is_not_overwritten(output: Path, tmp_path: Path) -> None:
    (output / "taxes").mkdir(parents=True)
    (output / "taxes/2030.pdf").write_text("mine")
    (output / "notes").write_text("mine")
    (output / "link").symlink_to(tmp_path)
    (output / "index.html").write_text("mine")
    (output / "empty").mkdir()
    with opened(output) as shelf:
        found = shelf.claim(["taxes", "notes", "link", "empty", "new"])
        found += shelf.put_site((PAGE,))
    assert [(f.code, Path(f.place.path).name) for f in found] == [
        ("output-not-ours", "taxes"),
        ("output-not-ours", "notes"),
        ("output-not-ours", "link"),
        ("output-not-ours", "index.html"),
    ]
    assert found[0].text == f"{output}/taxes is there already, and Octavo did not make it"
    assert tree(output / "taxes") == {"2030.pdf": b"mine"}
    assert (output / "index.html").read_text() == "mine"


def test_an_edition_is_claimed_before_it_is_made(output: Path) -> None:
    with opened(output) as shelf:
        shelf.claim(["a"])
        shelf.put("a", Edition(), (PDF,))
        # Killed here, before the manifest says which files the edition has.
    with opened(output) as shelf:
        assert shelf.claim(["a"]) == ()


def test_a_claim_that_came_to_nothing_is_forgotten(output: Path) -> None:
    with opened(output) as shelf:
        shelf.claim(["a"])
        shelf.settle()
    manifest = read_manifest(output)
    assert manifest is not None
    assert manifest.editions == {}


def test_the_sites_own_files_come_and_go(output: Path) -> None:
    with opened(output) as shelf:
        assert shelf.put_site((PAGE, Artifact("covers/a.png", "image/png", b"a"))) == ()
        shelf.save()
    with opened(output) as shelf:
        assert shelf.put_site((Artifact("index.html", "text/html", b"<p>two"),)) == ()
        shelf.save()
    assert (output / "index.html").read_bytes() == b"<p>two"
    assert not (output / "covers/a.png").exists()


# Killed in the middle ----------------------------------------------------------------------------


@pytest.mark.parametrize("left", [("new", "old"), ("old",), ("new",)])
def test_a_swap_cut_in_two_is_mended(output: Path, left: tuple[str, ...]) -> None:
    entry = output / ".staging/123-1"
    for name in left:
        (entry / name).mkdir(parents=True)
        (entry / name / "a.pdf").write_text(name)
    (entry / "place").write_text("a")
    with opened(output):
        pass
    assert (output / "a/a.pdf").read_text() == left[0]
    assert not (output / ".staging").exists()


@pytest.mark.parametrize("journal", ["", "..", "../up", "a/b", "/etc", "a\0", "\xff"])
def test_a_strange_journal_moves_nothing(output: Path, journal: str) -> None:
    entry = output / ".staging/123-1"
    (entry / "new").mkdir(parents=True)
    (entry / "place").write_bytes(journal.encode("latin-1"))
    with opened(output):
        pass
    assert list(output.iterdir()) == []
    assert list(output.parent.iterdir()) == [output]


def test_a_second_step_that_fails_is_undone(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(output, "a", PDF)
    monkeypatch.setattr(swaps, "exchange", lambda _one, _other: False)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with opened(output) as shelf, pytest.raises(OSError, match="Input/output error"):
        shelf.put("a", Edition(), (PAGE,))
    assert tree(output / "a") == {"a.pdf": b"%PDF one"}
    assert not (output / ".staging").exists()


def test_the_system_here_can_exchange_two_folders(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "f").write_text(name)
    assert swaps.exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one/f").read_text() == "other"
    with pytest.raises(FileNotFoundError):
        swaps.exchange(tmp_path / "one", tmp_path / "missing")


# The lock ----------------------------------------------------------------------------------------

HOLD = """
import sys, time
from pathlib import Path
from octavo.publish import opened
with opened(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(output: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that is at work in the output folder."""
    with subprocess.Popen([sys.executable, "-c", HOLD, output], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_build_says_who_is_at_work(output: Path, holder: "subprocess.Popen[str]") -> None:
    with pytest.raises(Rejected) as stopped, opened(output, wait=0.1):
        pass
    assert codes(stopped) == ["output-locked"]
    text = stopped.value.problems[0].text
    assert text.startswith(f"another build is writing to {output}: process {holder.pid}, since 20")


def test_the_lock_of_a_dead_process_is_taken_over(output: Path, holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.wait()
    assert (output / ".lock").exists()
    with opened(output, wait=0):
        pass
    assert not (output / ".lock").exists()


def test_a_build_waits_for_another_that_ends(output: Path, holder: "subprocess.Popen[str]") -> None:
    subprocess.Popen(["/bin/sh", "-c", f"sleep 0.2; kill -9 {holder.pid}"]).wait()
    with opened(output, wait=30):
        pass


# What stands in the way --------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["file", "file/build"])
def test_the_output_is_a_file(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Rejected) as stopped, opened(tmp_path / path):
        pass
    assert codes(stopped) == ["output-not-a-folder"]
    assert (tmp_path / "file").read_text() == "mine"


def test_the_output_cannot_be_written_to(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        output = Path("/proc/octavo")
    else:
        output = tmp_path / "locked"
        output.mkdir(mode=0o555)
    with pytest.raises(Rejected) as stopped, opened(output):
        pass
    assert codes(stopped) == ["cannot-write"]


@pytest.mark.parametrize(
    "name", ["a b", "#1", "100%", "why?", unicodedata.normalize("NFD", "café"), "x" * 200, "; touch PWNED", "$(x)"]
)
@pytest.mark.usefixtures("any_swap")
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        put(tmp_path / name, "a", PDF)
    assert tree(tmp_path / name / "a") == {"a.pdf": b"%PDF one"}
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_full_disk_leaves_the_old_edition(output: Path) -> None:
    put(output, "a", PDF, PAGE)
    before = tree(output)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with opened(output) as shelf:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, hard))
        try:
            with pytest.raises(OSError, match="too large") as full:
                shelf.put("a", Edition(), (PAGE, Artifact("a.pdf", "application/pdf", bytes(50_000))))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        found = shelves.unwritten(output / "a", full.value)
    assert found.code == "disk-full"
    assert found.text == f"no space left to write {output / 'a'}: file too large"
    assert tree(output) == before


# Cleaning ----------------------------------------------------------------------------------------


def test_clean_removes_what_was_made_and_nothing_else(output: Path) -> None:
    put(output, "a", PDF, PICTURE)
    put(output, "b", PDF)
    with opened(output) as shelf:
        shelf.put_site((PAGE,))
        shelf.save()
        shelf.write(".cache/builds.json", b"{}")
    (output / "check.html").write_text("what the last check said")
    (output / ".gitignore").write_text("*")
    (output / "b/mine.txt").write_text("mine")
    (output / "mine").mkdir()
    removed, left = clean(output)
    assert removed == ("a/a.pdf", "a/images/a b/é #1.png", "b/a.pdf", "index.html")
    assert [found.text for found in left] == [f"{output}/b/mine.txt was left where it is: Octavo did not make it"]
    assert sorted(str(p.relative_to(output)) for p in output.rglob("*")) == [".gitignore", "b", "b/mine.txt", "mine"]


def test_clean_removes_an_emptied_folder(output: Path) -> None:
    put(output, "a", PDF)
    clean(output)
    assert not output.exists()
    assert clean(output) == ((), ())


def test_clean_refuses_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "thesis.md").write_text("mine")
    with pytest.raises(Rejected) as stopped:
        clean(tmp_path)
    assert codes(stopped) == ["output-not-ours"]
    assert tree(tmp_path) == {"thesis.md": b"mine"}


def test_clean_does_not_follow_links_out(output: Path, tmp_path: Path) -> None:
    put(output, "a", PDF)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.pdf").write_text("mine")
    (output / "a/a.pdf").unlink()
    (output / "a").rmdir()
    (output / "a").symlink_to(tmp_path / "elsewhere")
    clean(output)
    assert tree(tmp_path / "elsewhere") == {"a.pdf": b"mine"}


def test_a_shelf_reads_what_an_earlier_one_wrote(output: Path) -> None:
    put(output, "a", PDF, PICTURE)
    manifest = read_manifest(output)
    assert manifest is not None
    assert Shelf(output).manifest == manifest
    assert [file.path for file in manifest.editions["a"].files] == ["a.pdf", "images/a b/é #1.png"]
