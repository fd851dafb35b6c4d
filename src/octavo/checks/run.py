"""One brief's name -> what its preflight says: the brief settled once more, its editions read as they were built."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from octavo.checks.finding import Finding, Unrun
from octavo.checks.subject import Subject
from octavo.checks.table import CHECKS
from octavo.checks.waivers import Waiver, own_waivers
from octavo.content import read_source
from octavo.defaults import DEFAULTS
from octavo.files import FileMissing, Files
from octavo.press import settled
from octavo.problems import Problem, Rejected

WORDS = "content/words.txt"
"""Words of the house: names and acronyms that every reader knows."""


@dataclass(frozen=True)
class Checked:
    """What came of one brief: `findings` as they are, before waivers; `unrun` what could not be made; `waivers` of its
    own; `problems` that kept it from being checked; `reads` its inputs, path to SHA-256."""

    slug: str
    findings: tuple[Finding, ...] = ()
    unrun: tuple[Unrun, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    problems: tuple[Problem, ...] = ()
    reads: Mapping[str, str] | None = None


def check(root: Path, slug: str, brand: str, editions: Mapping[str, Path], wanted: tuple[str, ...]) -> Checked:
    """Run the families named in `wanted` on one brief. Nothing is written, and no socket is opened."""
    files = Files(root, DEFAULTS)
    said: list[Problem] = []
    try:
        document, design = settled(files, slug, brand, False, said)
    except Rejected as stopped:
        return Checked(slug, problems=stopped.problems, reads=dict(files.reads))
    texts = _texts(files, slug)
    subject = Subject(document, design, files, editions, texts)
    found = [item for family in CHECKS if family.name in wanted for item in family.run(subject)]
    return Checked(
        slug,
        tuple(item for item in found if isinstance(item, Finding)),
        tuple(item for item in found if isinstance(item, Unrun)),
        own_waivers(document.brief),
        reads=dict(files.reads),
    )


def _texts(files: Files, slug: str) -> Mapping[str, str]:
    """The author's files, by path, and the words of the house."""
    source, _ = read_source(files, slug)
    texts = {source.path: files.text(source.path)} if source else {}
    texts.update((chapter.path, files.text(chapter.path)) for chapter in (source.chapters if source else ()))
    try:
        texts[WORDS] = files.text(WORDS)
    except FileMissing:
        texts[WORDS] = ""
    return texts
