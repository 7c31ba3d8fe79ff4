"""Does the database keep every promise of domain.md 16? Reads only, whatever the number of orders."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import ModuleType

from models.columns import EPOCH
from workflows.checker import cash, chains, derived, desk, ledger, offers, outside, parcels, switches, tallies
from workflows.checker.problem import Problem
from workflows.work import Work

PARTS = (chains, derived, ledger, parcels, cash, desk, outside, switches, offers, tallies)


def check(work: Work, since: datetime | None = None, parts: Sequence[ModuleType] = PARTS) -> list[Problem]:
    """Every broken invariant; with `since` only of orders that changed from then on, and of the shop as a whole."""
    with _one_instant(work):
        return [problem for part in parts for problem in part.problems(work, since or EPOCH)]


@contextmanager
def _one_instant(work: Work) -> Iterator[None]:
    """One snapshot for all statements: SQLite's reads have one anyway, PostgreSQL is asked for it."""
    alone = work.is_reading and not work.is_sqlite
    if alone:
        work.connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
    finally:
        if alone:
            work.connection.exec_driver_sql("COMMIT")


__all__ = ["PARTS", "Problem", "check", "offers", "tallies"]
