"""What a build really read -> whether what it made is still true."""

import json
import os
import random
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from octavo import cache, disk, toolchain
from octavo.cache import Cache, Inputs, Key
from octavo.cacherecord import Entry
from octavo.disk import digest
from octavo.files import FileMissing, Files
from octavo.problems import Place, problem

KEY = Key("a", "pacific", ("pdf",))
READS = ("content/a/brief.md", "content/a/data.csv", "styles/brief.css", "styles/fonts/x.ttf", "content/people.yaml")
OUTPUTS = ("a/a.pdf", "a/fonts/x.woff2")
NOTHING = Entry((), cache.seal({}))
WARNING = problem("orphan-output", Place("content/a/brief.md", 3, 4), slug="b")


class Shop:
    """A workspace, its defaults and its output folder, with one brief in it that has been built."""

    def __init__(self, home: Path) -> None:
        self.root, self.defaults, self.output = home / "work", home / "defaults", home / "build"
        self.library = home / "libpango-1.0.so.0"
        self.library.write_bytes(b"\x7fELF 1")
        (self.output / "a/fonts").mkdir(parents=True)
        (self.output / "a/fonts/x.woff2").write_bytes(b"wOF2")
        (self.output / "a/a.pdf").write_bytes(b"%PDF")
        (self.output / ".cache").mkdir()
        for path in READS:
            self.write(path, f"{path} one")
        self.write("templates/page.html", "default", self.defaults)
        self.build()

    def write(self, path: str, text: str, root: Path | None = None) -> Path:
        place = (root or self.root) / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
        return place

    def load(self) -> Cache:
        return cache.load(self.output, self.root, self.defaults)

    def build(self, began: int = 0) -> None:
        """Read everything, as a build does, and keep what was read."""
        records = self.load()
        files = Files(self.root, self.defaults)
        began = began or time.time_ns()
        for path in (*READS, "templates/page.html"):
            try:
                files.read(path)
            except FileMissing:
                continue
        files.exists("styles/brands/pacific/brand.css")
        files.list("content/a/images")
        hashes = {path: digest(str(self.output / path)) for path in OUTPUTS}
        entry = Entry(OUTPUTS, cache.seal(hashes), 5, (WARNING,))
        records.learn(KEY, entry, Inputs(dict(files.reads), (str(self.library),), began))
        records.editions = ("a",)
        (self.output / cache.NAME).write_text(records.text())

    @property
    def is_true(self) -> bool:
        return self.load().unchanged(KEY) is not None


@pytest.fixture(params=["quiet", "just changed"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shop:
    """With files long untouched, which are known by `stat` alone, and with files so new that they are read again."""
    if request.param == "quiet":
        monkeypatch.setattr(disk, "_QUIET", -(10**12))
    return Shop(tmp_path)


def test_nothing_changed(shop: Shop) -> None:
    records = shop.load()
    entry = records.unchanged(KEY)
    assert entry is not None
    assert (entry.pages, entry.problems, entry.files) == (5, (WARNING,), OUTPUTS)
    assert records.editions == ("a",)


@pytest.mark.parametrize(
    "key", [Key("b"), Key("a"), Key("a", "pacific", ("pdf",), True), Key("a", "parallel", ("pdf",))]
)
def test_something_else_was_asked_for(shop: Shop, key: Key) -> None:
    assert shop.load().unchanged(key) is None


def _same_size(shop: Shop) -> None:
    path = shop.root / READS[0]
    before = path.stat()
    path.write_text(path.read_text().replace("one", "two"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _replace(path: Path, data: bytes) -> None:
    path.with_suffix(".new").write_bytes(data)
    path.with_suffix(".new").replace(path)


def _new_tool(monkeypatch: pytest.MonkeyPatch, shop: Shop) -> None:
    (shop.root / "site/weasyprint-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(shop.root / "site"))


CHANGES: dict[str, Callable[[Shop], object]] = {
    "the text": lambda shop: shop.write(READS[0], "two"),
    "the text, keeping size and time": _same_size,
    "the data": lambda shop: shop.write(READS[1], "two"),
    "the style sheet": lambda shop: shop.write(READS[2], "two"),
    "a font": lambda shop: shop.write(READS[3], "two"),
    "people.yaml": lambda shop: shop.write(READS[4], f"{READS[4]} one\nnew: {{name: New}}\n"),
    "a template's default": lambda shop: shop.write("templates/page.html", "two", shop.defaults),
    "a template put over a default": lambda shop: shop.write("templates/page.html", "two"),
    "a file that was looked for and is there now": lambda shop: shop.write("styles/brands/pacific/brand.css", "x"),
    "a file gone": lambda shop: (shop.root / READS[1]).unlink(),
    "a file that is a folder now": lambda shop: _folder_instead(shop.root / READS[1]),
    "a file more in a listed folder": lambda shop: shop.write("content/a/images/new.png", "x"),
    "a library of the system": lambda shop: shop.library.write_bytes(b"\x7fELF 2"),
    "a library gone": lambda shop: shop.library.unlink(),
    "an output edited": lambda shop: (shop.output / "a/a.pdf").write_bytes(b"%PDX"),
    "an output deleted": lambda shop: (shop.output / "a/a.pdf").unlink(),
    "a font of an output replaced": lambda shop: _replace(shop.output / "a/fonts/x.woff2", b"wOFX"),
    "a font of an output deleted": lambda shop: (shop.output / "a/fonts/x.woff2").unlink(),
    "an output's folder deleted": lambda shop: shutil.rmtree(shop.output / "a"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed(shop: Shop, change: str) -> None:
    assert shop.is_true
    CHANGES[change](shop)
    assert not shop.is_true


def test_a_new_version_of_a_tool_is_noticed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    _new_tool(monkeypatch, shop)
    assert "weasyprint-99.0" in toolchain.versions().split()
    assert not shop.is_true


@pytest.mark.parametrize("change", ["edited", "added", "removed"])
def test_a_change_of_octavo_itself_is_noticed(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    package = tmp_path / "octavo"
    (package / "formats/__pycache__").mkdir(parents=True)
    for name in ("a.py", "formats/pdf.py", "formats/__pycache__/pdf.pyc"):
        (package / name).write_text("one")
    monkeypatch.setattr(disk, "_PACKAGE", str(package))
    shop.build()
    (package / "formats/__pycache__/pdf.pyc").write_text("two")
    assert shop.is_true
    match change:
        case "edited":
            (package / "formats/pdf.py").write_text("two")
        case "added":
            (package / "b.py").write_text("two")
        case "removed":
            (package / "a.py").unlink()
    assert not shop.is_true


@pytest.mark.parametrize("path", [*READS, *OUTPUTS])
def test_what_was_touched_and_is_equal_is_not_built_again(shop: Shop, path: str) -> None:
    place = (shop.output if path in OUTPUTS else shop.root) / path
    data = place.read_bytes()
    place.unlink()
    place.write_bytes(data)
    os.utime(place, (1, 1))
    assert shop.is_true


def test_what_was_found_equal_once_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "_QUIET", -(10**12))
    shop = Shop(tmp_path)
    os.utime(shop.root / READS[0], (1, 1))
    records = shop.load()
    assert records.unchanged(KEY)
    assert records.refreshed
    (shop.output / cache.NAME).write_text(records.text())
    records = shop.load()
    assert records.unchanged(KEY)
    assert not records.refreshed


def test_a_file_changed_while_the_build_ran_is_out_of_date(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    files = Files(shop.root, shop.defaults)
    began = time.time_ns()
    files.read(READS[0])
    shop.write(READS[0], files.text(READS[0]).replace("one", "two"))
    records = shop.load()
    records.learn(KEY, NOTHING, Inputs(dict(files.reads), (), began))
    (shop.output / cache.NAME).write_text(records.text())
    assert not shop.is_true


def test_a_file_that_may_still_change_in_the_same_tick_is_read_again(tmp_path: Path) -> None:
    shop = Shop(tmp_path)
    saved = json.loads((shop.output / cache.NAME).read_text())
    assert {path: len(known) for path, *known in saved["pairs"] if path in READS} == dict.fromkeys(READS, 1)


def test_records_are_dropped_when_their_files_are_replaced(shop: Shop) -> None:
    records = shop.load()
    records.learn(Key("a", "parallel"), Entry(OUTPUTS, "other"), Inputs({}, (), 0))
    assert records.unchanged(KEY) is None
    records.learn(Key("ab"), NOTHING, Inputs({}, (), 0))
    records.forget("a")
    assert records.unchanged(Key("ab")) is not None


def test_another_workspace_is_compared_by_content(shop: Shop, tmp_path: Path) -> None:
    shop.root = shop.root.rename(tmp_path / "moved")
    assert shop.is_true
    shop.write(READS[0], "two")
    assert not shop.is_true


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"x"', "{}", '{"format": "octavo builds 2"}', "[" * 100_000, "\0"]
)
def test_a_foreign_record_is_no_record(shop: Shop, text: str) -> None:
    (shop.output / cache.NAME).write_text(text)
    assert not shop.is_true
    shop.build()
    assert shop.is_true


def test_a_damaged_record_is_no_record(tmp_path: Path) -> None:
    """Any one value exchanged for one of another kind: never a fault, at most a build for nothing."""
    shop = Shop(tmp_path)
    text = (shop.output / cache.NAME).read_text()
    chance = random.Random(1)
    for _ in range(60):
        whole = json.loads(text)
        _damage(whole, chance)
        (shop.output / cache.NAME).write_text(json.dumps(whole))
        shop.load().unchanged(KEY)
    for length in range(0, len(text), max(1, len(text) // 12)):
        (shop.output / cache.NAME).write_text(text[:length])
        assert not shop.is_true


def _damage(node: object, chance: random.Random) -> None:
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        key = chance.choice(list(keys))
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.2:
            node[key] = chance.choice([None, -1, 10**30, 1.5, "x", [], {}, [[]], True])
            return
        node = inner


def test_the_output_folder_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("x")
    assert cache.load(tmp_path / "build", tmp_path, tmp_path).unchanged(KEY) is None


# The tools ---------------------------------------------------------------------------------------

NOT_AT_WORK_ON_AN_EDITION = {"invoke", "rich", "pygments", "setuptools", "watchfiles"}
AFTER_THE_BUILD = ("check", "check-full", "members", "publish", "cluster", "postgres")
"""Extras for what is done with editions that are built."""


def test_every_requirement_is_watched() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    groups = project.get("optional-dependencies", {})
    extras = [line for name, group in groups.items() if name not in AFTER_THE_BUILD for line in group]
    wanted, seen = [*project["dependencies"], *extras], set[str]()
    while wanted:
        asked = Requirement(wanted.pop())
        plain = asked.name.replace("-", "_").replace(".", "_").lower()
        needless = asked.marker is not None and not asked.marker.evaluate({"extra": ""})
        if needless or plain in seen or plain in NOT_AT_WORK_ON_AN_EDITION:
            continue
        try:
            wanted += metadata.requires(asked.name) or []
        except metadata.PackageNotFoundError:
            continue
        seen.add(plain)
    assert seen - toolchain.TOOLS == set()


def test_versions_are_those_that_are_installed() -> None:
    assert f"weasyprint-{metadata.version('weasyprint')}" in toolchain.versions().split()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells which libraries are loaded")
def test_the_libraries_that_shape_text_are_found() -> None:
    code = "import octavo.toolchain as t, weasyprint; print(*t.libraries(), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = {Path(path).name for path in done.stdout.split()}
    assert {"libpango-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1"} <= names
    assert all(Path(path).exists() for path in done.stdout.split())
