"""Events of the shop itself: people, policy, stock. One chain of their own, like an order's.

The shop's row keeps how long the chain is and the hash of its last link, so that a cut-off end shows.
"""

from typing import Any

from sqlalchemy import bindparam, select, update

from models.log import Event, events
from models.shops import shops
from workflows.actors import Actor
from workflows.chain import chained
from workflows.work import Work

_s = shops.c
_END = select(_s.history, _s.history_head).where(_s.id == bindparam("shop")).with_for_update()
_MOVE_END = (
    update(shops)
    .where(_s.id == bindparam("shop"))
    .values(history=bindparam("length"), history_head=bindparam("head"))
)


def lock(work: Work) -> None:
    """Hold the shop's row until the unit ends, so that what is read next is what gets changed."""
    work.connection.execute(_END, {"shop": work.shop.id})


def tell(work: Work, command: str, data: dict[str, Any], *, by: Actor, request_id: str = "") -> Event:
    """Write down a change of the shop. The shop is locked, so that two seats never hang on one link of the chain."""
    length, head = work.connection.execute(_END, {"shop": work.shop.id}).one()
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
        length + 1,
        b"",
    )
    work.add(events, chained(event, head))
    work.connection.execute(_MOVE_END, {"shop": work.shop.id, "length": event.version, "head": event.hash})
    return event
