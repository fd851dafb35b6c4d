"""Artifacts -> build/, the manifest and nothing but what the manifest names. The only writer of build/.

`opened` gives a Shelf, the output folder under its lock; `Shelf.put` swaps an edition in; `clean` removes what is ours.
"""

from octavo.publish.clean import clean
from octavo.publish.manifest import Edition, Manifest, Printed
from octavo.publish.shelf import WAIT, Shelf, opened, read_manifest, unwritten

__all__ = [
    "WAIT",
    "Edition",
    "Manifest",
    "Printed",
    "Shelf",
    "clean",
    "opened",
    "read_manifest",
    "unwritten",
]
