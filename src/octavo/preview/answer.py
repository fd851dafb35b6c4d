"""A status, a kind and bytes -> the headers that go with them. What pages may do is said here, once."""

import json
from dataclasses import dataclass

APP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The page of the preview: everything comes from this server, no script stands in the page."""
WEB = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src https:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""A web page that is shown in it: the strictest policy under which it works."""
BOOK = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
"""A book: it has no script, and its drawings bear their styles with them."""
DRAWING = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A picture of the workspace as it lies there, which nobody has cleaned yet."""
ALWAYS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class Answer:
    """What is sent back; `to` is the address that it leads to."""

    status: int
    kind: str = "text/plain; charset=utf-8"
    body: bytes = b""
    policy: str = APP
    to: str = ""

    @property
    def headers(self) -> dict[str, str]:
        known = {**ALWAYS, "Content-Type": self.kind, "Content-Security-Policy": self.policy}
        return {**known, "Location": self.to} if self.to else known


NOT_FOUND = Answer(404, body=b"there is nothing of that name here\n")
REFUSED = Answer(403, body=b"this server answers only its own page\n")
DONE = Answer(204)


def as_json(value: object, status: int = 200) -> Answer:
    """A value as JSON."""
    return Answer(status, "application/json", json.dumps(value, ensure_ascii=False).encode())
