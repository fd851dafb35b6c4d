"""Addresses of the web -> which of them are dead, moved or silent. The only room that asks the network, with --full.

At most two questions at a time go to one host. What was found to be there is kept for a week in the output folder.
"""

import json
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass
from datetime import date
from email.message import Message
from http.client import HTTPException
from pathlib import Path
from typing import IO, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urldefrag, urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from octavo.checks.finding import Address, Finding, Unrun, find
from octavo.folder import CACHE

NAME = f"{CACHE}/links.json"
"""Below the output folder."""
KEPT_DAYS = 7
PATIENCE = 10.0
"""Seconds that a server has to answer."""
AT_ONCE, PER_HOST = 16, 2
HOPS = 10
"""Redirections that are followed (as many browsers' 20, halved: each is a question of ours)."""
GONE = (404, 410)
REFUSING = (401, 402, 403, 405, 406, 407, 418, 429, 451, 999)
"""Answers to programs, of servers that may well show the page to a person."""
FOR_GOOD, FOR_NOW = (301, 308), (302, 303, 307)
KEPT_SIGNS = "/%:@!$&'()*+,;=~-._?"
"""What may stand in a path or a query as it is (RFC 3986, 3.3 and 3.4), and the sign of what is written otherwise."""
AGENT = "Mozilla/5.0 (compatible; Octavo link check)"

Kind = Literal["good", "dead", "unreachable", "moved", "unknown"]


@dataclass(frozen=True)
class Outcome:
    """What came of asking for an address: `told` is the reason, or where it has moved; `day` when it was asked for."""

    kind: Kind
    told: str = ""
    day: str = ""


def look_up(urls: Iterable[str], kept: Path, today: date, patience: float = PATIENCE) -> Mapping[str, Outcome]:
    """Ask for each address, unless it was found to be there within a week. What is found is written to `kept`."""
    wanted = sorted(set(urls))
    known = {url: outcome for url, outcome in _read(kept).items() if url in wanted and _holds(outcome, today)}
    missing = [url for url in wanted if url not in known]
    asker = _Asker(patience)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(zip(missing, pool.map(asker.outcome, missing), strict=True))
    dated = {url: Outcome(o.kind, o.told, today.isoformat()) for url, o in found.items()}
    whole = {**known, **dated}
    if missing:
        kept.parent.mkdir(parents=True, exist_ok=True)
        lines = {url: astuple(outcome) for url, outcome in sorted({**_read(kept), **whole}.items())}
        beside = kept.with_suffix(".new")
        beside.write_text(json.dumps(lines, ensure_ascii=False, indent=0), encoding="utf-8")
        beside.replace(kept)
    return whole


def findings(addresses: Iterable[Address], outcomes: Mapping[str, Outcome]) -> Iterator[Finding | Unrun]:
    """What is to be said of the addresses of one brief. When no server at all could be reached, nothing was checked."""
    asked = [address for address in addresses if address.url in outcomes]
    if asked and all(outcome.kind == "unreachable" for outcome in outcomes.values()):
        yield Unrun("external links", f"no server could be reached ({outcomes[asked[0].url].told})", "content")
        return
    for address in asked:
        outcome = outcomes[address.url]
        if outcome.kind == "moved":
            yield find("link-moved", address.place, url=address.url, target=outcome.told)
        elif outcome.kind != "good":
            yield find(f"link-{outcome.kind}", address.place, url=address.url, reason=outcome.told)


def _holds(outcome: Outcome, today: date) -> bool:
    try:
        age = (today - date.fromisoformat(outcome.day)).days
    except ValueError:
        return False
    return outcome.kind in ("good", "moved", "unknown") and 0 <= age < KEPT_DAYS


def _read(kept: Path) -> dict[str, Outcome]:
    """What was kept; a file that is damaged keeps nothing."""
    try:
        return {str(url): Outcome(*map(str, item)) for url, item in json.loads(kept.read_bytes()).items()}  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


class _Stay(HTTPRedirectHandler):
    """Follows no redirection: each is looked at."""

    def redirect_request(
        self, _req: Request, _fp: IO[bytes], _code: int, _msg: str, _headers: Message, _newurl: str
    ) -> None:
        return None


class _Asker:
    """Asks servers, two questions at a time to one host. Safe to be used by many threads."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._opener = build_opener(_Stay)
        self._lock = threading.Lock()
        self._doors: dict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(PER_HOST))

    def outcome(self, url: str) -> Outcome:
        """Follow an address to its end."""
        at, is_permanent = url, True
        try:
            for _ in range(HOPS):
                status, target = self._answer(at)
                if status not in (*FOR_GOOD, *FOR_NOW) or not target:
                    return _judged(status, at if is_permanent and at != url else "")
                is_permanent = is_permanent and status in FOR_GOOD
                at = urldefrag(urljoin(at, target)).url
                if urlsplit(at).scheme not in ("http", "https"):
                    return Outcome("dead", f"it leads on to {at}")
        except (TimeoutError, URLError, HTTPException, OSError, ValueError) as error:
            return Outcome("unreachable", _reason(error, self._patience))
        return Outcome("dead", f"it leads on more than {HOPS} times")

    def _answer(self, url: str) -> tuple[int, str]:
        """The status and the place that the server leads on to. Some servers know no HEAD: they are asked again."""
        status, target = self._ask(url, "HEAD")
        return self._ask(url, "GET") if status >= 400 else (status, target)

    def _ask(self, url: str, method: str) -> tuple[int, str]:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode() + (f":{parts.port}" if parts.port else "")
        path = quote(parts.path or "/", safe=KEPT_SIGNS)
        query = f"?{quote(parts.query, safe=KEPT_SIGNS)}" if parts.query else ""
        request = Request(f"{parts.scheme}://{host}{path}{query}", method=method)
        request.add_header("User-Agent", AGENT)
        with self._lock:
            door = self._doors[host]
        with door:
            try:
                with self._opener.open(request, timeout=self._patience) as answer:
                    return int(answer.status), ""
            except HTTPError as error:
                error.close()
                return error.code, str(error.headers.get("Location") or "")


def _judged(status: int, moved: str) -> Outcome:
    if status in GONE:
        return Outcome("dead", f"the server answers {status}")
    if status in REFUSING:
        return Outcome("unknown", f"the server answers programs with {status}")
    if status >= 400:
        return Outcome("unreachable", f"the server answers {status}")
    return Outcome("moved", moved) if moved else Outcome("good")


def _reason(error: Exception, patience: float) -> str:
    """Why a server was not reached, in the same words on all systems where there are words for it."""
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    if isinstance(cause, TimeoutError):
        return f"no answer in {patience:g} s"
    if isinstance(cause, ConnectionRefusedError):
        return "the connection was refused"
    return str(getattr(cause, "strerror", "") or "") or str(cause) or type(cause).__name__
