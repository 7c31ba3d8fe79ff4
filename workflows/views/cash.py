"""Cash after delivery: who has how much of it, parcel by parcel, what is short, and the statements settled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, Select, and_, bindparam, case, func, or_, select, text, tuple_

from models.money import Remittance, remittance_lines, remittances
from models.orders import orders
from models.shipments import shipments
from models.statuses import CashState, Shipping
from workflows.errors import NotFound
from workflows.money.cash_due import AT_THE_DOOR
from workflows.work import Work

_s, _o, _r, _l = shipments.c, orders.c, remittances.c, remittance_lines.c
_SHOP: BindParameter[Any] = bindparam("shop")
_same = and_(_o.shop_id == _s.shop_id, _o.id == _s.order_id)
_OUT = text("shipments.cash IN ('DUE', 'COLLECTED', 'SHORT')")  # in the words of the index
_STATES = (CashState.DUE, CashState.COLLECTED, CashState.SHORT)
_still = case((_s.cash == CashState.DUE, AT_THE_DOOR), else_=_s.collected_minor - _s.remitted_minor)
_at = func.coalesce(_s.delivered_at, _s.shipped_at, _s.created_at, type_=_s.created_at.type)


@dataclass(frozen=True, slots=True)
class Sum:
    """So much money of so many parcels."""

    parcels: int = 0
    minor: int = 0

    def plus(self, parcels: int, minor: int) -> "Sum":
        """The sum with more."""
        return Sum(self.parcels + parcels, self.minor + minor)


@dataclass(frozen=True, slots=True)
class Holder:
    """A courier or driver, and our money there; one for each currency."""

    name: str  #: empty where nobody is named
    currency: str
    due: Sum = Sum()  #: on the road, or delivered and not marked paid
    collected: Sum = Sum()  #: to be handed over
    short: Sum = Sum()  #: what is missing of what was handed over
    over: Sum = Sum()  #: what came too much, which makes up for nothing that is missing
    oldest_at: datetime | None = None  #: delivery of the oldest parcel that is to be handed over


_is_over = and_(_s.cash == CashState.SHORT, _still < 0)
_BY_HOLDER = (
    select(
        *(_s.courier, _s.driver, _s.cash, _is_over, _o.currency),
        *(func.count(), func.sum(_still), func.min(_s.delivered_at)),
    )
    .join_from(shipments, orders, _same)
    .where(_s.shop_id == _SHOP, _OUT)
    .group_by(_s.courier, _s.driver, _s.cash, _is_over, _o.currency)
)


def holders(work: Work) -> list[Holder]:
    """Everybody who has cash of ours or is to collect some, by name."""
    found: dict[tuple[str, str], Holder] = {}
    rows = work.connection.execute(_BY_HOLDER, _of(work))
    for courier, driver, cash, is_over, currency, parcels, minor, oldest in rows:
        name = courier or driver
        held = found.get((name, currency)) or Holder(name, currency)
        column = "over" if is_over else cash.value.lower()
        grown = replace(held, **{column: getattr(held, column).plus(parcels, abs(int(minor)))})
        if cash is CashState.COLLECTED:
            grown = replace(grown, oldest_at=min(filter(None, (held.oldest_at, oldest))))
        found[name, currency] = grown
    return [found[key] for key in sorted(found)]


def _of(work: Work, **more: Any) -> dict[str, Any]:
    return {"shop": work.shop.id} | more


class ParcelCash(NamedTuple):
    """One parcel and its cash."""

    at: datetime  #: when it was delivered, or left
    shipment_id: UUID
    order_id: UUID
    parcel: int  #: its number within the order
    ref: str
    version: int  #: of the order, as it was read
    customer: str
    waybill: str
    courier: str
    driver: str
    status: Shipping
    cash: CashState
    due_minor: int
    collected_minor: int
    remitted_minor: int
    currency: str

    @property
    def cash_minor(self) -> int:
        """What was collected for it, or is to be."""
        return self.due_minor if self.cash is CashState.DUE else self.collected_minor

    @property
    def still_out_minor(self) -> int:
        """What has not reached us; negative where too much came."""
        return self.cash_minor if self.cash is CashState.DUE else self.cash_minor - self.remitted_minor

    @property
    def key(self) -> tuple[datetime, UUID]:
        """Where a page that ends here goes on."""
        return self.at, self.shipment_id


@dataclass(frozen=True, slots=True)
class CashPage:
    """Parcels, oldest first, and whether more follow."""

    rows: tuple[ParcelCash, ...]
    more: bool


_ROWS: Select[Any] = (
    select(
        *(_at.label("at"), _s.id, _s.order_id, _s.position, _o.ref, _o.version, _o.name, _s.waybill, _s.courier),
        *(_s.driver, _s.status, _s.cash, AT_THE_DOOR, _s.collected_minor, _s.remitted_minor, _o.currency),
    )
    .join_from(shipments, orders, _same)
    .where(_s.shop_id == _SHOP, _OUT, _s.cash.in_(bindparam("states", expanding=True)))
    .order_by(_at, _s.id)
    .limit(bindparam("limit"))
)
_HIS = or_(
    _s.courier == bindparam("holder"),
    and_(_s.courier == "", _s.driver == bindparam("holder")),
)
_NOBODYS = and_(_s.courier == "", _s.driver == "")
_BEYOND = tuple_(_at, _s.id) > tuple_(bindparam("at", type_=_s.created_at.type), bindparam("id", type_=_s.id.type))
_SINCE = _s.delivered_at >= bindparam("since", type_=_s.created_at.type)


def parcels(
    work: Work,
    states: Sequence[CashState] = _STATES,
    *,
    holder: str | None = None,
    since: datetime | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int = 100,
) -> CashPage:
    """Parcels whose cash is out, oldest first: of one courier or driver, delivered since a time, after a key."""
    statement, values = _ROWS, _of(work, states=list(states), limit=limit + 1)
    if holder is not None:
        statement, values = statement.where(_HIS if holder else _NOBODYS), values | {"holder": holder}
    if since is not None:
        statement, values = statement.where(_SINCE), values | {"since": since}
    if after is not None:
        statement, values = statement.where(_BEYOND), values | {"at": after[0], "id": after[1]}
    found = [ParcelCash(*row) for row in work.connection.execute(statement, values)]
    return CashPage(tuple(found[:limit]), len(found) > limit)


def to_reconcile(
    work: Work, holder: str, *, after: tuple[datetime, UUID] | None = None, limit: int = 100
) -> CashPage:
    """Parcels of one courier or driver whose cash is to be handed over."""
    return parcels(work, (CashState.COLLECTED,), holder=holder, after=after, limit=limit)


def shorts(work: Work, *, after: tuple[datetime, UUID] | None = None, limit: int = 100) -> CashPage:
    """Parcels for which another amount came than was collected."""
    return parcels(work, (CashState.SHORT,), after=after, limit=limit)


def delivered_today(work: Work, *, after: tuple[datetime, UUID] | None = None, limit: int = 100) -> CashPage:
    """Parcels delivered since midnight in the shop's zone whose cash is still out: the end of the day (CODRocket)."""
    return parcels(work, since=midnight(work), after=after, limit=limit)


def midnight(work: Work) -> datetime:
    """When today began, in the shop's zone."""
    return datetime.combine(work.now.astimezone(work.zone).date(), time(), work.zone)


# Statements.

_HISTORY = (
    select(remittances).where(_r.shop_id == _SHOP).order_by(_r.at.desc(), _r.id.desc()).limit(bindparam("limit"))
)
_BEFORE = tuple_(_r.at, _r.id) < tuple_(bindparam("at", type_=_r.at.type), bindparam("id", type_=_r.id.type))


def history(work: Work, *, after: tuple[datetime, UUID] | None = None, limit: int = 50) -> list[Remittance]:
    """Statements, newest first; after one by its time and id."""
    values = _of(work, limit=limit)
    if after is None:
        return [Remittance(*row) for row in work.connection.execute(_HISTORY, values)]
    beyond = values | {"at": after[0], "id": after[1]}
    return [Remittance(*row) for row in work.connection.execute(_HISTORY.where(_BEFORE), beyond)]


class StatementLine(NamedTuple):
    """One parcel of a statement."""

    order_id: UUID
    ref: str
    parcel: int
    waybill: str
    expected_minor: int
    received_minor: int
    cash: CashState  #: where it stands now
    still_out_minor: int  #: of the parcel now; negative where too much came


_LINES = (
    select(
        *(_l.order_id, _o.ref, _s.position, _s.waybill, _l.expected_minor, _l.received_minor, _s.cash),
        _s.collected_minor - _s.remitted_minor,
    )
    .select_from(
        remittance_lines.join(shipments, and_(_s.shop_id == _l.shop_id, _s.id == _l.shipment_id)).join(orders, _same)
    )
    .where(_l.shop_id == _SHOP, _l.remittance_id == bindparam("remittance"))
    .order_by(_o.number, _s.position)
)


def statement(work: Work, remittance: UUID) -> tuple[Remittance, list[StatementLine]]:
    """One statement with its parcels; NotFound when the shop has none of that id."""
    mine = (_r.shop_id == work.shop.id, _r.id == remittance)
    found = work.connection.execute(select(remittances).where(*mine)).one_or_none()
    if found is None:
        raise NotFound("there is no such statement; `codesk cash history` lists them")
    lines = work.connection.execute(_LINES, _of(work, remittance=remittance))
    return Remittance(*found), [StatementLine(*line) for line in lines]
