"""The heads of a list's columns -> which field each holds. Heads are compared without case, spaces and punctuation."""

import difflib
from collections.abc import Mapping, Sequence

from octavo.problems import Place, Problem, problem

FIELDS: Mapping[str, tuple[str, ...]] = {
    "email": (
        "email", "mail", "emailaddress", "mailaddress", "emailid", "primaryemail", "courriel", "correo",
        "correoelectronico", "adresseemail",
    ),
    "name": ("name", "fullname", "displayname", "membername", "contact", "contactname", "nom", "nombre"),
    "first": ("firstname", "givenname", "first", "prenom", "vorname"),
    "last": ("lastname", "familyname", "surname", "last", "nachname", "apellidos"),
    "segment": ("segment", "segments", "group", "groups", "list", "lists", "membership", "category", "tags"),
    "language": ("language", "lang", "locale", "langue", "idioma", "sprache"),
    "suppressed": (
        "suppressed", "unsubscribed", "optout", "optedout", "donotmail", "donotemail", "nomail", "emailoptout",
    ),
}  # fmt: skip
"""A field -> the heads it may have, as mailing and membership programs export them."""


def columns(heads: Sequence[str], place: Place) -> tuple[Mapping[str, int], tuple[Problem, ...]]:
    """Which column holds each field. Columns of other heads are left alone."""
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for number, head in enumerate(heads):
        field = _field(head)
        if field and field in found:
            problems.append(problem("member-column-twice", place, first=heads[found[field]], second=head, field=field))
        elif field:
            found[field] = number
    if "email" not in found:
        near = difflib.get_close_matches("email", list(map(_plain, heads)), n=1)
        like = next((head for head in heads if near and _plain(head) == near[0]), "")
        hint = f'did you mean the column "{like}"? Call it email' if like else None
        shown = ", ".join(f'"{head}"' for head in heads)
        problems.append(problem("member-no-email", place, hint=hint, heads=shown))
    return found, tuple(problems)


def _field(head: str) -> str:
    plain = _plain(head)
    return next((field for field, names in FIELDS.items() if plain in names), "")


def _plain(head: str) -> str:
    return "".join(letter for letter in head.casefold() if letter.isalnum())
