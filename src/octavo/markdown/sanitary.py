"""Text -> text without the characters no edition can hold, each reported at its line and column."""

import re

from octavo.problems import Place, Problem, problem

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_LAST_TWO = "".join(chr(plane << 16 | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
_BAD = re.compile(f"[{_CONTROLS}\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_LAST_TWO}]")
REPLACED = "\ufffd"
"""What stands in place of a character that may not."""
_NEWLINES = re.compile("\r\n?")


def cleaned(text: str, base: Place) -> tuple[str, list[Problem]]:
    """`text`, which starts at `base`, with Unix line ends and REPLACED for each character that XML 1.0 (section 2.2)
    forbids or discourages; one problem for each line that holds some."""
    text = _NEWLINES.sub("\n", text)
    problems: list[Problem] = []
    if not _BAD.search(text):
        return text, problems
    for number, line in enumerate(text.split("\n")):
        found = _BAD.search(line)
        if found:
            column = found.start() + 1 + (base.column - 1 if base.column and not number else 0)
            place = Place(base.path, base.line + number if base.line else 0, column)
            problems.append(problem("control-character", place, value=f"U+{ord(found[0]):04X}"))
    return _BAD.sub(REPLACED, text), problems
