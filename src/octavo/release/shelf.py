"""releases/ -> the releases in it. The only reader of that folder but `verify.py`, which reads every byte."""

import hashlib
import re
from pathlib import Path

from octavo.anchors import nearest
from octavo.problems import Place, Rejected, problem
from octavo.release.record import FOLDER, RECORD, SUMS, Released, parse


def releases_of(root: Path, slug: str) -> tuple[Released, ...]:
    """All releases of a brief, the oldest version first. Raises Rejected for one whose record is damaged."""
    home = root / FOLDER / slug
    names = [path.parent.name for path in home.glob(f"*/{RECORD}")] if home.is_dir() else []
    return tuple(_open(home / name) for name in sorted(names, key=order))


def open_release(root: Path, slug: str, version: str = "") -> Released:
    """A release of a brief, the newest when no version is named. Raises Rejected when there is none."""
    versions = {release.version: release for release in releases_of(root, slug)}
    place = Place(f"{FOLDER}/{slug}")
    if not versions:
        raise Rejected((problem("not-released", place, slug=slug),))
    if version and version not in versions:
        there = nearest(version, tuple(versions))
        raise Rejected((problem("no-such-release", place, slug=slug, version=version, nearest=there),))
    return versions[version or next(reversed(versions))]


def order(version: str) -> tuple[tuple[int, str], ...]:
    """What versions are sorted by: numbers as numbers, so that 1.10 comes after 1.9."""
    return tuple((int(part) if part.isdigit() else -1, part) for part in re.split(r"[.\-+ ]", version))


def _open(folder: Path) -> Released:
    try:
        sums = hashlib.sha256((folder / SUMS).read_bytes()).hexdigest()
        return parse((folder / RECORD).read_text("utf-8"), folder, sums)
    except (OSError, ValueError) as damage:
        place = Place(f"{FOLDER}/{folder.parent.name}/{folder.name}/{RECORD}")
        raise Rejected((problem("release-damaged", place, reason=str(damage)),)) from None
