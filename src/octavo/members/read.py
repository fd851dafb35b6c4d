"""The name of a list of members -> a MemberList: a CSV file of the workspace, or a query of a database."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from octavo.members import query as queries
from octavo.members.check import member
from octavo.members.columns import columns
from octavo.members.member import Member, MemberList
from octavo.members.sheet import Row, Torn, rows
from octavo.problems import Place, Problem, Rejected, problem
from octavo.utf8 import NotText, decode


def read_members(root: Path, source: str, query: str = "") -> MemberList:
    """All members of `source`: a path, from `root` when it is relative, or the URL of a database that `query` is put
    to. Rows that were refused are problems with a line; nobody is left out silently. Raises Rejected for a list that
    cannot be read at all."""
    if "://" in source:
        return _from_rows(queries.rows(source, query), queries.shown(source), repr((source, query)).encode())
    data = _bytes(root / source, source)
    try:
        return _from_rows(list(rows(decode(data, source))), source, data)
    except NotText as fault:
        raise Rejected((problem("member-list-unreadable", Place(source, fault.line), reason=fault.reason),)) from None
    except Torn as torn:
        raise Rejected((problem("member-list-unreadable", Place(source, torn.line), reason=str(torn)),)) from None


def _bytes(path: Path, source: str) -> bytes:
    try:
        return path.expanduser().read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        raise Rejected((problem("member-list-unreadable", Place(source), reason=reason),)) from None


def _from_rows(found: Iterable[Row], path: str, data: bytes) -> MemberList:
    head, *body = list(found) or [Row(1, (), ())]
    fields, problems = columns(head.cells, Place(path, head.line))
    said = list(problems)
    if "email" not in fields:
        return MemberList((), tuple(said), _digest(data, body))
    members: dict[str, Member] = {}
    for row in body:
        if len(row.cells) > len(head.cells):
            place = Place(path, row.line)
            said.append(problem("member-row", place, cells=len(row.cells), columns=len(head.cells)))
            continue
        one, wrong = _member(row, fields, path)
        said += wrong
        if one:
            _take(members, one, Place(path, one.row, _start(row, fields["email"])), said)
    return MemberList(tuple(members.values()), tuple(said), _digest(data, body))


def _member(row: Row, fields: Mapping[str, int], path: str) -> tuple[Member | None, tuple[Problem, ...]]:
    cells = {field: row.cells[number] for field, number in fields.items() if number < len(row.cells)}

    def at(field: str) -> Place:
        used = field if field in fields else "first" if "first" in fields else "email"
        return Place(path, row.line, _start(row, fields[used]))

    return member(cells, at, row.line)


def _start(row: Row, number: int) -> int:
    return row.starts[number] if number < len(row.starts) else 0


def _take(members: dict[str, Member], one: Member, place: Place, said: list[Problem]) -> None:
    """Keep a member, unless the mailbox is there already: then the first row stands, told; a request to be left alone
    counts in whichever row it is made."""
    first = members.get(one.mailbox)
    if first is None:
        members[one.mailbox] = one
        return
    said.append(problem("member-twice", place, email=one.email, first=first.row))
    if one.suppressed and not first.suppressed:
        members[one.mailbox] = Member(first.email, first.name, first.segment, first.language, True, first.row)


def _digest(data: bytes, body: Iterable[Row]) -> str:
    """The SHA-256 of a file's bytes; of a query, of what it gave as well."""
    whole = hashlib.sha256(data)
    for row in body:
        whole.update(repr(row.cells).encode())
    return whole.hexdigest()
