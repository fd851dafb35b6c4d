"""One brief's name -> what its preflight says: the brief settled once more, its editions read as they were built."""

import hashlib
import traceback
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from octavo import layout
from octavo.checks.finding import Address, Finding, Unrun, find
from octavo.checks.subject import Subject, word_lists
from octavo.checks.table import CHECKS, Check
from octavo.checks.waivers import Waiver, own_waivers
from octavo.content import as_problem, read_source
from octavo.defaults import DEFAULTS
from octavo.design import Design
from octavo.document import Document
from octavo.files import FileMissing, FileRefused, Files
from octavo.folder import CACHE
from octavo.layout import Layout
from octavo.press import settled
from octavo.problems import Place, Problem, Rejected
from octavo.utf8 import NotText

FAULT = "check-fault"
"""The code of a fault in a check itself."""


@dataclass(frozen=True)
class Checked:
    """What came of one brief: `findings` as they are, before waivers; `unrun` what could not be made; `waivers` of its
    own; `problems` that kept it from being checked; `reads` its inputs, path to SHA-256; `partial` names the families
    that did not look at everything, `addresses` are still to be asked for."""

    slug: str
    findings: tuple[Finding, ...] = ()
    unrun: tuple[Unrun, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    problems: tuple[Problem, ...] = ()
    reads: Mapping[str, str] | None = None
    partial: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()


def check(root: Path, slug: str, brand: str, editions: Mapping[str, Path], wanted: tuple[str, ...]) -> Checked:
    """Run the families named in `wanted` on one brief. Nothing is written, and no socket is opened."""
    files = Files(root, DEFAULTS)
    try:
        document, design = settled(files, slug, brand, False, [])
    except Rejected as stopped:
        return Checked(slug, problems=stopped.problems, reads=dict(files.reads))
    return inspect(document, design, editions, wanted)


def inspect(document: Document, design: Design, editions: Mapping[str, Path], wanted: tuple[str, ...]) -> Checked:
    """Run the families named in `wanted` on a settled brief, and on its editions as they lie on the disk."""
    slug, files = document.brief.slug, design.files
    texts, said = _texts(files, slug, design.brand.name)
    if said:
        return Checked(slug, problems=said, reads=dict(files.reads))
    subject = Subject(document, design, files, editions, texts, _layout(slug, design.brand.name, editions))
    told = _told([family for family in CHECKS if family.name in wanted], subject)
    found = tuple(_all(told))
    return Checked(
        slug,
        tuple(item for item in found if isinstance(item, Finding)),
        tuple(item for item in found if isinstance(item, Unrun)),
        own_waivers(document.brief),
        reads=dict(files.reads),
        partial=tuple(name for name, items in told.items() if any(map(_is_gap, items))),
        addresses=tuple(item for item in found if isinstance(item, Address)),
    )


Told = tuple[Finding | Unrun | Address, ...]


def _told(families: list[Check], subject: Subject) -> Mapping[str, Told]:
    """What each family finds. Those that wait for another program do so beside the others, and beside each other."""
    apart = [family for family in families if family.apart]
    with ThreadPoolExecutor(max(1, len(apart))) as beside:
        later = {family.name: beside.submit(_of, family, subject) for family in apart}
        told = {family.name: _of(family, subject) for family in families if not family.apart}
        return {**told, **{name: found.result() for name, found in later.items()}}


def _of(family: Check, subject: Subject) -> Told:
    return tuple(_run(family, subject))


def _run(family: Check, subject: Subject) -> Iterator[Finding | Unrun | Address]:
    """What a family finds. A fault in it is a finding too: nothing may pass that was not looked at."""
    try:
        yield from family.run(subject)
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        yield find(FAULT, Place(subject.brief.path), family=family.name, fault=told)


def _all(told: Mapping[str, Told]) -> Iterator[Finding | Unrun | Address]:
    """What the families found, in their order; what two of them say of the same spot, once."""
    said: set[Finding | Unrun | Address] = set()
    for family in CHECKS:
        found = [_placed(item, family) for item in told.get(family.name, ())]
        yield from (item for item in found if item not in said)
        said.update(found)


def _placed(item: Finding | Unrun | Address, family: Check) -> Finding | Unrun | Address:
    """What was not run, with its family and what that looks at."""
    return replace(item, about=family.about, family=family.name) if isinstance(item, Unrun) else item


def _is_gap(item: Finding | Unrun | Address) -> bool:
    """Whether an item says that something was not looked at."""
    return isinstance(item, Unrun) or (isinstance(item, Finding) and item.code == FAULT)


def _layout(slug: str, brand: str, editions: Mapping[str, Path]) -> Layout | None:
    """The map that the build made of the PDF as it lies in the output folder."""
    file = editions.get("pdf")
    if file is None:
        return None
    try:
        data = (file.parent.parent / CACHE / layout.name(slug, brand)).read_bytes()
    except OSError:
        return None
    return layout.parse(data, hashlib.sha256(file.read_bytes()).hexdigest())


def _texts(files: Files, slug: str, brand: str) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The author's files, by path, and the lists of words; and what keeps those from being read."""
    source, _ = read_source(files, slug)
    texts = {source.path: files.text(source.path)} if source else {}
    texts.update((chapter.path, files.text(chapter.path)) for chapter in (source.chapters if source else ()))
    found: list[Problem] = []
    for path in word_lists(brand):
        try:
            texts[path] = files.text(path)
        except FileMissing:
            texts[path] = ""
        except (FileRefused, NotText) as error:
            found.append(as_problem(error, Place(path)))
    return texts, tuple(found)
