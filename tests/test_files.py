"""The only door to the workspace's files: what it opens, what it refuses, what it remembers."""

import hashlib
import os
import unicodedata
from pathlib import Path

import pytest

from octavo import files as room
from octavo.files import FileMissing, FileRefused, Files
from octavo.utf8 import NotText


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in {
        "ws/content/x/brief.md": "mine",
        "ws/content/x/images/spending_chart.png": "png",
        "ws/styles/brief.css": "workspace",
        "ws/.hidden/secret.md": "hidden",
        "defaults/styles/brief.css": "default",
        "defaults/styles/base.css": "base",
        "outside.md": "outside",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


@pytest.fixture
def files(root: Path) -> Files:
    return Files(root / "ws", root / "defaults")


def test_the_workspace_wins_over_the_defaults(files: Files, root: Path) -> None:
    assert files.read("styles/brief.css") == b"workspace"
    assert files.read("styles/base.css") == b"base"
    assert files.resolve("styles/base.css") == root / "defaults/styles/base.css"
    assert files.list("styles") == ("styles/base.css", "styles/brief.css")


def test_what_was_asked_for_is_remembered(files: Files) -> None:
    files.read("./content//x/brief.md")
    assert files.exists("styles/brief.css")
    assert not files.exists("styles/none.css")
    with pytest.raises(FileMissing):
        files.read("content/x/none.md")
    files.list("content/x")
    files.list("nowhere")
    files.entries("content")
    listing = "content/x/brief.md\ncontent/x/images/spending_chart.png"
    assert files.reads == {
        "content/x/brief.md": hashlib.sha256(b"mine").hexdigest(),
        "styles/brief.css": hashlib.sha256(b"workspace").hexdigest(),
        "styles/none.css": "",
        "content/x/none.md": "",
        "content/x/": hashlib.sha256(listing.encode()).hexdigest(),
        "nowhere/": "",
    }


def test_of_a_file_that_changes_the_first_hash_stays(files: Files, root: Path) -> None:
    before = files.read("content/x/brief.md")
    (root / "ws/content/x/brief.md").write_text("changed")
    assert files.read("content/x/brief.md") == b"changed"
    assert files.reads["content/x/brief.md"] == hashlib.sha256(before).hexdigest()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("content/x/../../../../etc/passwd", 'it climbs with "..", which may lead outside the workspace'),
        ("../../../../etc/passwd", 'it climbs with "..", which may lead outside the workspace'),
        ("/etc/hostname", "it is an absolute path, outside the workspace"),
        ("~/x.png", "it is an absolute path, outside the workspace"),
        ("%2e%2e/%2e%2e/etc/hostname.png", 'it climbs with "..", which may lead outside the workspace'),
        ("content/%2E%2e%2fx", 'it climbs with "..", which may lead outside the workspace'),
        ("%2fetc/hostname", "it is an absolute path, outside the workspace"),
        ("..\\x", 'it climbs with "..", which may lead outside the workspace'),
        ("\\\\server\\x", "it is an absolute path, outside the workspace"),
        ("file:///etc/passwd", "it is an address or a drive, not a path in the workspace"),
        ("FILE:/etc/passwd", "it is an address or a drive, not a path in the workspace"),
        ("https://example.org/x.png", "it is an address or a drive, not a path in the workspace"),
        ("content/x/file:///etc/passwd", "it is an address or a drive, not a path in the workspace"),
        ("C:\\x.png", "it is an address or a drive, not a path in the workspace"),
        ("data:image/png;base64,AAAA", "it is an address or a drive, not a path in the workspace"),
        ("a\0b", "a file name cannot hold a NUL character"),
        ("content/x", "it is a folder or a device, not a file"),
        ("", "it is a folder or a device, not a file"),
        ("x" * 300, "it cannot be read (File name too long)"),
    ],
)
def test_paths_that_are_refused(path: str, reason: str, files: Files) -> None:
    for ask in (files.read, files.text, files.exists, files.resolve):
        with pytest.raises(FileRefused) as refused:
            ask(path)
        assert (refused.value.path, refused.value.reason) == (path, reason)
    assert dict(files.reads) == {}


def test_links_may_not_lead_out(files: Files, root: Path) -> None:
    (root / "ws/content/x/out.md").symlink_to(root / "outside.md")
    (root / "ws/content/x/away").symlink_to(root)
    (root / "ws/content/x/in.md").symlink_to("brief.md")
    (root / "ws/content/x/round.md").symlink_to("round.md")
    (root / "ws/content/x/gone.md").symlink_to("nothing.md")
    for path in ("content/x/out.md", "content/x/away/outside.md"):
        with pytest.raises(FileRefused, match="a symbolic link that leads outside the workspace"):
            files.read(path)
    with pytest.raises(FileRefused, match="it cannot be read"):
        files.read("content/x/round.md")
    assert files.read("content/x/in.md") == b"mine"
    assert not files.exists("content/x/gone.md")
    assert "content/x/away/outside.md" not in files.list("content/x")


def test_devices_and_giants_are_refused(files: Files, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "ws/content/x/pipe")
    with pytest.raises(FileRefused, match="a folder or a device"):
        files.read("content/x/pipe")
    monkeypatch.setattr(room, "LARGEST", 3)
    with pytest.raises(FileRefused, match="it has 4 bytes; the limit is 3"):
        files.read("content/x/brief.md")


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("content/x/images/spending-chart.png", "content/x/images/spending_chart.png"),
        ("content/x/spending_chart.png", "content/x/images/spending_chart.png"),
        ("content/x/Brief.MD", "content/x/brief.md"),
        ("content/x/pictures/spending_chart.png", "content/x/images/spending_chart.png"),
        ("content/x/12.csv", ""),
        ("nowhere/at/all.md", ""),
    ],
)
def test_a_missing_file_has_a_nearest_one(path: str, nearest: str, files: Files) -> None:
    with pytest.raises(FileMissing) as missing:
        files.read(path)
    assert (missing.value.path, missing.value.nearest) == (path, nearest)


def test_another_unicode_form_of_a_name_is_the_nearest(files: Files, root: Path) -> None:
    stored, typed = (f"content/x/{unicodedata.normalize(form, 'café')}.png" for form in ("NFD", "NFC"))
    (root / "ws" / stored).write_text("")
    (root / "ws/content/x/cafe.png").write_text("")
    with pytest.raises(FileMissing) as missing:
        files.read(typed)
    assert missing.value.nearest == stored


@pytest.mark.parametrize("name", ["a b.md", "50%.md", "#1.md", "who?.md", "a%20b.md", "ä.md", "Chart: one.md"])
def test_unusual_names_are_fine(name: str, files: Files, root: Path) -> None:
    (root / "ws/content/x" / name).write_text(name)
    assert files.text(f"content/x/{name}") == name


def test_hidden_files_are_not_listed(files: Files) -> None:
    assert files.list(".") == (*files.list("content"), "styles/base.css", "styles/brief.css")
    assert len(files.list("content")) == 2
    assert files.entries(".") == (("content", True), ("styles", True))
    assert files.entries("content/x") == (("brief.md", False), ("images", True))
    assert files.entries("nowhere") == ()


def test_text_has_one_kind_of_line_end_and_no_mark(files: Files, root: Path) -> None:
    (root / "ws/content/x/brief.md").write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n\xc3\xa9")
    assert files.text("content/x/brief.md") == "a\nb\nc\né"


@pytest.mark.parametrize(
    ("data", "line", "byte", "reason"),
    [
        (
            b"a\r\nb\rit\x92s",
            3,
            0x92,
            'line 3 holds the byte 0x92, which is not UTF-8 ("’" in the Windows-1252 encoding)',
        ),
        (b"caf\xe9", 1, 0xE9, 'line 1 holds the byte 0xE9, which is not UTF-8 ("é" in the Windows-1252 encoding)'),
        (b"\n\x81", 2, 0x81, "line 2 holds the byte 0x81, which is not UTF-8"),
        (b"\xed\xa0\x80", 1, 0xED, 'line 1 holds the byte 0xED, which is not UTF-8 ("í" in the Windows-1252 encoding)'),
        ("é".encode("utf-16"), 1, 0xFF, "line 1 starts with the byte 0xFF: the file is saved as UTF-16"),
        (b"a\n\x00b\x00", 2, 0, "line 2 holds the byte 0x00: the file is saved as UTF-16, or it is no text"),
    ],
)
def test_what_is_not_utf8_is_named(data: bytes, line: int, byte: int, reason: str, files: Files) -> None:
    (files.root / "content/x/brief.md").write_bytes(data)
    with pytest.raises(NotText) as found:
        files.text("content/x/brief.md")
    assert (found.value.path, found.value.line, found.value.byte) == ("content/x/brief.md", line, byte)
    assert found.value.reason == reason
