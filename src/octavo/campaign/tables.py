"""The tables of the ledger in SQLAlchemy's terms, so that SQLite and PostgreSQL hold the same. Imports SQLAlchemy only.

Times are ISO 8601 in UTC, as text, so that both databases and a person read the same.
"""

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

from octavo.campaign.states import STATES

METADATA = MetaData()
SCHEMA = "1"
"""The version of these tables, kept in `house`."""

HOUSE = Table(
    "house",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)
"""What belongs to no campaign: "schema", and "secret", from which the numbers of copies are made."""

CAMPAIGNS = Table(
    "campaign",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("brief", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("release", Text, nullable=False),  # SHA-256 of the release's SHA256SUMS
    Column("source", Text, nullable=False),  # the list of members, as named
    Column("list", Text, nullable=False),  # SHA-256 of what was read of it
    Column("segment", Text, nullable=False),
    Column("planned", Text, nullable=False),  # when
    Column("named", Integer, nullable=False),  # 1: copies bear the member's name, 0: a number alone
    Column("locked", Integer, nullable=False),  # 1: each copy has a password
    Column("again", Integer, nullable=False),  # 1: also to those who have the release from another campaign
    Column("fingerprint", Integer, nullable=False),  # 1: spacing tells whose a copy was
    sqlite_strict=True,
)

RECIPIENTS = Table(
    "recipient",
    METADATA,
    Column("campaign", Text, primary_key=True),
    Column("email", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due", Text, nullable=False),  # not before; "" for at once
    Column("code", Integer, nullable=False),  # the relay's last answer, 0 for none
    Column("words", Text, nullable=False),
    Column("changed", Text, nullable=False),  # when the state was last written
    UniqueConstraint("campaign", "number"),
    CheckConstraint("state IN ({})".format(", ".join(f"'{state}'" for state in STATES)), name="state_is_known"),
    sqlite_strict=True,
)
Index("recipient_by_state", RECIPIENTS.c.campaign, RECIPIENTS.c.state, RECIPIENTS.c.due, RECIPIENTS.c.email)
Index("recipient_by_number", RECIPIENTS.c.number)

EVENTS = Table(
    "event",
    METADATA,
    Column("campaign", Text, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("email", Text, nullable=False),  # "" for the whole campaign
    Column("was", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("seal", Text, nullable=False),  # see audit.py
    sqlite_strict=True,
)
"""Every change, in order, never rewritten."""

SUPPRESSIONS = Table(
    "suppression",
    METADATA,
    Column("email", Text, primary_key=True),
    Column("since", Text, nullable=False),
    Column("why", Text, nullable=False),
    sqlite_strict=True,
)
"""Who asked not to be written to, whatever a list says."""
