"""The folder content/ -> the names of its briefs, and what looks like a brief and is none. Parses nothing.

Apart from `content`, so that a build with nothing to do need not load a parser.
"""

import os
import re
import unicodedata

from octavo.files import Files
from octavo.problems import Place, Problem, problem

FOLDER = "content"
BRIEF = "brief.md"
LONGEST_SLUG = 100

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_of(title: str) -> str:
    """A title in the letters of a web address: "Café & Co. 2" -> "cafe-co-2"; "brief" when nothing is left."""
    plain = unicodedata.normalize("NFKD", title.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[:LONGEST_SLUG].strip("-") or "brief"


def is_slug(name: str) -> bool:
    """Whether a folder's name can be part of an address: a to z, digits and single hyphens."""
    return len(name) <= LONGEST_SLUG and _SLUG.fullmatch(name) is not None


def as_written(path: str, place: Place) -> str:
    """A workspace path as the file of `place` names it: from the folder of its brief, or from content/ itself. Whole
    where it is that very file."""
    if path == place.path:
        return path
    depth = 2 if place.path.count("/") > 1 else 1
    return path.removeprefix("/".join(place.path.split("/")[:depth]) + "/")


def find_slugs(files: Files) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The briefs of content/, sorted, and problems of folders and files that are none; these stop no other brief."""
    slugs: list[str] = []
    found: list[Problem] = []
    seen: dict[str, str] = {}
    for name, is_folder in files.entries(FOLDER):
        place = Place(f"{FOLDER}/{name}")
        if not is_folder:
            if name.lower().endswith(".md") and name.lower() != "readme.md":
                found.append(problem("stray-brief", place, name=name, slug=slug_of(name[:-3])))
            continue
        path = f"{FOLDER}/{name}/{BRIEF}"
        if path not in files.laid and not os.path.exists(f"{files.root}/{path}"):  # noqa: PTH110 - for each brief, each time
            if any(entry.lower().endswith(".md") for entry, _ in files.entries(f"{FOLDER}/{name}")):
                found.append(problem("no-brief-file", place, name=name))
            continue
        if is_slug(name):
            slugs.append(name)
        else:
            found.append(problem("bad-slug", place, name=name, fixed=slug_of(name)))
        other = seen.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            same = unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other)
            difference = "the Unicode form of their letters" if same else "upper and lower case"
            found.append(problem("slug-collision", place, name=name, other=other, difference=difference))
    return tuple(slugs), tuple(found)
