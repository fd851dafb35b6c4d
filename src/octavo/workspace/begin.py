"""A folder's name and a house's -> a workspace in it: content, a brand, and the commands; ready to be built."""

import json
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template

from octavo import __version__
from octavo.brandkit import start
from octavo.brandkit.command import used
from octavo.brandparts import FOLDER as BRANDS
from octavo.defaults import DEFAULTS
from octavo.files import Files
from octavo.report import Misuse
from octavo.slugs import FOLDER, slug_of
from octavo.starter import STARTERS

STARTS = "templates/workspace"
PLACES: Mapping[str, str] = {
    "README.md": "README.md",
    "tasks.py": "tasks.py",
    "requirements.txt": "requirements.txt",
    "gitignore": ".gitignore",
    "publisher.yaml": f"{FOLDER}/publisher.yaml",
    "people.yaml": f"{FOLDER}/people.yaml",
}
"""Files of STARTS -> where they go."""
FIRST = "first-brief"
BASE = "pacific"
FOLDERS = ("templates",)


def begin(folder: Path, house: str, today: date) -> tuple[str, ...]:
    """Make the workspace. Returns the paths of its files. Raises Misuse when something is in the folder, and OSError.

    It appears whole or not at all.
    """
    house = " ".join(house.split()) or folder.name.replace("-", " ").title()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Misuse(f"{folder} is not empty; name a folder that is not there yet")
    files = _files(house, slug_of(house), today)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    for path, data in files.items():
        (draft / path).parent.mkdir(parents=True, exist_ok=True)
        (draft / path).write_bytes(data)
    for path in FOLDERS:
        (draft / path).mkdir()
    draft.chmod(0o755)
    draft.rename(folder)
    return tuple(sorted(files))


def _files(house: str, brand: str, today: date) -> dict[str, bytes]:
    """Every file of the workspace, by its path."""
    ours = Files(DEFAULTS)
    words = {
        "name": house,
        "house": json.dumps(house, ensure_ascii=False),
        "brand": brand,
        "version": __version__,
        "date": today.isoformat(),
    }
    told = {place: Template(ours.text(f"{STARTS}/{name}")).substitute(words) for name, place in PLACES.items()}
    title = {**words, "title": json.dumps("A First Brief")}
    told[f"{FOLDER}/{FIRST}/brief.md"] = Template(ours.text(f"{STARTERS}/brief.md")).substitute(title)
    look = start.begin(ours, used(ours, BASE), house)
    return {
        **{path: text.encode() for path, text in told.items()},
        **{f"{BRANDS}/{brand}/{path}": data for path, data in look.items()},
    }
