"""Citations + Library + Style -> their words, set by pandoc's citeproc. The only file that runs pandoc.

All citations of a brief go in one run, as nodes of pandoc's document tree: nothing of them is read as Markdown again.
The run opens no connection and sees no file but the library and the style (`--sandbox`).
"""

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from octavo.bibliography import Library
from octavo.blocks import CiteItem
from octavo.citestyle import Style
from octavo.markdown import read_inline
from octavo.pandocast import Node, Nodes, nodes, words
from octavo.problems import Place, Problem, Rejected, problem

RECIPE = 1
"""Raised whenever the same order is put to pandoc otherwise than before: it keeps old answers out of the cache's."""

API = [1, 23]
"""The version of pandoc's document tree that is written here."""

PATIENCE = 60
"""Seconds. A brief's citations take a fifth of one."""

_AT = re.compile(r"\(line (\d+), column (\d+)\):?\s*", re.DOTALL)


@dataclass(frozen=True)
class Cite:
    """One citation, in its place in the reading order; `in_note`: it stands in a note already."""

    items: tuple[CiteItem, ...]
    in_text: bool
    in_note: bool


@dataclass(frozen=True)
class Order:
    """What is to be set. Every key is in the library. `language` is a BCP 47 tag."""

    cites: tuple[Cite, ...]
    library: Library
    style: Style
    language: str


@dataclass(frozen=True)
class Answer:
    """Pandoc's nodes: of each citation in the order of `Order.cites`, of each entry of the list of references by key;
    and the warnings it gave."""

    cites: tuple[Nodes, ...]
    entries: Mapping[str, Nodes]
    warnings: tuple[str, ...]


@cache
def pandoc() -> Path | None:
    """The program that comes with the package pypandoc_binary, or None. Any other on this machine is of an unknown
    version, and would set the same brief otherwise."""
    found = importlib.util.find_spec("pypandoc")
    if found is None or not found.origin:
        return None
    program = Path(found.origin).parent / "files" / ("pandoc.exe" if sys.platform == "win32" else "pandoc")
    return program if program.is_file() else None


def answer(order: Order, program: Path, folder: Path) -> Answer:
    """Set all citations of `order`. The answer is kept in `folder` under a hash of all that it depends on; the folder
    may be deleted at any time. Raises Rejected for what pandoc cannot read or set."""
    tree = json.dumps(_tree(order), ensure_ascii=False, sort_keys=True)
    kept = folder / f"{_key(order, tree)}.json"
    with suppress(OSError, ValueError, KeyError, TypeError, IndexError):
        return _read(kept.read_text("utf-8"), len(order.cites))
    folder.mkdir(parents=True, exist_ok=True)
    told = json.dumps(_run(order, tree, program, folder), ensure_ascii=False)
    made = _read(told, len(order.cites))
    with suppress(OSError):  # an answer that cannot be kept is found again
        beside = kept.with_suffix(f".{os.getpid()}")
        beside.write_text(told, "utf-8")
        beside.replace(kept)
    return made


def _key(order: Order, tree: str) -> str:
    parts = [RECIPE, version("pypandoc_binary"), order.library.suffix, order.library.text, order.style.text, tree]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _tree(order: Order) -> Node:
    """The document put to pandoc: each citation a paragraph, or a note in one, then the place of the references."""
    paragraphs = [_paragraph(cite, number) for number, cite in enumerate(order.cites, 1)]
    place = {"t": "Div", "c": [["refs", [], []], []]}
    meta = {
        "lang": {"t": "MetaString", "c": order.language},
        "link-citations": {"t": "MetaBool", "c": order.style.lists and not order.style.notes},
    }
    return {"pandoc-api-version": API, "meta": meta, "blocks": [*paragraphs, place]}


def _paragraph(cite: Cite, number: int) -> Node:
    items = [_item(item, number, "AuthorInText" if cite.in_text else "NormalCitation") for item in cite.items]
    inner: Node = {"t": "Cite", "c": [items, words("?")]}
    return {"t": "Para", "c": [{"t": "Note", "c": [{"t": "Para", "c": [inner]}]} if cite.in_note else inner]}


def _item(item: CiteItem, number: int, mode: str) -> Node:
    """One work of a citation. The words before and after its key may be emphasised."""
    suffix = _words(f", {item.locator}" if item.locator else "")
    return {
        "citationId": item.key,
        "citationPrefix": _words(item.prefix),
        "citationSuffix": suffix,
        "citationMode": {"t": "SuppressAuthor" if item.suppress_author else mode},
        "citationNoteNum": number,
        "citationHash": 0,
    }


def _words(text: str) -> list[Node]:
    return nodes(read_inline(text, Place(""))[0]) if text else []


def _run(order: Order, tree: str, program: Path, folder: Path) -> Mapping[str, object]:
    """Pandoc's tree and what it said, as JSON data."""
    library, style = f"library{order.library.suffix}", "style.csl"
    with TemporaryDirectory(dir=folder) as desk:
        (Path(desk) / library).write_text(order.library.text, "utf-8")
        (Path(desk) / style).write_text(order.style.text, "utf-8")
        command = [str(program), "--sandbox", "--from=json", "--to=json", "--citeproc", f"--data-dir={desk}"]
        try:
            done = subprocess.run(
                [*command, f"--bibliography={library}", f"--csl={style}"],
                input=tree.encode(), capture_output=True, cwd=desk, env=_environment(), timeout=PATIENCE, check=False,
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            raise Rejected((problem("citations-failed", Place(order.style.path), reason=error),)) from None
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode:
        raise Rejected((_failure(said, order),))
    warnings = [part.strip() for part in said.split("[WARNING]") if part.strip()]
    return {"blocks": json.loads(done.stdout)["blocks"], "warnings": warnings}


def _environment() -> dict[str, str]:
    """What the program needs of this process's environment: none of its settings, on Windows the system's folder."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _failure(said: str, order: Order) -> Problem:
    """Pandoc's words, at the line of the library if they name one."""
    at = _AT.search(said)
    if at and "bibliography" in said:
        place = Place(order.library.path, int(at[1]), int(at[2]))
        return problem("bibliography-unreadable", place, reason=" ".join(said[at.end() :].split()))
    path = order.library.path if "bibliography" in said else order.style.path
    return problem("citations-failed", Place(path), reason=" ".join(said.split()) or "it gave no reason")


def _read(told: str, count: int) -> Answer:
    """Raises ValueError, KeyError, TypeError or IndexError for anything but what `_run` gives."""
    data: Any = json.loads(told)
    cites = tuple(_of_paragraph(block) for block in data["blocks"][:count])
    entries = {}
    for block in data["blocks"][count]["c"][1]:
        (key, _, _), paragraphs = block["c"]
        entries[key.removeprefix("ref-")] = [node for paragraph in paragraphs for node in paragraph["c"]]
    return Answer(cites, entries, tuple(data["warnings"]))


def _of_paragraph(block: Node) -> Nodes:
    """The nodes of one citation; of one that was put in a note, without that note."""
    (first, *rest) = block["c"]
    return first["c"][0]["c"] if first["t"] == "Note" else [first, *rest]
