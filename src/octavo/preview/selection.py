"""What a tab shows: one brief in one look, as a part of an address and back."""

import re
from dataclasses import dataclass

from octavo.slugs import is_slug

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
PAPERS = ("letter", "a4")
OWN = "-"
"""Stands in an address for the brief's own brand, type or paper."""


@dataclass(frozen=True)
class Selection:
    """A brief, and the brand, type and paper that take the place of its own for the preview; "" for its own."""

    slug: str
    brand: str = ""
    type: str = ""
    paper: str = ""

    @property
    def look(self) -> str:
        """Brand, type and paper as one part of an address: "parallel.-.a4"."""
        return ".".join(part or OWN for part in (self.brand, self.type, self.paper))

    @property
    def id(self) -> str:
        """A name for files."""
        return f"{self.slug}.{self.look}"


NOTHING = Selection("")
"""No brief: what a tab shows in a workspace that has none."""


def read(slug: str, look: str) -> Selection | None:
    """A brief's name and a look from an address; None when they can be no names."""
    parts = look.split(".")
    if not is_slug(slug) or len(parts) != 3 or not all(part == OWN or NAME.fullmatch(part) for part in parts):
        return None
    selection = Selection(slug, *("" if part == OWN else part for part in parts))
    return selection if selection.paper in ("", *PAPERS) else None
