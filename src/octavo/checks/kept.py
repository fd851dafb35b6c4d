"""What earlier checks found <-> build/.cache/checks.json: true as long as all that it was found from is as it was."""

import hashlib
import json
import sysconfig
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from octavo.checks import tools
from octavo.checks.finding import Address, Finding, Unrun
from octavo.checks.run import FAULT, Checked
from octavo.checks.waivers import Waiver
from octavo.defaults import DEFAULTS
from octavo.disk import Disk, engine_files
from octavo.folder import CACHE
from octavo.model.meta import Waiver as Fields
from octavo.problems import Place, Problem
from octavo.toolchain import versions

NAME = f"{CACHE}/checks.json"
"""Below the output folder."""
FORMAT = 3
DAMAGE = (OSError, ValueError, KeyError, TypeError, AttributeError)
"""What comes of reading a file that is not as `save` wrote it."""


class Kept:
    """The findings of one output folder. Damaged or foreign ones are none."""

    def __init__(self, output: Path, root: Path) -> None:
        self._path = output / NAME
        self._disk = Disk(root, DEFAULTS, {})
        engine = "\n".join([versions(), _installed(), *(f"{path} {self._disk.sha(path)}" for path in engine_files())])
        self._engine = hashlib.sha256(engine.encode()).hexdigest()
        self._entries: dict[str, Any] = {}
        try:
            saved = json.loads(self._path.read_bytes())
            if (saved["format"], saved["engine"]) == (FORMAT, self._engine):
                self._entries = dict(saved["entries"])
        except DAMAGE:
            pass

    def get(self, key: str, editions: Mapping[str, Path]) -> Checked | None:
        """What was found under `key`, when every input and every edition is as it was then."""
        try:
            entry = self._entries[key]
            is_true = all(self._disk.sha(path) == sha for path, sha in entry["reads"].items())
            return _checked(entry["checked"]) if is_true and entry["editions"] == _shas(editions) else None
        except DAMAGE:
            return None

    def put(self, key: str, checked: Checked, editions: Mapping[str, Path]) -> None:
        """Keep what was found; what kept a brief from being checked, or a check from being made, is not kept."""
        if not checked.problems and not any(finding.code == FAULT for finding in checked.findings):
            reads = dict(checked.reads or {})
            self._entries[key] = {"reads": reads, "editions": _shas(editions), "checked": _as_json(checked)}

    def save(self) -> None:
        """Write all of it, beside and swapped in. Where that cannot be, the next check takes longer."""
        whole = {"format": FORMAT, "engine": self._engine, "entries": self._entries}
        draft = self._path.with_suffix(".new")
        try:
            draft.write_text(json.dumps(whole, separators=(",", ":")), encoding="utf-8")
            draft.replace(self._path)
        except OSError:
            draft.unlink(missing_ok=True)


def _installed() -> str:
    """What tells that a tool has come or gone since: what was not run for want of it is run then."""
    packages = Path(sysconfig.get_paths()["purelib"])
    return " ".join([str(packages.stat().st_mtime_ns), tools.java(), tools.browser(), *tools.ace(), tools.typos()])


def _shas(editions: Mapping[str, Path]) -> dict[str, str]:
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in sorted(editions.items())}


def _as_json(checked: Checked) -> dict[str, object]:
    return {
        "slug": checked.slug,
        "findings": [
            [*_problem_as_json(f.problem), f.edition, f.page, list(f.box) if f.box else None, f.count]
            for f in checked.findings
        ],
        "unrun": [[item.check, item.reason, item.about, item.family, item.referee] for item in checked.unrun],
        "waivers": [
            [w.fields.code, w.fields.reason, str(w.fields.until or ""), w.fields.words, *_place(w.place), w.brief]
            for w in checked.waivers
        ],
        "partial": list(checked.partial),
        "addresses": [[item.url, *_place(item.place)] for item in checked.addresses],
    }


def _checked(saved: Mapping[str, Any]) -> Checked:
    return Checked(
        str(saved["slug"]),
        tuple(_finding(*item) for item in saved["findings"]),
        tuple(Unrun(*map(str, item)) for item in saved["unrun"]),
        tuple(_waiver(*item) for item in saved["waivers"]),
        partial=tuple(map(str, saved["partial"])),
        addresses=tuple(Address(str(url), Place(*at)) for url, *at in saved["addresses"]),
    )


def _problem_as_json(found: Problem) -> Iterable[object]:
    return [found.code, *_place(found.place), found.text, found.hint]


def _place(place: Place) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def _finding(*item: Any) -> Finding:  # noqa: ANN401 - as JSON has it
    code, path, line, column, text, hint, edition, page, box, count = item
    problem = Problem(str(code), Place(str(path), int(line), int(column)), str(text), str(hint))
    left_top_right_bottom = tuple(map(float, box)) if box else None
    return Finding(problem, str(edition), int(page), left_top_right_bottom, int(count))  # type: ignore[arg-type]


def _waiver(*item: Any) -> Waiver:  # noqa: ANN401 - as JSON has it
    code, reason, until, words, path, line, column, brief = map(str, item)
    day = date.fromisoformat(until) if until else None
    fields = Fields.model_construct(code=code, reason=reason, until=day, words=words, brief="")
    return Waiver(fields, Place(path, int(line), int(column)), brief)
