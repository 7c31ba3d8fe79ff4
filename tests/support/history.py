"""What the tests read back: events and rows."""

from typing import Any
from uuid import UUID

from sqlalchemy import Table, select

from models.log import Event, events
from workflows.desk import Desk


def shop_events(desk: Desk, command: str = "") -> list[Event]:
    """Events of the shop itself, oldest first."""
    mine = (events.c.order_id.is_(None), *([events.c.command == command] if command else []))
    statement = select(events).where(*mine).order_by(events.c.version)
    return desk.read(lambda work: [Event(*row) for row in work.connection.execute(statement)])


def order_events(desk: Desk, order_id: UUID) -> list[Event]:
    """Events of one order, oldest first."""
    statement = select(events).where(events.c.order_id == order_id).order_by(events.c.version)
    return desk.read(lambda work: [Event(*row) for row in work.connection.execute(statement)])


def rows(desk: Desk, table: Table, *where: Any) -> list[Any]:
    """Rows of a table."""
    return desk.read(lambda work: list(work.connection.execute(select(table).where(*where))))
