"""Personal copies: each bears its own number and name and nobody else's, and is in all else the edition it is of."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from distributed import LocalCluster

from octavo.brand import load_brand
from octavo.checks.epubcheck import TOLD, messages
from octavo.checks.pdf import KNOWN_WRONG
from octavo.copies import crew, make
from octavo.copies.dress import dressed
from octavo.copies.make import Report, make_copies
from octavo.copies.manifest import Entry, entries
from octavo.copies.number import NUMBER, as_printed, copy_number, copy_password
from octavo.copies.prepared import Prepared, Settings
from octavo.copies.verify import verify
from octavo.copies.write import Batch, Written, write
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.labels import load_labels
from octavo.model.meta import Pdf
from octavo.problems import Rejected

from . import verapdf
from .copies_case import FACE, FULL, SETTINGS, copies_disk_full, edition
from .editions import BRANDS, built
from .tagcase import printed

SECRET = b"a secret of the tests"
NAMES = ("Ada Example", "Zoë Müller", "Søren O’Neill", "Łukasz Żak", "José da Conceição", "<b>{{ 7*7 }}</b> & Sons")
SLUG = "us-mexico-security"
JOST = (DEFAULTS / "styles/brands/meridian/fonts/Jost-Regular.woff2").read_bytes()


def people(count: int, locked: bool = False) -> Iterator[Prepared]:
    """Members with names that are all different."""
    for at in range(count):
        number = copy_number(SECRET, "spring", f"member-{at}@example.org")
        yield Prepared(
            number, f"{NAMES[at % len(NAMES)]} {at}", copy_password(SECRET, "spring", number) if locked else ""
        )


def made(source: Path, given: list[Prepared], out: Path, settings: Settings = SETTINGS) -> Report:
    with ThreadPoolExecutor(1) as executor:
        return make_copies(source, given, out, executor, settings)


def files(report: Report) -> dict[str, Path]:
    """The files of a manifest by number."""
    return {entry.number: report.manifest.parent / entry.file for entry in entries(report.manifest)}


def pages(data: bytes, password: str | None = None) -> list[str]:
    with pypdfium2.PdfDocument(data, password=password) as document:
        return [document[at].get_textpage().get_text_range() for at in range(len(document))]


def findings(file: Path) -> dict[str, list[str]]:
    """What page-validation has against a file, by profile."""
    validator: Any = import_module("page")
    part = re.search(rb"<pdfaid:part>(\d)", file.read_bytes())
    assert part is not None
    profiles = ("ua1", f"{part[1].decode()}a")
    return {
        profile: sorted(
            f.rule_id for f in validator.validate_pdf(str(file), profile=profile).failures
            if not f.rule_id.endswith(KNOWN_WRONG)
        )
        for profile in profiles
    }  # fmt: skip


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """The address of a cluster of this machine."""
    local: Any = LocalCluster
    with local(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50) as started:
        yield started.scheduler_address


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def source(shared_folder: Path) -> Path:
    """The demonstration brief as a PDF."""
    return built(shared_folder, "pacific") / SLUG / f"{SLUG}.pdf"


def test_a_number_tells_nothing_and_is_always_the_same() -> None:
    number = copy_number(SECRET, "spring", "ada@example.org")
    assert number == copy_number(SECRET, "spring", "ada@example.org")
    assert NUMBER.fullmatch(number)
    others = {
        copy_number(b"another", "spring", "ada@example.org"),
        copy_number(SECRET, "autumn", "ada@example.org"),
        copy_number(SECRET, "spring", "bo@example.org"),
        copy_password(SECRET, "spring", number)[: len(number)],
    }
    assert len(others | {number}) == 5
    assert as_printed(number.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == number
    assert as_printed("US-MEXICO") == ""
    with pytest.raises(ValueError, match="secret"):
        copy_number(b"", "spring", "ada@example.org")


def test_each_of_a_hundred_copies_is_its_own_and_keeps_the_standards(source: Path, tmp_path: Path) -> None:
    given = list(people(100))
    report = made(source, given, tmp_path)
    assert (report.made, report.kept, report.problems) == (100, 0, ())
    there, before = files(report), findings(source)
    assert list(there) == [one.number for one in given]
    whole = pages(source.read_bytes())
    for one in given:
        data = there[one.number].read_bytes()
        line = f"Prepared for {one.name} · Copy {one.number}"
        assert [text.replace(f"\r\n{line}", "") for text in pages(data)] == whole
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert pdf.check_pdf_syntax() == []
            record = pdf.Root.Metadata.read_bytes().decode()
        assert NUMBER.findall(record) == [one.number]
        assert one.name not in record
        assert set(NUMBER.findall(there[one.number].name)) == {one.number}
        assert findings(there[one.number]) == before
    identifiers = {pikepdf.open(path).trailer.ID[1] for path in there.values()}
    assert len({bytes(one) for one in identifiers}) == 100


@pytest.mark.slow
@pytest.mark.parametrize("brand", BRANDS)
def test_verapdf_has_nothing_against_a_copy(brand: str, shared_folder: Path, tmp_path: Path) -> None:
    for slug, profile in ((SLUG, "3a"), (f"{SLUG}-commentary", "2a")):
        source = built(shared_folder, brand) / slug / f"{slug}.pdf"
        (copy,) = files(made(source, list(people(1)), tmp_path / slug)).values()
        assert {name: verapdf.findings(copy, name) for name in ("ua1", profile)} == {"ua1": [], profile: []}


def test_the_same_people_get_the_same_bytes_from_any_executor(tmp_path: Path) -> None:
    source, given = edition(tmp_path / "small.pdf"), list(people(30))
    made(source, given, tmp_path / "thread")
    with ProcessPoolExecutor(2) as pool:
        make_copies(source, given, tmp_path / "pool", pool, SETTINGS)
    assert tree(tmp_path / "pool") == tree(tmp_path / "thread")
    made(source, given[7:8], tmp_path / "alone")
    (alone,) = (tmp_path / "alone/pdf/0001").iterdir()
    assert alone.read_bytes() == (tmp_path / "pool/pdf/0001" / alone.name).read_bytes()


@pytest.mark.parametrize(
    ("name", "fonts"),
    [
        ("Ada Example", "Jost"),
        ("Ελένη Παράδειγμα", "SourceSans3"),
        ("Нина Пример", "Jost"),
        ("Ngô Thị Mẫu", "SourceSans3"),
    ],
)
def test_a_name_is_set_in_the_first_face_that_has_its_letters(name: str, fonts: str, tmp_path: Path) -> None:
    one = Prepared(copy_number(SECRET, "spring", name), name)
    settings = Settings((JOST, FACE))
    (copy,) = files(made(edition(tmp_path / "small.pdf"), [one], tmp_path, settings)).values()
    assert pages(copy.read_bytes()) == [f"Prepared for {name} · Copy {one.number}"]
    with pikepdf.open(copy) as pdf:
        assert fonts in str(pdf.pages[0].Resources.XObject["/OctavoCopy"].Resources.Font.F.BaseFont)


def test_a_decomposed_name_is_composed_and_a_long_one_has_room(tmp_path: Path) -> None:
    names = ("Zoe\N{COMBINING DIAERESIS} Sample", "Ada " + "il" * 60)
    given = [Prepared(copy_number(SECRET, "spring", name), name) for name in names]
    there = files(made(edition(tmp_path / "small.pdf"), given, tmp_path))
    assert "Prepared for Zoë Sample" in pages(there[given[0].number].read_bytes())[0]
    assert names[1] in pages(there[given[1].number].read_bytes())[0]


def test_without_names_a_copy_bears_its_number_alone(tmp_path: Path) -> None:
    (one,) = people(1)
    given = [Prepared(one.number, "見本 花子")]
    (copy,) = files(made(edition(tmp_path / "small.pdf"), given, tmp_path, Settings((FACE,), names=False))).values()
    assert pages(copy.read_bytes()) == [f"Copy {one.number}"]


def test_words_that_no_face_has_are_left_out(tmp_path: Path) -> None:
    (one,) = people(1)
    settings = Settings((FACE,), "{} 様", "第{}号")
    (copy,) = files(made(edition(tmp_path / "small.pdf"), [one], tmp_path, settings)).values()
    assert pages(copy.read_bytes()) == [f"{one.name} · {one.number}"]


@pytest.mark.parametrize(("language", "line"), [("en", "Prepared for Ελένη"), ("de-DE", "Ausgefertigt für Ελένη")])
def test_copies_are_dressed_by_the_brand(language: str, line: str, tmp_path: Path) -> None:
    workspace = Files(DEFAULTS)
    brand, found = load_brand(workspace, "parallel")
    assert brand is not None
    assert found == ()
    settings = dressed(workspace, brand, load_labels(workspace, language, {})[0], SECRET)
    given = [Prepared(copy_number(SECRET, "spring", name), name) for name in ("Ada", "Ελένη")]
    there = files(made(edition(tmp_path / "small.pdf"), given, tmp_path, settings))
    assert line in pages(there[given[1].number].read_bytes())[0]
    names = []
    for path in there.values():
        with pikepdf.open(path) as pdf:
            names.append(str(pdf.pages[0].Resources.XObject["/OctavoCopy"].Resources.Font.F.BaseFont)[8:])
    assert names == ["SchibstedGrotesk-Regular", "SourceSans3-Regular"]


def test_the_line_is_an_artifact_in_ink_that_tells(source: Path, tmp_path: Path) -> None:
    (copy,) = files(made(source, list(people(1)), tmp_path)).values()
    with pikepdf.open(copy) as pdf:
        calls = [page.obj.Contents[-1].read_bytes() for page in pdf.pages]
    assert all(b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC" in call for call in calls)
    assert b"1 1 1 rg" in calls[-1]  # the back cover is dark
    assert b"1 1 1 rg" not in calls[1]


def test_a_locked_copy_opens_with_its_own_password_alone(source: Path, tmp_path: Path) -> None:
    given = list(people(3, locked=True))
    report = made(source, given, tmp_path)
    there = files(report)
    keys = set()
    for one in given:
        data = there[one.number].read_bytes()
        with pikepdf.open(io.BytesIO(data), password=one.password) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
            assert pdf.allow.accessibility
            assert pdf.allow.extract
            keys.add(bytes(pdf.encryption.encryption_key))
            pdf.save(tmp_path / "open.pdf")
        assert all(text.endswith(f"Prepared for {one.name} · Copy {one.number}") for text in pages(data, one.password))
        assert findings(tmp_path / "open.pdf") == findings(source)
        for other in ("", *(o.password for o in given if o is not one)):
            with pytest.raises(pikepdf.PasswordError):
                pikepdf.open(io.BytesIO(data), password=other)
        for clear in (one.number, one.name, one.password):
            assert clear.encode() not in data
    assert len(keys) == 3
    assert one.password not in report.manifest.read_text()
    made(source, given, tmp_path / "again")
    assert tree(tmp_path / "again/pdf") == tree(tmp_path / "pdf")


def test_a_copy_of_a_book_has_its_line_on_the_colophon(source: Path, tmp_path: Path) -> None:
    book, given = source.with_suffix(".epub"), list(people(3))
    there = files(made(book, given, tmp_path))
    with zipfile.ZipFile(book) as before:
        whole = {name: before.read(name) for name in before.namelist()}
    for one in given:
        with zipfile.ZipFile(there[one.number]) as after:
            assert after.testzip() is None
            assert after.namelist() == list(whole)
            changed = [name for name in after.namelist() if after.read(name) != whole[name]]
            text = after.read(changed[0]).decode()
        assert len(changed) == 1
        escaped = one.name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        line = f'<p class="copy">Prepared for {escaped} · Copy {one.number}</p>'
        assert re.sub(re.escape(line) + " *", "", text).encode() == whole[changed[0]]


@pytest.mark.slow
def test_epubcheck_has_nothing_against_a_copy(source: Path, tmp_path: Path) -> None:
    (*_, copy) = files(made(source.with_suffix(".epub"), list(people(6)), tmp_path)).values()
    assert [said for said in messages(copy) if said.severity in TOLD] == []


def test_a_book_is_not_given_out_open_when_it_should_be_locked(source: Path, tmp_path: Path) -> None:
    report = made(source.with_suffix(".epub"), list(people(1, locked=True)), tmp_path)
    assert [found.code for found in report.problems] == ["copy-password"]
    assert report.made == 0


@pytest.mark.parametrize("ending", [".pdf", ".epub"])
def test_a_name_with_a_control_character_is_refused(ending: str, source: Path, tmp_path: Path) -> None:
    (one,) = people(1)
    report = made(source.with_suffix(ending), [Prepared(one.number, "Ada\x07 Example")], tmp_path)
    assert [found.code for found in report.problems] == ["copy-name"]
    assert report.made == 0


def test_a_run_goes_on_where_the_last_one_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, given = edition(tmp_path / "small.pdf"), list(people(50))
    monkeypatch.setattr(make, "BATCH", 10)
    made(source, given, tmp_path / "whole")
    (tmp_path / "stopped/pdf").mkdir(parents=True)
    left = iter([write, write])

    def some(batch: Batch) -> Written:
        return next(left, stop)(batch)

    def stop(_batch: Batch) -> Written:
        raise KeyboardInterrupt

    (tmp_path / "stopped/pdf").rmdir()
    monkeypatch.setattr(make, "write", some)
    with pytest.raises(KeyboardInterrupt):
        made(source, given, tmp_path / "stopped")
    assert not (tmp_path / "stopped/pdf.csv").exists()
    first, *_ = (tmp_path / "stopped/pdf/0001").glob("*.pdf")
    first.write_bytes(first.read_bytes()[:-9] + b"power cut")
    monkeypatch.setattr(make, "write", write)
    report = made(source, given, tmp_path / "stopped")
    assert (report.made, report.kept) == (31, 19)
    assert tree(tmp_path / "stopped/pdf") == tree(tmp_path / "whole/pdf")
    assert sorted(entries(report.manifest), key=str) == sorted(entries(tmp_path / "whole/pdf.csv"), key=str)


def test_a_full_disk_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, given = edition(tmp_path / "small.pdf"), list(people(5))
    given[3] = Prepared(FULL, "Bo Sample")
    with monkeypatch.context() as full:
        copies_disk_full(full, tmp_path)
        with pytest.raises(Rejected) as stopped:
            made(source, given, tmp_path / "copies")
    assert [found.code for found in stopped.value.problems] == ["copies-unwritten"]
    there = {entry.file for entry in entries(tmp_path / "copies/pdf.csv.part")}
    assert there == {str(path.relative_to(tmp_path / "copies")) for path in (tmp_path / "copies/pdf").glob("*/*")}
    assert len(there) == 3
    report = made(source, given, tmp_path / "copies")
    assert (report.made, report.kept) == (2, 3)
    assert [entry.number for entry in entries(report.manifest)] == [one.number for one in given]


def test_a_second_run_makes_nothing_and_a_longer_list_only_what_is_new(tmp_path: Path) -> None:
    source, given = edition(tmp_path / "small.pdf"), list(people(12))
    made(source, given[:8], tmp_path)
    before = (tmp_path / "pdf.csv").read_bytes()
    assert made(source, given[:8], tmp_path).made == 0
    assert (tmp_path / "pdf.csv").read_bytes() == before
    report = made(source, [*given, given[0]], tmp_path)
    assert (report.made, report.kept) == (4, 8)
    assert (tmp_path / "pdf.csv").read_bytes().startswith(before)


def test_the_manifest_has_numbers_and_no_names(tmp_path: Path) -> None:
    (one,) = people(1)
    report = made(edition(tmp_path / "small.pdf"), [one], tmp_path)
    said = report.manifest.read_text() + report.manifest.with_suffix(".json").read_text()
    rows = list(csv.reader(io.StringIO(report.manifest.read_text())))
    assert rows[0] == ["number", "file", "size", "sha256"]
    assert rows[1][:2] == [one.number, f"pdf/0001/small-{one.number}.pdf"]
    assert one.name not in said


def test_a_folder_has_no_more_copies_than_people_can_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "PER_FOLDER", 2)
    made(edition(tmp_path / "small.pdf"), list(people(5)), tmp_path)
    assert [len(list(folder.iterdir())) for folder in sorted((tmp_path / "pdf").iterdir())] == [2, 2, 1]


def test_a_list_without_an_end_needs_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(make, "BATCH", 2)
    asked = []

    def endless() -> Iterator[Prepared]:
        for one in people(10_000):
            asked.append(one)
            yield one

    def stop(_batch: Batch) -> Written:
        raise KeyboardInterrupt

    monkeypatch.setattr(make, "write", stop)
    with pytest.raises(KeyboardInterrupt):
        made(edition(tmp_path / "small.pdf"), endless(), tmp_path)  # type: ignore[arg-type]
    assert len(asked) <= 2 * (SETTINGS.at_once + 1)


@pytest.fixture
def shelf(source: Path, tmp_path: Path) -> tuple[Path, list[Entry]]:
    """Three copies of the brief, and their manifest."""
    report = made(source, list(people(3)), tmp_path / "shelf")
    return report.manifest, list(entries(report.manifest))


def without_metadata(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.Root.Metadata
        pdf.save(out)
    return out.getvalue()


def without_line(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].Resources.XObject["/OctavoCopy"].write(b"")
        pdf.save(out, static_id=True)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "places"),
    [
        (lambda data: data + b"\n", ("file identifier", "metadata", *(f"page {n}" for n in range(1, 8)))),
        (lambda data: data[:-700], ("metadata",)),
        (without_metadata, tuple(f"page {n}" for n in range(1, 8))),
        (without_line, ("metadata",)),
    ],
    ids=["a byte more", "cut off", "no metadata", "no line"],
)
def test_an_altered_copy_still_tells_whose_it_was(
    change: Callable[[bytes], bytes], places: tuple[str, ...], shelf: tuple[Path, list[Entry]], tmp_path: Path
) -> None:
    manifest, (_, entry, _) = shelf
    file = tmp_path / "found.pdf"
    file.write_bytes(change((manifest.parent / entry.file).read_bytes()))
    verdict = verify(file, [manifest])
    assert (verdict.kind, verdict.entry) == ("altered", entry)
    assert dict(verdict.numbers) == {entry.number: places}


def test_a_copy_as_it_was_is_known_by_its_bytes(shelf: tuple[Path, list[Entry]]) -> None:
    manifest, (_, entry, _) = shelf
    verdict = verify(manifest.parent / entry.file, [manifest])
    assert (verdict.kind, verdict.entry) == ("copy", entry)


def test_what_is_not_ours_is_not_claimed(shelf: tuple[Path, list[Entry]], source: Path, tmp_path: Path) -> None:
    manifest, _ = shelf
    stranger = edition(tmp_path / "stranger.pdf")
    assert verify(stranger, [manifest]).kind == "not ours"
    forged = made(source, [Prepared("ZZZZ-ZZZZ-ZZZZ-ZZZZ", "Ada Example")], tmp_path / "forged")
    assert verify(forged.manifest.parent / next(entries(forged.manifest)).file, [manifest]).kind == "not ours"
    assert verify(source, [manifest]).kind == "edition"
    (tmp_path / "notes.txt").write_text("Not a PDF.")
    assert verify(tmp_path / "notes.txt", [manifest]).unread == "it is damaged, or neither a PDF nor an EPUB"


def test_a_page_that_is_put_together_of_two_copies_tells_both(shelf: tuple[Path, list[Entry]], tmp_path: Path) -> None:
    manifest, (one, two, _) = shelf
    with pikepdf.open(manifest.parent / one.file) as pdf, pikepdf.open(manifest.parent / two.file) as other:
        pdf.pages.append(other.pages[0])
        pdf.save(tmp_path / "mixed.pdf")
    verdict = verify(tmp_path / "mixed.pdf", [manifest])
    assert set(verdict.numbers) == {one.number, two.number}
    assert verdict.numbers[two.number] == ("page 8",)
    assert verdict.entry is None


def test_a_locked_copy_that_was_altered_is_known_by_its_identifier(source: Path, tmp_path: Path) -> None:
    (one,) = people(1, locked=True)
    report = made(source, [one], tmp_path / "shelf")
    file = tmp_path / "found.pdf"
    file.write_bytes(files(report)[one.number].read_bytes() + b"\n")
    verdict = verify(file, [report.manifest])
    assert dict(verdict.numbers) == {one.number: ("file identifier",)}
    assert verdict.unread == "it is locked, and this is not its password"
    assert "page 7" in verify(file, [report.manifest], one.password).numbers[one.number]


def test_a_book_tells_whose_copy_it_was(source: Path, tmp_path: Path) -> None:
    given = list(people(2))
    report = made(source.with_suffix(".epub"), given, tmp_path / "shelf")
    file = tmp_path / "found.epub"
    file.write_bytes(files(report)[given[1].number].read_bytes() + b"\0")
    assert dict(verify(file, [report.manifest]).numbers) == {given[1].number: ("EPUB/03-about.xhtml",)}


@pytest.mark.slow
def test_a_cluster_makes_the_same_copies(tmp_path: Path) -> None:
    source, given = edition(tmp_path / "small.pdf"), list(people(450))
    made(source, given, tmp_path / "here")
    with (
        cluster(2) as address,
        crew.crew(1, address) as (executor, width),
    ):
        assert width == 2
        make_copies(source, given, tmp_path / "there", executor, SETTINGS)
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


@pytest.mark.slow
def test_a_cluster_with_other_versions_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "__version__", "0.0.9")
    with (
        cluster(1) as address,
        pytest.raises(Rejected) as stopped,
        crew.crew(1, address),
    ):
        pass
    assert [found.code for found in stopped.value.problems] == ["cluster-differs"]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["archival", "archival-2"])
def test_a_copy_keeps_either_pair_of_standards(kind: Pdf, tmp_path: Path) -> None:
    source = tmp_path / "case.pdf"
    source.write_bytes(printed("<h1>Title</h1><p>Text.</p>", kind))
    (copy,) = files(made(source, list(people(1)), tmp_path / "copies")).values()
    profiles = ("ua1", "2a") if kind == "archival" else ("ua2", "4", "wtpdf")
    assert {name: verapdf.findings(copy, name) for name in profiles} == {name: [] for name in profiles}
    assert copy.read_bytes()[:8] == source.read_bytes()[:8]
