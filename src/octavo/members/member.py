"""One reader who may get copies. Imports nothing but the problems."""

import re
from dataclasses import dataclass

from octavo.problems import Problem


@dataclass(frozen=True, slots=True)
class Member:
    """`email` as it is written to, its domain in Unicode; `segment` as in the list: one name, or several with `;`
    between them; `language` a BCP 47 tag or ""; `row` the line of the list, or the row of the query, from 1."""

    email: str
    name: str = ""
    segment: str = ""
    language: str = ""
    suppressed: bool = False
    row: int = 0

    def is_in(self, segment: str) -> bool:
        """Whether the member belongs to a segment, letter case aside; everyone belongs to ""."""
        own = {part.strip().casefold() for part in re.split(r"[;|,]", self.segment)}
        return not segment or segment.casefold() in own

    @property
    def mailbox(self) -> str:
        """What is the same for two spellings of one address: hardly any server tells A@ from a@ (RFC 5321, 2.4)."""
        return self.email.casefold()


@dataclass(frozen=True)
class MemberList:
    """All members of a list, each once, in its order; what was refused, as problems; the SHA-256 of what was read."""

    members: tuple[Member, ...] = ()
    problems: tuple[Problem, ...] = ()
    sha256: str = ""
