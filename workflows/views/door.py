"""Packed parcels that wait at the door, by courier (domain.md S4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, bindparam, func, select

from models.orders import orders
from models.shipments import shipments
from models.statuses import Destination, Headline, Payment, RunBy, Shipping
from workflows.money.cash_due import AT_THE_DOOR
from workflows.parcels.packing import leaves_numbered
from workflows.work import Work

_s, _o = shipments.c, orders.c
_MAY_HAVE_READY = (Headline.CONFIRMED, Headline.PACKING, Headline.READY, Headline.ISSUE)
_OF_ORDER = and_(_o.shop_id == _s.shop_id, _o.id == _s.order_id)
_WAITS = (
    _o.shop_id == bindparam("shop"),
    _o.headline.in_(_MAY_HAVE_READY),
    _s.status == Shipping.READY,
    _s.destination != Destination.PICKUP,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One packed parcel."""

    shipment_id: UUID
    order_id: UUID
    shipment: int  #: its number within the order
    version: int  #: of the order, as it was read
    ref: str
    waybill: str
    customer: str
    city: str
    cash_minor: int
    currency: str
    is_refunded: bool  #: all that was paid for the order was sent back
    is_connected: bool  #: its courier's first scan hands it over, not people
    lacks_waybill: bool  #: and people hand it over only with one


def waiting(work: Work) -> Mapping[str, int]:
    """Packed parcels by courier; an empty name where none was chosen."""
    counted: Select[Any] = (
        select(_s.courier, func.count()).join(orders, _OF_ORDER).where(*_WAITS).group_by(_s.courier)
    )
    found = work.connection.execute(counted.order_by(_s.courier), {"shop": work.shop.id})
    return {row[0]: row[1] for row in found}


_LISTED = (
    select(
        _s.id,
        _s.order_id,
        _s.position,
        _o.version,
        _o.ref,
        _s.waybill,
        _o.name,
        _o.city,
        AT_THE_DOOR,
        _o.currency,
        _o.payment == Payment.REFUNDED,
        _s.run_by,
        _s.destination,
    )
    .join(orders, _OF_ORDER)
    .where(*_WAITS, _s.courier == bindparam("courier"))
    .order_by(_o.placed_at, _o.id, _s.position)
)


def at_the_door(work: Work, courier: str) -> tuple[Waiting, ...]:
    """The packed parcels of one courier, oldest order first."""
    found = work.connection.execute(_LISTED, {"shop": work.shop.id, "courier": courier})
    return tuple(_waiting(work, row) for row in found)


def _waiting(work: Work, row: Any) -> Waiting:
    is_connected = row.run_by is RunBy.COURIER
    is_bare = not row.waybill and leaves_numbered(work.policy.waybill_by, row.destination)
    return Waiting(*(*row[:-2], is_connected, is_bare and not is_connected))
