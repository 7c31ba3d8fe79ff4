"""One line of a list: what tables and `codesk orders --json` show of an order."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from models.orders import Order, orders
from models.shops import people
from models.statuses import Confirmation, Fulfilment, Handoff, Headline, Method, Payment, Shipping
from workflows.calls import suggestion
from workflows.labels import Promise
from workflows.views.query import Key, moment_of, profile_of
from workflows.work import Work


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order as lists show it. Texts are as they came in: clean them before they reach a screen."""

    key: Key  #: its place in the list it was read from
    id: UUID
    number: int
    ref: str
    source: str
    external_id: str
    version: int
    placed_at: datetime
    is_test: bool
    label: str  #: what the shop's profile calls it
    words: tuple[str, ...]  #: the words of the profile's status columns, in their order
    headline: Headline
    confirmation: Confirmation
    payment: Payment
    fulfilment: Fulfilment
    shipping: Shipping | None
    handoff: Handoff
    method: Method
    customer: str
    phone: str  #: E.164, empty when it cannot be dialled
    phone_typed: str
    phone_problem: str
    city: str
    region: str
    country: str
    currency: str
    total_minor: int
    received_minor: int
    attempts: int
    counted_attempts: int
    tried_parts: tuple[str, ...]
    suggestion: str | None  #: why cancelling is suggested
    next_try_at: datetime | None
    appointment_at: datetime | None
    promise: Promise | None  #: whether the promised call-back is due, missed or later
    claimed_by: str  #: who is on it now, empty when nobody is
    claimed_until: datetime | None
    assigned_to: str  #: for whom it is kept
    duplicate_of: UUID | None
    cancel_reason: str
    tags: str

    @property
    def phone_valid(self) -> bool:
        """Whether the number can be dialled."""
        return bool(self.phone)

    @property
    def suggest_cancel(self) -> bool:
        """Whether the screen suggests cancelling."""
        return self.suggestion is not None


def names_of(work: Work, ids: Collection[UUID | None]) -> dict[UUID, str]:
    """The names of people by id."""
    if not any(ids):
        return {}
    mine = (people.c.shop_id == work.shop.id, people.c.id.in_({id_ for id_ in ids if id_}))
    return {row.id: row.name for row in work.connection.execute(select(people.c.id, people.c.name).where(*mine))}


def on_screen(order: Order, now: datetime) -> UUID | None:
    """Who holds the order while the lease runs."""
    return order.claimed_by if order.claimed_until and order.claimed_until > now else None


def shown(work: Work, found: Iterable[tuple[Key, Order]]) -> tuple[OrderRow, ...]:
    """Orders as rows, with labels and names."""
    listed = list(found)
    ids = {id_ for _, order in listed for id_ in (on_screen(order, work.now), order.assigned_to)}
    names = names_of(work, ids)
    return tuple(_row(work, key, order, names) for key, order in listed)


def _row(work: Work, key: Key, order: Order, names: dict[UUID, str]) -> OrderRow:
    profile, moment = profile_of(work), moment_of(work)
    holder = on_screen(order, work.now)
    return OrderRow(
        key=key,
        id=order.id,
        number=order.number,
        ref=order.ref,
        source=order.source,
        external_id=order.external_id,
        version=order.version,
        placed_at=order.placed_at,
        is_test=order.is_test,
        label=profile.label(order, moment),
        words=tuple(column.text(order, moment) for column in profile.columns if column.labels),
        headline=order.headline,
        confirmation=order.confirmation,
        payment=order.payment,
        fulfilment=order.fulfilment,
        shipping=order.shipping,
        handoff=order.handoff,
        method=order.method,
        customer=order.name,
        phone=order.phone,
        phone_typed=order.phone_typed,
        phone_problem=order.phone_problem,
        city=order.city,
        region=order.region,
        country=order.country,
        currency=order.currency,
        total_minor=order.total_minor,
        received_minor=order.received_minor,
        attempts=order.attempts,
        counted_attempts=order.counted_attempts,
        tried_parts=tuple(order.tried_parts.split()),
        suggestion=suggestion(order, work.policy),
        next_try_at=order.next_try_at,
        appointment_at=order.appointment_at,
        promise=moment.promise(order.appointment_at),
        claimed_by=names.get(holder, "") if holder else "",
        claimed_until=order.claimed_until if holder else None,
        assigned_to=names.get(order.assigned_to, "") if order.assigned_to else "",
        duplicate_of=order.duplicate_of,
        cancel_reason=order.cancel_reason,
        tags=order.tags,
    )


_BY_IDS = select(orders).where(
    orders.c.shop_id == bindparam("shop"), orders.c.id.in_(bindparam("ids", expanding=True))
)


def rows(work: Work, ids: Collection[UUID]) -> dict[UUID, OrderRow]:
    """The rows of these orders as they stand now, to patch a list in place; their keys say nothing."""
    if not ids:
        return {}
    found: Iterable[Any] = work.connection.execute(_BY_IDS, {"shop": work.shop.id, "ids": list(ids)})
    made = shown(work, (((0, 0, ""), Order(*row)) for row in found))
    return {row.id: row for row in made}
