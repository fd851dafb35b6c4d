"""The URL of a database and a query -> its rows, as those of a sheet. One of the two rooms that know SQLAlchemy.

A password need not stand in the URL: PostgreSQL's own PGPASSWORD and password file work (its manual, 32.15 and 32.16).
"""

from collections.abc import Iterator

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from octavo.members.sheet import Row
from octavo.problems import Place, Rejected, problem


def rows(source: str, query: str) -> Iterator[Row]:
    """The names of a query's columns, then its rows, counted from 1. Raises Rejected when it cannot be put."""
    if not query.strip():
        raise Rejected((problem("member-query", Place(shown(source)), reason="no query was given"),))
    try:
        engine = create_engine(with_driver(make_url(source)))
        try:
            with engine.connect() as work:
                found = work.execute(text(query))
                yield Row(0, tuple(found.keys()), ())
                for number, row in enumerate(found, 1):
                    yield Row(number, tuple("" if cell is None else str(cell).strip() for cell in row), ())
        finally:
            engine.dispose()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, SQLAlchemyError) as error:
        said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise Rejected((problem("member-query", Place(shown(source)), reason=said),)) from None


def shown(source: str) -> str:
    """A URL as it may be printed: without its password."""
    try:
        return make_url(source).render_as_string(hide_password=True)
    except ArgumentError:
        return "(not a URL)"


def with_driver(url: URL) -> URL:
    """PostgreSQL through psycopg 3, the driver of the extra "postgres", unless the URL names another."""
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url
