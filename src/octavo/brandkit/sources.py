"""Where the parts of a brand may come from: the workspace, and the folder of the file that is taken in."""

from dataclasses import dataclass
from pathlib import Path

from octavo.files import FileMissing, FileRefused, Files
from octavo.problems import Place


@dataclass(frozen=True)
class Sources:
    """`files` is the workspace; `folder` holds the file that is read; `place` names that file in messages."""

    files: Files
    folder: Path
    place: Place

    def beside(self, path: str) -> bytes | None:
        """A file in the folder or below it; None when there is none, when it lies elsewhere or is too large."""
        try:
            return Files(self.folder).read(path)
        except (FileMissing, FileRefused):
            return None
