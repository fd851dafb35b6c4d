"""An edition of a brief, as its page is drawn: which, of which files, and the page itself. Imports only artifacts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from octavo.artifact import Artifact

Edition = Literal["print", "screen", "epub"]


@dataclass(frozen=True)
class Markup:
    """One edition's page. `resources` are the pictures it shows, each once, in order of appearance."""

    edition: Edition
    html: str
    resources: tuple[Artifact, ...]


@dataclass(frozen=True)
class Editions:
    """What is built of this brief: format -> file name; the PDF's page count, 0 when there is none yet;
    whether a picture for sharing lies beside it; whether blocks say where they were written: none published does."""

    files: Mapping[str, str]
    pages: int = 0
    share_card: bool = False
    placed: bool = False
