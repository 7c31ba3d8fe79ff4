"""Does the database keep every promise of domain.md 16? Reads only, whatever the number of orders."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType

from workflows.checker import cash, chains, derived, desk, ledger, offers, outside, parcels, switches, tallies
from workflows.checker.look import Look
from workflows.checker.problem import Problem
from workflows.work import Work

PARTS = (chains, derived, ledger, parcels, cash, desk, outside, switches, offers, tallies)


def check(work: Work) -> list[Problem]:
    """Every broken invariant."""
    return look_at(Look(work))


def look_at(look: Look, parts: Sequence[ModuleType] = PARTS) -> list[Problem]:
    """Every broken invariant that such a look can find."""
    with _one_instant(look.work):
        return [problem for part in parts for problem in part.problems(look)]


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


__all__ = ["PARTS", "Look", "Problem", "check", "look_at", "offers", "tallies"]
