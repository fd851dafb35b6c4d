"""`invoke proof`: what is on the pages against what was approved, page by page."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from octavo import cli
from octavo.proofs import run, shelf
from octavo.proofs.page import proof_page
from octavo.proofs.picture import LEVELS, compare, difference, opened, proof_of
from octavo.proofs.report import ProofReport, ProofRequest
from octavo.report import Misuse

from .small_press import SmallPress

SIZE = (680, 880)
BODY = "A page of text that is to stay as it is.\n"


def page(*boxes: tuple[int, int, int, int], ink: str = "black", size: tuple[int, int] = SIZE) -> Image.Image:
    """A page with boxes of ink: left, top, right, bottom in pixels."""
    paper = Image.new("RGB", size, "white")
    for box in boxes:
        ImageDraw.Draw(paper).rectangle(box, fill=ink)
    return paper


LINE = (100, 100, 500, 108)


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        (page(LINE), page(LINE), "same"),
        (page(LINE), page(LINE, ink="#101010"), "slight"),
        (page(LINE), page((100, 104, 500, 112)), "changed"),
        (page(LINE), page(LINE, (300, 300, 306, 306)), "changed"),
        (page(LINE), page(LINE, size=(680, 900)), "changed"),
        (page((0, 0, 600, 200), ink="#c00000"), page((0, 0, 600, 200), ink="#393939"), "changed"),
        (None, page(LINE), "new"),
        (page(LINE), None, "gone"),
    ],
)
def test_a_page_is_compared_by_its_pixels(old: Image.Image | None, new: Image.Image | None, state: str) -> None:
    before, after = (proof_of(image) if image else None for image in (old, new))
    assert compare(before, after) == state


def test_a_small_picture_is_half_the_size_in_eight_greys() -> None:
    proof = proof_of(page(LINE, (0, 0, 99, 99), ink="#808080"))
    small = opened(proof.png)
    assert small.size == (340, 440)
    assert len(small.getcolors() or ()) <= LEVELS
    assert len(proof.png) < 1000


def test_a_difference_shows_what_went_in_red_and_what_came_in_blue() -> None:
    old, new = (page(box).convert("L") for box in ((0, 0, 9, 9), (20, 0, 29, 9)))
    shown = difference(old, new)
    assert shown.getpixel((5, 5)) == (255, 0, 0)
    assert shown.getpixel((25, 5)) == (0, 0, 160)
    assert shown.getpixel((50, 50)) == (255, 255, 255)
    assert difference(old, page(size=(700, 900)).convert("L")).size == (700, 900)


def test_what_is_kept_comes_back_and_pages_that_are_gone_go(tmp_path: Path) -> None:
    proofs = [proof_of(page((0, 0, n, n))) for n in (10, 20, 30)]
    shelf.keep(tmp_path, "pacific", "trial", proofs)
    assert shelf.approved(tmp_path, "pacific", "trial") == tuple(proofs)
    shelf.keep(tmp_path, "pacific", "trial", proofs[:2])
    assert shelf.approved(tmp_path, "pacific", "trial") == tuple(proofs[:2])
    files = sorted(path.name for path in (tmp_path / "proofs/pacific/trial").iterdir())
    assert files == ["001.png", "002.png", "pages.json"]
    assert shelf.kept(tmp_path) == (("pacific", "trial"),)


@pytest.mark.parametrize(
    ("file", "data"),
    [("pages.json", b"{"), ("pages.json", b'[{"sha256": "x"}]'), ("pages.json", b"[1]"), ("001.png", b"no picture")],
)
def test_proofs_that_cannot_be_read_are_none(file: str, data: bytes, tmp_path: Path) -> None:
    shelf.keep(tmp_path, "pacific", "trial", [proof_of(page(LINE))])
    (tmp_path / "proofs/pacific/trial" / file).write_bytes(data)
    assert shelf.approved(tmp_path, "pacific", "trial") == ()


class Seen(HTMLParser):
    """The pictures and headings of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.alts: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert (found.get("src") or "data:").startswith("data:"), "the page is complete in itself"
        if tag == "img":
            self.alts.append(found["alt"] or "")

    def handle_data(self, data: str) -> None:
        self.text += data


def take(press: SmallPress, *, approve: bool = False, brands: tuple[str, ...] = ("pacific",)) -> ProofReport:
    return run.take(ProofRequest(press.root, (), brands, approve), lambda _: None)


def states(report: ProofReport) -> list[tuple[str, str, str]]:
    return [(sheet.brand, sheet.slug, " ".join(leaf.state for leaf in sheet.leaves)) for sheet in report.sheets]


@pytest.mark.slow
def test_a_brief_is_proved_approved_changed_and_dropped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    press = SmallPress(tmp_path)
    press.brief(BODY, "type: commentary\n")
    first = take(press)
    assert states(first) == [("pacific", "trial", "new new")]
    assert not first.passed
    assert not (tmp_path / "proofs").exists()

    assert take(press, approve=True).passed
    again = take(press)
    assert (again.passed, states(again)) == (True, [("pacific", "trial", "same same")])
    assert Seen(proof_page(again)).alts == []

    press.brief(BODY.replace("stay", "be another"), "type: commentary\n")
    changed = take(press)
    assert (changed.passed, states(changed)) == (False, [("pacific", "trial", "changed same")])
    seen = Seen(proof_page(changed))
    assert seen.alts == ["Page 1 as it was approved", "Page 1 as it is now", "Page 1: the difference"]
    assert "1 page is not as approved." in seen.text

    with pytest.raises(SystemExit) as left:
        cli.proof(ProofRequest(tmp_path, brands=("pacific",)), "", True)
    told = json.loads(capsys.readouterr().out)
    assert (left.value.code, told["exit"], told["sheets"][0]["pages"]) == (1, 1, {"1": "changed", "2": "same"})
    assert (tmp_path / "build/proof.html").is_file()

    press.brief(BODY, "sumary: x\n")
    failed = take(press, approve=True)
    assert [problem.code for problem in failed.sheets[0].problems] == ["unknown-field"]
    assert not failed.passed
    assert len(shelf.approved(tmp_path, "pacific", "trial")) == 2


def test_a_brief_that_is_gone_is_told_and_dropped_when_that_is_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = SmallPress(tmp_path)
    shelf.keep(tmp_path, "pacific", "old", [proof_of(page(LINE))])
    monkeypatch.setattr(run, "brands", lambda _: ())
    report = take(press, brands=())
    assert (report.passed, states(report)) == (False, [("pacific", "old", "gone")])
    assert take(press, approve=True, brands=()).passed
    assert shelf.kept(tmp_path) == ()


def test_a_brand_that_there_is_not_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(Misuse, match='there is no brand "pacfic"; did you mean "pacific"'):
        take(SmallPress(tmp_path), brands=("pacfic",))
