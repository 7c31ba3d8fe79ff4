"""What the warehouse wants to know of many orders at once: units, parcels, courier, since when they stand so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, case, func, or_, select

from models.orders import order_lines, orders
from models.shipments import returns, shipments
from models.statuses import Destination, Issue, Shipping
from workflows.work import Work


@dataclass(frozen=True, slots=True)
class Freight:
    """One order as freight. Courier, waybill, reason and where it goes are those of its newest parcel."""

    units: int
    since: datetime  #: when it came to stand where it stands
    parcels: int = 0  #: without those that were called off before they left
    courier: str = ""
    waybill: str = ""
    reason: str = ""  #: why it came back, else why its delivery failed the last time
    is_fetched: bool = False  #: the customer comes for it


_MINE: BindParameter[Any] = bindparam("shop")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_ORDERS = (
    select(orders.c.id, orders.c.headline_at, func.coalesce(func.sum(order_lines.c.quantity), 0))
    .select_from(
        orders.outerjoin(
            order_lines, (order_lines.c.shop_id == orders.c.shop_id) & (order_lines.c.order_id == orders.c.id)
        )
    )
    .where(orders.c.shop_id == _MINE, orders.c.id.in_(_IDS))
    .group_by(orders.c.id, orders.c.headline_at)
)
_s, _r = shipments.c, returns.c
_CAME_BACK = (
    select(_r.reason)
    .where(_r.shop_id == _MINE, _r.order_id == _s.order_id, _r.shipment_id == _s.id, _r.reason != "")
    .order_by(_r.at.desc(), _r.id)
    .limit(1)
    .scalar_subquery()
)
_WHY = case((_s.issue == Issue.OTHER, _s.issue_note), else_=_s.issue)  # `Shipment.why`
LEFT_OR_WILL = or_(_s.status != Shipping.CANCELLED, _s.shipped_at.is_not(None))  #: not called off in the house
_PARCELS = (
    select(_s.order_id, _s.courier, _s.waybill, func.coalesce(_CAME_BACK, _WHY), _s.destination)
    .where(_s.shop_id == _MINE, _s.order_id.in_(_IDS), LEFT_OR_WILL)
    .order_by(_s.position)
)


def freight(work: Work, order_ids: Sequence[UUID]) -> dict[UUID, Freight]:
    """By order; those that the shop has not are left out."""
    if not order_ids:
        return {}
    named = {"shop": work.shop.id, "ids": list(order_ids)}
    found = {id_: Freight(int(units), since) for id_, since, units in work.connection.execute(_ORDERS, named)}
    for order_id, courier, waybill, reason, destination in work.connection.execute(_PARCELS, named):
        known = found[order_id]
        newest = (courier, waybill, reason, destination is Destination.PICKUP)
        found[order_id] = Freight(known.units, known.since, known.parcels + 1, *newest)
    return found
