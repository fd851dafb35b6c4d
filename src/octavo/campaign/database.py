"""A URL -> an open database with the ledger's tables. What differs between SQLite and PostgreSQL is here alone."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from octavo.campaign.tables import HOUSE, METADATA, SCHEMA
from octavo.members.query import shown, with_driver
from octavo.problems import Place, Rejected, problem
from octavo.publish import lock

SQLITE = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # what is committed outlives a power cut (sqlite.org/pragma.html#pragma_synchronous)
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",  # milliseconds
)

PATIENCE = 1000
"""Milliseconds to wait for PostgreSQL's lock: a server needs a moment to notice that its client was killed."""


def at_file(path: Path) -> str:
    """The URL of a ledger in a file."""
    return URL.create("sqlite", database=str(path)).render_as_string()


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """The database at `url`. Raises Rejected when it cannot be opened, or holds a ledger of another version."""
    try:
        engine = _made(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, OSError) as error:
        raise _unreachable(url, error) from None
    except SQLAlchemyError as error:
        raise _unreachable(url, getattr(error, "orig", None) or error) from None
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def sole(engine: Engine, campaign: str) -> Iterator[None]:
    """Hold the right to send a campaign, until this process ends or lets go. Raises Rejected when another holds it.

    A file's lock beside a SQLite database; an advisory lock of the session in PostgreSQL (its manual, 13.3.5).
    """
    if engine.dialect.name == "sqlite":
        file = Path(f"{engine.url.database}.{campaign}.lock")
        try:
            with lock.held(file, 0):
                yield
        except lock.Held as other:
            who = f"process {other.pid or 'unknown'} since {other.since}"
            raise Rejected((problem("campaign-locked", Place(campaign), campaign=campaign, who=who),)) from None
        return
    with engine.connect() as work:
        key = int.from_bytes(hashlib.sha256(campaign.encode()).digest()[:8], "big", signed=True)
        work.execute(text(f"SET LOCAL lock_timeout = '{PATIENCE}ms'"))
        try:
            work.execute(text("SELECT pg_advisory_lock(:key)"), {"key": key})
        except OperationalError:
            raise Rejected(
                (problem("campaign-locked", Place(campaign), campaign=campaign, who="another session"),)
            ) from None
        work.commit()
        try:
            yield
        finally:
            with suppress(SQLAlchemyError):
                work.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": key})


def _prepare(connection: object, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in SQLITE:
        cursor.execute(pragma)
    cursor.close()


def _made(url: str) -> Engine:
    engine = create_engine(with_driver(make_url(url)))
    if engine.dialect.name == "sqlite":
        Path(engine.url.database or "").parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _prepare)
    try:
        METADATA.create_all(engine)
        if engine.dialect.name == "sqlite" and (file := Path(engine.url.database or "")).is_file():
            file.chmod(0o600)  # it holds addresses
        with engine.begin() as work:
            found = _version(work)
    except BaseException:
        engine.dispose()
        raise
    if found != SCHEMA:
        engine.dispose()
        raise _unreachable(url, f"it is of version {found}, and this Octavo knows version {SCHEMA}")
    return engine


def _version(work: Connection) -> str:
    """The version of a ledger's tables; ours is written into a new one."""
    asked = select(HOUSE.c.value).where(HOUSE.c.name == "schema")
    if work.scalar(asked) is None:
        with suppress(IntegrityError), work.begin_nested():  # another process may have been quicker
            work.execute(insert(HOUSE).values(name="schema", value=SCHEMA))
    return str(work.scalar(asked))


def _unreachable(url: str, reason: object) -> Rejected:
    said = (str(reason).strip() or type(reason).__name__).splitlines()[0]
    return Rejected((problem("ledger-unreachable", Place(shown(url)), reason=said),))
