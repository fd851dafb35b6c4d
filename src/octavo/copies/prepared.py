"""Who a copy is for, and how copies are made: the values that go from a plan to the copies. Imports nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Prepared:
    """One copy: its number, the name printed on it ("" for none), and the password that opens it ("" for none)."""

    number: str
    name: str = ""
    password: str = ""


@dataclass(frozen=True)
class Settings:
    """How copies are made.

    `faces` are font files, the brand's first: a name is set in the first that has all of its letters. `prepared_for`
    and `copy` are the words of the language, "{}" for the name and the number. Without `names` a copy bears its number
    alone. `secret` is what the keys of locked copies, and fingerprints, are made with; `at_once` how many batches may
    be under way, two for each process that makes them. With `fingerprint` the spacing of its letters tells whose copy a
    PDF was, and none can be locked.
    """

    faces: tuple[bytes, ...]
    prepared_for: str = "Prepared for {}"
    copy: str = "Copy {}"
    names: bool = True
    secret: bytes = b""
    at_once: int = 8
    fingerprint: bool = False

    def line(self, name: str, number: str) -> str:
        """What is printed on a copy."""
        copy = self.copy.replace("{}", number)
        return f"{self.prepared_for.replace('{}', name)} · {copy}" if self.names and name else copy


class Template(Protocol):
    """An edition with gaps. It goes to other processes, and knows no name but those it is given to fill in."""

    def fill(self, one: Prepared, line: str) -> Sequence[bytes]:
        """The bytes of a copy, in parts."""
