"""The cells of one row -> a Member, or what is wrong with it."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from email_validator import EmailNotValidError, validate_email

from octavo.members.member import Member
from octavo.problems import Place, Problem, problem

YES = frozenset("yes y true t 1 x suppressed unsubscribed optout opted-out ja oui si sí".split())
NO = frozenset(("", *"no n false f 0 subscribed active non nein".split()))
"""What stands in a column of yes and no, letter case aside."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""A tag in the form of RFC 5646, section 2.1; whether it is registered is not asked."""

UNPRINTED = frozenset({"Cc", "Zl", "Zp"})
TURNING = frozenset(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Characters that turn the direction of what follows them, also beyond the name (Unicode Standard Annex 9, 2)."""

At = Callable[[str], Place]
"""The place of a field's cell."""


def member(cells: Mapping[str, str], at: At, row: int) -> tuple[Member | None, tuple[Problem, ...]]:
    """Read one row: field -> text, spaces round it gone. All that is wrong with it is told, not the first alone."""
    found: list[Problem] = []
    email = _email(cells.get("email", ""), at, found)
    names = [cells.get(field, "") for field in ("first", "last")]
    name = cells.get("name", "") or " ".join(filter(None, names))
    if odd := next((c for c in name if unicodedata.category(c) in UNPRINTED or c in TURNING), ""):
        said = unicodedata.name(odd, "a line break" if odd in "\r\n" else f"a control character, U+{ord(odd):04X}")
        found.append(problem("member-name", at("name"), name=name, character=said))
    language = cells.get("language", "").replace("_", "-")
    if language and not LANGUAGE.fullmatch(language):
        found.append(problem("member-language", at("language"), language=language))
    asked = cells.get("suppressed", "").casefold()
    if asked not in YES | NO:
        found.append(problem("member-suppressed", at("suppressed"), value=asked))
    if found:
        return None, tuple(found)
    return Member(email, name, cells.get("segment", ""), language, asked in YES, row), ()


def _email(text: str, at: At, found: list[Problem]) -> str:
    """The address as it is written to. No server is asked whether it exists."""
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError as error:
        several = len(re.findall(r"[^\s@,;]+@[^\s@,;]+", text)) > 1
        reason = "it holds more than one address" if several else str(error).rstrip(".")
        found.append(problem("member-address", at("email"), email=text, reason=reason))
        return ""
