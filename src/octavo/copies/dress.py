"""A brand and the words of a language -> Settings: copies look like the edition that they are of."""

from octavo.brand import Brand, brands, load_brand
from octavo.copies.prepared import Settings
from octavo.files import Files
from octavo.labels import Labels

USES = ("ui", "small", "text", "sub")
"""What a brand's families are for, in the order in which they suit a small line."""


def dressed(files: Files, brand: Brand, labels: Labels, secret: bytes = b"", names: bool = True) -> Settings:
    """How copies are made in a brand: with its own faces, and those of the other brands that are there for letters
    that it lacks."""
    others = (other for name in brands(files) if name != brand.name and (other := load_brand(files, name)[0]))
    theirs = sorted(pair for other in others for pair in enumerate(_faces(other)))
    faces = tuple(dict.fromkeys(files.read(path) for path in (*_faces(brand), *(path for _, path in theirs))))
    return Settings(faces, labels("prepared-for", "{}"), labels("prepared-copy", "{}"), names, secret)


def _faces(brand: Brand) -> tuple[str, ...]:
    """The upright, regular faces of a brand, the most suitable first."""
    there = {face.family for face in brand.fonts}
    families = [brand.families[use] for use in USES] + list(brand.fallback)
    return tuple(brand.face(family).path for family in families if family in there)
