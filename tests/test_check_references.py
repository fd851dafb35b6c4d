"""What links, files and people lead to; and what servers say, told by one on this machine."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from octavo.checks import links, run
from octavo.checks.finding import Address, Finding, Unrun
from octavo.problems import Place

from .small_press import SmallPress

DAY = date(2026, 3, 2)


@pytest.fixture
def press(tmp_path: Path) -> SmallPress:
    return SmallPress(tmp_path)


def found(press: SmallPress, slug: str = "trial") -> list[str]:
    checked = run.check(press.root, slug, "", {}, ("references",))
    assert checked.problems == ()
    return [str(finding.problem) for finding in checked.findings]


def test_a_link_to_a_brief_that_is_not_out_is_told_and_a_draft_may_have_it(press: SmallPress) -> None:
    press.brief("Text.\n", "status: embargoed\n", slug="later")
    text = "See [what comes](../later/) and [again](https://house.example/briefs/later/).\n"
    press.brief(text, "related:\n  - {brief: later}\n")
    told = 'warning[link-to-unpublished]: the link leads to "later", whose status is embargoed'
    hint = "\n    hint: publish the two together, or leave the link out until then"
    assert [line for line in found(press) if "link-" in line] == [
        f"content/trial/brief.md:8:5: {told}{hint}",
        f"content/trial/brief.md:8:33: {told}{hint}",
        f"content/trial/brief.md:6:13: {told}{hint}",
    ]
    press.brief(text, "status: draft\n")
    assert [line for line in found(press) if "link-" in line] == []


def test_people_are_told_once_in_a_workspace(press: SmallPress) -> None:
    press.brief("Text.\n", slug="a-first")
    press.brief("Text.\n")
    assert [line.splitlines()[0] for line in found(press, "a-first")] == [
        "content/people.yaml:2:1: advice[person-unused]: Bo Sample is named in no brief"
    ]
    assert found(press) == []


def test_addresses_are_gathered_with_their_places_and_nobody_is_asked(press: SmallPress) -> None:
    media = 'media:\n  - {id: a, kind: audio, title: T, url: "https://host.example/a"}\n'
    text = "See [b](https://host.example/b#part), [c](mailto:c@host.example).[^1]\n\n[^1]: <http://host.example>\n"
    press.brief(text, media)
    asked = run.check(press.root, "trial", "", {}, ("links",)).addresses
    assert [(str(one.place), one.url) for one in asked] == [
        ("content/trial/brief.md:8:5", "https://host.example/b"),
        ("content/trial/brief.md:10:7", "http://host.example"),
        ("content/trial/brief.md:6:41", "https://host.example/a"),
    ]


# The network -----------------------------------------------------------------------------------------------


class Server(BaseHTTPRequestHandler):
    """Answers by the path: /404, /301/<path>, /302/<path>, /slow, /nohead; anything else is there."""

    asked: ClassVar[Counter[str]] = Counter()
    busy = most = 0
    lock = threading.Lock()

    def do_HEAD(self) -> None:
        with self.lock:
            Server.asked[f"{self.command} {self.path}"] += 1
            Server.busy += self.path != "/slow"
            Server.most = max(Server.most, Server.busy)
        time.sleep(1.5 if self.path == "/slow" else 0.03)
        with self.lock:
            Server.busy -= self.path != "/slow"
        first, _, rest = self.path[1:].partition("/")
        status = int(first) if first.isdigit() else 200
        if first == "nohead":
            status = 405 if self.command == "HEAD" else 200
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", f"/{rest}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 - named as the library asks

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Server.asked.clear()
    Server.most = 0
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def told(outcomes: dict[str, links.Outcome], base: str) -> list[str]:
    place = Place("content/trial/brief.md", 8, 5)
    said = links.findings([Address(url, place) for url in sorted(outcomes)], outcomes)
    return [str(one.problem).splitlines()[0].replace(base, "") for one in said if isinstance(one, Finding)]


def test_what_servers_answer(server: str, tmp_path: Path) -> None:
    paths = "good 404 410 403 500 nohead 301/new 301/404 302/new 302/301/new slow é?ü=ß".split()
    outcomes = dict(links.look_up([f"{server}/{p}" for p in paths], tmp_path / "links.json", DAY, patience=0.5))
    at = "content/trial/brief.md:8:5:"
    assert told(outcomes, server) == [
        f"{at} error[link-dead]: /301/404 is not there any more: the server answers 404",
        f"{at} advice[link-moved]: /301/new has moved to /new",
        f"{at} advice[link-unknown]: whether /403 is there was not found out: the server answers programs with 403",
        f"{at} error[link-dead]: /404 is not there any more: the server answers 404",
        f"{at} error[link-dead]: /410 is not there any more: the server answers 410",
        f"{at} warning[link-unreachable]: /500 could not be reached: the server answers 500",
        f"{at} warning[link-unreachable]: /slow could not be reached: no answer in 0.5 s",
    ]


def test_a_host_is_asked_two_things_at_a_time_and_each_once(server: str, tmp_path: Path) -> None:
    urls = [f"{server}/{number}x" for number in range(12)]
    links.look_up([*urls, *urls], tmp_path / "links.json", DAY)
    assert Server.most == 2
    assert set(Server.asked.values()) == {1}


def test_a_circle_is_left(server: str, tmp_path: Path) -> None:
    address = f"{server}/" + "301/" * 12 + "end"
    outcomes = dict(links.look_up([address], tmp_path / "links.json", DAY))
    assert outcomes[address].kind == "dead"
    assert outcomes[address].told == "it leads on more than 10 times"


def test_what_is_there_is_believed_for_a_week_and_what_is_not_is_asked_again(server: str, tmp_path: Path) -> None:
    kept = tmp_path / "cache/links.json"
    urls = [f"{server}/good", f"{server}/404"]
    links.look_up(urls, kept, DAY)
    first = Server.asked.copy()
    links.look_up(urls, kept, DAY + timedelta(days=6))
    assert Server.asked - first == Counter({"HEAD /404": 1, "GET /404": 1})
    links.look_up(urls, kept, DAY + timedelta(days=7))
    assert Server.asked["HEAD /good"] == 2
    kept.write_text("{broken")
    links.look_up(urls, kept, DAY)
    assert Server.asked["HEAD /good"] == 3
    assert set(json.loads(kept.read_text("utf-8"))) == set(urls)


def test_without_a_network_nothing_is_called_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    urls = ["http://127.0.0.1:9/a", "http://127.0.0.1:9/b"]
    outcomes = links.look_up(urls, tmp_path / "links.json", DAY)
    said = list(links.findings([Address(url, Place("x")) for url in urls], outcomes))
    assert said == [Unrun("external links", "no server could be reached (the connection was refused)", "content")]
