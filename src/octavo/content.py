"""The folder content/ -> Source and Workspace: texts with the places of what they say. The only reader of content/."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from octavo.anchors import nearest
from octavo.brandnames import BRANDS
from octavo.files import FileMissing, FileRefused, Files, normal
from octavo.problems import Place, Problem, errors, problem
from octavo.slugs import BRIEF, FOLDER, as_written, find_slugs, is_slug
from octavo.utf8 import NotText
from octavo.yamltext import Marks, load

PUBLISHER = f"{FOLDER}/publisher.yaml"
PEOPLE = f"{FOLDER}/people.yaml"
SIDECAR = "brief.yml"

_FENCE = "---"


@dataclass(frozen=True)
class Front:
    """Fields as they were typed, and their places. Every scalar is text; one left empty is None."""

    path: str
    data: Mapping[str, object]
    marks: Marks


@dataclass(frozen=True)
class TextFile:
    """A Markdown text without its front matter. `line0` is the number of lines before it in the file."""

    path: str
    text: str
    line0: int = 0
    front: Front | None = None


@dataclass(frozen=True)
class Source:
    """What the author wrote of one brief. `front` is None when it could not be read.

    `folder` and `path` are relative to the workspace: "content/<slug>" and the path of brief.md.
    """

    slug: str
    folder: str
    path: str
    front: Front | None
    text: str
    line0: int
    chapters: tuple[TextFile, ...] = ()


@dataclass(frozen=True, eq=False)
class Workspace:
    """What all briefs share; None where a file could not be read. `brand` are the house texts of the brand that a brief
    is printed in, None when it has none of its own."""

    publisher: Front | None
    people: Front | None
    brand: Front | None = None


def read_workspace(files: Files) -> tuple[Workspace, tuple[Problem, ...]]:
    """Read publisher.yaml and people.yaml; a house without people needs no people.yaml."""
    publisher, found = _fields(files, PUBLISHER)
    people: Front | None = None
    if _has(files, PEOPLE):
        people, more = _fields(files, PEOPLE)
        found = (*found, *more)
    else:
        people = Front(PEOPLE, {}, load("", PEOPLE)[1])
    return Workspace(publisher, people), found


def house_of_brand(brand: str) -> str:
    """Where a brand has house texts of its own, if it has any."""
    return f"{BRANDS}/{brand}/house.yaml"


def in_brand(files: Files, workspace: Workspace, *brands: object) -> tuple[Workspace, tuple[Problem, ...]]:
    """The workspace with the house texts of the first of `brands` that is named: as asked for, as fields have it."""
    name = next((brand for brand in brands if isinstance(brand, str) and brand), "")
    try:
        if not files.exists(f"{BRANDS}/{name}/_brand.yml"):
            return workspace, ()
    except FileRefused:  # told where the brand is read
        return workspace, ()
    path = house_of_brand(name)
    front, found = _fields(files, path) if _has(files, path) else (None, ())
    return replace(workspace, brand=front), found


def read_source(files: Files, slug: str) -> tuple[Source | None, tuple[Problem, ...]]:
    """Read a brief's text, its front matter and its chapters. None when there is no text to go on with."""
    folder = f"{FOLDER}/{slug}"
    path = f"{folder}/{BRIEF}"
    if not is_slug(slug):
        return None, (_unknown(files, slug, Place(FOLDER)),)
    text, found = _text(files, path, None)
    if text is None:
        missing = any(p.code == "file-missing" for p in found)
        return None, (_unknown(files, slug, Place(path)),) if missing else found
    if not text.strip():
        return None, (problem("empty-file", Place(path, 1)),)
    front, body, found = _front(files, f"{folder}/{SIDECAR}", path, text)
    if body is None:
        return None, found
    names = front.data.get("chapters") if front else None
    chapters: tuple[TextFile, ...] = ()
    if front and isinstance(names, list):
        chapters, more = _chapters(files, folder, front, names)
        found = (*found, *more)
    found = (*found, *(_related(files, front) if front else ()))
    if front and not body.text.strip() and not names:
        found = (*found, problem("no-text", Place(path, max(body.line0, 1))))
    return Source(slug, folder, path, front, body.text, body.line0, chapters), found


def read_front(files: Files, slug: str) -> tuple[Front | None, tuple[Problem, ...]]:
    """Only the fields of a brief, for lists of briefs."""
    path = f"{FOLDER}/{slug}/{BRIEF}"
    text, found = _text(files, path, None)
    if text is None:
        return None, found
    front, _, found = _front(files, f"{FOLDER}/{slug}/{SIDECAR}", path, text)
    return front, found


def as_problem(error: FileMissing | FileRefused | NotText, place: Place) -> Problem:
    """What the files' door said, as a problem at the place that asked; text that is not UTF-8 at its own line."""
    match error:
        case FileMissing():
            near = error.nearest if place.path == error.path else as_written(error.nearest, place)
            hint = f'did you mean "{near}"?' if near else None
            return problem("file-missing", place, hint=hint, path=as_written(error.path, place))
        case FileRefused():
            return problem("file-refused", place, path=error.path, reason=error.reason)
    return problem("not-utf8", Place(error.path, error.line), reason=error.reason)


def _has(files: Files, path: str) -> bool:
    """Whether there is such a file; one that is refused is there, and reading it says why it is refused."""
    try:
        return files.exists(path)
    except FileRefused:
        return True


def _text(files: Files, path: str, place: Place | None) -> tuple[str | None, tuple[Problem, ...]]:
    try:
        return files.text(path), ()
    except (FileMissing, FileRefused, NotText) as error:
        return None, (as_problem(error, place or Place(path)),)


def _fields(files: Files, path: str) -> tuple[Front | None, tuple[Problem, ...]]:
    """A YAML file of the house."""
    text, found = _text(files, path, None)
    return (None, found) if text is None else _parsed(text, path, 0)


def _parsed(text: str, path: str, line0: int) -> tuple[Front | None, tuple[Problem, ...]]:
    """YAML fields. None with an error when the text is anything else."""
    data, marks, found = load(text, path, line0, typed=True)
    if errors(found):
        return None, found
    if data is None:
        data = {}
    if not isinstance(data, dict):
        return None, (*found, problem("not-fields", marks.place(())))
    return Front(path, data, marks), found


def _front(
    files: Files, sidecar: str, path: str, text: str
) -> tuple[Front | None, TextFile | None, tuple[Problem, ...]]:
    """The fields of a brief, from its front matter or the file beside it, and its text. No text: cannot go on."""
    fenced = text.split("\n", 1)[0].rstrip() == _FENCE
    if _has(files, sidecar):
        front, found = _fields(files, sidecar)
        if fenced:
            found = (*found, problem("two-front-matters", Place(path, 1), path=sidecar))
        return front, TextFile(path, text), found
    if not fenced:
        return None, TextFile(path, text), (problem("no-front-matter", Place(path, 1)),)
    return _split(path, text)


def _split(path: str, text: str) -> tuple[Front | None, TextFile | None, tuple[Problem, ...]]:
    """A text that starts with a fence -> its fields and what follows the closing fence."""
    lines = text.split("\n")
    close = next((n for n, line in enumerate(lines) if n and line.rstrip() in (_FENCE, "...")), 0)
    if not close:
        return None, None, (problem("front-matter-open", Place(path, 1)),)
    front, found = _parsed("\n".join(lines[1:close]) + "\n", path, 1)
    return front, TextFile(path, "\n".join(lines[close + 1 :]), close + 1), found


def _chapters(
    files: Files, folder: str, front: Front, names: Iterable[object]
) -> tuple[tuple[TextFile, ...], tuple[Problem, ...]]:
    """The files named under `chapters`; names that are not text are left to the model."""
    chapters: list[TextFile] = []
    found: list[Problem] = []
    for n, name in enumerate(names):
        if not isinstance(name, str):
            continue
        try:
            path = f"{folder}/{normal(name)}"
        except FileRefused as error:
            found.append(as_problem(error, front.marks.place(("chapters", n))))
            continue
        text, more = _text(files, path, front.marks.place(("chapters", n)))
        found.extend(more)
        if text is None:
            continue
        if not text.strip():
            found.append(problem("empty-file", Place(path, 1)))
        elif text.split("\n", 1)[0].rstrip() == _FENCE:
            own, body, more = _split(path, text)
            found.extend(more)
            chapters += [TextFile(path, body.text, body.line0, own)] if body else []
        else:
            chapters.append(TextFile(path, text))
    return tuple(chapters), tuple(found)


def _related(files: Files, front: Front) -> Iterator[Problem]:
    """Briefs named under `related` that are not there. To ask makes them inputs of this one."""
    items = front.data.get("related")
    for n, item in enumerate(items if isinstance(items, list) else ()):
        slug = item.get("brief") if isinstance(item, dict) else None
        if isinstance(slug, str) and not (is_slug(slug) and _has(files, f"{FOLDER}/{slug}/{BRIEF}")):
            yield _unknown(files, slug, front.marks.place(("related", n, "brief")))


def _unknown(files: Files, slug: str, place: Place) -> Problem:
    return problem("unknown-brief", place, slug=slug, near=nearest(slug, find_slugs(files)[0]))
