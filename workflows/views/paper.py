"""What label, packing slip and manifest say of parcels, read in a few statements however many there are.

An order that has no parcel yet is read as one that holds all its units: its slip may be wanted before it is packed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, select

from models.orders import order_lines, orders
from models.shipments import shipment_lines, shipments
from models.statuses import BEFORE_HAND_OVER, Destination, Method, Shipping
from workflows.errors import NotFound, Refused
from workflows.money.cash_due import AT_THE_DOOR
from workflows.work import Work

T = TypeVar("T")

PIECE = 1_000  #: ids in one statement: databases limit how many parameters it may have
_NO_PAPER = (Shipping.CANCELLED, Shipping.RETURNED)  #: no paper goes with these
_NOT_PACKED = (Shipping.CREATED, Shipping.PACKING)


@dataclass(frozen=True, slots=True)
class Item:
    """Units of one product in one parcel."""

    sku: str
    title: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Consignment:
    """One parcel as papers know it. Texts are as they came in: clean them before they are printed."""

    shop: str
    zone: str  #: IANA name, in which papers tell times
    order_id: UUID
    ref: str
    placed_at: datetime
    is_test: bool
    name: str
    phone: str  #: E.164, or what was typed where that is no number
    second_phone: str  #: as it was typed, empty where there is none
    street: str
    city: str
    region: str
    postcode: str
    country: str
    note: str  #: what customer or shop wrote with the order
    shipment_id: UUID | None  #: None for an order without a parcel: these are all its units
    position: int  #: the parcel as commands name it
    status: Shipping | None
    destination: Destination
    courier: str
    waybill: str
    tracking: str
    number: int  #: which parcel of the order, from 1
    count: int  #: parcels of the order
    method: Method
    cash_minor: int  #: to be collected at the door
    is_paid: bool  #: nothing is left to pay for the order
    currency: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """Parcels that go with one courier at once."""

    shop: str
    zone: str
    courier: str
    at: datetime
    parcels: tuple[Consignment, ...]


_ADDRESS = ("name", "street", "city", "region", "postcode", "country")
_SHIPPED = ("id", "position", "status", "destination", "courier", "waybill", "tracking")
_SHOP: BindParameter[Any] = bindparam("shop")


def _among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column.in_(bindparam("ids", expanding=True))


_ON_PAPER = and_(
    shipments.c.shop_id == orders.c.shop_id,
    shipments.c.order_id == orders.c.id,
    shipments.c.status.not_in(_NO_PAPER),
)
_COLUMNS = (
    *(
        orders.c[name]
        for name in (*_ADDRESS, "ref", "placed_at", "is_test", "phone", "phone_typed", "phone_other", "note")
    ),
    *(orders.c[name] for name in ("method", "currency", "total_minor", "received_minor")),
    orders.c.id.label("order_id"),
    *(shipments.c[name].label(f"parcel_{name}") for name in _SHIPPED),
    AT_THE_DOOR.label("cash_minor"),
)
_OF_ORDERS = (
    select(*_COLUMNS)
    .select_from(orders.outerjoin(shipments, _ON_PAPER))
    .where(orders.c.shop_id == _SHOP, _among(orders.c.id))
    .order_by(orders.c.id, shipments.c.position)
)
_PACKED = (
    select(shipment_lines.c.shipment_id, order_lines.c.sku, order_lines.c.title, shipment_lines.c.quantity)
    .join(
        order_lines,
        and_(order_lines.c.shop_id == shipment_lines.c.shop_id, order_lines.c.id == shipment_lines.c.line_id),
    )
    .where(shipment_lines.c.shop_id == _SHOP, _among(shipment_lines.c.order_id))
    .order_by(order_lines.c.position)
)
_ORDERED = (
    select(order_lines.c.order_id, order_lines.c.sku, order_lines.c.title, order_lines.c.quantity)
    .where(order_lines.c.shop_id == _SHOP, _among(order_lines.c.order_id))
    .order_by(order_lines.c.position)
)
_OWNERS = select(shipments.c.id, shipments.c.order_id).where(shipments.c.shop_id == _SHOP, _among(shipments.c.id))


def found(work: Work, statement: Select[Any], ids: Sequence[UUID]) -> list[Any]:
    """The rows of a statement that takes `ids`, in pieces that any database takes."""
    pieces = [ids[start : start + PIECE] for start in range(0, len(ids), PIECE)]
    parameters = ({"shop": work.shop.id, "ids": list(piece)} for piece in pieces)
    return [row for named in parameters for row in work.connection.execute(statement, named)]


def of_orders(work: Work, order_ids: Sequence[UUID]) -> tuple[Consignment, ...]:
    """Every parcel of these orders but those called off or returned, in the order of the ids."""
    ids = tuple(dict.fromkeys(order_ids))
    rows = grouped(found(work, _OF_ORDERS, ids), lambda row: row.order_id)
    if any(id_ not in rows for id_ in ids):
        raise NotFound("there is no such order in this shop")
    units = _units(work, ids, [id_ for id_ in ids if rows[id_][0].parcel_id is None])
    return tuple(
        _consignment(work, row, place, len(rows[id_]), units[row.parcel_id or id_])
        for id_ in ids
        for place, row in enumerate(rows[id_], 1)
    )


def of_parcels(work: Work, shipment_ids: Sequence[UUID]) -> tuple[Consignment, ...]:
    """These parcels, in the order of the ids; NotFound for one that is none, was called off or came back."""
    owners = {row.id: row.order_id for row in found(work, _OWNERS, shipment_ids)}
    siblings = of_orders(work, [owners[id_] for id_ in shipment_ids if id_ in owners])
    known = {parcel.shipment_id: parcel for parcel in siblings}
    if any(id_ not in known for id_ in shipment_ids):
        raise NotFound("one of these parcels was called off or came back; look at the list again")
    return tuple(known[id_] for id_ in shipment_ids)


def labelled(parcels: Sequence[Consignment]) -> tuple[Consignment, ...]:
    """Those that wait here, or all of an order of which none does; Refused names the orders without a parcel."""
    bare = [parcel.ref for parcel in parcels if parcel.shipment_id is None]
    if bare:
        raise Refused(f"{_named(bare)} no parcel yet; mark it ready, or create a shipment first")
    waiting = {parcel.order_id for parcel in parcels if parcel.status in BEFORE_HAND_OVER}
    return tuple(parcel for parcel in parcels if parcel.status in BEFORE_HAND_OVER or parcel.order_id not in waiting)


def manifest(work: Work, parcels: Sequence[Consignment]) -> Manifest:
    """The list of these parcels; Refused unless all are packed and one courier takes them."""
    going = labelled(parcels)
    couriers = sorted({parcel.courier for parcel in going})
    if not couriers:
        raise Refused("there is no packed parcel to hand over; mark parcels ready first")
    if len(couriers) > 1:
        named = ", ".join(courier or "nobody" for courier in couriers)
        raise Refused(f"these parcels go with {named}; a manifest is for one courier")
    open_ = [parcel.ref for parcel in going if parcel.status in _NOT_PACKED]
    if open_:
        raise Refused(f"{_named(open_)} a parcel that is not packed yet; mark it ready, or leave it out")
    return Manifest(work.shop.name, work.shop.zone, couriers[0], work.now, going)


def _named(refs: Sequence[str]) -> str:
    """`#1042 has`, `#1042, #1043 have`."""
    return f"{', '.join(dict.fromkeys(refs))} {'has' if len(set(refs)) == 1 else 'have'}"


def _units(work: Work, order_ids: Sequence[UUID], bare: Sequence[UUID]) -> dict[UUID, tuple[Item, ...]]:
    """What lies in each parcel by its id; what was ordered, by the order's id, where there is none."""
    rows = found(work, _PACKED, order_ids) + found(work, _ORDERED, bare)
    units: dict[UUID, list[Item]] = defaultdict(list)
    for owner, sku, title, quantity in rows:
        units[owner].append(Item(sku, title, quantity))
    return defaultdict(tuple, {owner: tuple(items) for owner, items in units.items()})


def _consignment(work: Work, row: Any, number: int, count: int, items: tuple[Item, ...]) -> Consignment:
    return Consignment(
        shop=work.shop.name,
        zone=work.shop.zone,
        phone=row.phone or row.phone_typed,
        second_phone=row.phone_other,
        shipment_id=row.parcel_id,
        position=row.parcel_position or 0,
        status=row.parcel_status,
        destination=row.parcel_destination or Destination.LOCAL,
        courier=row.parcel_courier or "",
        waybill=row.parcel_waybill or "",
        tracking=row.parcel_tracking or "",
        number=number,
        count=count,
        cash_minor=row.cash_minor or 0,
        is_paid=row.received_minor >= row.total_minor,
        items=items,
        **{name: getattr(row, name) for name in _AS_STORED},
    )


_AS_STORED = (*_ADDRESS, "order_id", "ref", "placed_at", "is_test", "note", "method", "currency")


def grouped(rows: Iterable[T], key: Callable[[T], UUID]) -> dict[UUID, list[T]]:
    """Rows by key, in their order."""
    groups: dict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)
