"""The brand studio's server: what can be set, what a change does, and that saving never loses anybody's work."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from octavo.colours import ROLES, THEME
from octavo.defaults import DEFAULTS
from octavo.preview import studio, studiowords
from octavo.preview.answer import Answer
from octavo.preview.session import Session
from octavo.preview.studiowords import PARTS
from tests.small_press import SmallPress

DEEP = ["color", "palette", "deep"]
CHARTS = ["defaults", "octavo", "charts"]
PALETTES = ("categorical", "sequential", "diverging")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A preview of a workspace with a brand of its own, a copy of Pacific; nobody looks on, so that nothing is made."""
    press = SmallPress(tmp_path)
    shutil.copytree(DEFAULTS / "styles/brands/pacific", press.root / "styles/brands/house")
    made = Session(press.root)
    yield made
    made.close()


def file_of(session: Session) -> Path:
    return session.root / studio.path_of("house")


def body(answer: Answer) -> Any:  # noqa: ANN401 - as JSON has it
    return json.loads(answer.body)


def shown(session: Session) -> Any:  # noqa: ANN401 - as JSON has it
    answer = studio.show(session, "house")
    assert answer.status == 200
    return body(answer)


def asked(session: Session, *changes: list[object], base: str = "") -> dict[str, object]:
    return {"brand": "house", "base": base or shown(session)["base"], "changes": list(changes)}


def test_the_form_has_a_control_of_its_kind_for_each_value(session: Session) -> None:
    facts = shown(session)
    assert [group["title"] for group in facts["form"]] == [
        "Colors", "Main colors", "Type", "Page", "Charts", "Logos", "Colors of parts", "Dark screen", "House",
    ]  # fmt: skip
    fields = {tuple(field["loc"]): field for group in facts["form"] for field in group["fields"]}
    assert fields[tuple(DEEP)]["kind"] == "colour"
    assert fields["typography", "base", "family"]["options"][0] == "Source Serif 4"
    assert fields["typography", "base", "line-height"]["least"] == 1.2
    layout = fields["defaults", "octavo", "layout"]
    assert (layout["kind"], layout["value"], set(layout["options"])) == (
        "choice", "column", {"column", "margin-notes", "two-column"},
    )  # fmt: skip
    assert fields["defaults", "octavo", "tables"]["options"] == ["ruled", "open", "banded"]
    assert fields["defaults", "octavo", "margins", "side"]["kind"] == "text"
    fallback = fields["defaults", "octavo", "fallback", "fonts"]
    assert (fallback["kind"], fallback["options"][0], fallback["least"]) == ("list", "Source Serif 4", 0)
    assert [(name, fields[*CHARTS, name]["least"], fields[*CHARTS, name]["most"]) for name in PALETTES] == [
        ("categorical", 2, 4), ("sequential", 4, 4), ("diverging", 3, 3),
    ]  # fmt: skip
    assert {fields[role]["label"] for role in fields if role[:3] == ("defaults", "octavo", "roles")} >= {"Pull quotes"}
    empty = {role: fields["defaults", "octavo", "roles", role]["empty"] for role in ("ink", "heading", "tint", "quote")}
    assert empty == {
        "ink": "as in Main colors", "heading": "as in Type", "tint": "as in Main colors", "quote": "follows primary",
    }  # fmt: skip
    assert facts["problems"] == []
    assert all(pair["ratio"] >= pair["least"] for pair in facts["pairs"])


def test_a_change_is_laid_over_the_disk_and_its_close_pairs_have_a_cure(session: Session) -> None:
    before = file_of(session).read_bytes()
    told = body(studio.attempt(session, asked(session, [DEEP, "#a0c0d0"])))
    assert file_of(session).read_bytes() == before
    assert b"#a0c0d0" in session.files.read(studio.path_of("house"))
    assert {one["code"] for one in told["problems"]} == {"brand-contrast"}
    cures = [pair["cure"] for pair in told["pairs"] if pair["cure"] and pair["cure"]["loc"] == DEEP]
    assert cures
    mended = body(studio.attempt(session, asked(session, [DEEP, cures[0]["value"]])))
    assert [pair for pair in mended["pairs"] if DEEP in pair["locs"] and pair["ratio"] < pair["least"]] == []
    assert shown(session)["changes"] == [[DEEP, cures[0]["value"]]]
    studio.attempt(session, asked(session))
    assert session.files.read(studio.path_of("house")) == before


def test_a_save_changes_one_value_and_keeps_comments_order_and_mode(session: Session) -> None:
    file = file_of(session)
    file.chmod(0o640)
    before = file.read_text("utf-8")
    answer = studio.save(session, asked(session, [DEEP, "#45240b"], [["defaults", "octavo", "tables"], "open"]))
    assert body(answer)["saved"]
    after = file.read_text("utf-8")
    assert after == before.replace('deep: "#0B2F45"', 'deep: "#45240b"').replace(
        '      chart-grid: "#24404F"', '      chart-grid: "#24404F"\n    tables: open'
    )
    assert file.stat().st_mode & 0o777 == 0o640
    assert (shown(session)["changes"], shown(session)["base"]) == ([], body(answer)["base"])
    assert [path.name for path in file.parent.iterdir() if path.name.startswith("._")] == []


def test_a_file_that_was_changed_meanwhile_is_not_written_over(session: Session) -> None:
    file = file_of(session)
    mine = asked(session, [DEEP, "#45240b"])
    theirs = file.read_text("utf-8").replace('sea: "#1B6287"', 'sea: "#1B6200"')
    file.write_text(theirs, "utf-8")
    answer = studio.save(session, mine)
    assert body(answer)["conflict"] == ['-    sea: "#1B6287"', '+    sea: "#1B6200"']
    assert file.read_text("utf-8") == theirs
    again = studio.save(session, {**mine, "base": body(answer)["base"]})
    assert body(again)["saved"]
    assert file.read_text("utf-8") == theirs.replace("#0B2F45", "#45240b")


def test_a_brand_with_errors_is_not_saved(session: Session) -> None:
    before = file_of(session).read_bytes()
    answer = studio.save(session, asked(session, [DEEP, "#fefefe"]))
    assert body(answer)["problems"][0]["code"] == "brand-contrast"
    assert file_of(session).read_bytes() == before


def test_a_disk_that_refuses_leaves_the_old_file(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file_of(session).read_bytes()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    answer = studio.save(session, asked(session, [DEEP, "#45240b"]))
    assert body(answer)["refused"] == "it cannot be written: no space left on device"
    assert file_of(session).read_bytes() == before
    assert len(list(file_of(session).parent.glob("*_brand.yml*"))) == 1


def test_every_role_has_a_word_that_a_designer_knows() -> None:
    assert {role for roles in PARTS.values() for role in roles} == set(ROLES)
    assert THEME.keys() == studiowords.THEME.keys()


def test_a_palette_of_charts_is_measured_by_the_rules_of_the_check(session: Session) -> None:
    before = shown(session)["charts"]["categorical"]
    assert [screen["faults"] for screen in before] == [[] for _ in before]
    change: list[object] = [[*CHARTS, "categorical"], ["#a05a5a", "#5a7f5a", "sea"]]
    no_other: list[object] = [["defaults", "octavo", "roles", "chart-2"], None]
    told = body(studio.attempt(session, asked(session, change, no_other)))
    paper = told["charts"]["categorical"][0]
    assert paper["colours"] == ["#a05a5a", "#5a7f5a", "#1b6287"]
    assert [(one["pair"], one["code"]) for one in paper["faults"]] == [
        ([0, 1], "chart-colours-alike"), ([0, 2], "chart-colours-grey"),
    ]  # fmt: skip
    assert "protanopia" in paper["seen"][0]["by"]
    assert paper["seen"][0]["colours"] != paper["colours"]
    assert paper["faults"][0]["place"].startswith(f"{studio.path_of('house')}:")
    assert told["charts"]["diverging"][0]["faults"] == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("charts: { categorical: [deep, 'sea'] } # ours", "charts: { categorical: ['sea', deep, ember] } # ours"),
        (
            "charts:\n      categorical:   # ours\n        - deep   # the house\n        - sea",
            "charts:\n      categorical:   # ours\n        - sea\n        - deep   # the house\n        - ember",
        ),
    ],
)
def test_a_list_is_saved_in_the_form_it_has(session: Session, typed: str, written: str) -> None:
    file = file_of(session)
    text = file.read_text("utf-8").replace("    layout: column\n", f"    layout: column\n    {typed}\n")
    file.write_text(text, "utf-8")
    answer = studio.save(session, asked(session, [[*CHARTS, "categorical"], ["sea", "deep", "ember"]]))
    assert body(answer)["saved"]
    assert body(answer)["before"] == [[[*CHARTS, "categorical"], ["deep", "sea"]]]
    assert file.read_text("utf-8") == text.replace(typed, written)


def test_a_logo_may_be_any_picture_of_the_folder(session: Session) -> None:
    file = file_of(session)
    before = file.read_text("utf-8")
    (file.parent / "new").mkdir()
    shutil.copy(file.parent / "mark.svg", file.parent / "new/Sign.svg")
    facts = shown(session)
    fields = {tuple(field["loc"]): field for group in facts["form"] for field in group["fields"]}
    masthead = fields["defaults", "octavo", "logo", "masthead"]
    assert {"logo.svg", "new/Sign.svg"} <= set(masthead["options"])
    assert masthead["images"][masthead["value"]] == "logo-reverse.svg"
    assert fields["logo", "small", "dark"]["value"] == "mark-reverse"
    assert facts["grounds"]["masthead"] == "#0b2f45"
    changes: tuple[list[object], ...] = (
        [["logo", "images", "sign", "path"], "new/Sign.svg"], [["defaults", "octavo", "logo", "masthead"], "sign"],
    )  # fmt: skip
    assert body(studio.save(session, asked(session, *changes)))["saved"]
    after = before.replace("masthead: lockup-reverse", "masthead: sign").replace(
        "mark-reverse.svg, alt: Pacific Council }",
        "mark-reverse.svg, alt: Pacific Council }\n    sign: {path: new/Sign.svg}",
    )
    assert file.read_text("utf-8") == after
    picture = studio.picture(session, "house", "new/Sign.svg")
    assert (picture.status, picture.kind) == (200, "image/svg+xml")
    assert "sandbox" in picture.policy
    for name in ("_brand.yml", "../pacific/none.svg", "../../../../secret.svg", "no.png"):
        assert studio.picture(session, "house", name).status == 404


def test_what_is_wrong_with_a_logo_is_told_as_the_check_tells_it(session: Session) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>House</text></svg>'
    (file_of(session).parent / "logo.svg").write_bytes(svg)
    assert [one["code"] for one in shown(session)["logos"]] == ["logo-no-size", "logo-text"]


def test_unsaved_changes_keep_the_file_they_began_from(session: Session) -> None:
    """Else whoever reloads the page would write over what an editor changed meanwhile, unseen."""
    file = file_of(session)
    studio.attempt(session, asked(session, [DEEP, "#45240b"]))
    theirs = file.read_text("utf-8").replace("#1B6287", "#1B6200")
    file.write_text(theirs, "utf-8")
    facts = shown(session)
    assert facts["base"] != facts["disk"]
    answer = studio.save(session, asked(session, [DEEP, "#45240b"]))
    assert body(answer)["conflict"] == ['-    sea: "#1B6287"', '+    sea: "#1B6200"']
    assert file.read_text("utf-8") == theirs


def test_a_brand_that_comes_with_octavo_is_not_written_to(session: Session) -> None:
    answer = studio.save(session, {**asked(session, [DEEP, "#45240b"]), "brand": "pacific"})
    assert "./invoke brand.new" in body(answer)["refused"]


def test_a_file_that_cannot_be_read_says_so(session: Session) -> None:
    file_of(session).write_text("color: [", "utf-8")
    facts = shown(session)
    assert facts["form"] == []
    assert [one["code"] for one in facts["problems"]] == ["yaml-bracket-open"]
    assert "mend them first" in body(studio.attempt(session, asked(session, [DEEP, "#45240b"])))["refused"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"brand": "../x", "changes": []},
        {"brand": "house", "changes": [[[], "x"]]},
        {"brand": "house", "changes": [1]},
    ],
)
def test_what_is_not_of_the_form_is_refused(session: Session, value: object) -> None:
    assert (studio.attempt(session, value).status, studio.save(session, value).status) == (400, 400)


def test_a_brand_that_is_not_there_is_not_found(session: Session) -> None:
    assert studio.show(session, "nobody").status == 404
