"""An address of the server -> its answer. GETS and POSTS name every address there is; a new one is one line."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from octavo.defaults import DEFAULTS
from octavo.files import FileMissing, FileRefused, Files
from octavo.preview import selection
from octavo.preview.answer import NOT_FOUND, Answer, shown
from octavo.preview.scheme import in_scheme
from octavo.preview.session import Session

FOLDER = "templates/preview"
PAGE = f"{FOLDER}/index.html"
KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
TEXTS = ("text/html", "text/css", "application/xhtml+xml", "image/svg+xml")

Get = Callable[[Session, re.Match[str]], Answer]
Post = Callable[[Session, object], Answer]


def page(session: Session, token: str) -> Answer:
    """The page of the preview, with the token of this run in it."""
    text = Files(session.root, DEFAULTS).text(PAGE)
    return Answer(200, "text/html; charset=utf-8", text.replace("%TOKEN%", token).encode())


def app(session: Session, match: re.Match[str]) -> Answer:
    """A script or a style sheet of the page."""
    name = match["name"]
    kind = KINDS.get(name.rpartition(".")[2])
    try:
        return Answer(200, kind, Files(session.root, DEFAULTS).read(f"{FOLDER}/{name}")) if kind else NOT_FOUND
    except (FileMissing, FileRefused):
        return NOT_FOUND


def web(session: Session, match: re.Match[str]) -> Answer:
    """A file of a web page, as it looks in the light, in the dark, or as the system has it."""
    chosen = selection.read(match["slug"], match["look"])
    found = session.file(chosen, "web", unquote(match["name"]) or "index.html") if chosen else None
    if found is None:
        return NOT_FOUND
    kind = f"{found.media_type}; charset=utf-8" if found.media_type.startswith("text/") else found.media_type
    return shown(kind, in_scheme(found.data, match["scheme"]) if found.media_type in TEXTS else found.data)


LOOK = r"(?P<look>[\w.-]+)/(?P<slug>[\w-]+)"
SCHEME = r"(?P<scheme>auto|light|dark)"

GETS: Mapping[str, Get] = {
    r"/app/(?P<name>[\w-]+\.\w+)": app,
    rf"/web/{SCHEME}/{LOOK}/(?P<name>.*)": web,
}
POSTS: Mapping[str, Post] = {}


def get(session: Session, path: str) -> Answer:
    """The answer to a GET of a path without its query."""
    for pattern, route in GETS.items():
        match = re.fullmatch(pattern, path)
        if match:
            return route(session, match)
    return NOT_FOUND


def post(session: Session, path: str, value: object) -> Answer:
    """The answer to a POST of a value; the gate has let it in."""
    route = POSTS.get(path)
    return route(session, value) if route else NOT_FOUND
