"""A request's headers -> whether it comes from the preview's own page. The door of the server.

Any page that is open in the browser can send requests to this machine. Its name for this machine is not ours, though
(DNS rebinding), its origin is not ours, and it does not hold the token of this run.
"""

import hmac
import secrets
from collections.abc import Mapping

ADDRESS = "127.0.0.1"
"""The only address that is listened at: no other machine can reach it."""
TOKEN = "X-Octavo-Token"
MOST = 2_000_000
"""Bytes of what may be sent."""


class Gate:
    """Knows the names of this server, and its secret."""

    def __init__(self, port: int) -> None:
        self._hosts = frozenset(f"{name}:{port}" for name in (ADDRESS, "localhost"))
        self.token = secrets.token_urlsafe(32)

    def lets_in(self, headers: Mapping[str, str]) -> bool:
        """Whether a request means this server by its own name."""
        return headers.get("Host", "").lower() in self._hosts

    def lets_change(self, headers: Mapping[str, str]) -> bool:
        """Whether a request comes from a page of this server that was given the token of this run."""
        origin = headers.get("Origin", "").lower().removeprefix("http://")
        token = headers.get(TOKEN, "")
        mine = hmac.compare_digest(token.encode("utf-8", "replace"), self.token.encode())
        return mine and origin == headers.get("Host", "").lower() and origin in self._hosts
