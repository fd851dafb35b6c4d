"""What an author can get wrong, as a preflight tells it: each fault once, at its line, and nothing else as an error."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from octavo import cli, pipeline, workers
from octavo.checks.preflight import preflight
from octavo.checks.report import CheckRequest
from octavo.defaults import DEFAULTS
from octavo.guard import Limits

from .goodbrief import picture
from .small_press import PEOPLE, SmallPress
from .workshop import PRESS, Workshop

CASES = Path(__file__).parent / "cases"
BRIEF = "content/trial/brief.md"
MAP = "![A map](%s){fig-alt='A map.'}\n\n"
SHEET = "styles/brands/pacific"
Fault = Callable[[SmallPress], None]


def folder(path: str) -> Fault:
    """The files of a case as they are, below the brief's folder."""

    def plant(press: SmallPress) -> None:
        shutil.copytree(CASES / path, press.root / "content/trial", dirs_exist_ok=True)

    return plant


def text(path: str) -> Fault:
    """The text of a case, with the fields that a brief has here, and with words for its pictures."""

    def plant(press: SmallPress) -> None:
        given = (CASES / path / "input.md").read_text("utf-8")
        given = given.replace("lang: en\n", "language: en-US\n").replace("Ada Example", "ada")
        press.write(BRIEF, re.sub(r"(!\[.\]\(.*\))", r'\1{fig-alt="A map."}', given))
        press.write("content/trial/p.png", picture(900))

    return plant


def told_in(path: str) -> tuple[str, ...]:
    """The errors that a case expects."""
    found = re.findall(r"^content/test/(\S+): error\[(\S+)\]", (CASES / path / "expected.txt").read_text("utf-8"), re.M)
    return tuple(f"content/trial/{at} {code}" for at, code in found)


def image(name: str) -> Fault:
    """The picture of a case, with words for those who do not see it; it stands in line 10."""

    def plant(press: SmallPress) -> None:
        folder(f"images/{name}")(press)
        body = (CASES / "images" / name / "brief.md").read_text("utf-8").rstrip()
        press.brief(body + '{fig-alt="Bars."}\n')

    return plant


def words(body: str, fields: str = "", **files: str) -> Fault:
    """A brief, and files beside it, whose names are written with two underscores for a stop."""

    def plant(press: SmallPress) -> None:
        press.brief(body, fields)
        for name, data in files.items():
            press.write(f"content/trial/{name.replace('__', '.')}", data)

    return plant


def template(name: str, change: Callable[[str], str]) -> Fault:
    """A template of the house, changed."""

    def plant(press: SmallPress) -> None:
        press.brief("Text.\n")
        press.write(f"templates/{name}", change((DEFAULTS / "templates" / name).read_text("utf-8")))

    return plant


def sheet(press: SmallPress) -> None:
    press.brief("Text.\n")
    press.write(f"{SHEET}/extra.css", (CASES / "styles/faulty/extra.css").read_bytes())


def at(*said: str) -> tuple[str, ...]:
    """Lines, columns and codes of the brief's own file."""
    return tuple(f"{BRIEF}:{one}" for one in said)


FAULTS: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "F01": (folder("source/F01-yaml-colon"), at("2:15 yaml-colon")),
    "F02": (folder("source/F02-duplicate-key"), at("4:1 yaml-duplicate-key")),
    "F03": (folder("source/F03-bad-date"), at("4:7 bad-date")),
    "F04": (folder("source/F04-alias-bomb"), at("8:8 yaml-too-large")),
    "F04b": (folder("source/F04b-recursive-alias"), at("3:14 yaml-alias-recursive")),
    "F04c": (folder("source/F04c-deep-flow"), at("2:40 yaml-too-deep")),
    "F05": (folder("source/F05-python-tag"), at("2:8 yaml-tag")),
    "F06": (folder("source/F06-misspelt-key"), at("7:1 unknown-field")),
    "F07a": (folder("source/F07a-no-close"), at("1:0 front-matter-open")),
    "F07b": (folder("source/F07b-bom-crlf"), ()),
    "F07c": (folder("source/F07c-latin1"), at("10:0 not-utf8")),
    "F07d": (folder("source/F07d-utf16"), at("1:0 not-utf8")),
    "F07e": (folder("source/F07e-empty"), at("1:0 empty-file")),
    "F07f": (folder("source/F07f-only-fm"), at("8:0 no-text")),
    "M02": (text("markdown/fault-M02-footnotes"), at("12:8 undefined-note", "15:1 duplicate-note", "16:1 unused-note")),
    "M06": (
        text("markdown/fault-M06-script"),
        at("12:1 raw-html", "14:1 unsafe-link", "14:26 raw-html", "14:55 raw-html"),
    ),
    "M07": (text("markdown/fault-M07-template-in-content"), ()),
    "M08": (text("markdown/fault-M08-anchors"), at("10:1 glyph-missing", "18:5 broken-link")),
    "M09": (
        template("parts/opening.html", lambda text: "\n{{ brief.titel }}" + text),
        ("templates/parts/opening.html:2:0 template-error",),
    ),
    "M10": (
        template("parts/opening.html", lambda text: "\n\n{% if %}" + text),
        ("templates/parts/opening.html:3:0 template-error",),
    ),
    "M11": (text("markdown/fault-M11-include"), at(*(f"{line}:1 image-refused" for line in (12, 14, 16, 18)))),
    "M11 circle": (
        words("Text.\n", "type: report\nchapters: [a.md]\n", a__md="---\ntitle: A\nchapters: [a.md]\n---\nText.\n"),
        ("content/trial/a.md:3:1 unknown-field",),
    ),
    "M12 broken": (folder("references/M12-broken-bib"), told_in("references/M12-broken-bib")),
    "M12 twice": (folder("references/M12-duplicate-key"), told_in("references/M12-duplicate-key")),
    "M12 unknown": (folder("references/M12-unknown-key"), told_in("references/M12-unknown-key")),
    "I01": (image("I01-missing-image"), at("10:1 image-missing")),
    "I03": (image("I03-png-bomb"), at("10:1 image-too-large")),
    "I04": (image("I04-svg-laughs"), ("content/trial/b.svg:1:0 svg-entities",)),
    "I04b": (image("I04b-svg-xxe"), ("content/trial/x.svg:1:0 svg-entities",)),
    "I04c": (
        image("I04c-svg-script-remote"),
        tuple(f"content/trial/r.svg:1:0 svg-{what}" for what in ("forbidden", "remote")),
    ),
    "I06": (image("I06-html-as-png"), at("10:1 image-unknown")),
    "I06b": (image("I06b-zero"), at("10:1 image-empty")),
    "I06c": (image("I06c-eps"), at("10:1 image-unknown")),
    "I07": (text("markdown/fault-I07-no-alt"), at("12:1 missing-alt")),
    "I09": (
        sheet,
        tuple(
            f"{SHEET}/extra.css:{at}"
            for at in (
                "1:1 css-import-circle",
                "2:1 css-remote",
                "3:5 css-property",
                "3:25 css-unit",
                "4:4 css-brace",
                "4:13 css-colour",
            )
        ),
    ),
    "I13": (words("A sign 𒀀 and 𒀁.\n\nภาษา and ภา.\n"), at("6:1 glyph-missing", "8:1 glyph-missing")),
    "I15": (
        words(MAP % "http://127.0.0.1:9/a.png" + MAP % "//host.example/a.png"),
        at("6:1 image-refused", "8:1 image-refused"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_once_at_its_place(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant, expected = FAULTS[name]
    press = SmallPress(tmp_path)
    press.write("content/people.yaml", f"{PEOPLE}ada-example: {{name: Ada Specimen, role: Fellow}}\n")
    plant(press)
    with pytest.raises(SystemExit) as left:
        cli.check(CheckRequest(press.root), "1", True)
    said = capsys.readouterr()
    told = json.loads(said.out)
    found = [item for verdict in told["verdicts"] for key in ("findings", "problems") for item in verdict.get(key, ())]
    errors = [f for f in (*found, *told["problems"]) if f["severity"] == "error"]
    assert sorted("{path}:{line}:{column} {code}".format(**error) for error in errors) == sorted(expected)
    assert left.value.code == (1 if expected else 0)
    assert "Traceback" not in said.err


# A build that had to be stopped: I14 without end, I15 asking the network ------------------------------------


@pytest.mark.parametrize(
    ("order", "code"), [("do: hang", "too-slow"), ("do: connect 9", "network-refused")], ids=["I14", "I15"]
)
def test_a_brief_whose_build_is_stopped_does_not_pass(
    order: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "PRESS", PRESS)
    monkeypatch.setattr(workers.executor, "__defaults__", (Limits(seconds=1.0),))
    shop = Workshop(tmp_path / "work")
    shop.brief("a", order)
    (verdict,) = preflight(CheckRequest(shop.root), date(2026, 2, 1), lambda _: None).verdicts
    assert {(p.code, str(p.place)) for p in verdict.problems} == {(code, "content/a/brief.md")}
    assert (verdict.findings, verdict.unrun, verdict.passed) == ((), (), False)
