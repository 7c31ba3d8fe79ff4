"""Calls of many years: what the demo shop has, told again by other agents at other hours, until there are enough."""

from sqlalchemy import Table, func, select, text
from sqlalchemy.engine import Connection

from models.calls import call_attempts
from models.database import Database
from models.shops import people
from workflows.actors import SYSTEM
from workflows.desk import Desk, find_shop
from workflows.numbers import recount

CALLS = 3_000_000
_SQLITE = """
    INSERT OR IGNORE INTO call_attempts
    SELECT a.shop_id, CAST(substr(a.id, 1, 12) || randomblob(4) AS BLOB), a.order_id, p.id, p.name,
           a.at + (abs(random()) % 12 - 6) * 3600000000, a.phone, a.outcome, 1 + abs(random()) % 3,
           a.counted, a.part, ''
    FROM (SELECT *, abs(random()) % :people AS turn FROM call_attempts LIMIT :missing) a
    JOIN (SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS turn FROM people) p ON p.turn = a.turn
"""
_POSTGRESQL = """
    INSERT INTO call_attempts
    SELECT a.shop_id, overlay(a.id::text PLACING right(gen_random_uuid()::text, 8) FROM 29)::uuid, a.order_id, p.id,
           p.name, a.at + floor(random() * 12 - 6) * interval '1 hour', a.phone, a.outcome,
           1 + floor(random() * 3)::int, a.counted, a.part, ''
    FROM (SELECT *, floor(random() * :people)::int AS turn FROM call_attempts LIMIT :missing) a
    JOIN (SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS turn FROM people) p ON p.turn = a.turn
    ON CONFLICT DO NOTHING
"""


def fill(database: Database, calls: int = CALLS) -> int:
    """So many calls, and the counts of them; how many there are."""
    print(f"   telling {calls} calls and counting them, which takes some minutes …", flush=True)
    made: int = database.write(lambda connection: _told_again(connection, calls, is_sqlite=database.is_sqlite))
    desk = Desk(database, database.read(find_shop))
    desk.write(lambda work: recount.rebuild(work, by=SYSTEM))
    return made


def _told_again(connection: Connection, calls: int, *, is_sqlite: bool) -> int:
    hands = _count(connection, people)
    while (missing := calls - _count(connection, call_attempts)) > 0:
        connection.execute(text(_SQLITE if is_sqlite else _POSTGRESQL), {"missing": missing, "people": hands})
    return _count(connection, call_attempts)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
