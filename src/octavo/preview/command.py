"""`invoke serve`: a workspace -> a server that shows it until Ctrl-C, and what the terminal is told."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from octavo import environment, pipeline, terminal
from octavo.anchors import nearest
from octavo.brandnames import require_brand
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.preview import studio, watch
from octavo.preview.gate import ADDRESS
from octavo.preview.server import PORT, PortTaken, Server
from octavo.preview.session import Session
from octavo.preview.shelf import to_try_on
from octavo.preview.steady import Steady
from octavo.report import Misuse, Unready

TICK = 0.25
"""Seconds. A signal that comes just before a sleep does not end it, so none may be long."""


@dataclass(frozen=True)
class ServeRequest:
    """What is asked for on the command line: port 0 is the usual one; `brief` and `brand` are shown first."""

    root: Path
    port: int = 0
    brief: str = ""
    brand: str = ""


def serve(request: ServeRequest) -> int:
    """Serve until Ctrl-C. Raises Misuse for a brief, a brand or a port that there is not, and Unready when this machine
    lacks what the press needs."""
    root = request.root.resolve()
    _look(root, request)
    try:
        first = urlencode(_first(root, request))
        with running(root, request.port or PORT, first) as server:
            terminal.say(f"http://{ADDRESS}:{server.server_port}/{'?' if first else ''}{first}")
            terminal.say("Open this address in a browser. Ctrl-C stops the preview.")
            while True:
                time.sleep(TICK)
    except PortTaken as taken:
        other = f"; ./invoke serve --port {taken.free} is free" if taken.free else ""
        raise Misuse(f"port {taken.port} is taken by another program{other}") from None
    except KeyboardInterrupt:
        terminal.warn("stopped")
    return 0


@contextmanager
def running(root: Path, port: int, first: str = "") -> Iterator[Server]:
    """A server that answers, and a watch over the files, in threads of their own; `first` is the query of an address
    that has none. Raises PortTaken."""
    studio.tidy(root)
    session = Session(root)
    try:
        server = Server(session, port, first)
    except PortTaken:
        session.close()
        raise
    stop, steady = threading.Event(), Steady(root, session.changed)
    threads = (
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True, name="preview server"),
        threading.Thread(target=watch.follow, args=(root, steady.hear, stop), daemon=True, name="preview watch"),
    )
    for thread in threads:
        thread.start()
    try:
        yield server
    finally:
        stop.set()
        server.shutdown()
        session.close()
        server.server_close()


def _first(root: Path, request: ServeRequest) -> dict[str, str]:
    """What is shown first. Who names a brand wants to change it: it opens on a brief, with the studio beside it."""
    brief = request.brief or (to_try_on(pipeline.overview(root)) if request.brand else "")
    asked = {"brief": brief, "brand": request.brand, "panel": "studio" if request.brand else ""}
    return {name: value for name, value in asked.items() if value}


def _look(root: Path, request: ServeRequest) -> None:
    lacking = environment.missing(environment.examine("build"), "build")
    if lacking:
        raise Unready(f"the press cannot be started: {', '.join(need.name for need in lacking)} missing")
    slugs = pipeline.slugs(root)
    if request.brief and request.brief not in slugs:
        raise Misuse(f'there is no brief "{request.brief}"; {nearest(request.brief, slugs)}')
    if request.brand:
        require_brand(Files(root, DEFAULTS), request.brand)
