"""The files of a new brand -> styles/brands/<name>/, which appears whole or not at all."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from octavo.brandparts import FOLDER
from octavo.report import Misuse
from octavo.slugs import is_slug


def check_name(root: Path, name: str) -> None:
    """Raises Misuse for a name that no folder of a brand can have, and for one that is taken."""
    if not is_slug(name):
        raise Misuse(f'"{name}" cannot be the name of a brand; use a to z, digits and single hyphens')
    if (root / FOLDER / name).exists():
        raise Misuse(f"{FOLDER}/{name} is there already; choose another name with --name")


def write(root: Path, name: str, files: Mapping[str, bytes]) -> str:
    """Write `files`, by their paths in the brand's folder. Returns the folder's path in the workspace."""
    check_name(root, name)
    home = root / FOLDER
    home.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=home))
    try:
        for path, data in files.items():
            (draft / path).parent.mkdir(parents=True, exist_ok=True)
            (draft / path).write_bytes(data)
        draft.chmod(0o755)
        draft.rename(home / name)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return f"{FOLDER}/{name}"
