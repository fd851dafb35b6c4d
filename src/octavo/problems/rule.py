"""What the catalogue holds of each code. Imports nothing."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "advice"]

READ_SO = "YAML 1.2 reads it that way; the text would be lost or changed without this message."
LOST = "Nothing the author wrote may vanish without a message."
"""Reasons that several rules have."""


@dataclass(frozen=True)
class Rule:
    """One kind of problem.

    `text` and `hint` are `str.format` templates; `why` says in a sentence or two, for docs/problems.md,
    what the rule protects and where it comes from.
    """

    code: str
    severity: Severity
    text: str
    hint: str
    why: str
