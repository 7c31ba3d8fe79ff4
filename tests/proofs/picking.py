"""Which order somebody of the random walk turns to."""

import random
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from models.orders import orders
from models.statuses import ARRIVED, Confirmation, Role
from workflows.actors import Actor
from workflows.work import Work

_o = orders.c
_LATEST = select(_o.id).where(_o.shop_id == bindparam("shop")).order_by(_o.number.desc()).limit(20)
_SENT = _LATEST.where(_o.confirmation == Confirmation.CONFIRMED)
_ARRIVED = _LATEST.where(_o.shipping.in_(sorted(ARRIVED)))
_MINE = _LATEST.where(_o.claimed_by == bindparam("by", type_=_o.claimed_by.type))
_LIKELY = {Role.AGENT: [_MINE], Role.SUPERVISOR: [_SENT, _ARRIVED, _MINE]}


def some_order(work: Work, dice: random.Random, by: Actor) -> UUID | None:
    """One of the last orders; mostly one that the actor may have something to do with."""
    wanted = dice.choice(_LIKELY.get(by.role, [_SENT]))
    for some in (wanted if dice.random() < 0.8 else _LATEST, _LATEST):
        if found := _ids(work, some, by):
            return dice.choice(found)
    return None


def _ids(work: Work, some: Select[tuple[UUID]], by: Actor) -> list[UUID]:
    return list(work.connection.scalars(some, {"shop": work.shop.id, "by": by.id}))
