"""The web pages of an output folder -> the index that a browser searches without a server, made by Pagefind.

Standard library only: it is asked for whenever the index of the site is made. The same pages give the same files.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from octavo.artifact import Artifact
from octavo.problems import Place, Problem, problem

PACKAGE, PROGRAM = "pagefind_bin", "pagefind"
FOLDER = "pagefind"
"""Below the root of the site. Pagefind's script finds its index beside itself."""

UNREAD = ", ".join((
    ".page-tools", ".toc-rail", ".contents", ".cite__tools", ".backref", ".masthead", ".data", ".related", ".cta",
))  # fmt: skip
"""Parts of a web page that are not its text."""

SPARE = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
"""How the files begin that Pagefind adds for pages of its own design; ours asks its engine alone."""

PATIENCE = 600.0
"""Seconds. A thousand pages take Pagefind about two."""

LISTED = ("published", "corrected")


class Searchable(NamedTuple):
    """The files of the index; none when there is nothing to search, or when `problems` say why."""

    artifacts: tuple[Artifact, ...] = ()
    problems: tuple[Problem, ...] = ()


def make(output: Path, cards: Iterable[Mapping[str, Any]]) -> Searchable:
    """Index the pages of an output folder that readers may find. What goes wrong costs the search and nothing else."""
    pages = {
        str(card["slug"]): str(card.get("language", "en"))
        for card in cards
        if card.get("state") in LISTED and card["files"].get("html")
    }
    if not pages:
        return Searchable()
    place, program = Place(str(output)), _program()
    if program is None:
        return Searchable(problems=(problem("search-not-made", place),))
    language = min(Counter(pages.values()).items(), key=lambda item: (-item[1], item[0]))[0].split("-")[0]
    with TemporaryDirectory() as temporary:
        site, made = Path(temporary) / "site", Path(temporary) / "made"
        try:
            for slug in pages:
                (site / slug).mkdir(parents=True)
                shutil.copyfile(output / slug / "index.html", site / slug / "index.html")
            _run(program, site, made, language)
            return Searchable(tuple(_files(made)))
        except (OSError, subprocess.SubprocessError) as error:
            return Searchable(problems=(problem("search-failed", place, reason=_reason(error)),))


def _program() -> Path | None:
    """Where the program is; its package brings it for this kind of machine."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent
    return next((path for name in (PROGRAM, f"{PROGRAM}.exe") if (path := folder / name).is_file()), None)


def _run(program: Path, site: Path, made: Path, language: str) -> None:
    """One language for all pages, so that a reader finds those in another language too."""
    subprocess.run(
        [program, "--silent", "--site", site, "--output-path", made, "--root-selector", "main", "--force-language",
         language, "--exclude-selectors", UNREAD],
        check=True, capture_output=True, timeout=PATIENCE, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def _files(made: Path) -> Iterable[Artifact]:
    for path in sorted(made.rglob("*")):
        if path.is_file() and not path.name.startswith(SPARE):
            name = path.relative_to(made).as_posix()
            yield Artifact(f"{FOLDER}/{name}", "application/octet-stream", path.read_bytes())


def _reason(error: Exception) -> str:
    told = getattr(error, "stderr", b"") or b""
    return told.decode("utf-8", "replace").strip().splitlines()[-1] if told.strip() else str(error)
