"""One order on the packing bench: what goes into its next parcel, who takes it, and what is still to be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from models.shipments import shipments
from models.statuses import Destination, Shipping
from workflows import couriers
from workflows.actors import Actor
from workflows.case import Case, load
from workflows.derive import Parcel
from workflows.engine import choices
from workflows.errors import NotFound
from workflows.packing import MarkReady, StartPacking
from workflows.parcels import to_send
from workflows.policy import WaybillBy
from workflows.views.finding import find
from workflows.work import Work

_BEGUN = (Shipping.CREATED, Shipping.PACKING)


@dataclass(frozen=True, slots=True)
class Goods:
    """Units of one product that go into the parcel."""

    line_id: UUID
    sku: str
    title: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Bench:
    """What the packer sees."""

    order_id: UUID
    version: int
    ref: str
    customer: str
    city: str
    note: str
    is_test: bool
    goods: tuple[Goods, ...]
    shipment: int  #: number of the parcel; 0 when it is made by packing
    is_begun: bool  #: somebody has started to pack it
    courier: str  #: who takes it, as far as that is known
    couriers: tuple[str, ...]  #: who could
    waybill: str
    needs_waybill: bool  #: the parcel is not ready without one
    refusal: str | None  #: why it cannot be packed now


def bench(work: Work, order_id: UUID, by: Actor) -> Bench:
    """The order's next parcel, as `by` may pack it; NotFound when the shop has none of that id."""
    case, _ = load(work, order_id, by)
    order, parcel = case.order, _next(case)
    names = tuple(one.name for one in couriers.everyone(work))
    known = parcel.shipment.courier if parcel else ""
    return Bench(
        order_id=order.id,
        version=order.version,
        ref=order.ref,
        customer=order.name,
        city=order.city or order.region,
        note=order.note,
        is_test=order.is_test,
        goods=_goods(case, parcel),
        shipment=parcel.shipment.position if parcel else 0,
        is_begun=parcel is not None and parcel.shipment.status is Shipping.PACKING,
        courier=known or (names[0] if len(names) == 1 else ""),
        couriers=names,
        waybill=parcel.shipment.waybill if parcel else "",
        needs_waybill=work.policy.waybill_by is WaybillBy.READY and not _is_fetched(parcel),
        refusal=_refusal(case),
    )


def _next(case: Case) -> Parcel | None:
    """The parcel that is begun, else the first that waits."""
    waiting = [parcel for parcel in case.parcels if parcel.shipment.status in _BEGUN]
    return max(waiting, key=lambda parcel: parcel.shipment.status is Shipping.PACKING, default=None)


def _is_fetched(parcel: Parcel | None) -> bool:
    """The customer comes for it."""
    return parcel is not None and parcel.shipment.destination is Destination.PICKUP


def _goods(case: Case, parcel: Parcel | None) -> tuple[Goods, ...]:
    units = {line.line_id: line.quantity for line in parcel.lines} if parcel else to_send(case)
    return tuple(Goods(line.id, line.sku, line.title, units[line.id]) for line in case.lines if units.get(line.id, 0))


def _refusal(case: Case) -> str | None:
    """Why neither packing nor marking ready is possible; the second says more."""
    known = dict(choices(case))
    reasons = [known.get(command, "only warehouse and supervisors pack") for command in (StartPacking, MarkReady)]
    return reasons[1] if all(reasons) else None


def by_code(work: Work, text: str) -> UUID:
    """The order that a scanned or typed code means: a waybill, an order number, an id. NotFound says what to type."""
    code = text.strip()
    mine = (shipments.c.shop_id == work.shop.id, shipments.c.waybill == code)
    found: Sequence[UUID] = work.connection.scalars(select(shipments.c.order_id).where(*mine)).all() if code else ()
    if len(set(found)) == 1:
        return found[0]
    if not code:
        raise NotFound("scan or type an order number or a waybill")
    return find(work, code)
