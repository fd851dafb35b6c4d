"""Lists of members: every spelling that is meant to work does, and every row that is refused is named."""

import csv
import io
import sqlite3
from pathlib import Path

import pytest

from octavo.members.member import Member, MemberList
from octavo.members.read import read_members
from octavo.members.sheet import written
from octavo.problems import Rejected

LISTS = Path(__file__).parent / "members"


def read(tmp_path: Path, text: str | bytes) -> MemberList:
    (tmp_path / "members.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    return read_members(tmp_path, "members.csv")


UNUSED = "member-columns-unused"


def told(members: MemberList) -> list[str]:
    return [str(found).split("\n")[0] for found in members.problems if found.code != UNUSED]


def test_a_line_break_in_a_name_is_refused_with_its_row_and_column() -> None:
    assert told(read_members(LISTS, "header-injection.csv")) == [
        'header-injection.csv:2:3: error[member-name]: the name "Ann Bcc: evil@example.net" holds a line break',
        'header-injection.csv:4:3: error[member-name]: the name "Bob Bcc: x" holds LINE SEPARATOR',
    ]


def test_every_bad_address_is_refused_by_itself() -> None:
    members = read_members(LISTS, "bad-addresses.csv")
    assert [one.email for one in members.members] == ["b@example.org", "A.b@example.org", "h@exämple.org"]
    unused, *problems = members.problems
    assert (unused.code, unused.place.line) == (UNUSED, 1)
    assert [(found.place.line, found.place.column, found.code) for found in problems] == [
        (2, 5, "member-address"),
        (4, 5, "member-address"),
        (5, 5, "member-address"),
        (7, 5, "member-twice"),
        (8, 5, "member-address"),
        (10, 5, "member-address"),
    ]
    assert '"a@@example.org"' in problems[0].text
    assert problems[4].text.endswith("it holds more than one address")
    assert "in line 6" in problems[3].text


def test_byte_order_mark_semicolons_other_heads_and_empty_lines_work() -> None:
    members = read_members(LISTS, "csv-dialects.csv")
    assert told(members) == []
    assert members.members == (
        Member("ana@example.org", "León; Ana", row=2),
        Member("bob@example.org", "Bob", row=4),
    )


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_any_delimiter_works(tmp_path: Path, mark: str) -> None:
    groups = "Donors;Press" if mark == "|" else "Donors|Press"
    heads = ("E-Mail Address", "First Name", "Last name", "Groups", "Locale", "Opt-out")
    text = "\n".join(map(mark.join, (heads, ("ada@example.org", "Ada", "Example", groups, "en_US", ""))))
    (ada,) = read(
        tmp_path, text.replace(",", mark).replace("GROUPS", "Donors;Press" if mark == "|" else "Donors|Press")
    ).members
    assert (ada.name, ada.language, ada.suppressed) == ("Ada Example", "en-US", False)
    assert ada.is_in("donors")
    assert ada.is_in("Press")
    assert not ada.is_in("Board")


def test_a_head_that_is_nearly_right_is_named(tmp_path: Path) -> None:
    found, unused = read(tmp_path, "Name,Emial\nAda,ada@example.org\n").problems
    assert unused.code == UNUSED
    assert (found.code, found.place.line) == ("member-no-email", 1)
    assert found.hint == 'did you mean the column "Emial"? Call it email'


def test_who_asked_to_be_left_alone_in_any_row_is_left_alone(tmp_path: Path) -> None:
    text = "email,unsubscribed\nada@example.org,no\nADA@example.org,yes\nbo@example.org,perhaps\n"
    members = read(tmp_path, text)
    assert [(one.email, one.suppressed) for one in members.members] == [("ada@example.org", True)]
    assert [found.code for found in members.problems] == ["member-twice", "member-suppressed"]


def test_addresses_in_other_scripts_and_long_names_are_kept(tmp_path: Path) -> None:
    members = read(tmp_path, "email,name\nпочта@пример.рф,Анна\nada@xn--bcher-kva.example.org,محمد\n")
    assert members.problems == ()
    assert [one.email for one in members.members] == ["почта@пример.рф", "ada@bücher.example.org"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xff\xfee\0m\0", "UTF-16"),
        (b"email,name\nada@example.org,Zo\xeb\n", "line 2"),
        (b'email,name\nada@example.org,"Zo\n', "unexpected end of data"),
    ],
)
def test_a_file_that_is_no_text_is_refused_whole(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(Rejected) as refused:
        read(tmp_path, data)
    (found,) = refused.value.problems
    assert found.code == "member-list-unreadable"
    assert reason in found.text


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as refused:
        read_members(tmp_path, "no.csv")
    assert str(refused.value.problems[0]).startswith("no.csv: error[member-list-unreadable]: the list of members")


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "email,name\nada@example.org,Example, Ada\n").problems
    assert (found.code, found.place.line) == ("member-row", 2)


def test_a_query_gives_members_too(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "crm.db") as base:
        base.execute("CREATE TABLE people (mail TEXT, full_name TEXT, optout INTEGER)")
        base.executemany("INSERT INTO people VALUES (?, ?, ?)", [("ada@example.org", "Ada", 0), ("bo@@x", None, 1)])
    base.close()
    url = f"sqlite:///{tmp_path}/crm.db"
    members = read_members(tmp_path, url, "SELECT mail, full_name, optout FROM people ORDER BY mail")
    assert members.members == (Member("ada@example.org", "Ada", row=1),)
    assert [(found.code, found.place.line) for found in members.problems] == [("member-address", 2)]
    with sqlite3.connect(tmp_path / "crm.db") as base:
        base.execute("DELETE FROM people WHERE mail = 'bo@@x'")
    base.close()
    assert read_members(tmp_path, url, "SELECT mail, full_name, optout FROM people").sha256 != members.sha256


@pytest.mark.parametrize(
    ("url", "query", "reason"),
    [
        ("sqlite:///crm.db", "SELECT x FROM people", "no such table: people"),
        ("sqlite:///crm.db", "", "no query was given"),
        ("postgresql://me:hunter2@127.0.0.1:1/crm", "SELECT 1", "refused"),
        ("nosuch://me:hunter2@host", "SELECT 1", "nosuch"),
    ],
)
def test_a_query_that_cannot_be_put_is_told_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, query: str, reason: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Rejected) as refused:
        read_members(tmp_path, url, query)
    (found,) = refused.value.problems
    assert found.code == "member-query"
    assert reason in found.text
    assert "hunter2" not in str(found)


def test_a_report_never_begins_a_formula() -> None:
    members = read_members(LISTS, "formula.csv").members
    assert [one.name[0] for one in members] == ["=", "+", "@"]
    heads, *rows = csv.reader(io.StringIO(written(("email", "name"), [(one.email, one.name) for one in members])))
    assert heads == ["email", "name"]
    assert [row[1] for row in rows] == ['\'=HYPERLINK("http://e.vil","x")', "'+1", "'@SUM(1)"]
    assert written(("a",), [("\tx",), ("-1",), ("\rx",)]).split("\r\n")[1:3] == ["'\tx", "'-1"]


@pytest.mark.parametrize(
    "head",
    ["Baja", "Suprimido", "No enviar", "Gesperrt", "Abgemeldet", "Unterdrückt", "Nicht anschreiben", "Désabonné"],
)
def test_who_is_not_to_be_written_to_is_known_in_five_languages(tmp_path: Path, head: str) -> None:
    (one,) = read(tmp_path, f"Correo electrónico;Segmento;{head}\nada@example.org;donantes;sí\n").members
    assert (one.suppressed, one.segment) == (True, "donantes")
