"""A type and a title -> content/<slug>/brief.md, a text that is ready to be built and written over."""

import json
import re
from datetime import date
from pathlib import Path
from string import Template

from octavo.anchors import nearest
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.report import Misuse
from octavo.slugs import BRIEF, FOLDER, is_slug, slug_of

STARTERS = "templates/starters"
STAYS = re.compile(r"^(?:#|:::)|\$")
SAMPLE_WORDS = 5
"""Words: a line of a starter with fewer may well be the author's own too."""


def write(root: Path, kind: str, title: str, slug: str, today: date) -> str:
    """Write the starter of type `kind`; an empty `slug` is made from the title. Returns the new file's path in `root`.

    Raises Misuse for a type without a starter, a slug that is none, and a brief that is there already.
    """
    files = Files(root, DEFAULTS)
    kinds = kinds_of(files)
    if kind not in kinds:
        raise Misuse(f'there is no type "{kind}" to start from; {nearest(kind, kinds)}')
    title = " ".join(title.split())
    if not title:
        raise Misuse("--title is empty; give the brief a title, which can be changed later")
    slug = slug or slug_of(title)
    if not is_slug(slug):
        raise Misuse(f'"{slug}" cannot be a folder\'s name in {FOLDER}/; use a to z, digits and single hyphens')
    path = f"{FOLDER}/{slug}/{BRIEF}"
    folder = root / FOLDER / slug
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise Misuse(f"{FOLDER}/{slug} is there already; choose another name with --brief") from None
    text = Template(files.text(f"{STARTERS}/{kind}.md"))
    quoted = json.dumps(title, ensure_ascii=False)  # a JSON text is a YAML text
    (root / path).write_text(text.substitute(title=quoted, date=today.isoformat()), "utf-8", newline="\n")
    return path


def kinds_of(files: Files) -> tuple[str, ...]:
    """The types there is a starter for, in the workspace or with Octavo."""
    return tuple(Path(path).stem for path in files.list(STARTERS) if path.endswith(".md"))


def samples(files: Files) -> frozenset[str]:
    """The lines of all starters that are there to be written over. Headings and components may stay."""
    texts = (files.text(f"{STARTERS}/{kind}.md") for kind in kinds_of(files))
    lines = (line.strip() for text in texts for line in text.splitlines())
    return frozenset(line for line in lines if len(line.split()) >= SAMPLE_WORDS and not STAYS.search(line))
