"""The pick list: what many orders still need from the shelf, products summed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, and_, bindparam, select

from models.orders import order_lines, orders
from models.shipments import Shipment, ShipmentLine, shipment_lines, shipments
from models.statuses import Shipping
from workflows import derive
from workflows.derive import Parcel
from workflows.errors import NotFound, Refused
from workflows.views.paper import found
from workflows.work import Work


@dataclass(frozen=True, slots=True)
class Share:
    """Units of a product for one order."""

    ref: str
    units: int
    is_test: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """One product to take from the shelf."""

    sku: str
    title: str
    units: int
    shares: tuple[Share, ...]  #: in the order of the ids


@dataclass(frozen=True, slots=True)
class PickList:
    """What to fetch for many orders at once, by SKU and title."""

    shop: str
    zone: str
    at: datetime
    picks: tuple[Pick, ...]

    @property
    def refs(self) -> tuple[str, ...]:
        """The orders that it is for."""
        return tuple(dict.fromkeys(share.ref for pick in self.picks for share in pick.shares))


_SHOP: BindParameter[Any] = bindparam("shop")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_LINES = (
    select(order_lines, orders.c.ref, orders.c.is_test)
    .join(orders, and_(orders.c.shop_id == order_lines.c.shop_id, orders.c.id == order_lines.c.order_id))
    .where(order_lines.c.shop_id == _SHOP, order_lines.c.order_id.in_(_IDS))
    .order_by(order_lines.c.position)
)
_SENT = (
    select(shipments, shipment_lines)
    .join(
        shipment_lines,
        and_(shipments.c.shop_id == shipment_lines.c.shop_id, shipments.c.id == shipment_lines.c.shipment_id),
    )
    .where(shipment_lines.c.shop_id == _SHOP, shipment_lines.c.order_id.in_(_IDS))
)
_ON_THE_SHELF = (Shipping.CREATED, Shipping.PACKING)  #: its units are still to be fetched


def pick_list(work: Work, order_ids: Sequence[UUID]) -> PickList:
    """What these orders still need from the shelf; NotFound for an order that is none, Refused for nothing at all."""
    ids = tuple(dict.fromkeys(order_ids))
    lines = _lines(work, ids)
    parcels = _parcels(work, ids)
    to_pack = derive.in_parcels(parcel for parcel in parcels if parcel.shipment.status in _ON_THE_SHELF)
    to_pack += derive.never_sent({line.id: line.quantity for line in lines}, parcels)
    picks = _summed([(line, to_pack[line.id]) for line in lines if to_pack[line.id]])
    if not picks:
        raise Refused("nothing of these orders is left to pick; all of it is packed or gone")
    return PickList(work.shop.name, work.shop.zone, work.now, picks)


def _lines(work: Work, ids: Sequence[UUID]) -> list[Any]:
    """Lines of the orders, in the order of the ids."""
    lines = found(work, _LINES, ids)
    place = {id_: number for number, id_ in enumerate(ids)}
    if {line.order_id for line in lines} != place.keys():
        raise NotFound("there is no such order in this shop")
    return sorted(lines, key=lambda line: place[line.order_id])


def _parcels(work: Work, ids: Sequence[UUID]) -> list[Parcel]:
    """A parcel with one line for each row."""
    cut = len(shipments.c)
    return [Parcel(Shipment(*row[:cut]), [ShipmentLine(*row[cut:])]) for row in found(work, _SENT, ids)]


def _summed(waiting: Sequence[tuple[Any, int]]) -> tuple[Pick, ...]:
    """One pick per product, named as its first line names it."""
    products: dict[UUID, list[tuple[Any, int]]] = defaultdict(list)
    for line, units in waiting:
        products[line.product_id].append((line, units))
    picks = [_pick(parts) for parts in products.values()]
    return tuple(sorted(picks, key=lambda pick: (pick.sku.casefold(), pick.title.casefold())))


def _pick(parts: Sequence[tuple[Any, int]]) -> Pick:
    units: Counter[UUID] = Counter()
    first = {line.order_id: line for line, _ in reversed(parts)}
    for line, count in parts:
        units[line.order_id] += count
    shares = tuple(Share(first[id_].ref, count, first[id_].is_test) for id_, count in units.items())
    return Pick(parts[0][0].sku, parts[0][0].title, units.total(), shares)
