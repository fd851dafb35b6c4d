"""An address of the server -> its answer. GETS and POSTS name every address there is; a new one is one line."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import unquote

from octavo.defaults import DEFAULTS
from octavo.files import FileMissing, FileRefused, Files, normal
from octavo.plan import SOURCES
from octavo.preview import selection, studio
from octavo.preview.answer import BOOK, DONE, NOT_FOUND, WEB, Answer, as_json
from octavo.preview.scheme import in_scheme
from octavo.preview.session import Session
from octavo.preview.telling import line
from octavo.problems import Place

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
    return _file(session, match, "web", unquote(match["name"]) or "index.html")


def picture(session: Session, match: re.Match[str]) -> Answer:
    """A page of the PDF, by the hash of its pixels."""
    chosen = selection.read(match["slug"], match["look"])
    data = session.picture(chosen, match["sha"]) if chosen else None
    return Answer(200, "image/png", data) if data else NOT_FOUND


def pdf(session: Session, match: re.Match[str]) -> Answer:
    """The PDF itself, or the map of its pages."""
    return _file(session, match, "pdf", match["name"])


def book(session: Session, match: re.Match[str]) -> Answer:
    """A file of the EPUB, or the EPUB."""
    return _file(session, match, "epub", unquote(match["name"]))


def _file(session: Session, match: re.Match[str], edition: str, name: str) -> Answer:
    groups = match.groupdict()
    chosen = selection.read(match["slug"], match["look"])
    found = session.file(chosen, edition, name) if chosen else None
    if found is None:
        return NOT_FOUND
    kind = f"{found.media_type}; charset=utf-8" if found.media_type.startswith("text/") else found.media_type
    is_text = found.media_type in TEXTS
    data = in_scheme(found.data, groups.get("scheme", "auto")) if is_text else found.data
    return Answer(200, kind, data, BOOK if edition == "epub" else WEB)


def source(session: Session, match: re.Match[str]) -> Answer:
    """A line of a text of the workspace."""
    try:
        place = Place(normal(unquote(match["path"])), int(match["line"]))
    except FileRefused:
        return NOT_FOUND
    is_ours = place.path.startswith(tuple(f"{folder}/" for folder in SOURCES))
    return as_json({"place": str(place), "text": line(session.files, place)}) if is_ours else NOT_FOUND


def lay(session: Session, value: object) -> Answer:
    """Lay unsaved texts over the disk: `{"texts": {"styles/brands/x/_brand.yml": "..."}}`, {} to take them away."""
    texts = value.get("texts") if isinstance(value, dict) else None
    if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
        return Answer(400, body=b'send {"texts": {path: text}}\n')
    try:
        session.lay({str(path): text.encode() for path, text in texts.items()})
    except (FileRefused, UnicodeEncodeError):
        return Answer(400, body=b"a path leads out of the workspace, or a text is no text\n")
    return DONE


LOOK = r"(?P<look>[\w.-]+)/(?P<slug>[\w-]+)"
SCHEME = r"(?P<scheme>auto|light|dark)"

GETS: Mapping[str, Get] = {
    r"/app/(?P<name>[\w-]+\.\w+)": app,
    rf"/web/{SCHEME}/{LOOK}/(?P<name>.*)": web,
    rf"/pdf/{LOOK}/(?P<sha>[0-9a-f]{{64}})\.png": picture,
    rf"/pdf/{LOOK}/(?P<name>map\.json|[\w-]+\.pdf)": pdf,
    rf"/book/{SCHEME}/{LOOK}/(?P<name>.+)": book,
    r"/studio/(?P<brand>[a-z0-9-]+)": lambda session, match: studio.show(session, match["brand"]),
    r"/studio/(?P<brand>[a-z0-9-]+)/(?P<name>.+)": lambda session, match: studio.picture(
        session, match["brand"], unquote(match["name"])
    ),
    r"/source/(?P<line>\d{1,7})/(?P<path>.+)": source,
}
POSTS: Mapping[str, Post] = {"/overlay": lay, "/studio/try": studio.attempt, "/studio/save": studio.save}


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
