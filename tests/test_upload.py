"""Publishing: what is sent, in which order, with what headers; to a folder and to a real S3 server on loopback."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from octavo.problems import Rejected
from octavo.publish.manifest import Edition, Manifest, Printed
from octavo.report import Misuse
from octavo.upload.command import made, told
from octavo.upload.headers import FOREVER, SHORT, cache_control, media_type
from octavo.upload.plan import PUBLISHED, UNDERWAY, Plan, make_plan
from octavo.upload.send import send
from octavo.upload.target import Target, reason, target

WELLS = {"index.html": b"wells", "style.css": b"css", "wells.pdf": b"pdf"}
PUMPS = {"index.html": b"pumps"}
SITE = {
    "index.html": b"index", "atom.xml": b"<feed/>", "topics/water/index.html": b"water", "style.css": b"css",
    "pagefind/fragment/en_27c616a.pf_fragment": b"hash", "pagefind/pagefind-entry.json": b"{}",
}  # fmt: skip
ALL = {*(f"wells/{name}" for name in WELLS), *(f"pumps/{name}" for name in PUMPS), *SITE}
REPOSITORY = Path(__file__).parents[1]


def lay(output: Path, wells: dict[str, bytes], site: dict[str, bytes], state: str = "published") -> Manifest:
    """An output folder, as a build leaves it."""
    editions = {
        "pumps": Edition(card={"state": "published"}, files=files(output / "pumps", PUMPS)),
        "wells": Edition(card={"state": state}, files=files(output / "wells", wells)),
    }
    return Manifest(editions, files(output, site))


def files(folder: Path, data: dict[str, bytes]) -> tuple[Printed, ...]:
    for name, content in data.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return tuple(Printed(name, len(d), hashlib.sha256(d).hexdigest()) for name, d in sorted(data.items()))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "build"


@pytest.fixture
def folder(tmp_path: Path) -> Target:
    return target(str(tmp_path / "site"), True)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    moto = ThreadedMotoServer("127.0.0.1", port=0)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"http://{host}:{port}"
    moto.stop()


@pytest.fixture
def store(server: str, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - boto3's clients have no types
    for name, value in {
        "AWS_ACCESS_KEY_ID": "made-up-id", "AWS_SECRET_ACCESS_KEY": "made-up-secret", "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": server, "AWS_ALLOW_HTTP": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    client = boto3.client(
        "s3", endpoint_url=server, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="y"
    )
    client.create_bucket(Bucket="briefs")
    for item in client.list_objects_v2(Bucket="briefs").get("Contents", ()):
        client.delete_object(Bucket="briefs", Key=item["Key"])
    return client


def names(place: Path) -> set[str]:
    return {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}


def keys(store: Any) -> set[str]:  # noqa: ANN401 - as above
    return {item["Key"] for item in store.list_objects_v2(Bucket="briefs").get("Contents", ())}


def test_all_of_it_goes_to_a_folder_and_a_second_time_nothing(output: Path, folder: Target) -> None:
    manifest = lay(output, WELLS, SITE)
    assert send(make_plan(manifest, output, folder), folder, False) == ()
    assert names(Path(folder.shown)) == ALL | {PUBLISHED}
    again = make_plan(manifest, output, folder)
    assert (again.outgoing, again.gone, len(again.same)) == ((), (), len(ALL))
    before = (Path(folder.shown) / PUBLISHED).stat().st_mtime_ns
    assert send(again, folder, False) == ()
    assert (Path(folder.shown) / PUBLISHED).stat().st_mtime_ns == before


def test_only_what_changed_is_sent(output: Path, folder: Target) -> None:
    send(make_plan(lay(output, WELLS, SITE), output, folder), folder, False)
    plan = make_plan(lay(output, {**WELLS, "wells.pdf": b"other", "new.csv": b"1"}, SITE), output, folder)
    assert [f.path for f in plan.new] == ["wells/new.csv"]
    assert [f.path for f in plan.changed] == ["wells/wells.pdf"]
    sent: list[str] = []
    send(plan, folder, False, sent.append)
    assert sorted(sent) == ["wells/new.csv", "wells/wells.pdf"]


def test_what_leads_to_a_file_is_sent_after_it(output: Path, folder: Target) -> None:
    sent: list[str] = []
    send(make_plan(lay(output, WELLS, SITE), output, folder), folder, False, sent.append)
    stages = [
        {"wells/style.css", "wells/wells.pdf", "style.css", "pagefind/fragment/en_27c616a.pf_fragment"},
        {"wells/index.html", "pumps/index.html"},
        {"topics/water/index.html", "pagefind/pagefind-entry.json"},
        {"index.html", "atom.xml"},
    ]
    at = 0
    for stage in stages:
        assert set(sent[at : at + len(stage)]) == stage
        at += len(stage)


def test_nothing_is_removed_unless_asked_and_nothing_that_is_not_ours(output: Path, folder: Target) -> None:
    place = Path(folder.shown)
    send(make_plan(lay(output, WELLS, SITE), output, folder), folder, False)
    (place / "stranger.html").write_text("not ours", "utf-8")
    less = lay(output, {name: data for name, data in WELLS.items() if name != "wells.pdf"}, SITE)
    send(make_plan(less, output, folder), folder, False)
    assert (place / "wells/wells.pdf").exists()
    plan = make_plan(less, output, folder)
    assert plan.gone == ("wells/wells.pdf",)
    assert "no longer made" in told(plan, folder.shown, False)
    assert send(plan, folder, True) == ()
    assert names(place) == (ALL - {"wells/wells.pdf"}) | {PUBLISHED, "stranger.html"}
    assert make_plan(less, output, folder).gone == ()


def test_what_is_held_back_is_not_sent(output: Path, folder: Target) -> None:
    send(make_plan(lay(output, WELLS, SITE, "embargoed"), output, folder), folder, False)
    assert not [name for name in names(Path(folder.shown)) if name.startswith("wells/")]


def test_a_site_of_others_is_not_touched(output: Path, folder: Target) -> None:
    (Path(folder.shown) / "index.html").write_text("not ours", "utf-8")
    with pytest.raises(Rejected) as stopped:
        make_plan(lay(output, WELLS, SITE), output, folder)
    assert [p.code for p in stopped.value.problems] == ["target-not-ours"]


def test_a_file_that_fails_is_named_and_what_leads_to_it_waits(output: Path, folder: Target) -> None:
    manifest = lay(output, WELLS, SITE)
    (output / "wells/wells.pdf").write_bytes(b"changed since")
    (output / "wells/style.css").unlink()
    found = send(make_plan(manifest, output, folder), folder, False)
    assert [(p.code, p.place.path) for p in found] == [
        ("upload-changed", "wells/style.css"),
        ("upload-changed", "wells/wells.pdf"),
    ]
    assert "index.html" not in names(Path(folder.shown))
    assert PUBLISHED not in names(Path(folder.shown))
    manifest = lay(output, WELLS, SITE)
    sent: list[str] = []
    assert send(make_plan(manifest, output, folder), folder, False, sent.append) == ()
    assert "style.css" not in sent  # done before
    assert names(Path(folder.shown)) == ALL | {PUBLISHED}


def test_what_was_half_sent_is_sent_again_even_if_it_is_as_it_was_before(output: Path, folder: Target) -> None:
    first = lay(output, WELLS, SITE)
    send(make_plan(first, output, folder), folder, False)
    place = Path(folder.shown)
    second = lay(output, {**WELLS, "wells.pdf": b"new"}, SITE)
    plan = make_plan(second, output, folder)
    record = {"made-by": "octavo", "version": 1, "pending": [f.path for f in plan.outgoing], "done": dict(plan.there)}
    record["done"].pop("wells/wells.pdf")  # type: ignore[attr-defined]
    (place / UNDERWAY).write_text(json.dumps(record), "utf-8")
    (place / "wells/wells.pdf").write_bytes(b"new")  # arrived, and then the sender was killed
    first = lay(output, WELLS, SITE)
    again = make_plan(first, output, folder)
    assert [f.path for f in again.outgoing] == ["wells/wells.pdf"]
    assert send(again, folder, False) == ()
    assert (place / "wells/wells.pdf").read_bytes() == b"pdf"
    assert UNDERWAY not in names(place)


def test_a_damaged_record_stops_it(output: Path, folder: Target) -> None:
    (Path(folder.shown) / PUBLISHED).write_text('{"made-by": "octavo", "version": 1, "files": {"../x": ""}}', "utf-8")
    with pytest.raises(Rejected) as stopped:
        make_plan(lay(output, WELLS, SITE), output, folder)
    assert [p.code for p in stopped.value.problems] == ["target-record-damaged"]


def test_a_plan_for_a_folder_makes_no_folder(output: Path, tmp_path: Path) -> None:
    goal = target(str(tmp_path / "nowhere"), False)
    plan = make_plan(lay(output, WELLS, SITE), output, goal)
    assert len(plan.new) == len(ALL)
    assert not (tmp_path / "nowhere").exists()


# A real object store ----------------------------------------------------------------------------


def test_a_bucket_gets_types_and_lifetimes(output: Path, store: Any) -> None:  # noqa: ANN401 - as above
    goal = target("s3://briefs/public", True)
    assert send(make_plan(lay(output, WELLS, SITE), output, goal), goal, False) == ()
    assert keys(store) == {f"public/{name}" for name in ALL | {PUBLISHED}}
    headers = {name: store.head_object(Bucket="briefs", Key=f"public/{name}") for name in ALL}
    assert {name: head["ContentType"] for name, head in headers.items()} == {n: media_type(n) for n in ALL}
    assert {name: head["CacheControl"] for name, head in headers.items()} == {n: cache_control(n) for n in ALL}
    assert headers["pagefind/fragment/en_27c616a.pf_fragment"]["CacheControl"] == FOREVER
    assert headers["index.html"]["CacheControl"] == SHORT
    assert headers["atom.xml"]["ContentType"] == "application/atom+xml; charset=utf-8"
    assert make_plan(lay(output, WELLS, SITE), output, goal).outgoing == ()


@pytest.mark.usefixtures("store")
def test_a_bucket_that_is_not_there_is_told(output: Path) -> None:
    goal = target("s3://nowhere/public", True)
    found = send(make_plan(lay(output, WELLS, SITE), output, goal), goal, False)
    assert found
    assert all("made-up-secret" not in str(problem) for problem in found)


def test_a_store_that_does_not_answer_is_told(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up-id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up-secret")
    with pytest.raises(Rejected) as stopped:
        make_plan(lay(output, WELLS, SITE), output, target("s3://briefs", True))
    assert [p.code for p in stopped.value.problems] == ["target-unreachable"]


@pytest.mark.slow
def test_a_sender_that_is_killed_again_and_again_arrives(output: Path, store: Any) -> None:  # noqa: ANN401 - as above
    many = {f"images/{n:03}.png": bytes([n]) * 2000 for n in range(200)}
    wells = {**WELLS, **many}
    (output / "manifest.json").write_text(lay(output, wells, SITE).text(), "utf-8")
    kills = 0
    for delay in (0.5, 0.6, 0.7, 0.8, 0.9, 60):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.test_upload", str(output)], cwd=REPOSITORY, env=environment()
        )
        try:
            child.wait(delay)
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
            kills += 1
    assert kills
    paginated = store.get_paginator("list_objects_v2").paginate(Bucket="briefs")
    there = {item["Key"]: item for answer in paginated for item in answer.get("Contents", ())}
    wanted = {f"wells/{name}": data for name, data in wells.items()} | SITE
    assert there.keys() == wanted.keys() | {"pumps/index.html", PUBLISHED}
    wrong = [key for key, data in wanted.items() if store.get_object(Bucket="briefs", Key=key)["Body"].read() != data]
    assert wrong == []


def environment() -> dict[str, str]:
    return dict(os.environ, PYTHONPATH=os.pathsep.join([str(REPOSITORY / "src"), str(REPOSITORY)]))


# What is asked for ------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["s3://id:secret@bucket", "s3://bucket?key=1", "ftp://host/x", "s3://"])
def test_a_target_that_cannot_be_is_a_misuse(to: str) -> None:
    with pytest.raises(Misuse) as refused:
        target(to, False)
    assert "secret" not in str(refused.value)


def test_no_message_shows_what_is_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up-secret")
    assert reason(OSError("refused: made-up-secret\nmore")) == "refused: ***"


def test_drafts_and_nothing_are_refused(output: Path) -> None:
    with pytest.raises(Rejected) as nothing:
        made(output)
    assert [p.code for p in nothing.value.problems] == ["nothing-to-publish"]
    manifest = lay(output, WELLS, SITE)
    manifest.editions["wells"] = replace(manifest.editions["wells"], draft=True)
    (output / "manifest.json").write_text(manifest.text(), "utf-8")
    with pytest.raises(Rejected) as draft:
        made(output)
    assert [p.code for p in draft.value.problems] == ["publish-draft"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/index.html", "text/html; charset=utf-8"),
        ("a/a.epub", "application/epub+zip"),
        ("opds/a.json", "application/opds-publication+json"),
        ("fonts/a.woff2", "font/woff2"),
        ("a/unknown.bin", "application/octet-stream"),
    ],
)
def test_a_file_is_told_for_what_it_is(path: str, kind: str) -> None:
    assert media_type(path) == kind


if __name__ == "__main__":
    place, goal = Path(sys.argv[1]), target("s3://briefs", True)
    plan: Plan = make_plan(made(place), place, goal)
    send(plan, goal, False, lambda _path: time.sleep(0.005))
