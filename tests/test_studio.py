"""The brand studio's server: what can be set, what a change does, and that saving never loses anybody's work."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from octavo.defaults import DEFAULTS
from octavo.preview import studio
from octavo.preview.answer import Answer
from octavo.preview.session import Session
from tests.small_press import SmallPress

DEEP = ["color", "palette", "deep"]


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
    assert [group["title"] for group in facts["form"]] == ["Palette", "Theme", "Type", "Layout", "Roles", "Dark screen"]
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
