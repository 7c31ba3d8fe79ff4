"""Events of the shop itself: people, policy, stock. One chain of their own, like an order's."""

from typing import Any

from sqlalchemy import select

from models.log import Event, events
from workflows.actors import Actor
from workflows.engine import chained
from workflows.work import Work


def tell(work: Work, command: str, data: dict[str, Any], *, by: Actor, request_id: str = "") -> Event:
    """Write down a change of the shop."""
    mine = (events.c.shop_id == work.shop.id, events.c.order_id.is_(None))
    last = select(events.c.hash, events.c.version).where(*mine).order_by(events.c.version.desc()).limit(1)
    head = work.connection.execute(last).one_or_none()
    pending = [event for event in work.pending(events) if event.order_id is None]
    version, before = (pending[-1].version, pending[-1].hash) if pending else (head or (b"", 0))[::-1]
    event = Event(
        work.shop.id,
        work.new_id(),
        None,
        work.now,
        by.id,
        by.name,
        by.role,
        command,
        "",
        "",
        data,
        request_id or work.random.randbytes(16).hex(),
        version + 1,
        b"",
    )
    work.add(events, chained(event, before))
    return event
