"""Fingerprints: what nobody sees on a copy still tells whose it was when its line, metadata and identifier are gone."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from octavo.copies.chunks import SPACING
from octavo.copies.fingerprint import Bits, from_said, read, whose
from octavo.copies.make import Report
from octavo.copies.manifest import entries, read_origin
from octavo.copies.verify import verify
from octavo.formats.raster import pages as pictures
from octavo.problems import Rejected

from . import verapdf
from .copies_case import SETTINGS, edition
from .editions import BRANDS, built
from .test_copies import SLUG, files, findings, made, pages, people

MARKED = replace(SETTINGS, fingerprint=True)
SECRET = SETTINGS.secret


@pytest.fixture
def source(shared_folder: Path) -> Path:
    """The demonstration brief as a PDF."""
    return built(shared_folder, "pacific") / SLUG / f"{SLUG}.pdf"


@pytest.fixture
def shelf(source: Path, tmp_path: Path) -> Report:
    """Twenty copies of the brief with a fingerprint."""
    return made(source, list(people(20)), tmp_path / "shelf", MARKED)


def bits(report: Report, data: bytes) -> Bits:
    return read(data, from_said(read_origin(report.manifest.with_suffix(".json")) or {}))


def stripped(data: bytes) -> bytes:
    """A copy without all that bears its number: the line, the metadata, the identifier; its streams packed anew."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            if isinstance(page.Contents, pikepdf.Array):
                page.Contents = pikepdf.Array(list(page.Contents)[1:-1])
            if "/OctavoCopy" in page.Resources.XObject:  # pages share their resources
                del page.Resources.XObject["/OctavoCopy"]
        del pdf.Root.Metadata
        pdf.remove_unreferenced_resources()
        pdf.save(out, static_id=True, recompress_flate=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def in_one_stream(data: bytes) -> bytes:
    """The same, each page in one stream, the last page taken out and the first moved behind the others."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(stripped(data))) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
        del pdf.pages[-1]
        pdf.pages.append(pdf.pages[0])
        del pdf.pages[0]
        pdf.save(out)
    return out.getvalue()


def test_copies_differ_in_half_of_their_chunks_and_in_nothing_else(shelf: Report, source: Path) -> None:
    there = {number: path.read_bytes() for number, path in files(shelf).items()}
    found = {number: bits(shelf, data) for number, data in there.items()}
    (size,) = {len(data) for data in there.values()}
    (chunks,) = {len(one) for one in found.values()}
    assert size < 1.6 * source.stat().st_size
    assert chunks > 100
    first, *others = found.values()
    assert None not in first
    apart = [sum(a is not b for a, b in zip(first, other, strict=True)) for other in others]
    assert all(0.3 * chunks < many < 0.7 * chunks for many in apart)
    assert abs(sum(apart) / len(apart) - chunks / 2) < 0.05 * chunks
    for number, one in found.items():
        best, second, *_ = whose(one, there, SECRET)
        assert (best.number, best.agree, best.of) == (number, chunks, chunks)
        assert second.agree < 0.75 * chunks
    assert whose(first, there, b"another secret")[0].agree < 0.75 * chunks


def test_text_and_standards_are_those_of_a_copy_without_one(shelf: Report, source: Path, tmp_path: Path) -> None:
    plain = files(made(source, list(people(3)), tmp_path / "plain"))
    before = findings(source)
    for number, path in plain.items():
        marked = files(shelf)[number]
        assert pages(marked.read_bytes()) == pages(path.read_bytes())
        assert findings(marked) == before
        with pikepdf.open(marked) as pdf:
            assert pdf.check_pdf_syntax() == []


def test_nobody_sees_it(shelf: Report, source: Path, tmp_path: Path) -> None:
    (plain,) = files(made(source, list(people(1)), tmp_path / "plain")).values()
    marked = files(shelf)[next(iter(files(shelf)))]
    assert marked.read_bytes() != plain.read_bytes()
    for one, other in zip(pictures(marked.read_bytes(), 72), pictures(plain.read_bytes(), 72), strict=True):
        assert len(one.tobytes()) == len(other.tobytes())
        apart = [abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True)]
        assert sum(apart) / len(apart) < 1
    assert float(SPACING) * 0.75 * 90 / 72 * 25.4 < 0.125  # millimetres at the end of a line of 90 letters


@pytest.mark.parametrize("change", [stripped, in_one_stream])
def test_it_outlives_the_number(change: Callable[[bytes], bytes], shelf: Report, tmp_path: Path) -> None:
    *_, entry = entries(shelf.manifest)
    file = tmp_path / "found.pdf"
    file.write_bytes(change((shelf.manifest.parent / entry.file).read_bytes()))
    assert verify(file, [shelf.manifest]).kind == "not ours"
    told = [bit for bit in bits(shelf, file.read_bytes()) if bit is not None]
    verdict = verify(file, [shelf.manifest], secret=SECRET)
    assert (verdict.kind, verdict.entry) == ("altered", entry)
    assert dict(verdict.numbers) == {entry.number: (f"fingerprint: {len(told)} of {len(told)} chunks",)}


def test_a_file_made_of_two_copies_tells_both(shelf: Report, tmp_path: Path) -> None:
    one, two, *_ = files(shelf).items()
    with pikepdf.open(one[1]) as pdf, pikepdf.open(two[1]) as other:
        for at in (1, 3, 5):
            pdf.pages[at] = other.pages[at]
        pdf.save(tmp_path / "mixed.pdf")
    (tmp_path / "bare.pdf").write_bytes(stripped((tmp_path / "mixed.pdf").read_bytes()))
    ranking = whose(bits(shelf, (tmp_path / "bare.pdf").read_bytes()), files(shelf), SECRET)
    assert {match.number for match in ranking[:2]} == {one[0], two[0]}


def test_nobody_is_accused_by_chance(shelf: Report, source: Path, tmp_path: Path) -> None:
    strangers = [one for one in people(30) if one.number not in files(shelf)]
    other = made(source, strangers, tmp_path / "other", MARKED)
    for path in files(other).values():
        (tmp_path / "found.pdf").write_bytes(stripped(path.read_bytes()))
        assert verify(tmp_path / "found.pdf", [shelf.manifest], secret=SECRET).kind == "not ours"
    (tmp_path / "found.pdf").write_bytes(source.read_bytes() + b"\n")
    assert verify(tmp_path / "found.pdf", [shelf.manifest], secret=SECRET).kind == "not ours"
    assert verify(edition(tmp_path / "small.pdf"), [shelf.manifest], secret=SECRET).kind == "not ours"


def test_a_damaged_page_does_not_hide_the_others(shelf: Report, tmp_path: Path) -> None:
    *_, entry = entries(shelf.manifest)
    with pikepdf.open(shelf.manifest.parent / entry.file) as pdf:
        pdf.pages[1].Contents = pdf.make_stream(b"BT (text without an end Tj ET")
        pdf.save(tmp_path / "damaged.pdf")
    bare = stripped((tmp_path / "damaged.pdf").read_bytes())
    (best, *_) = whose(bits(shelf, bare), files(shelf), SECRET)
    assert (best.number, best.agree) == (entry.number, best.of)
    assert best.of > 100


def test_the_same_copy_is_the_same_bytes_with_its_fingerprint(shelf: Report, source: Path, tmp_path: Path) -> None:
    (alone,) = files(made(source, list(people(20))[7:8], tmp_path / "alone", MARKED)).values()
    assert alone.read_bytes() in [path.read_bytes() for path in files(shelf).values()]


def test_a_copy_with_one_is_not_locked(source: Path, tmp_path: Path) -> None:
    report = made(source, list(people(2, locked=True)), tmp_path, MARKED)
    assert report.made == 0
    assert {found.code for found in report.problems} == {"copy-password"}
    assert all("a copy with a fingerprint cannot be locked" in str(found) for found in report.problems)


def test_too_little_text_is_refused_and_so_is_no_secret(source: Path, tmp_path: Path) -> None:
    for given, settings, reason in (
        (edition(tmp_path / "small.pdf"), MARKED, "too little text for a fingerprint: 0 chunks"),
        (source, replace(MARKED, secret=b""), "made with a secret, and it is empty"),
    ):
        with pytest.raises(Rejected) as stopped:
            made(given, list(people(1)), tmp_path / "copies", settings)
        (problem,) = stopped.value.problems
        assert problem.code == "copies-edition"
        assert reason in str(problem)


def test_a_book_has_none(source: Path, tmp_path: Path) -> None:
    report = made(source.with_suffix(".epub"), list(people(1)), tmp_path, MARKED)
    assert report.made == 1
    assert from_said(read_origin(report.manifest.with_suffix(".json")) or {}) == ()


@pytest.mark.slow
@pytest.mark.parametrize("brand", BRANDS)
def test_verapdf_has_nothing_against_a_fingerprint(brand: str, shared_folder: Path, tmp_path: Path) -> None:
    source = built(shared_folder, brand) / SLUG / f"{SLUG}.pdf"
    (copy,) = files(made(source, list(people(1)), tmp_path, MARKED)).values()
    assert {name: verapdf.findings(copy, name) for name in ("ua1", "3a")} == {"ua1": [], "3a": []}
