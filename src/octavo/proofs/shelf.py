"""proofs/<brand>/<slug>/ <-> the approved proofs of a brief: a picture for each page, and pages.json with the rest."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from octavo.proofs.picture import Proof, opened

FOLDER = "proofs"
"""In the workspace, and in git."""
LIST = "pages.json"
DAMAGE = (OSError, ValueError, KeyError, TypeError)
"""What comes of reading a shelf that is not as `keep` left it."""


def approved(root: Path, brand: str, slug: str) -> tuple[Proof, ...]:
    """The pages that were approved; none when there are none, or when they cannot be read."""
    folder = root / FOLDER / brand / slug
    try:
        listed = json.loads((folder / LIST).read_bytes())
        return tuple(_proof(page, (folder / name(n)).read_bytes()) for n, page in enumerate(listed, 1))
    except DAMAGE:
        return ()


def keep(root: Path, brand: str, slug: str, proofs: Sequence[Proof]) -> None:
    """Approve these pages in place of all earlier ones. A page that is the same keeps its file as it is."""
    folder = root / FOLDER / brand / slug
    folder.mkdir(parents=True, exist_ok=True)
    names = {name(number): proof.png for number, proof in enumerate(proofs, 1)}
    for old in folder.glob("*.png"):
        if old.name not in names:
            old.unlink()
    for file, png in names.items():
        if not (folder / file).is_file() or (folder / file).read_bytes() != png:
            (folder / file).write_bytes(png)
    rows = ",\n".join(json.dumps({"sha256": proof.sha, "mean": proof.mean}) for proof in proofs)
    (folder / LIST).write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def kept(root: Path) -> tuple[tuple[str, str], ...]:
    """The brand and slug of every brief that has approved proofs, sorted."""
    found = (path.parent for path in (root / FOLDER).glob(f"*/*/{LIST}"))
    return tuple(sorted((folder.parent.name, folder.name) for folder in found))


def drop(root: Path, brand: str, slug: str) -> None:
    """Forget the proofs of a brief that is gone."""
    shutil.rmtree(root / FOLDER / brand / slug)


def name(number: int) -> str:
    """The file of a page, counted from 1."""
    return f"{number:03}.png"


def _proof(page: dict[str, object], png: bytes) -> Proof:
    means = page["mean"]
    if not isinstance(means, list):
        raise TypeError
    red, green, blue = map(float, means)
    opened(png)
    return Proof(str(page["sha256"]), (red, green, blue), png)
