"""What came of one letter, as a value. Imports nothing."""

from dataclasses import dataclass
from typing import Literal

Answer = Literal["accepted", "later", "never", "unknown", "stop"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one letter. "stop": the relay can be used no more, and this letter was not handed over."""

    answer: Answer
    code: int = 0
    words: str = ""
