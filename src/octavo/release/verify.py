"""A release on the disk -> whether each of its bytes is as it was frozen, and whether they can be made again."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from octavo import cache, pipeline
from octavo.defaults import DEFAULTS
from octavo.disk import digest
from octavo.plan import OUTPUT
from octavo.problems import Place, Problem, problem
from octavo.release.freeze import provenance
from octavo.release.record import FOLDER, RECORD, SIGNED, SUMS, Released
from octavo.release.source import SOURCE, unpack
from octavo.report import BuildRequest


@dataclass(frozen=True)
class Verified:
    """What came of it. `unrun` says why the edition was not made again, "" when it was."""

    release: Released
    problems: tuple[Problem, ...]
    unrun: str = ""


def verify(release: Released) -> Verified:
    """Compare every file with SHA256SUMS and with the record, then make the edition again and compare that."""
    found = (*unlike(release), *_unsound(release))
    if found:
        return Verified(release, found, "its files are not as they were frozen")
    with TemporaryDirectory(prefix="octavo-release-") as workspace:
        return _made_again(release, Path(workspace))


def _place(release: Released, path: str) -> Place:
    return Place(f"{FOLDER}/{release.slug}/{release.version}/{path}")


def unlike(release: Released) -> Iterator[Problem]:
    """Files of a release that are missing, altered or too many."""
    lines = (release.folder / SUMS).read_text("utf-8").splitlines()
    listed = {path: sha for sha, _, path in (line.partition("  ") for line in lines)}
    listed |= {f"editions/{file.path}": file.sha256 for file in release.files}
    there = {path.relative_to(release.folder).as_posix() for path in release.folder.rglob("*") if path.is_file()}
    for path in sorted(listed.keys() - there):
        yield problem("release-file-missing", _place(release, path))
    for path in sorted(listed.keys() & there):
        if digest(str(release.folder / path)) != listed[path]:
            yield problem("release-file-altered", _place(release, path))
    for path in sorted(there - listed.keys() - {SUMS}):
        yield problem("release-file-foreign", _place(release, path))


def _unsound(release: Released) -> Iterator[Problem]:
    """A signature that does not cover its file."""
    signed = release.folder / SIGNED / release.pdf
    if release.pdf and signed.is_file():
        from octavo.release.sign import signer_of  # pyhanko is an extra, and wanted where something was signed

        if not signer_of(signed.read_bytes()):
            yield problem("release-signature", _place(release, f"{SIGNED}/{release.pdf}"))


def _made_again(release: Released, workspace: Path) -> Verified:
    """Build the sources in a workspace of their own and compare each file of the edition."""
    try:
        unpack(release.folder / SOURCE, release.sources, workspace)
    except (KeyError, ValueError, zipfile.BadZipFile) as damage:
        return Verified(release, (problem("release-damaged", _place(release, SOURCE), reason=str(damage)),))
    report = pipeline.build(BuildRequest(workspace, (release.slug,)))
    origin = cache.load(workspace / OUTPUT, workspace, DEFAULTS).origin(cache.Key(release.slug))
    if origin is None:
        said = [*report.problems, *(one for result in report.results for one in result.problems)]
        return Verified(release, (), f"it cannot be built here: {said[0] if said else 'no reason given'}")
    differing = tuple(
        file.path for file in release.files if _sha(workspace / OUTPUT / release.slug / file.path) != file.sha256
    )
    others = _other_tools(release, provenance(origin)[1])
    if differing and others:
        return Verified(release, (), f"it was made with other tools than are here: {', '.join(others)}")
    listed = ", ".join(differing)
    return Verified(
        release, (problem("release-not-the-same", _place(release, RECORD), files=listed),) if differing else ()
    )


def _sha(path: Path) -> str:
    """The SHA-256 of a file, "" when there is none."""
    return digest(str(path)) if path.is_file() else ""


def _other_tools(release: Released, present: dict[str, str]) -> tuple[str, ...]:
    """Tools whose version is another now, as "weasyprint 70.0"."""
    return tuple(
        f"{tool} {version[:20]}" for tool, version in sorted(release.tools.items()) if present.get(tool) != version
    )
