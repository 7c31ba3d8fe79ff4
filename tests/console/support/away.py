"""A database that was stopped, as SQLAlchemy and the driver say it."""

import psycopg
from sqlalchemy.exc import OperationalError

SAID = "The database does not answer; ask whoever looks after it."


def stopped(*_: object, **__: object) -> None:
    """Stands for whatever reads or writes."""
    raise OperationalError("SELECT", {}, psycopg.OperationalError("server closed the connection"))
