"""What a format makes: bytes with a name and a media type. Imports nothing."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Artifact:
    """One finished file, not yet written.

    `name` is its path inside the edition's folder, with forward slashes.
    """

    name: str
    media_type: str
    data: bytes
