"""One order on the packing bench: what goes into its next parcel, who takes it, and what is still to be said."""

from collections.abc import Container
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from models.log import events
from models.shipments import shipments
from models.statuses import Destination, Payment, Shipping
from workflows import refusals
from workflows.actors import Actor
from workflows.case import Case, load
from workflows.derive import Parcel
from workflows.engine import verdict
from workflows.errors import NotFound
from workflows.parcels import couriers
from workflows.parcels.guards import next_to_send
from workflows.parcels.packing import MarkReady, StartPacking
from workflows.policy import WaybillBy
from workflows.views.finding import SEARCH, find
from workflows.views.freight import LEFT_OR_WILL
from workflows.work import Work

_e = events.c
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
    place: int  #: which of the order's parcels it is, as its label says; 0 when it is made by packing
    parcels: int  #: of the order, without those that were called off or came back
    parcel_id: UUID | None  #: None when it is made by packing
    is_refunded: bool  #: all that was paid for the order was sent back
    is_begun: bool  #: somebody has started to pack it
    colleague: str  #: which other person did, and when; empty where nobody else did
    courier: str  #: who takes it, as far as that is known
    couriers: tuple[str, ...]  #: who could
    waybill: str
    needs_waybill: bool  #: the parcel is not ready without one
    refusal: str | None  #: why it cannot be packed now

    @property
    def lacks_waybill(self) -> bool:
        """It is asked for before the parcel is ready."""
        return self.needs_waybill and not self.waybill


def bench(work: Work, order_id: UUID, by: Actor, shipment: int = 0) -> Bench:
    """The parcel of that number, or the order's next one, as `by` may pack it; NotFound for an order that is none."""
    case, _ = load(work, order_id, by)
    colleagues = _colleagues(case)
    order, parcel = case.order, _next(case, shipment, colleagues)
    names = tuple(one.name for one in couriers.everyone(work))
    live = [one for one in case.parcels if one.live]
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
        place=live.index(parcel) + 1 if parcel else 0,
        parcels=len(live),
        parcel_id=parcel.shipment.id if parcel else None,
        is_refunded=order.payment is Payment.REFUNDED,
        is_begun=parcel is not None and parcel.shipment.status is Shipping.PACKING,
        colleague=colleagues.get(parcel.shipment.position, "") if parcel else "",
        courier=known or (names[0] if len(names) == 1 else ""),
        couriers=names,
        waybill=parcel.shipment.waybill if parcel else "",
        needs_waybill=work.policy.waybill_by is WaybillBy.READY and not _is_fetched(parcel),
        refusal=_refusal(case, shipment),
    )


def concerns(work: Work, seen: Bench) -> bool:
    """Whether a step since it was seen was about this parcel or about the order, not only about its other parcels."""
    mine = (_e.shop_id == work.shop.id, _e.order_id == seen.order_id, _e.version > seen.version)
    told = work.connection.execute(select(_e.data).where(*mine)).scalars()
    return any(data.get("parcel", seen.shipment) == seen.shipment for data in told)


def _next(case: Case, number: int, colleagues: Container[int]) -> Parcel | None:
    """The parcel of that number; else the one that the actor has begun, the first that waits, or a colleague's."""
    waiting = [parcel for parcel in case.parcels if parcel.shipment.status in _BEGUN]
    meant = [parcel for parcel in waiting if number in (0, parcel.shipment.position)]

    def rank(parcel: Parcel) -> tuple[bool, bool]:
        return parcel.shipment.position not in colleagues, parcel.shipment.status is Shipping.PACKING

    return max(meant, key=rank, default=None)


def _colleagues(case: Case) -> dict[int, str]:
    """Who else is packing which parcel, and since when."""
    mine = (_e.shop_id == case.order.shop_id, _e.order_id == case.order.id, _e.command == StartPacking.__name__)
    told = case.work.connection.execute(
        select(_e.actor_id, _e.actor, _e.at, _e.data).where(*mine).order_by(_e.version)
    )
    began = {row.data["parcel"]: row for row in told}
    return {
        number: f"{row.actor} began to pack it {refusals.ago(case.work.now - row.at)}"
        for number, row in began.items()
        if row.actor_id != case.actor.id
    }


def _is_fetched(parcel: Parcel | None) -> bool:
    """The customer comes for it."""
    return parcel is not None and parcel.shipment.destination is Destination.PICKUP


def _goods(case: Case, parcel: Parcel | None) -> tuple[Goods, ...]:
    units = {line.line_id: line.quantity for line in parcel.lines} if parcel else next_to_send(case)
    return tuple(Goods(line.id, line.sku, line.title, units[line.id]) for line in case.lines if units.get(line.id, 0))


def _refusal(case: Case, number: int) -> str | None:
    """Why neither packing nor marking ready is possible; the second says more."""
    reasons = [verdict(case, command, number)[1] for command in (StartPacking, MarkReady)]
    return reasons[1] if all(reasons) else None


class Scanned(NamedTuple):
    """What a code means."""

    order_id: UUID
    shipment: int = 0  #: number of the parcel; 0 where the code says nothing of it


def by_code(work: Work, text: str, search_by: str = SEARCH) -> Scanned:
    """What a scanned or typed code means: a waybill, an order number, an id. NotFound says what to do instead."""
    code = text.strip()
    if not code:
        raise NotFound("scan or type an order number or a waybill")
    numbered = _numbered(work, code)
    if len({one.order_id for one in numbered}) != 1:
        return Scanned(find(work, code, search_by))
    return numbered[0] if len(numbered) == 1 else Scanned(numbered[0].order_id)


def _numbered(work: Work, waybill: str) -> list[Scanned]:
    """The parcels with that waybill; one that was called off before it left only where no other has it."""
    s = shipments.c
    wanted = select(s.order_id, s.position).where(s.shop_id == work.shop.id, s.waybill == waybill)
    rows = work.connection.execute(wanted.where(LEFT_OR_WILL)).all() or work.connection.execute(wanted).all()
    return [Scanned(*row) for row in rows]
