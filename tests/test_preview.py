"""The preview's server: whom it answers, what it makes anew, what it shows while something is wrong."""

import http.client
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from queue import Queue
from typing import Any, ClassVar, NoReturn

import pytest

from octavo.artifact import Artifact
from octavo.checks.table import CHECKS
from octavo.defaults import DEFAULTS
from octavo.disk import Disk
from octavo.files import FileRefused, Files
from octavo.pipeline import Listed
from octavo.preview import checking, command, events, lane, making, printing, selection, shelf, watch, work
from octavo.preview.command import ServeRequest, serve
from octavo.preview.gate import TOKEN, Gate
from octavo.preview.lane import Lane, Piece
from octavo.preview.making import Making
from octavo.preview.order import KEPT, Order, Rendered
from octavo.preview.scheme import in_scheme
from octavo.preview.selection import Selection
from octavo.preview.server import PortTaken, Server
from octavo.preview.session import Session
from octavo.preview.stand import GLANCE, Stand, View
from octavo.preview.steady import Steady
from octavo.preview.watch import follow
from octavo.report import Misuse
from tests import kept
from tests.small_press import SmallPress, change

TRIAL = Selection("trial")
PATIENCE = 300.0
"""Seconds that the work of a process may take, which gives way to every other on a busy machine."""


@pytest.fixture
def workspace(tmp_path: Path) -> SmallPress:
    small = SmallPress(tmp_path)
    kept.shared(tmp_path)
    small.brief("A first paragraph.\n\n## A section\n\nA second paragraph.\n")
    return small


@pytest.fixture
def session(workspace: SmallPress) -> Iterator[Session]:
    opened = Session(workspace.root)
    yield opened
    opened.close()


@pytest.fixture
def server(session: Session) -> Iterator[Server]:
    opened = Server(session, 0)
    threading.Thread(target=opened.serve_forever, args=(0.05,), daemon=True).start()
    yield opened
    opened.shutdown()
    opened.server_close()


def ask(server: Server, method: str, path: str, body: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One request, with headers named as `Host` or `X_Octavo_Token`; those of the page itself by default."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    own = {"Host": f"127.0.0.1:{server.server_port}"}
    connection.request(method, path, body, {**own, **{name.replace("_", "-"): text for name, text in headers.items()}})
    answer = connection.getresponse()
    told = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return told


def until(session: Session, is_so: Callable[[dict[str, Any]], bool], chosen: Selection = TRIAL) -> dict[str, Any]:
    """What a tab is told once it is so."""
    after, end = -1, time.monotonic() + PATIENCE
    while time.monotonic() < end:
        after, told = session.wait(chosen, after, 1)
        if told and is_so(told):
            return told
    pytest.fail("it never came to that")


def is_told(code: str, told: dict[str, Any]) -> bool:
    """Whether the web page's problems are told, and this one is among them."""
    return code in [problem["code"] for problem in told["web"]["problems"]]


def test_only_its_own_names_are_answered(server: Server) -> None:
    port = server.server_port
    own = (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}")
    others = ("evil.example", f"evil.example:{port}", "127.0.0.1", "")
    statuses = {host: ask(server, "GET", "/", Host=host)[0] for host in (*own, *others)}
    assert statuses == {**dict.fromkeys(own, 200), **dict.fromkeys(others, 403)}


def test_nothing_is_kept_by_the_browser_and_no_inline_script_may_run(server: Server) -> None:
    _, headers, body = ask(server, "GET", "/")
    assert headers["Cache-Control"] == "no-store"
    assert "script-src 'self';" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert b"<script>" not in body
    assert server.gate.token.encode() in body


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"X_Octavo_Token": "TOKEN"}, 403),
        ({"Origin": "OWN"}, 403),
        ({"Origin": "OWN", "X_Octavo_Token": "wrong"}, 403),
        ({"Origin": "http://evil.example", "X_Octavo_Token": "TOKEN"}, 403),
        ({"Origin": "null", "X_Octavo_Token": "TOKEN"}, 403),
        ({"Origin": "OWN", "X_Octavo_Token": "TOKEN"}, 204),
    ],
)
def test_a_change_needs_the_token_and_the_origin(server: Server, headers: dict[str, str], status: int) -> None:
    own = {"TOKEN": server.gate.token, "OWN": f"http://127.0.0.1:{server.server_port}"}
    sent = {name: own.get(text, text) for name, text in headers.items()}
    assert ask(server, "POST", "/overlay", '{"texts": {}}', **sent)[0] == status


def test_each_run_has_a_token_of_its_own() -> None:
    assert Gate(1).token != Gate(1).token
    assert TOKEN.title() == TOKEN


def test_what_is_sent_is_looked_at(server: Server, session: Session) -> None:
    own = {"Origin": f"http://127.0.0.1:{server.server_port}", "X_Octavo_Token": server.gate.token}
    bodies = ("no json", "[]", '{"texts": {"a": 1}}', '{"texts": {"../x": ""}}', '{"texts": {"/etc/passwd": ""}}')
    assert [ask(server, "POST", "/overlay", body, **own)[0] for body in bodies] == [400] * 5
    assert ask(server, "POST", "/nothing", "{}", **own)[0] == 404
    assert ask(server, "POST", "/overlay", '{"texts": {"content/words.txt": "Octavo"}}', **own)[0] == 204
    assert session.files.text("content/words.txt") == "Octavo"


@pytest.mark.parametrize(
    "path",
    [
        "/app/../../etc/passwd",
        "/app/%2e%2e/check.html",
        "/app/index.html",
        "/source/1/../../../etc/passwd",
        "/source/1/%2e%2e/%2e%2e/etc/passwd",
        "/source/1//etc/passwd",
        "/source/1/pyproject.toml",
        "/source/1/build/secret",
        "/web/light/-.-.-/../../etc/passwd",
        "/web/light/-.-.-/trial/../../../etc/passwd",
        "/pdf/-.-.-/trial/..%2f..%2fetc",
        "/book/auto/-.-.-/trial/../../x",
        "/etc/passwd",
        "/events?brief=../x",
        "/events?brief=trial&look=..",
    ],
)
def test_no_path_leads_out(server: Server, workspace: SmallPress, path: str) -> None:
    workspace.write("build/secret", "not to be shown")
    status, _, body = ask(server, "GET", path)
    assert status == 404
    assert body == b"there is nothing of that name here\n"


def test_a_line_of_a_text_is_told(server: Server) -> None:
    _, headers, body = ask(server, "GET", "/source/6/content/trial/brief.md")
    assert headers["Content-Type"] == "application/json"
    assert json.loads(body) == {"place": "content/trial/brief.md:6", "text": "A first paragraph."}
    assert json.loads(ask(server, "GET", "/source/600/content/trial/brief.md")[2])["text"] == ""


def test_an_event_is_one_line_of_data() -> None:
    text = events.event("state", {"a": "two\nlines\r\n", "b": "é"}, 7)
    assert text == b'id: 7\nevent: state\ndata: {"a":"two\\nlines\\r\\n","b":"\xc3\xa9"}\n\n'
    assert events.BEAT.startswith(b":")
    assert events.BEAT.endswith(b"\n\n")


def test_a_taken_port_is_told_with_one_that_is_free(server: Server, session: Session, workspace: SmallPress) -> None:
    with pytest.raises(PortTaken) as taken:
        Server(session, server.server_port)
    assert taken.value.free > server.server_port
    with pytest.raises(Misuse, match=rf"port {server.server_port} is taken .*--port \d+ is free"):
        serve(ServeRequest(workspace.root, server.server_port))


def test_a_brief_or_a_brand_that_is_not_there_is_misuse(workspace: SmallPress) -> None:
    with pytest.raises(Misuse, match='there is no brief "trail"; did you mean "trial"'):
        serve(ServeRequest(workspace.root, brief="trail"))
    with pytest.raises(Misuse, match='there is no brand "pacifik"'):
        serve(ServeRequest(workspace.root, brand="pacifik"))


def test_a_brand_opens_on_a_brief_with_the_studio_beside_it(
    workspace: SmallPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {"a-guide": "report", "old": "brief", "talk": "commentary", "new": "brief"}
    for day, (slug, kind) in enumerate(kinds.items(), 1):
        workspace.brief("Text.\n", f"type: {kind}\n", slug)
        change(workspace.root / f"content/{slug}/brief.md", ("date: 2026-01-02", f"date: 2027-01-0{day}"))
    asked: list[str] = []

    def opened(_root: Path, _port: int, first: str) -> NoReturn:
        asked.append(first)
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "running", opened)
    serve(ServeRequest(workspace.root, brand="pacific"))
    serve(ServeRequest(workspace.root, brand="pacific", brief="talk"))
    serve(ServeRequest(workspace.root, brief="talk"))
    serve(ServeRequest(workspace.root))
    assert asked == ["brief=new&brand=pacific&panel=studio", "brief=talk&brand=pacific&panel=studio", "brief=talk", ""]


@pytest.mark.parametrize(
    ("listed", "slug"),
    [
        ((("a", "report", "2026-02-01"), ("b", "", "2026-01-01"), ("c", "one-pager", "2026-03-01")), "b"),
        ((("a", "report", "2026-02-01"), ("c", "one-pager", "2026-01-01")), "c"),
        ((("a", "report", "2026-02-01"), ("b", "report", "2026-02-01")), "a"),
        ((), ""),
    ],
)
def test_the_brief_that_shows_a_brand_best_is_short(listed: tuple[tuple[str, str, str], ...], slug: str) -> None:
    assert shelf.to_try_on(tuple(Listed(name, "", kind, day, "") for name, kind, day in listed)) == slug


@pytest.mark.parametrize("address", ["trial/-.-", "Trial/-.-.-", "../-.-.-", "trial/../../x.-.-", "trial/-.-.a5"])
def test_what_can_be_no_selection_is_none(address: str) -> None:
    slug, _, look = address.partition("/")
    assert selection.read(slug, look) is None


def test_a_selection_goes_through_an_address() -> None:
    chosen = Selection("trial", "parallel", "", "a4")
    assert chosen.look == "parallel.-.a4"
    assert selection.read("trial", chosen.look) == chosen


def test_the_scheme_is_answered_beforehand() -> None:
    page = b'<meta name="color-scheme" content="light dark"><source media="(prefers-color-scheme: dark)">'
    dark = b'<meta name="color-scheme" content="dark"><source media="(min-width: 0px)">'
    light = b'<meta name="color-scheme" content="light"><source media="(max-width: 0px)">'
    assert [in_scheme(page, scheme) for scheme in ("auto", "dark", "light")] == [page, dark, light]


def test_unsaved_texts_lie_over_the_disk(workspace: SmallPress) -> None:
    laid = {"content/trial/brief.md": b"unsaved", "content/new/brief.md": b"new", "styles/x.css": b"a{}"}
    files = Files(workspace.root, DEFAULTS, laid)
    assert files.text("content/trial/brief.md") == "unsaved"
    assert files.exists("content/new/brief.md")
    assert "content/new/brief.md" in files.list("content")
    assert "styles/x.css" in files.list("styles")
    disk = Disk(workspace.root, DEFAULTS, laid=laid)
    assert disk.sha("content/trial/brief.md") == files.reads["content/trial/brief.md"]
    assert disk.sha("styles/") == files.reads["styles/"]
    assert Disk(workspace.root, DEFAULTS).sha("content/trial/brief.md") != disk.sha("content/trial/brief.md")
    with pytest.raises(FileRefused):
        Files(workspace.root, DEFAULTS, {"../x": b""})


def test_blocks_say_their_lines_in_the_preview_alone(workspace: SmallPress) -> None:
    shown = work.web(Order(workspace.root, TRIAL), {})
    page = next(artifact.data for artifact in shown.artifacts if artifact.name == "index.html")
    made = workspace.make("A first paragraph.\n", "", "html")
    published = next(artifact.data for artifact in made.artifacts if artifact.name == "index.html")
    assert b'<p data-line="6">A first paragraph.</p>' in page
    assert b"data-line" not in published
    assert shown.facts["fields"] == {"title": "content/trial/brief.md:2", "people": "content/trial/brief.md:4"}


def test_chapters_say_their_lines_in_the_preview_alone(workspace: SmallPress) -> None:
    shown = printing.bind_book(Order(workspace.root, TRIAL))
    assert shown.facts["blocks"] == [
        ("02-text-1.xhtml", "content/trial/brief.md", 6),
        ("02-text-1.xhtml", "content/trial/brief.md", 8),
        ("02-text-1.xhtml", "content/trial/brief.md", 10),
    ]
    made = workspace.make("A first paragraph.\n", "", "epub")
    with zipfile.ZipFile(io.BytesIO(made.artifacts[0].data)) as book:
        assert not [name for name in book.namelist() if b"data-" in book.read(name) and name.endswith(".xhtml")]


def test_type_and_paper_are_another_for_the_preview_alone(workspace: SmallPress) -> None:
    shown = work.web(Order(workspace.root, Selection("trial", "parallel", "commentary", "a4")), {})
    assert {name: shown.facts[name] for name in ("brand", "type", "paper")} == {
        "brand": "parallel", "type": "commentary", "paper": "a4",
    }  # fmt: skip
    assert not (workspace.root / "build").exists()


def test_of_what_waits_only_the_newest_is_done() -> None:
    done: list[object] = []
    finished = threading.Event()

    def told(result: object, fault: Exception | None) -> None:
        done.append(fault or result)
        if len(done) == 2:
            finished.set()

    hands = Lane("trial", 0)
    for number in range(5):
        hands.ask("same", Piece("tests.preview_tasks:slowly", (0.2, number), told))
    hands.ask("other", Piece("tests.preview_tasks:slowly", (0.0, "other"), told))
    assert finished.wait(PATIENCE)
    hands.close()
    assert done[-2:] == [4, "other"]
    assert len(done) <= 3


def test_what_is_overtaken_is_stopped_when_it_would_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane, "RESTART", 0.5)
    done: list[object] = []
    finished = threading.Semaphore(0)

    def told(result: object, fault: Exception | None) -> None:
        done.append(fault or result)
        finished.release()

    hands = Lane("trial", 0)
    hands.ask("same", Piece("tests.preview_tasks:slowly", (1.5, "first"), told))
    assert finished.acquire(timeout=PATIENCE)
    hands.ask("same", Piece("tests.preview_tasks:slowly", (600, "overtaken"), told))
    time.sleep(0.3)
    hands.ask("same", Piece("tests.preview_tasks:slowly", (0, "newest"), told))
    assert finished.acquire(timeout=PATIENCE)
    hands.close()
    assert done == ["first", "newest"]


def test_a_worker_that_dies_is_told_and_replaced() -> None:
    done: list[object] = []
    finished = threading.Semaphore(0)

    def told(result: object, fault: Exception | None) -> None:
        done.append(fault or result)
        finished.release()

    hands = Lane("trial", 0)
    for task, argument in (("die", 9), ("slowly", 0)):
        hands.ask(task, Piece(f"tests.preview_tasks:{task}", (argument, "alive") if task == "slowly" else (), told))
        assert finished.acquire(timeout=PATIENCE)
    hands.close()
    assert [str(one) for one in done] == ["it ended with exit code 9", "alive"]


def test_half_a_file_is_heard_of_a_moment_later(tmp_path: Path) -> None:
    heard: list[frozenset[str]] = []
    again = threading.Event()

    def changed(paths: frozenset[str]) -> None:
        heard.append(paths)
        again.set()

    file = tmp_path / "content/x/brief.md"
    file.parent.mkdir(parents=True)
    file.write_text("one\ntwo\nthree\n")
    steady = Steady(tmp_path, changed)
    for half in ("", "one\n", None):
        again.clear()
        file.unlink() if half is None else file.write_text(half)
        steady.hear({"content/x/brief.md"})
        assert heard == []
        file.write_text("one\ntwo\nthree\nfour\n")
        steady.hear({"content/x/brief.md"})
        assert heard.pop() == {"content/x/brief.md"}
        assert again.wait(5)
        again.clear()
        assert again.wait(5)
        heard.clear()


def test_a_change_touches_only_what_was_made_from_it(workspace: SmallPress) -> None:
    files = Files(workspace.root, DEFAULTS)
    for path in ("content/trial/brief.md", "content/people.yaml"):
        files.read(path)
    files.exists("content/words.txt")
    files.list("styles")
    older = {**files.reads, "content/trial/brief.md": "as it was when it was checked"}
    stand = Stand(views={"web": View(1, reads=dict(files.reads)), "check": View(1, reads=older)})
    assert not stand.touched({"content/trial/brief.md", "content/publisher.yaml"}, Disk(workspace.root, DEFAULTS))
    workspace.write("styles/new.css", "a{}")
    assert stand.touched({"styles/new.css"}, Disk(workspace.root, DEFAULTS))
    assert not stand.touched({"content/words.txt"}, Disk(workspace.root, DEFAULTS))
    workspace.write("content/words.txt", "Octavo")
    assert stand.touched({"content/words.txt"}, Disk(workspace.root, DEFAULTS))
    failed = {**files.reads, "content/trial/brief.md": "as it was when it failed"}
    stand.views = {"web": View(1, reads=failed), "check": View(1, reads=dict(files.reads))}
    assert stand.touched({"content/trial/brief.md"}, Disk(workspace.root, DEFAULTS))


def test_pictures_keep_their_place_until_they_are_drawn_anew() -> None:
    stand = Stand()
    stand.reprinted(3, [(1, "a", b"1")])
    assert stand.to_draw() == (2, 3)
    stand.drawn([(2, "b", b"2"), (3, "c", b"3")])
    assert stand.to_draw() == ()
    stand.reprinted(4, [(1, "a", b"")])
    assert stand.told()["pages"] == [
        {"sha": "a", "old": False}, {"sha": "b", "old": True}, {"sha": "c", "old": True}, {"sha": "", "old": True},
    ]  # fmt: skip
    stand.drawn([(2, "b2", b"2"), (3, "c", b""), (4, "d", b"4")])
    assert stand.to_draw() == ()
    assert sorted(stand.pictures) == ["a", "b", "b2", "c", "d"]  # a tab may just be asking for b
    stand.reprinted(4, [(1, "a", b"")])
    stand.drawn([(2, "b2", b""), (3, "c2", b"3"), (4, "d", b"")])
    assert stand.to_draw() == ()
    assert sorted(stand.pictures) == ["a", "b2", "c", "c2", "d"]
    stand.reprinted(1, [(1, "unknown", b"")])
    assert stand.to_draw() == (1,)


def test_the_last_good_page_stays_while_problems_are_told(session: Session, workspace: SmallPress) -> None:
    with session.attend(TRIAL):
        until(session, lambda told: told["web"]["number"] == 1 and told["pdf"]["number"] == 1)
        good = session.file(TRIAL, "web", "index.html")
        for text, code, line in (
            (b"---\ntitle: [\n---\nText.\n", "yaml-bracket-open", 3),
            (b"---\ntitle: A\n---\nCaf\xe9.\n", "not-utf8", 4),
            (b"", "empty-file", 1),
        ):
            workspace.write("content/trial/brief.md", text)
            session.changed({"content/trial/brief.md"})
            told = until(session, partial(is_told, code))
            assert told["web"]["failed"]
            assert told["web"]["number"] == 1
            assert next(p["line"] for p in told["web"]["problems"] if p["code"] == code) == line
            assert session.file(TRIAL, "web", "index.html") is good
        workspace.brief("Mended.\n")
        session.changed({"content/trial/brief.md"})
        told = until(session, lambda told: told["web"]["number"] == 2)
        assert not told["web"]["failed"]
        assert b"Mended." in (session.file(TRIAL, "web", "index.html") or good).data  # type: ignore[union-attr]


def test_a_broken_style_sheet_or_brand_is_told_at_its_line(session: Session, workspace: SmallPress) -> None:
    folder = "styles/brands/pacific"
    brand = Files(workspace.root, DEFAULTS).read(f"{folder}/_brand.yml")
    with session.attend(TRIAL):
        until(session, lambda told: told["web"]["number"] == 1)
        for path, text, code, line in (
            (f"{folder}/brand.css", b".title {\n  colr: red;\n}\n", "css-property", 2),
            (f"{folder}/_brand.yml", brand + b"nonsense: 1\n", "brand-field", brand.count(b"\n") + 1),
        ):
            workspace.write(path, text)
            session.changed({path})
            told = until(session, partial(is_told, code))
            (found,) = [p for p in told["web"]["problems"] if p["code"] == code]
            assert (found["path"], found["line"]) == (path, line)
            assert told["web"]["failed"]
            (workspace.root / path).unlink()
            session.changed({path})
            until(session, lambda told: not told["web"]["failed"] and not told["web"]["busy"])


def test_a_brief_that_goes_is_told_and_that_never_was_good_too(session: Session, workspace: SmallPress) -> None:
    with session.attend(TRIAL):
        until(session, lambda told: told["web"]["number"] == 1)
        (workspace.root / "content/trial/brief.md").unlink()
        session.changed({"content/trial/brief.md"})
        told = until(session, lambda told: told["web"]["failed"] and not told["shelf"]["briefs"])
        assert [p["code"] for p in told["web"]["problems"]] == ["unknown-brief"]
        assert told["web"]["number"] == 1
    workspace.write("content/bad/brief.md", "no fields")
    bad = Selection("bad")
    with session.attend(bad):
        told = until(session, lambda told: told["web"]["failed"], bad)
        assert told["web"]["number"] == 0
        assert [p["place"] for p in told["web"]["problems"]] == ["content/bad/brief.md:1"]


def test_many_saves_in_a_burst_are_few_renders(session: Session, workspace: SmallPress) -> None:
    with session.attend(TRIAL):
        until(session, lambda told: told["web"]["number"] == 1 and told["pdf"]["number"] == 1)
        for number in range(30):
            workspace.brief(f"Paragraph {number}.\n")
            session.changed({"content/trial/brief.md"})
        told = until(session, lambda told: not told["web"]["busy"] and not told["pdf"]["busy"])
        assert 2 <= told["web"]["number"] < 10
        assert 2 <= told["pdf"]["number"] <= 3
        found = session.file(TRIAL, "web", "index.html")
        assert found
        assert b"Paragraph 29." in found.data


def test_what_nobody_looks_at_is_made_when_somebody_does(session: Session, workspace: SmallPress) -> None:
    with session.attend(TRIAL):
        until(session, lambda told: told["web"]["number"] == 1)
    workspace.brief("Written while nobody looked.\n")
    session.changed({"content/trial/brief.md"})
    with session.attend(TRIAL):
        until(session, lambda told: told["web"]["number"] == 2)


class Waiting:
    """A lane whose work is done when the test says so."""

    asked: ClassVar[list[Piece]] = []

    def __init__(self, name: str, steps: int) -> None:
        del name, steps

    def ask(self, key: object, piece: Piece) -> None:
        del key
        self.asked.append(piece)

    def drop(self, key: object) -> None:
        del key


def test_what_comes_for_a_selection_that_was_let_go_is_not_shown_in_its_next(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(making, "Lane", Waiting)
    monkeypatch.setattr(Waiting, "asked", [])
    made = Rendered((Artifact("trial.pdf", "application/pdf", b"%PDF"),), (), False, {}, {}, count=2)
    stands = {TRIAL: Stand(tabs=Counter(web=1))}
    news = threading.Condition(threading.RLock())
    orders = Making(tmp_path, news, stands)
    with news:
        orders.order(TRIAL, "pdf", {})
    Waiting.asked[0].told(made, None)
    assert stands[TRIAL].views["pdf"].number == 1
    assert [piece.task.split(":")[1] for piece in Waiting.asked[1:]] == ["draw_pages", "check_pages", "check_editions"]

    let_go, stands[TRIAL] = stands[TRIAL], Stand()
    Waiting.asked[1].told(((1, "a", b"1"),), None)
    Waiting.asked[2].told(replace(made, artifacts=()), None)
    assert stands[TRIAL].views == {}
    assert stands[TRIAL].pages == []
    assert let_go.views["check"].number == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 0), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_cleanly_although_a_tab_is_open(workspace: SmallPress, number: int, code: int) -> None:
    root = Path(__file__).parents[1]
    code_line = (
        f"from octavo import cli; from pathlib import Path; cli.serve(Path({str(workspace.root)!r}), '', '', '')"
    )
    program = f"from octavo.preview import command; command.PORT = 0; {code_line}"
    env = dict(os.environ, PYTHONPATH=str(root / "src"))
    with subprocess.Popen(
        [sys.executable, "-c", program], env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().strip()
        with urllib.request.urlopen(f"{address}events?brief=trial", timeout=PATIENCE) as stream:
            assert stream.readline() == b"retry: 500\n"
            process.send_signal(number)
            assert process.wait(PATIENCE) == code
        assert process.stderr.read() == ("stopped\n" if code == 0 else "")


def test_at_a_glance_only_web_pages_are_made_and_all_when_one_is_chosen(session: Session) -> None:
    beside = session.glances(TRIAL)
    assert [one.type for one in beside] == ["brief", "commentary", "event-summary", "one-pager", "report"]
    one = beside[1]
    with session.attend(TRIAL), session.attend(one, GLANCE):
        after, end = -1, time.monotonic() + PATIENCE
        told: dict[str, Any] | None = None
        while time.monotonic() < end and not (told and told["types"][one.type]["number"]):
            after, told = session.wait(TRIAL, after, 1, (one,))
        assert told
        assert told["types"] == {"commentary": {"number": 1, "failed": False}}
        assert session.file(one, "pdf", "trial.pdf") is None
    with session.attend(one):
        until(session, lambda told: told["pdf"]["number"] == 1, one)


def test_unsaved_texts_show_until_they_are_taken_away(session: Session, workspace: SmallPress) -> None:
    path = "content/trial/brief.md"
    text = (workspace.root / path).read_text()

    def words() -> str:
        found = session.file(TRIAL, "web", "index.html")
        return found.data.decode() if found else ""

    with session.attend(TRIAL):
        until(session, lambda told: told["web"]["number"] == 1)
        session.lay({path: text.replace("A first", "An unsaved").encode()})
        told = until(session, lambda told: told["web"]["number"] == 2)
        assert told["laid"] == [path]
        assert "An unsaved paragraph" in words()
        session.lay({})
        until(session, lambda told: told["web"]["number"] == 3)
        assert "A first paragraph" in words()


def test_the_other_editions_are_made_as_a_build_makes_them_and_checked(workspace: SmallPress) -> None:
    order, today = Order(workspace.root, TRIAL), date(2026, 1, 1)
    printed = printing.print_pages(order, frozenset())
    pdf = next(one.data for one in printed.artifacts if one.name == "trial.pdf")
    first = checking.check_pages(order, pdf, printed.kept, today)
    then = checking.check_editions(order, pdf, printed.kept, today)
    assert (then.facts["findings"], then.facts["unrun"], then.problems) == ((), [], ())
    quick = {check.name for check in CHECKS if not check.slow}
    assert {*first.facts["families"], *then.facts["families"]} == quick  # type: ignore[misc]
    left = {one["check"] for one in first.facts["unrun"]}  # type: ignore[attr-defined]
    assert left == {check.name for check in CHECKS if check.slow}
    built = {
        one.name: one.data
        for one in workspace.make("A first paragraph.\n\n## A section\n\nA second paragraph.\n").artifacts
    }
    laid = workspace.root / KEPT / TRIAL.id / "trial"
    assert {path.relative_to(laid).as_posix() for path in laid.rglob("*") if path.is_file()} == set(built)
    for name in ("index.html", "trial.epub"):
        assert (laid / name).read_bytes() == built[name]


def test_a_check_that_is_overtaken_by_a_mistake_says_nothing(workspace: SmallPress) -> None:
    order, today = Order(workspace.root, TRIAL), date(2026, 1, 1)
    printed = printing.print_pages(order, frozenset())
    pdf = next(one.data for one in printed.artifacts if one.name == "trial.pdf")
    workspace.write("content/trial/brief.md", "no fields")
    said = checking.check_pages(order, pdf, printed.kept, today)
    assert (said.failed, said.problems, said.facts) == (True, (), {})


def test_an_edition_that_the_brief_does_not_ask_for_is_named_as_not_run(workspace: SmallPress) -> None:
    workspace.brief("A paragraph.\n", "formats: [pdf, html]\n")
    order, today = Order(workspace.root, TRIAL), date(2026, 1, 1)
    printed = printing.print_pages(order, frozenset())
    pdf = next(one.data for one in printed.artifacts if one.name == "trial.pdf")
    then = checking.check_editions(order, pdf, printed.kept, today)
    assert then.facts["unrun"] == [{"check": "epub", "reason": "the brief asks for no EPUB"}]


def test_a_change_of_what_only_the_check_reads_runs_the_check_alone(session: Session, workspace: SmallPress) -> None:
    with session.attend(TRIAL):
        told = until(
            session, lambda told: "compare" in told and not any(told[name]["busy"] for name in ("check", "compare"))
        )
        web, checked = told["web"]["number"], told["check"]["number"]
        workspace.write("content/waivers.yaml", "[]\n")
        session.changed({"content/waivers.yaml"})
        told = until(session, lambda told: told["check"]["number"] > checked)
        assert told["web"]["number"] == web


def test_pages_are_drawn_checked_and_found_on_the_map(session: Session, workspace: SmallPress) -> None:
    workspace.brief("A paragraf with a misspelt word.\n\n## A section\n\nA second paragraph.\n")
    with session.attend(TRIAL, "epub"):
        told = until(session, lambda told: told.get("check", {}).get("number") == 1 and told["epub"]["number"] == 1)
        (page, *_) = told["pages"]
        assert (session.picture(TRIAL, page["sha"]) or b"").startswith(b"\x89PNG")
        places = json.loads((session.file(TRIAL, "pdf", "map.json") or View().files["none"]).data)
        assert [(b["page"], b["line"]) for b in places if b["line"] in (6, 10)] == [(1, 6), (1, 10)]
        found = [f for f in told["check"]["facts"]["findings"] if f["code"] == "misspelt"]
        assert (found[0]["line"], found[0]["column"], found[0]["source"]) == (6, 3, "A paragraf with a misspelt word.")
        assert ["A section", "02-text-1.xhtml#a-section"] in [list(one) for one in told["epub"]["facts"]["contents"]]
    assert not (workspace.root / "build").exists()


def test_a_folder_that_goes_while_it_is_looked_through_ends_no_watch(tmp_path: Path) -> None:
    inner = tmp_path / "content/new/figures"
    inner.mkdir(parents=True)
    places = watch.files_in(tmp_path / "content")
    assert [next(places), next(places)] == [tmp_path / "content", tmp_path / "content/new"]
    shutil.rmtree(tmp_path / "content")
    assert list(places) == []


def until_watched(file: Path, heard: Queue[frozenset[str]]) -> None:
    """Write a file until somebody hears of it."""
    end = time.monotonic() + PATIENCE
    while heard.empty() and time.monotonic() < end:
        file.write_text(str(time.monotonic()), "utf-8")
        time.sleep(0.1)
    assert heard.get(timeout=1)


def test_what_lies_in_a_new_folder_is_told_as_soon_as_it_is_watched(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    heard: Queue[frozenset[str]] = Queue()
    stop = threading.Event()
    thread = threading.Thread(target=follow, args=(tmp_path, heard.put, stop), daemon=True)
    thread.start()
    try:
        until_watched(tmp_path / "content/first.md", heard)
        file = tmp_path / "templates/parts/body.html"
        file.parent.mkdir(parents=True)
        file.write_text("whole at once", "utf-8")
        while "templates/parts/body.html" not in heard.get(timeout=PATIENCE):
            pass
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()
