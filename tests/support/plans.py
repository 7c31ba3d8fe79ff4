"""How a database would run the statements of a piece of work: which indexes it takes, and what it reads through."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from workflows.desk import Desk

#: PostgreSQL reads a small table through and sorts it: forbidden here, it shows whether an index could do both.
_FORBIDDEN = ("seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin")
_SQLITE = re.compile(r"(SEARCH|SCAN) orders(?: USING (?:COVERING )?INDEX (\S+)(?: \((.*)\))?)?")


@dataclass(frozen=True, slots=True)
class Step:
    """One way into the table of orders."""

    index: str  #: empty where the table is read through
    said: str  #: SQLite: what the index is asked for; PostgreSQL: its condition
    is_covering: bool = False  #: the index has all that is asked


@dataclass(frozen=True, slots=True)
class Plan:
    """How one statement is run."""

    statement: str
    steps: tuple[Step, ...]

    @property
    def indexes(self) -> set[str]:
        """The indexes of orders that are taken, and "" where the table is read through."""
        return {step.index for step in self.steps}


Said = tuple[str, Any]  #: a statement with its values


def analyzed(desk: Desk) -> None:
    """Let PostgreSQL know how many orders there are; SQLite is told once and for all how large a shop is."""
    if not desk.database.is_sqlite:
        desk.database.write(lambda connection: connection.exec_driver_sql("ANALYZE orders"))


@contextmanager
def heard(desk: Desk) -> Iterator[list[Said]]:
    """Every statement about orders that the desk sends meanwhile."""
    said: list[Said] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if re.search(r"\borders\b", statement):
            said.append((statement, parameters))

    engines = (desk.database.reader, desk.database.writer)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    try:
        yield said
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", hear)


def plans(desk: Desk, act: Callable[[], Any], having: str = "") -> list[Plan]:
    """How the statements of `act` are run, of those that have these words."""
    with heard(desk) as said:
        act()
    explain = _on_sqlite if desk.database.is_sqlite else _on_postgres
    with desk.database.writer.connect() as connection:
        cursor: Any = connection.connection.cursor()
        found = [Plan(one, tuple(explain(cursor, one, values))) for one, values in said if having in one]
        connection.rollback()
    assert found, "nothing was asked of orders"
    return found


def _on_sqlite(cursor: Any, statement: str, values: Any) -> Iterator[Step]:
    for *_, detail in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall():
        if met := _SQLITE.match(detail):
            is_search = met[1] == "SEARCH"
            yield Step((met[2] or "primary key") if is_search else "", met[3] or "", "COVERING" in detail)


def _on_postgres(cursor: Any, statement: str, values: Any) -> Iterator[Step]:
    for name in _FORBIDDEN:
        cursor.execute(f"SET LOCAL enable_{name} = off")
    cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", values)
    ((plan,),) = cursor.fetchall()
    for node in _nodes(plan[0]["Plan"]):
        if node.get("Relation Name") == "orders" and node["Node Type"] not in ("LockRows", "ModifyTable"):
            yield Step(node.get("Index Name", ""), node.get("Index Cond", ""), node["Node Type"] == "Index Only Scan")


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)
