"""What was built, and what the target has -> what is to be sent, stage by stage, and what is there and not made."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.catalogue.shelves import KEPT_BACK
from octavo.problems import Rejected, problem
from octavo.publish.manifest import Manifest, inside
from octavo.upload.target import Target

PUBLISHED = "octavo-published.json"
"""At the target: every file that was sent, with its hash; written when all of them stand."""
UNDERWAY = "octavo-uploading.json"
"""At the target while files are sent: those that may be half new, and those that are done."""
MADE_BY, VERSION = "octavo", 1

STAGES = ("files of pages", "pages", "shelves", "index and feeds")


@dataclass(frozen=True)
class Outgoing:
    """One file to be sent: its path at the target, where it lies, its hash, and the stage it belongs to."""

    path: str
    source: Path
    size: int
    sha256: str
    stage: int


@dataclass(frozen=True)
class Plan:
    """`there` maps what the target surely has to hashes; `gone` is what is there and no longer made."""

    new: tuple[Outgoing, ...]
    changed: tuple[Outgoing, ...]
    same: tuple[Outgoing, ...]
    gone: tuple[str, ...]
    there: Mapping[str, str]

    @property
    def outgoing(self) -> tuple[Outgoing, ...]:
        """What is sent, in the order of stages: nothing leads to what is not there yet."""
        return tuple(sorted((*self.new, *self.changed), key=lambda file: (file.stage, file.path)))


def make_plan(manifest: Manifest, output: Path, target: Target) -> Plan:
    """Compare. Raises Rejected when the target holds a site that is not ours, or cannot be asked."""
    files = tuple(outgoing(manifest, output))
    known, doubtful = _there(target, files)
    new = tuple(f for f in files if f.path not in known and f.path not in doubtful)
    same = tuple(f for f in files if known.get(f.path) == f.sha256)
    changed = tuple(f for f in files if f not in new and f not in same)
    wanted = {f.path for f in files}
    gone = tuple(sorted((known.keys() | doubtful) - wanted))
    return Plan(new, changed, same, gone, known)


def outgoing(manifest: Manifest, output: Path) -> Iterator[Outgoing]:
    """What may be shown: the files of the site and of each brief but those that are held back."""
    for slug, edition in sorted(manifest.editions.items()):
        if edition.card.get("state") in KEPT_BACK:
            continue
        for file in edition.files:
            stage = 1 if file.path == "index.html" else 0
            yield Outgoing(f"{slug}/{file.path}", output / slug / file.path, file.size, file.sha256, stage)
    for file in manifest.site:
        yield Outgoing(file.path, output / file.path, file.size, file.sha256, _stage(file.path))


def _stage(path: str) -> int:
    """The stage of a file of the site: its dress and the parts of its search first, what leads to everything last."""
    if path.endswith("/index.html") or path == "pagefind/pagefind-entry.json":
        return 2
    return 3 if path.endswith((".html", ".xml", ".txt", ".json")) and not path.startswith("pagefind/") else 0


def _there(target: Target, files: tuple[Outgoing, ...]) -> tuple[dict[str, str], set[str]]:
    """What the target surely has, and what an upload that was cut short may have changed."""
    published, underway = (_record(target, name) for name in (PUBLISHED, UNDERWAY))
    if published is None and underway is None:
        roots = [file.path for file in files if "/" not in file.path and file.stage == 3]
        taken = [path for path in roots if target.has(path)]
        if taken:
            raise Rejected((problem("target-not-ours", target.place, target=target.shown, name=taken[0]),))
    known = dict(published["files"]) if published else {}
    if underway is None:
        return known, set()
    doubtful = set(underway["pending"])
    known = {path: sha for path, sha in known.items() if path not in doubtful} | dict(underway["done"])
    return known, doubtful - known.keys()


def _record(target: Target, name: str) -> "dict[str, dict[str, str]] | None":
    """One of our records at the target. Raises Rejected for one that cannot be read."""
    data = target.read(name)
    if data is None:
        return None
    try:
        whole = json.loads(data)
        if whole["made-by"] != MADE_BY or whole["version"] != VERSION:
            raise ValueError("of another version")
        for group in ("files", "pending", "done"):
            for path in whole.get(group, ()):
                inside(path)
        return dict(whole)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Rejected((problem("target-record-damaged", target.place, target=target.shown, name=name),)) from None
