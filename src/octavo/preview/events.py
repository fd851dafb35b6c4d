"""Values -> the lines of an event stream (HTML, 9.2 "Server-sent events")."""

import json

TYPE = "text/event-stream"
BEAT = b": still here\n\n"
"""A comment. Writing it shows whether anyone is still listening."""
RETRY = b"retry: 500\n\n"
"""Milliseconds after which a browser comes again when the connection was cut."""


def event(name: str, value: object, number: int) -> bytes:
    """One event. JSON has no raw line break, so its data are one line."""
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"id: {number}\nevent: {name}\ndata: {data}\n\n".encode()
