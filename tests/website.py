"""Web pages of the demonstration and of the sampler, as a static site in a folder, built once for a whole test run."""

import os
import shutil
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from octavo import press
from octavo.artifact import Artifact
from octavo.catalogue import search
from octavo.index import COVER, IndexCard

ROOT = Path(__file__).parents[1]
BRANDS = ("pacific", "parallel", "meridian")
CONTENT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("", ("us-mexico-security", "us-mexico-security-one-pager", "us-mexico-security-commentary", "octavo-guide")),
    ("workspace", ("sampler", "rapport")),
)
"""Workspaces and the briefs in them; the first is this repository, the other a copy of the tests' own."""

CATALOGUE = ("", "topics/security/", "regions/mexico/", "authors/sumaya-quillian/", "search/?q=cartels")
"""Pages of the catalogue: one of each kind."""

PAGES = tuple(
    f"{brand}/{page}" for brand in BRANDS for page in (*CATALOGUE, *(f"{s}/" for _, slugs in CONTENT for s in slugs))
)
"""The pages of the site: for each brand those of the catalogue, then the briefs."""


def site(folder: Path) -> Path:
    """Where the site stands. The first process that asks builds it; the others wait."""
    place, done, lock = folder / "site", folder / "site.done", folder / "site.lock"
    while not done.exists():
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            time.sleep(0.1)
            continue
        shutil.copytree(ROOT / "tests" / "workspace", folder / "workspace")
        faults = [fault for brand in BRANDS for fault in _build(place, brand)]
        done.write_text("\n".join(faults), encoding="utf-8")
    told = done.read_text(encoding="utf-8")
    if told:
        pytest.fail(told)
    return place


def _build(place: Path, brand: str) -> list[str]:
    """Write one brand's pages; answers with every problem that is more than advice."""
    found: list[str] = []
    cards: list[IndexCard] = []
    for name, slugs in CONTENT:
        for slug in slugs:
            made = press.make(place.parent / name if name else ROOT, slug, brand, ("html",), False)
            found += [str(problem) for problem in made.problems if problem.severity == "error"]
            _write(place / brand / slug, made.artifacts)
            if made.card:
                cards.append(replace(made.card, cover=COVER))
                _write(place / brand / slug, (Artifact(COVER, "image/png", PIXEL),))
    index = search.make(place / brand, [asdict(card) for card in cards])
    made = press.index(ROOT, brand, tuple(cards), bool(index.artifacts), False)
    _write(place / brand, (*made.artifacts, *index.artifacts))
    return [*found, *(str(problem) for problem in index.problems)]


def _write(folder: Path, artifacts: tuple[Artifact, ...]) -> None:
    for artifact in artifacts:
        file = folder / artifact.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.data)


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""Stands for a first page, which only the PDF has."""
