"""The heads of a list's columns -> which field each holds. Heads are compared without case, spaces and punctuation."""

import difflib
import unicodedata
from collections.abc import Mapping, Sequence

from octavo.problems import Place, Problem, problem

FIELDS: Mapping[str, tuple[str, ...]] = {
    "email": (
        "email", "mail", "emailaddress", "mailaddress", "emailid", "primaryemail", "courriel", "adresseemail",
        "adressecourriel", "correo", "correoelectronico", "direccion", "emailadresse", "mailadresse", "endereco",
        "enderecodeemail", "correioeletronico",
    ),
    "name": (
        "name", "fullname", "displayname", "membername", "contact", "contactname", "nom", "nomcomplet", "nombre",
        "nombrecompleto", "nome", "nomecompleto", "kontakt",
    ),
    "first": ("firstname", "givenname", "first", "prenom", "vorname", "nombredepila", "primeironome"),
    "last": (
        "lastname", "familyname", "surname", "last", "nachname", "familienname", "apellidos", "apellido",
        "nomdefamille", "sobrenome", "apelido",
    ),
    "segment": (
        "segment", "segments", "group", "groups", "list", "lists", "membership", "category", "tags", "segmento",
        "segmentos", "grupo", "grupos", "categoria", "lista", "gruppe", "gruppen", "zielgruppe", "kategorie", "liste",
        "groupe", "groupes", "categorie",
    ),
    "language": ("language", "lang", "locale", "langue", "idioma", "sprache", "lengua", "lingua"),
    "suppressed": (
        "suppressed", "unsubscribed", "optout", "optedout", "donotmail", "donotemail", "nomail", "emailoptout",
        "donotcontact", "baja", "debaja", "suprimido", "suprimida", "excluido", "excluida", "noenviar", "noescribir",
        "noenviarcorreo", "gesperrt", "abgemeldet", "ausgeschlossen", "sperrvermerk", "nichtanschreiben",
        "keinepost", "keinemail", "unterdruckt", "desabonne", "desinscrit", "supprime", "nepasecrire", "exclu",
        "cancelado", "descadastrado", "naoenviar",
    ),
}  # fmt: skip
"""A field -> the heads it may have, as mailing and membership programs export them, in English, French, German,
Portuguese and Spanish; without accents."""


def columns(heads: Sequence[str], place: Place) -> tuple[Mapping[str, int], tuple[Problem, ...]]:
    """Which column holds each field. Columns of other heads are told and left alone: one may hold what nobody may
    overlook, such as who is not to be written to."""
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
    unused = [head for number, head in enumerate(heads) if head and number not in found.values() and not _field(head)]
    if unused:
        listed = ", ".join(f'"{head}"' for head in unused)
        problems.append(problem("member-columns-unused", place, heads=listed))
    return found, tuple(problems)


def _field(head: str) -> str:
    plain = _plain(head)
    return next((field for field, names in FIELDS.items() if plain in names), "")


def _plain(head: str) -> str:
    parted = unicodedata.normalize("NFKD", head.casefold())
    return "".join(letter for letter in parted if letter.isalnum() and not unicodedata.combining(letter))
