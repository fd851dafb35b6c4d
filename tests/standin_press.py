"""A press that takes no time: it prints what the brief says, and does what a line "do: ..." in it asks for."""

import os
import resource
import signal
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from octavo.artifact import Artifact
from octavo.defaults import DEFAULTS
from octavo.files import FileMissing, Files
from octavo.problems import Place, Problem, Rejected, errors, problem

NAMES = {"pdf": "{}.pdf", "html": "index.html", "epub": "{}.epub"}


@dataclass(frozen=True)
class IndexCard:
    slug: str
    title: str
    authors: tuple[str, ...]
    files: Mapping[str, str]
    pages: int


@dataclass(frozen=True)
class Made:
    slug: str
    artifacts: tuple[Artifact, ...]
    kept: tuple[Artifact, ...] = field(default=(), init=False)
    problems: tuple[Problem, ...] = ()
    reads: Mapping[str, str] = field(default_factory=dict)
    pages: int = 0
    card: IndexCard | None = None


def make(root: Path, slug: str, brand: str, formats: tuple[str, ...], draft: bool) -> Made:
    """Each format as the brief's text and every file that it names after "read: ", 40 times over."""
    files = Files(root, DEFAULTS)
    path = f"content/{slug}/brief.md"
    text = files.text(path)
    said = [line.split(": ", 1) for line in text.splitlines() if ": " in line]
    parts = [f"{brand} {draft} {text}".encode()]
    found: list[Problem] = []
    for name, value in said:
        if name == "read" and value.endswith("/"):
            parts.append("\n".join(files.list(value)).encode())
        elif name == "read":
            try:
                parts.append(files.read(value))
            except FileMissing:
                parts.append(b"absent")
        elif name == "do":
            found.extend(_do(value, Place(path, 1)))
    if errors(tuple(found)):
        return Made(slug, (), tuple(found), dict(files.reads))
    names = {kind: name.format(slug) for kind, name in NAMES.items() if not formats or kind in formats}
    artifacts = [Artifact(name, kind, (kind.encode() + b" ".join(parts)) * 40) for kind, name in names.items()]
    artifacts.append(Artifact("images/é #1.png", "image/png", b"png"))
    card = IndexCard(slug, text.splitlines()[0], ("A. Author",), names, 3)
    return Made(slug, tuple(artifacts), tuple(found), dict(files.reads), 3 if "pdf" in names else 0, card)


def index(root: Path, brand: str, cards: tuple[IndexCard, ...], _searched: bool, _draft: bool) -> Made:
    """The titles, a line each."""
    assert {type(card.authors) for card in cards} == {tuple}
    files = Files(root, DEFAULTS)
    if files.exists("content/publisher.yaml"):
        brand += files.text("content/publisher.yaml")
    lines = [f"{card.slug} {card.title} {sorted(card.files)} {brand}" for card in cards]
    return Made("", (Artifact("index.html", "text/html", "\n".join(lines).encode()),), (), dict(files.reads))


def _do(what: str, place: Place) -> tuple[Problem, ...]:
    verb, _, argument = what.partition(" ")
    match verb:
        case "sleep":
            time.sleep(float(argument))
        case "hang":
            while True:
                pass
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "die-once":
            if not Path(argument).exists():
                Path(argument).touch()
                os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            raise SystemExit(3)
        case "grow":
            resource.setrlimit(resource.RLIMIT_DATA, (300 << 20, -1))
            bytearray(1 << 30)
        case "crash":
            raise KeyError("a bug")
        case "reject":
            raise Rejected((problem("disk-full", place, path="x", reason="said by a room"),))
        case "fail":
            return (problem("too-slow", place, slug="x", limit=argument),)
        case "warn":
            return (problem("orphan-output", place, slug=argument),)
        case "connect":
            for attempt in (_connect, _ask):
                try:
                    attempt(argument)
                except OSError:
                    continue
        case "note-pid":
            with Path(argument).open("a") as file:
                file.write(f"{os.getpid()}\n")
    return ()


def _connect(port: str) -> None:
    with socket.create_connection(("127.0.0.1", int(port)), 1):
        pass


def _ask(_port: str) -> None:
    socket.getaddrinfo("example.org", 443)
