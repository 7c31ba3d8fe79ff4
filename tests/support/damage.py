"""Damage, planted behind the rules' back, and whether the checker names it."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Table, update

from models.orders import orders
from workflows.checker import Problem, check
from workflows.desk import Desk
from workflows.work import Work

Damage = tuple[Callable[[dict[str, UUID]], Any], int, str]  #: what is done, which invariant it breaks, how it is told


class _TakenBack(Exception):
    """Ends a transaction so that nothing of it stays."""


def plant(desk: Desk, *statements: Any) -> list[Problem]:
    """Change the database; gives what the checker finds then."""
    desk.database.write(lambda connection: [connection.execute(statement) for statement in statements])
    return desk.read(check)


def seen(desk: Desk, *statements: Any) -> list[Problem]:
    """What the checker would find after these statements, which are taken back."""
    problems: list[Problem] = []

    def unit(work: Work) -> None:
        for statement in statements:
            work.connection.execute(statement)
        problems.extend(check(work))
        raise _TakenBack

    try:
        desk.write(unit)
    except _TakenBack:
        return problems
    raise AssertionError("nothing was taken back")


def missed(desk: Desk, rows: dict[str, UUID], damages: Iterable[Damage]) -> list[str]:
    """The damages, each planted alone, that the checker does not name as what they are."""
    return [
        f"{invariant}: {sentence}"
        for statement, invariant, sentence in damages
        if not found(seen(desk, statement(rows)), invariant, sentence)
    ]


def found(problems: list[Problem], invariant: int, sentence: str) -> bool:
    """Whether the damage was named."""
    return any(problem.invariant == invariant and sentence in problem.sentence for problem in problems)


def of(table: Table, order_id: UUID) -> Any:
    """Change the rows of an order."""
    return update(table).where(table.c.order_id == order_id)


def row(order_id: UUID) -> Any:
    """Change the order itself."""
    return update(orders).where(orders.c.id == order_id)
