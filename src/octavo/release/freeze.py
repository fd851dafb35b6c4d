"""A brief that was built and checked -> releases/<slug>/<version>/, whole or not at all, and never changed again."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from octavo import __version__, cache
from octavo.artifact import Artifact
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.model.brief import Brief
from octavo.plan import OUTPUT
from octavo.press import written
from octavo.problems import Place, Problem, Rejected, errors, problem
from octavo.publish import read_manifest
from octavo.publish.manifest import Edition, Printed
from octavo.publish.staging import sync, write
from octavo.publish.swap import sync_folder
from octavo.release.changes import NotCompared, changes
from octavo.release.record import CHECK, EDITIONS, FOLDER, RECORD, SIGNED, SUMS, Released, as_text, parse
from octavo.release.rules import faults
from octavo.release.shelf import releases_of
from octavo.release.source import pack

SHOWN = 3
"""How many files a message names."""


class Frozen(NamedTuple):
    """A release; whether it is new; and why it was not compared with the one before, "" when it was or is the first."""

    release: Released
    is_new: bool
    uncompared: str = ""


def freeze(root: Path, slug: str, check: str, sign: Callable[[bytes], bytes] | None = None) -> Frozen:
    """Freeze the edition of a brief as it stands in build/. `check` is the report of its preflight, as JSON; `sign`
    gives a PDF its signature.

    A release that is there with the same bytes is left alone. Raises Rejected with everything that stands against it,
    and OSError; what is there already stays as it is in either case.
    """
    found: list[Problem] = []
    sources = Files(root, DEFAULTS)
    brief = written(sources, slug, "", False, found)
    before = releases_of(root, slug)
    found += faults(brief, before)
    if errors(tuple(found)):
        raise Rejected(errors(tuple(found)))
    edition, artifacts = _edition(root, slug)
    home = root / FOLDER / slug
    release, files = _composed(sources, brief, edition, artifacts, check)
    present = next((other for other in before if other.version == release.version), None)
    if present:
        if _content(present) != _content(release):
            raise Rejected((_changed(brief, present, release),))
        return Frozen(present, False)
    pdf = next((one for one in artifacts if one.name == release.pdf), None)
    signed = [Artifact(f"{SIGNED}/{pdf.name}", "", sign(pdf.data))] if sign and pdf else []
    compared, reason = _compared(root, slug, before)
    files = _with(files, *signed, *compared)
    _put(home, release.version, files)
    return Frozen(parse(as_text(release), home / release.version, _digest(files)), True, reason)


def _compared(root: Path, slug: str, before: tuple[Released, ...]) -> tuple[tuple[Artifact, ...], str]:
    """The pages that show what the last release before did not have; or why there are none."""
    if not before:
        return (), ""
    try:
        return tuple(changes(root, slug, before[-1])), ""
    except NotCompared as fault:
        return (), str(fault)


def _edition(root: Path, slug: str) -> tuple[Edition, tuple[Artifact, ...]]:
    """What build/ holds of a brief, every file as the manifest has it."""
    manifest = read_manifest(root / OUTPUT)
    edition = manifest.editions.get(slug) if manifest else None
    place = Place(f"{OUTPUT}/{slug}")
    if edition is None or edition.stale or edition.draft or not edition.files:
        raise Rejected((problem("release-not-built", place, slug=slug),))
    artifacts = []
    for file in edition.files:
        data = (root / OUTPUT / slug / file.path).read_bytes()
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise Rejected((problem("release-not-built", Place(f"{OUTPUT}/{slug}/{file.path}"), slug=slug),))
        artifacts.append(Artifact(file.path, "", data))
    return edition, tuple(artifacts)


def _composed(
    workspace: Files, brief: Brief, edition: Edition, artifacts: tuple[Artifact, ...], check: str
) -> tuple[Released, tuple[Artifact, ...]]:
    """A release with all its files, under their names in its folder."""
    root = workspace.root
    origin = cache.load(root / OUTPUT, root, DEFAULTS).origin(cache.Key(brief.slug))
    if origin is None:
        raise Rejected((problem("release-not-built", Place(f"{OUTPUT}/{brief.slug}"), slug=brief.slug),))
    sources, tools = provenance(origin)
    meta = brief.meta
    release = Released(
        slug=brief.slug,
        version=meta.version,
        title=meta.title,
        status=meta.status,
        date=brief.day.isoformat() if brief.day else "",
        embargo=meta.embargo,
        language=brief.language,
        brand=edition.brand or brief.brand,
        folder=root / FOLDER / brief.slug / meta.version,
        files=edition.files,
        pages=edition.pages,
        sources=sources,
        tools=tools,
    )
    files = [Artifact(f"{EDITIONS}/{one.name}", "", one.data) for one in artifacts]
    files += [Artifact(RECORD, "", as_text(release).encode()), Artifact(CHECK, "", check.encode())]
    files.append(pack(workspace, sources))
    return release, _with(tuple(files))


def provenance(origin: cache.Origin) -> tuple[dict[str, str], dict[str, str]]:
    """The sources with their SHA-256; and the tools with their versions, the system's libraries with their SHA-256."""
    reads = origin.reads
    sources = {path: sha for path, sha in sorted(reads.items()) if sha and not path.startswith("/") and path[-1] != "/"}
    tools = {"octavo": f"{__version__} {origin.engine}"}
    for tool in origin.tools.split():
        name, _, version = tool.rpartition("-")
        tools[name] = version
    tools.update((Path(path).name, sha) for path, sha in sorted(reads.items()) if path.startswith("/"))
    return sources, tools


def _with(files: tuple[Artifact, ...], *more: Artifact) -> tuple[Artifact, ...]:
    """The files and those that are added, with their sums."""
    kept = [file for file in (*files, *more) if file.name != SUMS]
    return (*kept, Artifact(SUMS, "", _sums(kept).encode()))


def _sums(files: list[Artifact]) -> str:
    """SHA256SUMS, as `sha256sum --check` reads it."""
    lines = (f"{hashlib.sha256(file.data).hexdigest()}  {file.name}\n" for file in files)
    return "".join(sorted(lines, key=lambda line: line.split("  ", 1)[1]))


def _digest(files: tuple[Artifact, ...]) -> str:
    return next(hashlib.sha256(file.data).hexdigest() for file in files if file.name == SUMS)


def _put(home: Path, version: str, files: tuple[Artifact, ...]) -> None:
    """Write a release beside, through to the disk, then give it its name."""
    home.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".staging-", dir=home))
    try:
        write(draft / version, files)
        sync(draft / version)
        (draft / version).rename(home / version)
        sync_folder(home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _content(release: Released) -> tuple[Printed, ...]:
    return tuple(sorted(release.files))


def _changed(brief: Brief, present: Released, release: Released) -> Problem:
    old, new = ({file.path: file.sha256 for file in one.files} for one in (present, release))
    names = sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    listed = ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
    return problem("release-changed", brief.place("version"), version=release.version, files=listed)
