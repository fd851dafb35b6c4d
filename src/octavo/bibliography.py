"""Brief + files -> Library: the keys that citations may name, each with its line. BibTeX, CSL JSON or CSL YAML."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from octavo import bibtex
from octavo.bibtex import Entry
from octavo.content import as_problem
from octavo.files import FileMissing, FileRefused, Files
from octavo.model.brief import Brief
from octavo.problems import Place, Problem, errors, problem
from octavo.utf8 import NotText
from octavo.yamltext import load

DEFAULT = "references.bib"
"""The bibliography of a brief that names none, when it is there."""

CSL_FORM = 'a list of works, each with its "id"'

Read = tuple[tuple[Entry, ...], tuple[Problem, ...]]


@dataclass(frozen=True)
class Library:
    """A bibliography without errors. `suffix` tells its form: ".bib", ".json" or ".yaml"; `text` is the file's."""

    path: str
    suffix: str
    text: str
    entries: Mapping[str, Entry]

    def used(self, cited: Iterable[str]) -> frozenset[str]:
        """The keys among `cited`, and those of the entries that these draw on."""
        reached: set[str] = set()
        open_ = [key for key in cited if key in self.entries]
        while open_:
            key = open_.pop()
            if key not in reached:
                reached.add(key)
                open_ += [used for used in self.entries[key].uses if used in self.entries]
        return frozenset(reached)


def read_library(brief: Brief, files: Files) -> tuple[Library | None, tuple[Problem, ...]]:
    """The bibliography that the brief names, or `references.bib` in its folder. None without a problem when there is
    neither; None with problems when it cannot be used."""
    name = brief.meta.bibliography
    path = f"{brief.folder}/{name or DEFAULT}"
    place = brief.place("bibliography") if name else Place(path)
    try:
        if not name and not files.exists(path):
            return None, ()
        text = files.text(path)
    except (FileMissing, FileRefused, NotText) as error:
        return None, (as_problem(error, place),)
    suffix = "." + path.rpartition(".")[2].lower()
    if suffix not in FORMS:
        return None, (problem("bibliography-kind", place, value=name, known=", ".join(FORMS)),)
    form, read = FORMS[suffix]
    entries, found = read(text, path)
    if not entries and not errors(found):
        found = (*found, problem("bibliography-empty", Place(path, 1), path=path, form=form))
    found = (*found, *_repeated(entries))
    library = Library(path, suffix, text, {entry.key: entry for entry in entries})
    return (None if errors(found) else library), found


def _repeated(entries: Iterable[Entry]) -> Iterable[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        known = first.setdefault(entry.key, entry)
        if known is not entry:
            first_line, second_line = known.place.line, entry.place.line
            yield problem("duplicate-entry", entry.place, key=entry.key, first=first_line, second=second_line)


def _json(text: str, path: str) -> Read:
    """CSL JSON: a list of works, or such a list under "items" or "references"."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return (), (problem("bibliography-unreadable", Place(path, error.lineno, error.colno), reason=error.msg),)
    except RecursionError:
        return (), (problem("bibliography-unreadable", Place(path, 1), reason="it is nested too deeply"),)
    entries: list[Entry] = []
    found: list[Problem] = []
    for number, (key, (start, end)) in enumerate(zip(_keys(_works(value)), _spans(value, text), strict=True), 1):
        mark = _id_mark(key).search(text, start, end) if key else None
        at = mark.start() if mark else start
        place = Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        if key:
            entries.append(Entry(key, place))
        else:
            found.append(_without_key(number, place))
    return tuple(entries), tuple(found)


def _spans(value: object, text: str) -> Iterator[tuple[int, int]]:
    """Where each work of the list begins and ends in the text of a JSON file."""
    name = next((name for name in LISTS if isinstance(value, dict) and name in value), "")
    opening = re.search(rf'"{name}"\s*:\s*\[' if name else r"\[", text)
    at = opening.end() if opening else len(text)
    for _ in _works(value):
        start = at + len(text[at:]) - len(text[at:].lstrip(", \t\r\n"))
        at = json.JSONDecoder().raw_decode(text, start)[1]
        yield start, at


def _id_mark(key: str) -> re.Pattern[str]:
    """How `"id": key` may be written: as text, with or without escapes, or as a number."""
    ways = "|".join(re.escape(way) for way in (json.dumps(key), json.dumps(key, ensure_ascii=False), key))
    return re.compile(rf'"id"\s*:\s*(?:{ways})(?=\s*[,}}])')


def _yaml(text: str, path: str) -> Read:
    """CSL YAML: a list of works, or such a list under "references", between "---" lines or not."""
    value, marks, found = load(re.sub(r"\n(?:---|\.\.\.)\s*$", "\n", text), path)
    under = next((name for name in LISTS if isinstance(value, dict) and name in value), None)
    loc = (under,) if under else ()
    entries: list[Entry] = []
    for number, key in enumerate(_keys(_works(value))):
        place = marks.place((*loc, number))
        if key:
            entries.append(Entry(key, place))
        else:
            found = (*found, _without_key(number + 1, place))
    return tuple(entries), found


LISTS = ("references", "items")
"""Where pandoc and Zotero put the list of works."""


def _works(value: object) -> list[object]:
    if isinstance(value, dict):
        value = next((value[name] for name in LISTS if name in value), None)
    return value if isinstance(value, list) else []


def _keys(works: Iterable[object]) -> Iterable[str]:
    """The id of each work, "" where there is none."""
    for work in works:
        key = work.get("id") if isinstance(work, dict) else None
        yield str(key) if isinstance(key, str | int) and not isinstance(key, bool) else ""


def _without_key(number: int, place: Place) -> Problem:
    return problem("entry-without-key", place, entry=f"work {number} of the list", form='write "id" and its key')


FORMS: Mapping[str, tuple[str, Callable[[str, str], Read]]] = {
    ".bib": (bibtex.FORM, bibtex.scan),
    ".json": (CSL_FORM, _json),
    ".yaml": (CSL_FORM, _yaml),
    ".yml": (CSL_FORM, _yaml),
}
"""Suffix -> what such a file holds, and its reader."""
