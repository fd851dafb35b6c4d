"""What a build really read -> whether what it made is still true. Standard library only, so that finding nothing to do
takes milliseconds.

A record holds, for one edition as asked for: every file the build asked for with its hash ("" for one that was not
there), the engine's own sources, the versions of the tools, and every file it wrote. Damaged or foreign records are no
records.

The values here are named tuples: a data class takes a millisecond to define, and there are few to spare.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from octavo.cacherecord import Engine, Entry, Record, as_json, numbers_of, parse
from octavo.disk import Disk, digest, engine_files, folder_mark, signature
from octavo.folder import CACHE
from octavo.toolchain import versions

NAME = f"{CACHE}/builds.json"
"""Below the output folder."""

_FORMAT = "octavo builds 2"
_KNOWN = 6
"""The length of a pair, path and hash, followed by the four numbers of a signature."""

_DAMAGE = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""What comes of reading a record that is not as `Record.as_json` wrote it."""


class Key(NamedTuple):
    """What was asked for. Slug "" is the contents page; `also` is whatever else decides on the result."""

    slug: str
    brand: str = ""
    formats: tuple[str, ...] = ()
    draft: bool = False
    also: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return "\t".join((self.slug, self.brand, ",".join(self.formats), str(self.draft), *self.also))


class Inputs(NamedTuple):
    """What a build read from `began` on, in nanoseconds since 1970: the workspace's files with their hashes (as
    `Files.reads` has them), and the system's libraries by their paths."""

    reads: Mapping[str, str]
    libraries: tuple[str, ...]
    began: int


class Origin(NamedTuple):
    """What an edition was made of: files of the workspace and libraries of the system (by their whole paths), each with
    its hash; the tools with their versions, as `toolchain.versions` has them; and one hash of Octavo's own modules."""

    reads: Mapping[str, str]
    tools: str
    engine: str


class Cache:
    """The records of one output folder. Made by `load`; `text` is what is to be written at NAME."""

    def __init__(self, output: Path, root: Path, defaults: Path, saved: Mapping[str, Any]) -> None:
        """Raises one of _DAMAGE when `saved` is damaged."""
        self._output, self._home = str(output), [str(root), str(defaults)]
        same_home = saved["home"] == self._home
        seen = {pair[0]: pair[1:] for pair in saved["pairs"] if len(pair) == _KNOWN} if same_home else {}
        self._disk = Disk(root, defaults, seen)
        self._pairs: list[tuple[str, str]] = [(str(pair[0]), str(pair[1])) for pair in saved["pairs"]]
        self._ids = {pair: number for number, pair in enumerate(self._pairs)}
        engines = [(str(tools), tuple(numbers_of(own, len(self._pairs)))) for tools, own in saved["engines"]]
        self._records = {key: parse(record, engines, len(self._pairs)) for key, record in saved["records"].items()}
        self._true: set[int] = set()
        own = tuple(self._id(path, self._disk.sha(path)) for path in engine_files())
        self._engine: Engine = (versions(), own)
        self._refreshed = False
        self.editions: tuple[str, ...] = tuple(str(slug) for slug in saved["editions"])
        """The slugs that the output folder holds an edition of."""

    @property
    def refreshed(self) -> bool:
        """Whether a file was touched and found equal, so that writing the cache again would save reading it again."""
        return self._refreshed or self._disk.refreshed

    @property
    def site(self) -> tuple[str, ...]:
        """The files of the contents page, below the output folder."""
        pages = (record.entry.files for text, record in self._records.items() if text.startswith("\t"))
        return next(pages, ())

    def unchanged(self, key: Key) -> Entry | None:
        """What was made for `key`, when all that it was made from and all that was made is as it was; else None."""
        record = self._records.get(key.text)
        if record is None or record.engine != self._engine:
            return None
        for number in set(record.inputs) - self._true:
            path, sha = self._pairs[number]
            if self._disk.sha(path) != sha:
                return None
            self._true.add(number)
        return record.entry if self._stands(key, record) else None

    def origin(self, key: Key) -> Origin | None:
        """What the present edition of `key` was made of; None when nothing is known of one."""
        record = self._records.get(key.text)
        if record is None:
            return None
        tools, own = record.engine
        reads = dict(self._pairs[number] for number in record.inputs)
        return Origin(
            reads, tools, hashlib.sha256("".join(self._pairs[number][1] for number in own).encode()).hexdigest()
        )

    def learn(self, key: Key, entry: Entry, inputs: Inputs) -> None:
        """Keep what was read and made for `key`; what was made before under the same names is forgotten."""
        self.forget(key.slug, entry.seal)
        for path, sha in inputs.reads.items():
            self._disk.trust(path, sha, inputs.began)
        reads = [*inputs.reads.items(), *((path, self._disk.sha(path)) for path in inputs.libraries)]
        numbers = [self._id(*read) for read in sorted(reads)]
        look = _worth_a_look(entry.files)
        mark = self._mark(look) or []
        self._records[key.text] = Record(numbers, self._engine, entry, look, mark)

    def forget(self, slug: str, seal: str = "") -> None:
        """Drop the records of a slug, except those that made just these files."""
        start = f"{slug}\t"
        for text, record in tuple(self._records.items()):
            if text.startswith(start) and record.entry.seal != seal:
                del self._records[text]

    def text(self) -> str:
        """The whole as JSON, for `load`. Pairs that no record names any more are left out."""
        engines = list(dict.fromkeys(record.engine for record in self._records.values()))
        inputs = {number for record in self._records.values() for number in record.inputs}
        used = sorted(inputs.union(*(own for _, own in engines)))
        new = {old: number for number, old in enumerate(used)}
        whole = {
            "format": _FORMAT,
            "home": self._home,
            "pairs": [self._saved_pair(*self._pairs[number]) for number in used],
            "engines": [[tools, [new[number] for number in own]] for tools, own in engines],
            "editions": self.editions,
            "records": {
                key: as_json(record, new, engines.index(record.engine)) for key, record in self._records.items()
            },
        }
        return json.dumps(whole, separators=(",", ":"))

    def _saved_pair(self, path: str, sha: str) -> list[object]:
        known = self._disk.seen.get(path)
        return [path, *known] if known and known[0] == sha else [path, sha]

    def _id(self, path: str, sha: str) -> int:
        number = self._ids.setdefault((path, sha), len(self._pairs))
        if number == len(self._pairs):
            self._pairs.append((path, sha))
        return number

    def _stands(self, key: Key, record: Record) -> bool:
        """Whether the written files are as they were written. Read again only when `stat` finds a difference."""
        mark = self._mark(record.look)
        if mark is None:
            return False
        if mark == record.mark:
            return True
        try:
            hashes = {path: digest(f"{self._output}/{path}") for path in record.entry.files}
        except OSError:
            return False
        if seal(hashes) != record.entry.seal:
            return False
        self._records[key.text] = record._replace(mark=mark)
        self._refreshed = True
        return True

    def _mark(self, look: list[str]) -> list[int] | None:
        """What `stat` says of the files and folders, one after the other; None when one of them is not there."""
        mark: list[int] = []
        try:
            for path in look:
                real = f"{self._output}/{path}"
                mark += folder_mark(real) if path.endswith("/") else signature(real)
        except OSError:
            return None
        return mark


def load(output: Path, root: Path, defaults: Path) -> Cache:
    """The records of an output folder; none when there are none that can be read."""
    nothing = {"home": "", "pairs": [], "engines": [], "records": {}, "editions": []}
    try:
        saved = json.loads((output / NAME).read_bytes())
        return Cache(output, root, defaults, saved if saved["format"] == _FORMAT else nothing)
    except (OSError, *_DAMAGE):
        return Cache(output, root, defaults, nothing)


def seal(files: Mapping[str, str]) -> str:
    """One hash over the paths and hashes of files."""
    return hashlib.sha256(json.dumps(sorted(files.items())).encode()).hexdigest()


def _worth_a_look(files: tuple[str, ...]) -> list[str]:
    """An edition's own files, and the folders in it (these end in "/").

    A folder tells when a file in it comes, goes or is replaced. That spares looking at each font and picture of each
    edition, which would be most of the work of a build that has nothing to do.
    """
    folders = {f"{path.rpartition('/')[0]}/" for path in files if "/" in path}
    return [*(path for path in files if path.count("/") <= 1), *sorted(folders)]
