"""A workspace -> which of its files stand in the place of Octavo's own, and which of these have changed since.

`overrides.json`, at the top of the workspace, keeps for each copy the SHA-256 of the file it began from and Octavo's
version then. It belongs into version control with the copies.
"""

import difflib
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from octavo import __version__
from octavo.anchors import nearest
from octavo.brandparts import FOLDER as BRANDS
from octavo.brandtemplates import FOLDER as TEMPLATES
from octavo.brandtemplates import OPEN
from octavo.files import PACKAGED, FileMissing, FileRefused, Files, normal
from octavo.report import Misuse

RECORD = "overrides.json"
OF_BRAND = re.compile(rf"({BRANDS}/[^/]+)/({TEMPLATES}/(?:{'|'.join(OPEN)}).+)")
"""A brand's own template: the folder of the brand, and the file of Octavo's whose place it takes."""
State = Literal["the same", "as it began", "changed since", "not recorded"]


@dataclass(frozen=True)
class Override:
    """A file of the workspace, or of one of its brands, that wins over Octavo's own. `since` is the version it began
    from, "" if not known."""

    path: str
    state: State
    since: str = ""


def overrides(root: Path, defaults: Path) -> tuple[Override, ...]:
    """All of them, sorted. "the same": it may be deleted; "changed since": Octavo's own is not what it began from."""
    record = _read(root)
    return tuple(_state(path, root, defaults, record) for path in _shared(root, defaults))


def original(path: str) -> str:
    """The file of Octavo's whose place a file of the workspace takes: for a brand's own templates not the same path."""
    found = OF_BRAND.fullmatch(path)
    return found[2] if found else path


def copy(root: Path, defaults: Path, path: str) -> None:
    """Copy Octavo's own file into the workspace, and record what it is. Raises Misuse when there is none, or a copy."""
    own = Files(defaults)
    try:
        clean = normal(path)
        if not f"{clean}/".startswith(PACKAGED):
            raise Misuse(f"{path} is no file of Octavo's; templates/ and styles/ hold what can be overridden")
        of_brand = OF_BRAND.fullmatch(clean)
        if of_brand and not Files(root, defaults).exists(f"{of_brand[1]}/_brand.yml"):
            raise Misuse(f"there is no brand in {of_brand[1]}; octavo override copies into one that is there")
        data = own.read(original(clean))
    except FileMissing:
        known = [one for folder in PACKAGED for one in own.list(folder)]
        raise Misuse(f"Octavo has no {path}; {nearest(path, known)}") from None
    except FileRefused as fault:
        raise Misuse(f"{path} cannot be copied: {fault.reason}") from None
    place = root / clean
    if place.exists():
        raise Misuse(f"{clean} is there already; octavo diff says how it differs")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    _write(root, {**_read(root), clean: _entry(data)})


def record(root: Path, defaults: Path) -> tuple[str, ...]:
    """Record the present files of Octavo's as what all copies have been compared with. Returns their paths."""
    shared = _shared(root, defaults)
    _write(root, {path: _entry((defaults / original(path)).read_bytes()) for path in shared})
    return shared


def differences(root: Path, defaults: Path, path: str) -> str:
    """A unified diff from Octavo's own file to the workspace's; "" for files that are no text."""
    try:
        ours, theirs = (file.read_text("utf-8").splitlines() for file in (defaults / original(path), root / path))
    except UnicodeDecodeError:
        return ""
    return "\n".join(difflib.unified_diff(ours, theirs, f"octavo/{original(path)}", path, lineterm=""))


def _shared(root: Path, defaults: Path) -> tuple[str, ...]:
    """The paths of the workspace that stand in the place of one of Octavo's."""
    mine, theirs = ({path for folder in PACKAGED for path in Files(one).list(folder)} for one in (root, defaults))
    return tuple(sorted(path for path in mine if original(path) in theirs))


def _state(path: str, root: Path, defaults: Path, record: Mapping[str, Mapping[str, str]]) -> Override:
    began, now = record.get(path), _sha((defaults / original(path)).read_bytes())
    if _sha((root / path).read_bytes()) == now:
        return Override(path, "the same")
    if began is None:
        return Override(path, "not recorded")
    return Override(path, "as it began" if began["sha256"] == now else "changed since", began["octavo"])


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _entry(data: bytes) -> dict[str, str]:
    return {"octavo": __version__, "sha256": _sha(data)}


def _read(root: Path) -> dict[str, dict[str, str]]:
    """Raises Misuse for a record that cannot be read: it is not written over."""
    try:
        kept = json.loads((root / RECORD).read_text("utf-8"))
        return {str(path): {"octavo": str(one["octavo"]), "sha256": str(one["sha256"])} for path, one in kept.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise Misuse(f"{RECORD} is damaged; restore it, or delete it and run octavo diff --record") from None


def _write(root: Path, kept: Mapping[str, Mapping[str, str]]) -> None:
    draft = root / f".{RECORD}.new"
    draft.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", "utf-8", newline="\n")
    draft.replace(root / RECORD)
