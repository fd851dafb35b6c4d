"""What a build really read -> whether what it made is still true. Standard library only, so that finding nothing to do
takes milliseconds.

A record holds, for one edition as asked for: every file the build asked for with its hash ("" for one that was not
there), the engine's own sources, the versions of the tools, and every file it wrote. Damaged or foreign records are no
records.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from octavo.disk import Disk, Signature, digest, engine_files, signature
from octavo.problems import CATALOGUE, Place, Problem
from octavo.toolchain import versions

NAME = ".cache/builds.json"
"""Below the output folder."""

_FORMAT = "octavo builds 1"
_UNKNOWN: Signature = (0, 0, 0, 0)


@dataclass(frozen=True)
class Key:
    """What was asked for. Slug "" is the contents page; `also` is whatever else decides on the result."""

    slug: str
    brand: str = ""
    formats: tuple[str, ...] = ()
    draft: bool = False
    also: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return json.dumps([self.slug, self.brand, self.formats, self.draft, self.also])


@dataclass(frozen=True)
class Entry:
    """What came of it. `files`: path below the output folder -> SHA-256."""

    files: Mapping[str, str]
    pages: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """What a build read from `began` on, in nanoseconds since 1970: the workspace's files with their hashes (as
    `Files.reads` has them), and the system's libraries by their paths."""

    reads: Mapping[str, str]
    libraries: tuple[str, ...]
    began: int


@dataclass
class _Record:
    inputs: list[int]
    engine: list[int]
    tools: str
    entry: Entry
    signatures: dict[str, Signature] = field(default_factory=dict)


class Cache:
    """The records of one output folder. Made by `load`; `text` is what is to be written at NAME."""

    def __init__(self, output: Path, root: Path, defaults: Path, saved: Mapping[str, Any] | None = None) -> None:
        """Raises KeyError, TypeError, ValueError, IndexError or AttributeError when `saved` is damaged."""
        self._output, self._home = str(output), [str(root), str(defaults)]
        saved = saved or {"pairs": [], "records": {}, "editions": [], "seen": {}, "home": self._home}
        same_home = saved["home"] == self._home
        seen = {path: (_signature(known), str(known[4])) for path, known in saved["seen"].items()} if same_home else {}
        self._disk = Disk(root, defaults, seen)
        self._pairs = [(str(path), str(sha)) for path, sha in saved["pairs"]]
        self._ids = {pair: number for number, pair in enumerate(self._pairs)}
        self._records = {key: _record(record, len(self._pairs)) for key, record in saved["records"].items()}
        self._holds: dict[int, bool] = {}
        self._tools = versions()
        self._engine = [self._id(path, self._disk.sha(path)) for path in engine_files()]
        self._refreshed = False
        self.editions: tuple[str, ...] = tuple(str(slug) for slug in saved["editions"])
        """The slugs that the output folder holds an edition of."""

    @property
    def refreshed(self) -> bool:
        """Whether a file was touched and found equal, so that writing the cache again would save reading it again."""
        return self._refreshed or self._disk.refreshed

    def unchanged(self, key: Key) -> Entry | None:
        """What was made for `key`, when all that it was made from and all that was made is as it was; else None."""
        record = self._records.get(key.text)
        if record is None or record.tools != self._tools or record.engine != self._engine:
            return None
        true = all(map(self._still, record.inputs)) and all(self._stands(record, path) for path in record.entry.files)
        return record.entry if true else None

    def learn(self, key: Key, entry: Entry, inputs: Inputs) -> None:
        """Keep what was read and made for `key`; what was made before under the same names is forgotten."""
        self.forget(key.slug, entry.files)
        for path, sha in inputs.reads.items():
            self._disk.trust(path, sha, inputs.began)
        reads = [*inputs.reads.items(), *((path, self._disk.sha(path)) for path in inputs.libraries)]
        record = _Record([self._id(*read) for read in sorted(reads)], list(self._engine), self._tools, entry)
        for path in entry.files:
            with suppress(OSError):
                record.signatures[path] = signature(f"{self._output}/{path}")
        self._records[key.text] = record

    def forget(self, slug: str, files: Mapping[str, str] | None = None) -> None:
        """Drop the records of a slug, except those that made just these files."""
        start = json.dumps([slug])[:-1] + ","
        for text, record in tuple(self._records.items()):
            if text.startswith(start) and (files is None or record.entry.files != files):
                del self._records[text]

    def text(self) -> str:
        """The whole as JSON, for `load`. Pairs that no record names any more are left out."""
        used = sorted({number for record in self._records.values() for number in (*record.inputs, *record.engine)})
        new = {old: number for number, old in enumerate(used)}
        paths = {self._pairs[number][0] for number in used}
        whole = {
            "format": _FORMAT,
            "home": self._home,
            "seen": {path: [*sig, sha] for path, (sig, sha) in self._disk.seen.items() if path in paths},
            "pairs": [self._pairs[number] for number in used],
            "editions": self.editions,
            "records": {key: _as_json(record, new) for key, record in self._records.items()},
        }
        return json.dumps(whole, separators=(",", ":"))

    def _id(self, path: str, sha: str) -> int:
        number = self._ids.setdefault((path, sha), len(self._pairs))
        if number == len(self._pairs):
            self._pairs.append((path, sha))
        return number

    def _still(self, number: int) -> bool:
        """Whether a path has the hash it had."""
        holds = self._holds.get(number)
        if holds is None:
            path, sha = self._pairs[number]
            holds = self._holds[number] = self._disk.sha(path) == sha
        return holds

    def _stands(self, record: _Record, path: str) -> bool:
        """Whether a written file is as it was written."""
        real = f"{self._output}/{path}"
        try:
            now = signature(real)
            if now == record.signatures.get(path):
                return True
            if digest(real) != record.entry.files[path]:
                return False
        except OSError:
            return False
        record.signatures[path] = now
        self._refreshed = True
        return True


def load(output: Path, root: Path, defaults: Path) -> Cache:
    """The records of an output folder; none when there are none that can be read."""
    try:
        saved = json.loads((output / NAME).read_bytes())
        if saved["format"] == _FORMAT:
            return Cache(output, root, defaults, saved)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        pass
    return Cache(output, root, defaults)


def _record(saved: Mapping[str, Any], pairs: int) -> _Record:
    inputs, engine = list(map(int, saved["inputs"])), list(map(int, saved["engine"]))
    if not all(0 <= number < pairs for number in (*inputs, *engine)):
        raise IndexError(pairs)
    files = {path: str(known[4]) for path, known in saved["files"].items()}
    entry = Entry(files, int(saved["pages"]), tuple(map(_problem, saved["problems"])))
    signatures = {path: _signature(known) for path, known in saved["files"].items()}
    return _Record(inputs, engine, str(saved["tools"]), entry, signatures)


def _as_json(record: _Record, new: Mapping[int, int]) -> dict[str, object]:
    return {
        "inputs": [new[number] for number in record.inputs],
        "engine": [new[number] for number in record.engine],
        "tools": record.tools,
        "pages": record.entry.pages,
        "files": {path: [*record.signatures.get(path, _UNKNOWN), sha] for path, sha in record.entry.files.items()},
        "problems": [
            [p.code, p.place.path, p.place.line, p.place.column, p.text, p.hint] for p in record.entry.problems
        ],
    }


def _signature(saved: Iterable[Any]) -> Signature:
    changed, moved, size, inode, *_ = saved
    return int(changed), int(moved), int(size), int(inode)


def _problem(saved: Iterable[Any]) -> Problem:
    code, path, line, column, text, hint = saved
    return Problem(CATALOGUE[code].code, Place(str(path), int(line), int(column)), str(text), str(hint))
