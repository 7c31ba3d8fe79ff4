"""With a switch off, no row that needs it exists (invariant 11). A switch counts as off only if it never was on."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select

from models.calls import pins
from models.catalogue import stock_moves
from models.log import events
from models.orders import orders
from models.outbox import outbox
from models.shipments import shipments
from models.statuses import CashState, Confirmation, Destination, Handoff, Headline, Move, Role, RunBy, Shipping
from workflows.checker.look import Look
from workflows.checker.problem import Check, Problem, any_of, changed_orders, found_any, o
from workflows.policy import SWITCHES, Ask, FailedDelivery, Oms, TestOrders, WaybillBy, When, parse
from workflows.profiles import PROFILES, Profile


def _has(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = (table.c.shop_id == o.shop_id, table.c.order_id == o.id)
    return exists(select(1).where(*mine, condition).correlate(orders))


def _did(command: str) -> ColumnElement[bool]:
    return _has(events, events.c.command == command)


_s = shipments.c
#: A parcel that goes to a door; one that was given to another courier since waits for a new number.
_numberless = (_s.waybill == "") & (_s.destination != Destination.PICKUP) & ~_s.from_import
_unnumbered = _numberless & _s.shipped_at.is_not(None) & (_s.run_by == RunBy.STAFF)
_confirmed = events.c.before == Headline.CONFIRMED.value
Off = Callable[[set[Any]], bool]
Switch = tuple[str, Off, ColumnElement[bool], str]  #: what breaks it, while it counts as off, and how that is said
_CHECKS: tuple[Switch, ...] = (
    (
        "ask_customer",
        lambda had: had == {Ask.ALL},
        _did("ConfirmWithoutAsking"),
        "was confirmed without asking, in a shop that asks everybody",
    ),
    (
        "pin_confirmation",
        lambda had: had == {False},
        exists(select(1).where(pins.c.shop_id == o.shop_id, pins.c.order_id == o.id).correlate(orders)),
        "has a PIN, in a shop that sends none",
    ),
    (
        "cancel_after_confirm",
        lambda had: had == {False},
        _has(events, (events.c.command == "Cancel") & _confirmed) & (o.confirmation == Confirmation.CANCELLED),
        "was cancelled after it was confirmed, in a shop that locks",
    ),
    (
        "reserve_stock",
        lambda had: had == {When.NEVER},
        _has(stock_moves, stock_moves.c.move == Move.RESERVE),
        "holds stock, in a shop that reserves none",
    ),
    (
        "oms",
        lambda had: had == {Oms.NONE},
        (o.handoff != Handoff.NONE) | _has(outbox, outbox.c.kind.like("oms.%")),
        "was handed to an OMS, in a shop that has none",
    ),
    (
        "create_shipment_on_confirm",
        lambda had: had == {False},
        _has(events, (events.c.command == "CreateShipment") & (events.c.role == Role.SYSTEM)),
        "had a parcel created by itself, in a shop where people create them",
    ),
    (
        "waybill_by",
        lambda had: had == {WaybillBy.READY},
        _has(shipments, _numberless & (_s.status == Shipping.READY)) & ~_did("EditShipment"),
        "has a packed parcel without a waybill, in a shop that packs none without",
    ),
    (
        "waybill_by",
        lambda had: had <= {WaybillBy.READY, WaybillBy.HAND_OVER},
        _has(shipments, _unnumbered) & ~_did("EditShipment"),
        "has a parcel that left without a waybill, in a shop where each has one",
    ),
    (
        "waybill_by",
        lambda had: WaybillBy.NEVER not in had,
        _has(shipments, _unnumbered & (_s.destination == Destination.INTERNATIONAL)) & ~_did("EditShipment"),
        "has a parcel that went abroad without a waybill, in a shop where such a one has it",
    ),
    (
        "failed_delivery",
        lambda had: had == {FailedDelivery.ISSUE},
        _has(events, (events.c.command == "DeliveryFailed") & (events.c.after != Headline.ISSUE.value)),
        "was called returned when a delivery failed, in a shop that keeps it at its problem",
    ),
    (
        "failed_delivery",
        lambda had: had == {FailedDelivery.IN_RETURN},
        _has(shipments, (_s.status == Shipping.ISSUE) & ~_s.from_import),
        "has a parcel at a problem, in a shop that calls it returned at once",
    ),
    (
        "return_before_hand_over",
        lambda had: had == {False},
        _has(shipments, (_s.status == Shipping.RETURNED) & _s.shipped_at.is_(None)),
        "has a parcel returned that never left, in a shop that cancels it instead",
    ),
    (
        "staff_may_change_carrier_shipments",
        lambda had: had == {False},
        (o.confirmation == Confirmation.CONFIRMED)
        & _has(
            shipments,
            (_s.status == Shipping.CANCELLED) & _s.shipped_at.is_(None) & (_s.run_by == RunBy.COURIER),
        ),
        "has a connected courier's parcel called off, in a shop that leaves that to the courier",
    ),
    (
        "staff_may_change_carrier_shipments",
        lambda had: had == {False},
        _has(outbox, outbox.c.kind == "courier.create")
        & ~_has(shipments, _s.run_by == RunBy.COURIER)
        & ~_did("EditShipment"),
        "has a connected courier's parcel given to somebody else, in a shop that leaves that to the courier",
    ),
    (
        "cash_paid_on_delivery",
        lambda had: had == {False},
        ~_did("MarkPaid") & _has(shipments, _s.cash == CashState.COLLECTED),
        "was paid by delivering it, in a shop where payment is separate",
    ),
    (
        "cash_paid_on_delivery",
        lambda had: had == {True},
        _has(shipments, _s.delivered_at.is_not(None) & (_s.cash == CashState.DUE) & ~_s.from_import),
        "was delivered and its cash is still due, in a shop where delivering is paying",
    ),
    (
        "test_orders",
        lambda had: had == {TestOrders.NEVER},
        o.is_test,
        "is a test order, in a shop that places none",
    ),
)


def problems(look: Look) -> Iterator[Problem]:
    """Rows that need a switch which never was on in this shop."""
    if look.concerns(_any_of(_CHECKS)):
        had = _ever(look)
        off = tuple(one for one in _CHECKS if one[1](had[one[0]]))
        yield from found_any(look, _any_of(off), _checks(off))


def _checks(switches: tuple[Switch, ...]) -> list[Check]:
    return [(11, broken, sentence) for _, _, broken, sentence in switches]


@lru_cache(maxsize=64)
def _any_of(switches: tuple[Switch, ...]) -> Select[Any]:
    """One statement for the switches that never were on. Built once for each set of them."""
    return any_of(changed_orders(), _checks(switches))


def _ever(look: Look) -> dict[str, set[Any]]:
    """Every value that each switch had, as far as the shop's own events tell."""
    had = {name: {getattr(look.work.policy, name)} for name in SWITCHES}
    for _, data in look.told:
        for profile in _profiles(data):
            for name in SWITCHES:
                had[name].add(getattr(profile.policy, name))
        name = data.get("name")
        if name in SWITCHES:
            had[name] |= {parse(name, data["before"]), parse(name, data["after"])}
    return had


def _profiles(data: dict[str, Any]) -> list[Profile]:
    """Profiles that an event of the shop speaks of."""
    return [PROFILES[word] for word in data.values() if isinstance(word, str) and word in PROFILES]
