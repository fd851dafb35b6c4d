"""Briefs -> their files with the signs that only one thing can be meant by set right, and what changed as a diff.

Only running text is touched (`authored`): no code, no formula, no address, no field's name. A file is written beside
itself and swapped in; every other byte of it stays, its line ends and byte order mark too.
"""

import codecs
import difflib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from octavo.checks.authored import Authored, read
from octavo.checks.spelling import Stretch, language_of
from octavo.checks.typography import spots
from octavo.content import Source, read_source, read_workspace
from octavo.defaults import DEFAULTS
from octavo.files import FileMissing, FileRefused, Files
from octavo.slugs import find_slugs
from octavo.utf8 import NotText, decode

LABEL = re.compile(r"^ {0,3}(\[[^\]\n]+\]):", re.MULTILINE)


@dataclass(frozen=True)
class Mended:
    """One file: its path in the workspace, how many places were mended, and a unified diff."""

    path: str
    count: int
    diff: str


def mend(root: Path, briefs: tuple[str, ...]) -> tuple[Mended, ...]:
    """Mend the texts of `briefs`, of all when none is named. A file that cannot be read is left to the check."""
    files = Files(root, DEFAULTS)
    workspace, _ = read_workspace(files)
    house = str(workspace.publisher.data.get("language") or "en") if workspace.publisher else "en"
    done: list[Mended] = []
    for slug in briefs or find_slugs(files)[0]:
        source, _ = read_source(files, slug)
        if source is None:
            continue
        language = str((source.front.data.get("language") if source.front else "") or house)
        done += [m for path in _paths(source) if (m := _mend(files, path, language))]
    return tuple(done)


def _paths(source: Source) -> tuple[str, ...]:
    return tuple(dict.fromkeys((source.path, *(chapter.path for chapter in source.chapters))))


def _mend(files: Files, path: str, language: str) -> Mended | None:
    try:
        data = files.read(path)
        before = decode(data, path)
    except (FileMissing, FileRefused, NotText):
        return None
    changes = tuple(_changes(read(path, before), language))
    if not changes:
        return None
    after = mended(data, changes)
    _swap(files.resolve(path), after)
    old, new = before.split("\n"), decode(after, path).split("\n")
    diff = "\n".join(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""))
    return Mended(path, len(changes), diff)


def _changes(file: Authored, language: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and new text of each place that is safe to mend, in characters of the file's text."""
    kept = [m.span() for label in set(LABEL.findall(file.text)) for m in re.finditer(re.escape(label), file.text)]
    found: dict[int, tuple[int, int, str]] = {}
    for passage in file.passages:
        stretch = Stretch(file, passage, passage.lang or language)
        for spot in spots(passage, language_of(stretch, frozenset()) or stretch.language):
            start, end = passage.start + spot.start, passage.start + spot.end
            if spot.new and not any(low <= start < high for low, high in kept):
                found.setdefault(start, (start, end, spot.new))
    yield from (found[start] for start in sorted(found))


def mended(data: bytes, changes: tuple[tuple[int, int, str], ...]) -> bytes:
    """The bytes of a file with `changes` made, which count each line end as one character and no byte order mark."""
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    raw = data[len(mark) :].decode("utf-8")
    at = [match.start() for match in re.finditer(r"\r\n|[\s\S]", raw)] + [len(raw)]
    for start, end, new in reversed(changes):
        raw = raw[: at[start]] + new + raw[at[end] :]
    return mark + raw.encode("utf-8")


def _swap(file: Path, data: bytes) -> None:
    """Put `data` in the place of a file, whole or not at all."""
    draft = file.with_name(f".{file.name}.new")
    try:
        draft.write_bytes(data)
        shutil.copymode(file, draft)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
