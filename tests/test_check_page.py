"""What a check found, as a page for editors and as a SARIF log."""

import base64
import copy
import functools
import io
import json
import re
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from PIL import Image
from pydantic import ValidationError
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Schema

from octavo import cli
from octavo.checks import page, sarif
from octavo.checks.report import CheckReport, CheckRequest
from tests import checked
from tests.small_press import SmallPress

DAY = date(2026, 3, 2)


@pytest.fixture
def said(tmp_path: Path) -> CheckReport:
    return checked.report(tmp_path)


def drawn(said: CheckReport, root: Path) -> lxml.html.HtmlElement:
    page.write(said, root, root / "build/check.html", DAY)
    return lxml.html.fromstring((root / "build/check.html").read_bytes())


def text_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_verdicts_stand_on_top_by_brief_and_edition(said: CheckReport, tmp_path: Path) -> None:
    rows = [[text_of(cell) for cell in row] for row in drawn(said, tmp_path).iter("tr")]
    assert rows == [
        ["Brief", "Verdict", "Text", "PDF", "Web page", "EPUB"],
        [
            "Water, <b>shared</b> water",
            "not yet",
            "not yet: 1 error",
            "not yet: 1 error",
            "not built",
            "not yet: 1 error",
        ],
        [
            "Wind, <b>shared</b> wind",
            "may be published, as far as it was checked",
            "may be published",
            "not built",
            "not run: none of its checks was asked for",
            "not built",
        ],
    ]


def test_an_edition_whose_check_could_not_run_is_not_called_good(said: CheckReport, tmp_path: Path) -> None:
    water = said.verdicts[0]
    only = CheckReport((type(water)("water", (), water.unrun, (), water.editions),), (), said.about)
    row = [text_of(cell) for cell in list(drawn(only, tmp_path).iter("tr"))[1]]
    assert row[1:] == [
        "may be published, as far as it was checked",
        "may be published",
        "may be published",
        "not built",
        "not run: epubcheck",
    ]


def test_a_finding_quotes_its_line_and_marks_the_word(said: CheckReport, tmp_path: Path) -> None:
    whole = drawn(said, tmp_path)
    (first,) = whole.xpath("//li[contains(@class, 'finding--error')]")
    assert text_of(first).startswith(
        'the pull quote\'s words do not stand in the text: "treaty" content/water/brief.md:5:30 '
        "error[pullquote-not-in-text] Both governments keep to the treaty, and a sentence"
    )
    assert [mark.text for mark in first.iter("mark")] == ["treaty,"]
    assert text_of(first.find(".//blockquote")).endswith(" …")


def test_waived_findings_keep_their_reason_and_shared_ones_stand_once(said: CheckReport, tmp_path: Path) -> None:
    sections = {text_of(s.find("h2")): text_of(s) for s in drawn(said, tmp_path).iter("section")}
    assert list(sections) == ["What the briefs share", "Water, <b>shared</b>", "Wind, <b>shared</b>"]
    assert "It may stay: the board asked for it" in sections["Water, <b>shared</b>"]
    assert "Not run (1) epubcheck: Java was not found" in sections["Water, <b>shared</b>"]
    assert "Ada has neither" in sections["What the briefs share"]
    assert "Found with water, wind" in sections["What the briefs share"]
    assert "Ada" not in sections["Water, <b>shared</b>"]


def test_a_place_in_print_is_framed(said: CheckReport, tmp_path: Path) -> None:
    shots = drawn(said, tmp_path).xpath("//img")
    assert [shot.get("alt") for shot in shots] == [
        "Page 1 of the PDF",
        "Page 2 of the PDF: the place is framed",
    ]
    pictures = [Image.open(io.BytesIO(base64.b64decode(shot.get("src").split(",")[1]))) for shot in shots]
    assert [picture.size for picture in pictures] == [(368, 476), (765, 240)]
    frame = pictures[1].convert("RGB")
    assert frame.getpixel((200, 110)) == (0xB3, 0x12, 0x3F)
    assert frame.getpixel((200, 120)) == (255, 255, 255)


def test_the_same_findings_give_the_same_page_and_nothing_is_written_twice(said: CheckReport, tmp_path: Path) -> None:
    drawn(said, tmp_path)
    path = tmp_path / "build/check.html"
    first, written = path.read_bytes(), path.stat().st_mtime_ns
    drawn(said, tmp_path)
    assert path.stat().st_mtime_ns == written
    path.unlink()
    drawn(said, tmp_path)
    assert path.read_bytes() == first
    (tmp_path / checked.PATH).write_text(checked.BRIEF.replace("Both", "The"), "utf-8")
    drawn(said, tmp_path)
    assert b"The governments" in path.read_bytes()


def test_the_page_asks_for_nothing(said: CheckReport, tmp_path: Path) -> None:
    whole = drawn(said, tmp_path)
    asked = [value for _, name, value, _ in whole.iterlinks() if name in ("src", "href") and value[0] != "#"]
    assert {value.split(":")[0] for value in asked} == {"data"}
    assert not whole.xpath("//script")
    assert "url(" not in text_of(whole.find(".//style"))


def test_a_hint_s_code_is_marked_as_code(said: CheckReport, tmp_path: Path) -> None:
    hints = [p for p in drawn(said, tmp_path).xpath("//p[@class='hint']") if "people.yaml" in text_of(p)]
    assert [code.text for code in hints[0].iter("code")] == ["bio", "role", "affiliation"]


def test_every_check_writes_the_page_but_for_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    press = SmallPress(tmp_path)
    press.brief("The survey counted wells.\n", "formats: [html]\n")
    own, log = tmp_path / "mine.html", tmp_path / "check.sarif"

    def code(**outputs: Path) -> object:
        with pytest.raises(SystemExit) as ended:
            cli.check(CheckRequest(tmp_path, only=("editorial",), **outputs), "1", not outputs)  # type: ignore[arg-type]
        return ended.value.code

    assert code() == 0
    assert not (tmp_path / "build/check.html").exists()
    assert json.loads(capsys.readouterr().out)["exit"] == 0
    assert code(sarif=log) == 0
    assert "on one page: " in capsys.readouterr().out
    assert b"not run: none of its checks was asked for" in (tmp_path / "build/check.html").read_bytes()
    assert json.loads(log.read_text("utf-8"))["version"] == "2.1.0"
    assert code(page=own) == 0
    assert own.read_bytes() == (tmp_path / "build/check.html").read_bytes()


def test_sarif_is_as_its_schema_has_it(said: CheckReport) -> None:
    """By the classes that pydantic-sarif has made of OASIS's schema: they take no property that it does not name."""
    data = json.loads(json.dumps(sarif.log(said)))
    assert Schema.model_validate(data).runs[0].results
    for path, wrong in (
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "place"), "a.md"),
        (("runs", 0, "results", 0, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "tool", "driver", "name"), None),
    ):
        broken = copy.deepcopy(data)
        *upper, last = path
        functools.reduce(lambda part, name: part[name], upper, broken)[last] = wrong
        with pytest.raises(ValidationError):
            Schema.model_validate(broken)


def test_sarif_has_a_rule_a_region_and_a_suppression(said: CheckReport, tmp_path: Path) -> None:
    sarif.write(said, tmp_path / "logs/check.sarif")
    (run,) = json.loads((tmp_path / "logs/check.sarif").read_text("utf-8"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [r["id"] for r in rules] == ["acronym", "long-dek", "no-bio", "pdf-heavy", "pullquote-not-in-text"]
    assert rules[4]["shortDescription"]["text"] == 'the pull quote\'s words do not stand in the text: "…"'
    quote = run["results"][0]
    assert (quote["ruleId"], quote["level"], rules[quote["ruleIndex"]]["id"]) == (
        rules[4]["id"],
        "error",
        rules[4]["id"],
    )
    place = quote["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "content/water/brief.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 5, "startColumn": 30}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]
    waived = {result["ruleId"]: result["suppressions"] for result in run["results"]}
    assert waived["long-dek"] == [{"kind": "inSource", "justification": "the board asked for it"}]
    assert waived["acronym"] == []
    assert run["invocations"][0]["toolExecutionNotifications"] == [
        {"level": "warning", "message": {"text": "water: not run: epubcheck: Java was not found"}}
    ]
    assert not re.search(r"\d{4}-\d\d-\d\dT", json.dumps(run))
