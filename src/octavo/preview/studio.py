"""A brand's file and changes of its values -> the file as it would be, laid over the disk or written; what is wrong.

The changes that nobody has saved yet belong to the session: every tab shows them. Saving writes the file anew beside
the old one and swaps it in, with its comments and its order; a file that was changed meanwhile is never written over.
"""

import difflib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from octavo.brand import brands, load_brand
from octavo.brandparts import FOLDER
from octavo.defaults import DEFAULTS
from octavo.files import FileMissing, FileRefused, Files
from octavo.preview.answer import DRAWING, NOT_FOUND, Answer, as_json
from octavo.preview.session import Session, Unsaved
from octavo.preview.studioform import SHORT, form, value_at
from octavo.preview.studioverdict import told, verdict
from octavo.problems import errors
from octavo.publish.staging import put
from octavo.slugs import is_slug
from octavo.yamltext import load
from octavo.yamltext.edit import Unwritable, Value, edited

Loc = tuple[str | int, ...]
Changes = Mapping[Loc, Value]

SHOWN = {"svg": "image/svg+xml", "png": "image/png"}
"""Kinds of pictures that a logo may be."""
LEFT = "._brand.yml.new"
"""What a save that was killed leaves beside the file: `put` writes there first."""


@dataclass(frozen=True)
class Asked:
    """What a tab sends: a brand, the hash of the file that it knows, and all values that are to be other ones."""

    brand: str
    base: str
    changes: Changes

    @classmethod
    def read(cls, value: object) -> "Asked | None":
        """None for what is not of this form."""
        if not isinstance(value, dict) or not is_slug(str(value.get("brand", ""))):
            return None
        given = value.get("changes")
        if not isinstance(given, list) or not all(map(_is_change, given)):
            return None
        changes = {tuple(loc): _value(new) for loc, new in given}
        return cls(str(value["brand"]), str(value.get("base", "")), changes)

    @property
    def path(self) -> str:
        return path_of(self.brand)


def path_of(brand: str) -> str:
    return f"{FOLDER}/{brand}/_brand.yml"


def show(session: Session, brand: str) -> Answer:
    """What can be set in a brand: the form, the values on the disk, those that nobody saved yet, and what is wrong.
    `base` is the file that unsaved changes began from: who edits it meanwhile is not overlooked."""
    if brand not in brands(session.files):
        return NOT_FOUND
    text = _on_disk(session, brand)
    session.known[_sha(text)] = text
    unsaved = session.unsaved.get(brand)
    return as_json({
        "brand": brand,
        "path": path_of(brand),
        "base": unsaved.base if unsaved else _sha(text),
        "disk": _sha(text),
        "own": (session.root / path_of(brand)).is_file(),
        "form": _form(session, brand, text),
        "changes": [[list(loc), value] for loc, value in (unsaved.changes if unsaved else {}).items()],
        **verdict(session.files, brand),
    })  # fmt: skip


def picture(session: Session, brand: str, name: str) -> Answer:
    """A picture of a brand's folder, as it lies there."""
    kind = SHOWN.get(name.rpartition(".")[2].lower())
    try:
        return Answer(200, kind, session.files.read(f"{FOLDER}/{brand}/{name}"), DRAWING) if kind else NOT_FOUND
    except (FileMissing, FileRefused):
        return NOT_FOUND


def attempt(session: Session, value: object) -> Answer:
    """Lay the brand with these changes over the disk: every tab sees it."""
    asked = Asked.read(value)
    if asked is None:
        return Answer(400, body=b'send {"brand": name, "base": sha256, "changes": [[place, value]]}\n')
    try:
        on_disk = _on_disk(session, asked.brand)
        text = edited(on_disk, asked.changes, SHORT)
    except (Unwritable, FileMissing) as fault:
        return as_json({"refused": str(fault)})
    before = session.unsaved.get(asked.brand)
    unsaved = Unsaved(asked.changes, asked.base) if asked.changes else None
    held = session.hold(asked.brand, unsaved, asked.path, text.encode() if asked.changes else None)
    session.known[_sha(on_disk)] = on_disk
    now = {"form": _form(session, asked.brand, on_disk), "disk": _sha(on_disk), "held": held}
    with_logos = any("logo" in loc for loc in (*asked.changes, *(before.changes if before else ())))
    return as_json({**now, **verdict(session.files, asked.brand, with_logos)})


def save(session: Session, value: object) -> Answer:
    """Write the file. The answer says `saved`, and what stood `before` at each place that it changed; else `conflict`,
    what differs from the file that the tab knows, or `refused`, why it would be wrong."""
    asked = Asked.read(value)
    if asked is None:
        return Answer(400, body=b'send {"brand": name, "base": sha256, "changes": [[place, value]]}\n')
    with session.saving:
        return _save(session, asked)


def _save(session: Session, asked: Asked) -> Answer:
    place = session.root / asked.path
    if not place.is_file():
        hint = f"styles/brands/{asked.brand} comes with Octavo; ./invoke brand.new makes one of your own from it"
        return as_json({"refused": hint})
    text = _on_disk(session, asked.brand)
    if _sha(text) != asked.base:
        return as_json({"conflict": _differences(session, asked, text), "base": _sha(text)})
    try:
        new = edited(text, asked.changes, SHORT)
    except Unwritable as fault:
        return as_json({"refused": str(fault)})
    laid = Files(session.root, DEFAULTS, {asked.path: new.encode()})
    found = errors(load_brand(laid, asked.brand)[1])
    if found:
        return as_json({"refused": "it has errors; mend them first", "problems": [told(one) for one in found]})
    try:
        put(place, new.encode(), place.stat().st_mode & 0o777)
    except OSError as fault:
        return as_json({"refused": f"it cannot be written: {(fault.strerror or str(fault)).lower()}"})
    session.known[_sha(new)] = new
    session.hold(asked.brand, None, asked.path, None)
    session.changed((asked.path,))
    old: Any = load(text, asked.path)[0]
    before = [[list(loc), value_at(old, loc, None)] for loc in asked.changes]
    return as_json({"saved": True, "base": _sha(new), "before": before})


def _form(session: Session, brand: str, text: str) -> list[dict[str, Any]]:
    """What can be set in the file as it is shown, new colours among it, with the values on the disk."""
    saved, shown = (load(one, path_of(brand))[0] for one in (text, session.files.text(path_of(brand))))
    return form(session.files, brand, shown, saved) if isinstance(shown, dict) and isinstance(saved, dict) else []


def _on_disk(session: Session, brand: str) -> str:
    """The file as it is saved, whatever is laid over it."""
    return Files(session.root, DEFAULTS).text(path_of(brand))


def _differences(session: Session, asked: Asked, text: str) -> list[str]:
    """What was changed in the file since the tab read it, as lines of a diff; all of it when that is not known."""
    before = session.known.get(asked.base, "")
    lines: Iterator[str] = difflib.unified_diff(before.split("\n"), text.split("\n"), "before", "now", n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))][:40]


def tidy(root: Path) -> None:
    """Take away what saves left behind that were killed: half a file that nobody reads."""
    for left in (root / FOLDER).glob(f"*/{LEFT}"):
        with suppress(OSError):
            left.unlink()


def _sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _is_change(item: object) -> bool:
    if not isinstance(item, list) or len(item) != 2 or not isinstance(item[0], list) or not item[0]:
        return False
    is_loc = all(isinstance(part, str | int) and not isinstance(part, bool) for part in item[0])
    return is_loc and (item[1] is None or isinstance(item[1], str | int | float | list))


def _value(new: Any) -> Value:  # noqa: ANN401 - as JSON has it
    return tuple(new) if isinstance(new, list) else new
