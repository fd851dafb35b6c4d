"""Releases: what is frozen, that it never changes, and what readers are told of where it stands."""

import asyncio
import hashlib
import json
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID
from lxml import html

from octavo import pipeline
from octavo.problems import Rejected
from octavo.release import freeze as freezing
from octavo.release import verify as verifying
from octavo.release.freeze import freeze
from octavo.release.redline import _lines, _runs
from octavo.release.shelf import open_release, releases_of
from octavo.release.sign import Key, signer_of
from octavo.release.verify import Verified, verify
from octavo.report import BuildRequest

from .small_press import FRONT, SmallPress
from .verapdf import findings

NOW = datetime(2026, 2, 1, tzinfo=UTC)

TEXT = "---\n\n## The wells are low\n\nThe wells of the valley are low.\n"
FIRST = f'{FRONT}version: "1.0"\n{TEXT}'
SECOND = f"""{FRONT}updated: 2026-02-03
version: "1.1"
changes:
  - {{version: "1.1", date: 2026-02-03, note: The depth of the *third* well is new., kind: major}}
{TEXT}"""


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def build(press: SmallPress, text: str, formats: str = "html") -> None:
    press.write("content/wells/brief.md", text.replace("version:", f"formats: [{formats}]\nversion:", 1))
    report = pipeline.build(BuildRequest(press.root))
    assert [result.state for result in report.results] == ["built"]


def refused(press: SmallPress) -> list[str]:
    """What stands against releasing the brief as it is built."""
    with pytest.raises(Rejected) as stopped:
        freeze(press.root, "wells", "{}\n")
    return [problem.code for problem in stopped.value.problems]


def editions(press: SmallPress) -> dict[str, str]:
    """The words of each edition, spaces made one."""
    folder = press.root / "build/wells"
    pdf = pypdfium2.PdfDocument(folder / "wells.pdf")
    with zipfile.ZipFile(folder / "wells.epub") as book:
        chapters = [book.read(name).decode() for name in sorted(book.namelist()) if name.endswith(".xhtml")]
    texts = {
        "pdf": " ".join(page.get_textpage().get_text_range() for page in pdf),
        "html": seen_words((folder / "index.html").read_text("utf-8")),
        "epub": " ".join(seen_words(chapter) for chapter in chapters),
    }
    return {name: " ".join(text.split()) for name, text in texts.items()}


def seen_words(page: str) -> str:
    return " ".join(str(text) for text in html.fromstring(page.encode()).itertext())


def whole(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_holds_the_edition_its_report_its_sources_and_a_sum_for_each_file(press: SmallPress) -> None:
    build(press, FIRST)
    release, is_new, _ = freeze(press.root, "wells", '{"verdict": "may be published"}\n')
    assert is_new
    kept = whole(release.folder)
    edition = {name.removeprefix("editions/"): data for name, data in kept.items() if name.startswith("editions/")}
    assert edition == whole(press.root / "build/wells")
    assert set(kept) - {f"editions/{name}" for name in edition} == {
        "SHA256SUMS",
        "check.json",
        "release.json",
        "source.zip",
    }
    assert json.loads(kept["check.json"]) == {"verdict": "may be published"}
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=release.folder, check=True)
    assert len(kept["SHA256SUMS"].splitlines()) == len(kept) - 1
    assert release == open_release(press.root, "wells", "1.0")
    assert (release.status, release.date, release.brand) == ("published", "2026-01-02", "pacific")


def test_the_record_says_what_it_was_made_of_and_by_what(press: SmallPress) -> None:
    build(press, FIRST)
    release, *_ = freeze(press.root, "wells", "{}\n")
    assert {"content/wells/brief.md", "content/publisher.yaml", "styles/brief.css"} <= set(release.sources)
    assert {"octavo", "weasyprint", "python", "libpango-1.0.so.0"} <= set(release.tools)


def test_the_same_edition_released_again_is_the_same_release(press: SmallPress) -> None:
    build(press, FIRST)
    release, *_ = freeze(press.root, "wells", "{}\n")
    before = whole(release.folder)
    assert freeze(press.root, "wells", "{}\n") == (release, False, "")
    assert whole(release.folder) == before


def test_a_version_is_never_changed_and_a_new_one_stands_beside_it(press: SmallPress) -> None:
    build(press, FIRST)
    release, *_ = freeze(press.root, "wells", "{}\n")
    before = whole(release.folder)
    build(press, FIRST.replace("are low", "are dry"))
    assert refused(press) == ["release-changed"]
    build(press, SECOND)
    freeze(press.root, "wells", "{}\n")
    assert whole(release.folder) == before
    assert [one.version for one in releases_of(press.root, "wells")] == ["1.0", "1.1"]
    assert open_release(press.root, "wells").version == "1.1"


def test_a_release_that_cannot_be_finished_leaves_nothing(press: SmallPress, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_folder: Path) -> None:
        raise OSError(28, "No space left on device")

    build(press, FIRST)
    monkeypatch.setattr(freezing, "sync", full)
    with pytest.raises(OSError, match="No space"):
        freeze(press.root, "wells", "{}\n")
    assert list((press.root / "releases/wells").iterdir()) == []
    assert releases_of(press.root, "wells") == ()


def test_an_edition_that_someone_altered_is_not_released(press: SmallPress) -> None:
    build(press, FIRST)
    page = press.root / "build/wells/index.html"
    page.write_text(page.read_text("utf-8").replace("are low", "are high"), "utf-8")
    assert refused(press) == ["release-not-built"]


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ('embargoed\nembargo: "2026-12-01 09:00 America/New_York"', "Embargoed until December 1, 2026, 9:00 AM EST"),
        ("embargoed\nembargo: 2026-12-01 09:00 +01:00", "Embargoed until December 1, 2026, 9:00 AM +0100"),
        ("corrected", "Corrected"),
        ("withdrawn", "Withdrawn"),
    ],
)
def test_every_edition_says_where_it_stands(press: SmallPress, status: str, said: str) -> None:
    build(press, FIRST.replace("version:", f"status: {status}\nversion:"), "pdf, html, epub")
    assert [name for name, text in editions(press).items() if said not in text] == []


def test_every_edition_tells_what_its_version_changed(press: SmallPress) -> None:
    build(press, SECOND, "pdf, html, epub")
    for text in editions(press).values():
        assert "Version 1.1 (February 3, 2026): The depth of the third well is new." in text


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PKCS #12 file with a certificate of its own making, good from 2020 to 2040; its password is "open"."""
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "The House of Tests")])
    usage = x509.KeyUsage(True, True, *(False,) * 7)
    certificate = (
        x509.CertificateBuilder(name, name, private.public_key(), 1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2040, 1, 1, tzinfo=UTC))
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("key") / "house.p12"
    sealed = BestAvailableEncryption(b"open")
    file.write_bytes(pkcs12.serialize_key_and_certificates(b"house", private, certificate, None, sealed))
    return file


def test_a_release_is_signed_beside_its_edition_and_keeps_what_the_pdf_promises(press: SmallPress, key: Path) -> None:
    build(press, FIRST, "pdf")
    signing = Key.of(str(key), "open", NOW)
    release, *_ = freeze(press.root, "wells", "{}\n", signing.sign)
    plain, signed = (release.folder / folder / "wells.pdf" for folder in ("editions", "signed"))
    assert plain.read_bytes() == (press.root / "build/wells/wells.pdf").read_bytes()
    assert signed.read_bytes().startswith(plain.read_bytes())
    assert signer_of(signed.read_bytes()) == "Common Name: The House of Tests"
    assert page_validation.validate_pdf(str(signed), profile="ua1").is_compliant
    assert verify(release).problems == ()


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "profiles"), [("archival", ("ua1", "2a")), ("archival-2", ("ua2", "4f"))])
def test_verapdf_finds_nothing_in_a_signed_release(
    press: SmallPress, key: Path, kind: str, profiles: tuple[str, ...]
) -> None:
    build(press, FIRST.replace("version:", f"pdf: {kind}\nversion:"), "pdf")
    release, *_ = freeze(press.root, "wells", "{}\n", Key.of(str(key), "open", NOW).sign)
    assert [findings(release.folder / "signed/wells.pdf", profile) for profile in profiles] == [[], []]


def test_one_who_runs_an_event_loop_can_sign_too(press: SmallPress, key: Path) -> None:
    build(press, FIRST, "pdf")

    async def sign() -> str:
        release, *_ = freeze(press.root, "wells", "{}\n", Key.of(str(key), "open", NOW).sign)
        return signer_of((release.folder / "signed/wells.pdf").read_bytes())

    with ThreadPoolExecutor(1) as thread:  # where no other test has a loop
        assert thread.submit(lambda: asyncio.run(sign())).result() == "Common Name: The House of Tests"


def test_a_signature_is_not_sound_over_other_bytes(press: SmallPress, key: Path) -> None:
    build(press, FIRST, "pdf")
    release, *_ = freeze(press.root, "wells", "{}\n", Key.of(str(key), "open", NOW).sign)
    data = (release.folder / "signed/wells.pdf").read_bytes()
    middle = len(release.path("wells.pdf").read_bytes()) // 2
    assert signer_of(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]) == ""
    assert signer_of(data + b"\n%more\n") == ""
    assert signer_of(release.path("wells.pdf").read_bytes()) == ""


@pytest.mark.parametrize(
    ("password", "year", "said"),
    [("shut", 2026, "is not its own"), ("open", 2041, "valid from 2020-01-01 to 2040-01-01")],
)
def test_a_key_that_cannot_sign_is_told_and_its_password_is_not(key: Path, password: str, year: int, said: str) -> None:
    with pytest.raises(Rejected) as stopped:
        Key.of(str(key), password, datetime(year, 1, 1, tzinfo=UTC))
    (problem,) = stopped.value.problems
    assert problem.code == "sign-key"
    assert said in str(problem)
    assert password not in str(problem).replace(str(key), "")


def test_a_release_can_be_made_again_from_itself_alone(press: SmallPress) -> None:
    build(press, FIRST, "pdf, html, epub")
    release, *_ = freeze(press.root, "wells", "{}\n")
    for folder in ("content", "build"):
        shutil.rmtree(press.root / folder)
    assert verify(release) == Verified(release, (), "")


def test_with_other_tools_a_release_that_differs_is_not_called_broken(
    press: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(press, FIRST)
    release, *_ = freeze(press.root, "wells", "{}\n")
    older = replace(release, tools={**release.tools, "weasyprint": "69.0"})
    sha = verifying._sha
    monkeypatch.setattr(verifying, "_sha", lambda path: sha(path)[::-1])
    assert verify(older) == Verified(older, (), "it was made with other tools than are here: weasyprint 69.0")
    assert [problem.code for problem in verify(release).problems] == ["release-not-the-same"]


def test_a_second_version_shows_what_it_changed(press: SmallPress) -> None:
    build(press, FIRST.replace("are low", "are low again") + "\nThe third well is dry.\n")
    freeze(press.root, "wells", "{}\n")
    build(press, SECOND.replace("are low", "are full again") + "\nNobody asked the fourth.\n")
    release, _, uncompared = freeze(press.root, "wells", "{}\n")
    assert uncompared == ""
    page = (release.folder / "changes/index.html").read_text("utf-8")
    lines = html.fromstring(page.encode()).findall(".//p[@class]")
    assert ["".join(map(str, line.itertext())) for line in lines if "line--changed" in line.get("class", "")] == [
        "The wells are lowfull again",
        "The wells of the valley are lowfull again.",
        "Nobody asked the fourth.",
        "The third well is dry.",
    ]
    assert "<del>low</del><ins>full</ins>" in page
    assert "The depth of the third well is new." in page
    assert page_validation.validate_pdf(str(release.folder / "changes/wells-changes.pdf"), profile="ua1").is_compliant
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=release.folder, check=True)


def test_a_version_that_changed_no_word_says_so(press: SmallPress) -> None:
    build(press, FIRST)
    freeze(press.root, "wells", "{}\n")
    build(press, SECOND)
    release, *_ = freeze(press.root, "wells", "{}\n")
    page = (release.folder / "changes/index.html").read_text("utf-8")
    assert "The words are the same in both versions." in page
    assert "<ins>" not in page


def test_an_earlier_version_that_cannot_be_read_any_more_is_told(press: SmallPress) -> None:
    build(press, FIRST)
    first, *_ = freeze(press.root, "wells", "{}\n")
    (first.folder / "source.zip").write_bytes(b"no archive")
    build(press, SECOND)
    release, _, uncompared = freeze(press.root, "wells", "{}\n")
    assert uncompared == "the sources of wells 1.0 cannot be read any more: File is not a zip file"
    assert not (release.folder / "changes").exists()


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("It is low.", "It is not low.", "It is +not +low."),
        ("It is very low now.", "It is low now.", "It is- very- low now."),
        ("The old wells are low.", "The new springs are low.", "The -old wells-+new springs+ are low."),
        ("In 2010 it was 15%.", "In 2010 it was 16%.", "In 2010 it was -15-+16+%."),
    ],
)
def test_words_that_changed_together_are_marked_together(old: str, new: str, shown: str) -> None:
    mark = {"same": "", "gone": "-", "new": "+"}
    assert "".join(f"{mark[run.kind]}{run.text}{mark[run.kind]}" for run in _runs(old, new)) == shown


def test_a_redline_pairs_passages_that_were_rewritten_and_keeps_their_order() -> None:
    old = [("p", "One stays."), ("p", "Two loses its last word here."), ("p", "Three goes away.")]
    new = [("p", "One stays."), ("p", "A stranger arrives between them all."), ("p", "Two loses its last word.")]
    shown = [[(run.kind, run.text) for run in line.runs] for line in _lines(old, new)]
    assert shown == [
        [("same", "One stays.")],
        [("new", "A stranger arrives between them all.")],
        [("same", "Two loses its last word"), ("gone", " here"), ("same", ".")],
        [("gone", "Three goes away.")],
    ]


def test_a_record_with_a_way_out_of_its_folder_is_refused(press: SmallPress) -> None:
    build(press, FIRST)
    release, *_ = freeze(press.root, "wells", "{}\n")
    record = release.folder / "release.json"
    whole_record = json.loads(record.read_text("utf-8"))
    for way in ("../../outside.txt", "/etc/outside", "content//x"):
        record.write_text(json.dumps({**whole_record, "sources": {way: "0" * 64}}), "utf-8")
        with pytest.raises(Rejected) as stopped:
            open_release(press.root, "wells")
        (problem,) = stopped.value.problems
        assert problem.code == "release-damaged"


def test_an_archive_that_swells_is_not_unpacked(press: SmallPress) -> None:
    build(press, FIRST)
    release, *_ = freeze(press.root, "wells", "{}\n")
    with zipfile.ZipFile(release.folder / "source.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in release.sources:
            archive.writestr(path, bytes(60 * 1024 * 1024) if path.endswith("brief.md") else b"")
    sums = release.folder / "SHA256SUMS"
    old = next(line for line in sums.read_text("utf-8").splitlines() if line.endswith("source.zip"))
    new = hashlib.sha256((release.folder / "source.zip").read_bytes()).hexdigest()
    sums.write_text(sums.read_text("utf-8").replace(old.split()[0], new), "utf-8")
    (problem,) = verify(release).problems
    assert problem.code == "release-damaged"
    assert "content/wells/brief.md claims to be larger than any source may be" in problem.text
