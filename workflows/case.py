"""One order in one unit of work, with everything the rules may look at, loaded when it is first asked for."""

from dataclasses import dataclass, field
from datetime import tzinfo
from functools import cached_property, lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, exists, literal, select, update
from sqlalchemy.sql.dml import Update

from models import clock
from models.customers import Number, numbers
from models.log import events
from models.money import Money, money
from models.orders import Line, Order, order_lines, orders
from models.shipments import Shipment, ShipmentLine, shipment_lines, shipments
from models.shops import people
from models.statuses import MoneyState
from workflows import derive
from workflows.actors import Actor, gone
from workflows.errors import NotFound, Refused, Stale
from workflows.policy import ShopPolicy
from workflows.work import Work, changes, copy_of, first

T = TypeVar("T")

_HEAD = (
    first(
        select(events.c.hash)
        .where(events.c.shop_id == orders.c.shop_id, events.c.order_id == orders.c.id)
        .order_by(events.c.version.desc())
    )
    .correlate(orders)
    .scalar_subquery()
)
_KNOWN = (
    exists(literal(1))
    .where(events.c.shop_id == bindparam("shop"), events.c.request_id == bindparam("request"))
    .correlate(orders)
)
_SEATED = (
    exists(literal(1))
    .where(
        people.c.shop_id == bindparam("shop"),
        people.c.id == bindparam("by"),
        people.c.role == bindparam("role"),
        people.c.active,
    )
    .correlate(orders)
)
_MINE = (orders.c.shop_id == bindparam("shop"), orders.c.id == bindparam("order"))
#: The order, the head of its chain, whether the request is known, and whether the person still works here.
_PROBE = select(orders, _HEAD, _KNOWN, _SEATED).where(*_MINE)
#: PostgreSQL reads only the locked row again after it has waited: what hangs on the order must be asked afterwards.
_LOCK = select(orders.c.id).where(*_MINE).with_for_update()


@lru_cache(maxsize=256)
def _save(*columns: str) -> Update:
    """Compare and swap: nobody may have moved the version since it was read. Built once per set of columns."""
    mine = (
        orders.c.shop_id == bindparam("at_shop"),
        orders.c.id == bindparam("at_id"),
        orders.c.version == bindparam("at_version"),
    )
    return update(orders).where(*mine).values({name: bindparam(name) for name in columns})


def _of_order(table: Table) -> Select[Any]:
    return select(table).where(table.c.shop_id == bindparam("shop"), table.c.order_id == bindparam("order"))


_LINES = _of_order(order_lines).order_by(order_lines.c.position)
_MONEY = _of_order(money).order_by(money.c.id)
_SHIPMENTS = _of_order(shipments).order_by(shipments.c.position)
_SHIPMENT_LINES = _of_order(shipment_lines)
_NUMBER = select(numbers).where(numbers.c.shop_id == bindparam("shop"), numbers.c.phone == bindparam("phone"))
_HEADLINES = (
    _of_order(events)
    .with_only_columns(events.c.before, events.c.after)
    .where(events.c.before != events.c.after)
    .order_by(events.c.version)
)


@dataclass
class Case:
    """An order under a command. Effects change `order` and add rows through `work`; the engine saves."""

    work: Work
    order: Order
    actor: Actor
    head: bytes = b""  #: hash of the order's last event
    facts: dict[str, Any] = field(default_factory=dict)  #: what the event should tell beyond the input
    following: list[Any] = field(default_factory=list)  #: commands that the system performs next
    saved: Order | None = None  #: the row as the database has it; None for a new order
    is_quiet: bool = False  #: nobody is told: the order's own system has told them
    parcel: derive.Parcel | None = None  #: the one that the rule at hand is about
    _stored: list[tuple[Any, Any]] = field(default_factory=list)  #: parcels and their lines as the database has them

    @property
    def policy(self) -> ShopPolicy:
        """The shop's switches."""
        return self.work.policy

    @property
    def zone(self) -> tzinfo:
        """The customer's zone."""
        return clock.zone(self.order.zone)

    @property
    def key(self) -> dict[str, UUID]:
        """Parameters that name the order in a statement."""
        return {"shop": self.order.shop_id, "order": self.order.id}

    def _rows(self, statement: Select[Any], row: type) -> list[Any]:
        if self.saved is None:
            return []
        return [row(*found) for found in self.work.connection.execute(statement, self.key)]

    @cached_property
    def lines(self) -> list[Line]:
        """Lines in their order."""
        return self._rows(_LINES, Line)

    @cached_property
    def money(self) -> list[Money]:
        """Money rows, oldest first."""
        return self._rows(_MONEY, Money)

    @cached_property
    def parcels(self) -> list[derive.Parcel]:
        """Shipments with their units, oldest first."""
        if self.saved is not None and self.saved.shipping is None:
            return []  # a parcel always shows in the shipping column, so there is nothing to read
        lines: list[ShipmentLine] = self._rows(_SHIPMENT_LINES, ShipmentLine)
        found: list[Shipment] = self._rows(_SHIPMENTS, Shipment)
        self._stored = [(row, copy_of(row)) for row in (*found, *lines)]
        return [
            derive.Parcel(shipment, [line for line in lines if line.shipment_id == shipment.id]) for shipment in found
        ]

    @property
    def the_parcel(self) -> derive.Parcel:
        """The parcel that the rule at hand is about."""
        assert self.parcel is not None, "only rules about parcels ask for one"
        return self.parcel

    @cached_property
    def number(self) -> Number | None:
        """What the order's phone number went through."""
        if not self.order.phone:
            return None
        key = {"shop": self.order.shop_id, "phone": self.order.phone}
        found = self.work.connection.execute(_NUMBER, key).one_or_none()
        return Number(*found) if found else None

    @property
    def ordered(self) -> dict[UUID, int]:
        """Units ordered of each line."""
        return {line.id: line.quantity for line in self.lines}

    def headlines(self) -> list[tuple[str, str]]:
        """Every change of the headline up to this unit, oldest first: the words before and after."""
        return [(row.before, row.after) for row in self.work.connection.execute(_HEADLINES, self.key)]

    def add_money(self, row: Money) -> None:
        """Book a money row; `refresh` computes the payment axis anew.

        Its id follows those before it, whatever the clock says: refunds are numbered by it, and the last money is.
        """
        if self.money:
            row.id = max(row.id, UUID(int=self.money[-1].id.int + 1))
        self.money.append(row)
        self.work.add(money, row)

    def change_money(self, row: Money, state: MoneyState) -> None:
        """Move one money row to another state, and remember that it changed."""
        row.state = state
        mine = (money.c.shop_id == row.shop_id, money.c.id == row.id)
        self.work.connection.execute(update(money).where(*mine).values(state=state))

    def add_parcel(self, shipment: Shipment, lines: list[ShipmentLine]) -> None:
        """Add a parcel with its units."""
        self.parcels.append(derive.Parcel(shipment, lines))
        self.work.add(shipments, shipment)
        for line in lines:
            self.work.add(shipment_lines, line)

    def as_stored(self, row: T) -> T | None:
        """A parcel as the database has it; None for one that is new."""
        return next((before for mine, before in self._stored if mine is row), None)

    def refresh(self) -> None:
        """The only writer of the derived columns. Reads nothing that cannot have changed."""
        order = self.order
        if "money" in self.__dict__ or self.saved is None or order.total_minor != self.saved.total_minor:
            order.received_minor = derive.received(self.money)
            order.refunded_minor = derive.refunded(self.money)
            order.payment = derive.payment(self.money, order.total_minor)
        order.shipping = derive.newest(self.parcels)
        lines = self.ordered if self.parcels else {}  # without a parcel they say nothing, and are not read
        order.fulfilment = derive.fulfilment(order.confirmation, lines, self.parcels)
        locks = not self.policy.cancel_after_confirm
        headline = derive.headline(order.confirmation, lines, self.parcels, confirmation_locks=locks)
        if headline is not order.headline:
            order.headline, order.headline_at = headline, self.work.now

    def save(self) -> None:
        """Write what changed in the order, if nobody else did in between."""
        if self.saved is None:
            return  # a new row is written as it stands when the unit ends
        changed = changes(self.saved, self.order)
        where = {"at_shop": self.saved.shop_id, "at_id": self.saved.id, "at_version": self.saved.version}
        done = self.work.connection.execute(_save(*changed), where | changed)
        if done.rowcount != 1:
            raise Stale("somebody else changed this order at the same moment; look at it again")
        self.saved = copy_of(self.order)
        self._save_parcels()

    def _save_parcels(self) -> None:
        """Write what changed in parcels and their lines; the order's row, which moved, guards them."""
        for row, before in self._stored:
            if changed := changes(before, row):
                table, keys = _KEYS[type(row)]
                named = {f"at_{key}": getattr(row, key) for key in keys}
                self.work.connection.execute(_save_row(table, keys, *changed), named | changed)
        self._stored = [(row, copy_of(row)) for row, _ in self._stored]


_KEYS: dict[type, tuple[Table, tuple[str, ...]]] = {
    Shipment: (shipments, ("shop_id", "id")),
    ShipmentLine: (shipment_lines, ("shop_id", "shipment_id", "line_id")),
}


@lru_cache(maxsize=256)
def _save_row(table: Table, keys: tuple[str, ...], *columns: str) -> Update:
    """One row by its key. Built once per set of columns."""
    mine = [table.c[key] == bindparam(f"at_{key}") for key in keys]
    return update(table).where(*mine).values({name: bindparam(name) for name in columns})


def load(work: Work, order_id: UUID, actor: Actor, request_id: str = "") -> tuple[Case, bool]:
    """The order, locked for this unit, and whether `request_id` was performed before."""
    if not (work.is_reading or work.is_sqlite):
        work.connection.execute(_LOCK, {"shop": work.shop.id, "order": order_id})
    parameters = {"shop": work.shop.id, "order": order_id, "request": request_id, "by": actor.id, "role": actor.role}
    found = work.connection.execute(_PROBE, parameters).one_or_none()
    if found is None:
        raise NotFound("there is no such order in this shop")
    *columns, head, known, seated = found
    if actor.id is not None and not seated:
        raise Refused(gone(actor))
    order = Order(*columns)
    head = _pending_head(work, order) or head or b""
    return Case(work, order, actor, head, saved=copy_of(order)), bool(known)


_LAST_HASH = first(
    select(events.c.hash)
    .where(events.c.shop_id == bindparam("shop"), events.c.order_id == bindparam("order"))
    .order_by(events.c.version.desc())
)


def head_of(work: Work, order: Order) -> bytes:
    """Hash of the order's last event. Not part of the claim's RETURNING: SQLite scans all events for that."""
    stored = _pending_head(work, order) or work.connection.scalar(
        _LAST_HASH, {"shop": order.shop_id, "order": order.id}
    )
    return stored or b""


def _pending_head(work: Work, order: Order) -> bytes | None:
    """Hash of an event of this unit that is not written yet: an order may be loaded twice in one unit."""
    return next((event.hash for event in reversed(work.pending(events)) if event.order_id == order.id), None)
