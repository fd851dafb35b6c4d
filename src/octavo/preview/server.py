"""Requests -> answers, on this machine alone. The only file that knows http.server."""

import errno
import json
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from octavo.preview import events, routes, selection
from octavo.preview.answer import NOT_FOUND, REFUSED, Answer
from octavo.preview.gate import ADDRESS, MOST, Gate
from octavo.preview.session import Session
from octavo.preview.stand import GLANCE

PORT = 8400
TRIED = 20
"""Ports that are looked at when the wanted one is taken."""
BEAT = 5.0
"""Seconds between two signs of life on an event stream."""


class PortTaken(Exception):
    """Somebody else listens at the port; `free` is the next one that is free, 0 when none was found."""

    def __init__(self, port: int, free: int) -> None:
        super().__init__(port)
        self.port, self.free = port, free


class Server(ThreadingHTTPServer):
    """The server of one session; `first` is the query that leads an address without one. Raises PortTaken."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, session: Session, port: int, first: str = "") -> None:
        try:
            super().__init__((ADDRESS, port), Handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            raise PortTaken(port, _free(port)) from None
        self.session, self.first = session, first
        self.gate = Gate(self.server_port)

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of an answer is no fault."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Octavo", ""

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if not self.server.gate.lets_in(self._headers()):
            self._send(REFUSED)
        elif address.path == "/" and self.server.first and not address.query:
            self._send(Answer(302, to=f"/?{self.server.first}"))
        elif address.path == "/":
            self._send(routes.page(self.server.session, self.server.gate.token))
        elif address.path == "/events":
            self._stream({name: values[-1] for name, values in parse_qs(address.query).items()})
        else:
            self._send(routes.get(self.server.session, address.path))

    def do_POST(self) -> None:
        headers = self._headers()
        gate, size = self.server.gate, headers.get("Content-Length", "")
        if not (gate.lets_in(headers) and gate.lets_change(headers)):
            self._send(REFUSED)
        elif not size.isdigit() or int(size) > MOST:
            self._send(Answer(413, body=b"that is too much\n"))
        else:
            try:
                value = json.loads(self.rfile.read(int(size)))
            except ValueError:
                self._send(Answer(400, body=b"that is no JSON\n"))
                return
            self._send(routes.post(self.server.session, urlsplit(self.path).path, value), left=False)

    def log_message(self, *_: object) -> None:
        """The terminal is for problems, not for requests."""

    def _headers(self) -> dict[str, str]:
        return {name.title(): value for name, value in self.headers.items()}

    def _send(self, told: Answer, left: bool = True) -> None:
        """Send an answer. `left`: what came with the request was not read, so that the connection ends."""
        self.send_response(told.status)
        for name, value in told.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(told.body)))
        if left and self.command == "POST":
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(told.body)

    def _stream(self, asked: dict[str, str]) -> None:
        """Tell a tab what it shows, and everything that changes in it, until it goes away."""
        session = self.server.session
        slug, edition = asked.get("brief", ""), "epub" if asked.get("view") == "epub" else "web"
        chosen = selection.read(slug, asked.get("look", "-.-.-")) if slug else selection.NOTHING
        if chosen is None:
            self._send(NOT_FOUND)
            return
        self.send_response(200)
        for name, value in Answer(200, events.TYPE).headers.items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        beside = session.glances(chosen) if asked.get("view") == "types" and slug else ()
        with suppress(ConnectionError), ExitStack() as looking:
            looking.enter_context(session.attend(chosen, edition))
            for one in beside:
                looking.enter_context(session.attend(one, GLANCE))
            self.wfile.write(events.RETRY)
            after = -1
            while not session.closed:
                after, told = session.wait(chosen, after, BEAT, beside)
                self.wfile.write(events.event("state", told, after) if told else events.BEAT)
                self.wfile.flush()


def _free(port: int) -> int:
    """The next port after `port` that nobody listens at."""
    for other in range(port + 1, min(port + 1 + TRIED, 65536)):
        with suppress(OSError), ThreadingHTTPServer((ADDRESS, other), Handler):
            return other
    return 0
