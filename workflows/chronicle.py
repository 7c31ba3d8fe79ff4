"""Events of the shop itself: people, policy, stock. One chain of their own, like an order's."""

from typing import Any

from sqlalchemy import select

from models.log import Event, events
from models.shops import shops
from workflows.actors import Actor
from workflows.chain import chained
from workflows.work import Work, first


def tell(work: Work, command: str, data: dict[str, Any], *, by: Actor, request_id: str = "") -> Event:
    """Write down a change of the shop. The shop is locked, so that two seats never hang on one link of the chain."""
    work.connection.execute(select(shops.c.id).where(shops.c.id == work.shop.id).with_for_update())
    mine = (events.c.shop_id == work.shop.id, events.c.order_id.is_(None))
    last = first(select(events.c.hash, events.c.version).where(*mine).order_by(events.c.version.desc()))
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
