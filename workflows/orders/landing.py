"""An order of another system lands on the axes where it stands there: cancelled, sent, paid, or new (C1, C2)."""

from sqlalchemy import bindparam, select, text

from models.money import money
from models.shipments import Shipment, ShipmentLine
from models.statuses import (
    ARRIVED,
    PAID_LATER,
    ROAD,
    CashState,
    Confirmation,
    Destination,
    Method,
    MoneyKind,
    MoneyState,
    RunBy,
    Shipping,
)
from workflows.calls.attempts import end_claim
from workflows.case import Case
from workflows.confirmation import consequences
from workflows.engine import Command
from workflows.money import cash_due, receipts
from workflows.oms.handoff import oms_confirms, prove
from workflows.orders.draft import DraftOrder
from workflows.stock import ledger
from workflows.work import Work

_m = money.c
_BOOKED = select(_m.id).where(
    _m.shop_id == bindparam("shop"),
    _m.gateway == bindparam("by"),
    _m.reference == bindparam("named"),
    text("reference <> '' AND kind = 'RECEIVED'"),  # in the words of the index, so that every plan may use it
)


def landed(case: Case, draft: DraftOrder, command: Command) -> None:
    """C2: NEW, unless its own system has cancelled it, sent it, or taken the money for it."""
    if draft.method is not Method.ONLINE:
        receipts.close_attempts(case)  # the checkout had begun to pay, and chose another way
    _book(case, draft)
    if draft.cancelled:
        case.order.confirmation = Confirmation.CANCELLED
        end_claim(case)
    elif draft.shipping is not None:
        case.order.confirmation = Confirmation.CONFIRMED
        end_claim(case)
        _sent_before(case, draft, draft.shipping)
    else:
        consequences.placed(case, command)
        if oms_confirms(case) and not case.following and receipts.owed(case.order) == 0:
            prove(case)


def checked_out(case: Case, draft: DraftOrder) -> None:
    """C1: not placed yet; it may be called if there is a number. An online payment is under way until told of."""
    _book(case, draft)
    owed = draft.total_minor - case.order.received_minor
    if draft.method is Method.ONLINE and owed > 0 and not draft.payment_failed:
        _row(case, draft, MoneyKind.ATTEMPT, MoneyState.OPEN, owed)
    end_claim(case)


def _book(case: Case, draft: DraftOrder) -> None:
    """Money that its own system has seen; a checkout that comes back has told some of it before."""
    order = case.order
    if (received := draft.paid_minor - order.received_minor) > 0:
        _row(case, draft, MoneyKind.RECEIVED, MoneyState.DONE, received)
        receipts.close_attempts(case)
    if (refunded := draft.refunded_minor - order.refunded_minor) > 0:
        _row(case, draft, MoneyKind.REFUND, MoneyState.DONE, refunded)
    if draft.payment_failed:
        _failed(case, draft)
    case.refresh()


def _failed(case: Case, draft: DraftOrder) -> None:
    """The attempt that was under way has failed; one that nobody knew is booked, once."""
    attempts = [row for row in case.money if row.kind is MoneyKind.ATTEMPT]
    for row in attempts:
        if row.state is MoneyState.OPEN:
            case.change_money(row, MoneyState.FAILED)
    if not any(row.state is MoneyState.FAILED for row in attempts):
        _row(case, draft, MoneyKind.ATTEMPT, MoneyState.FAILED, draft.total_minor)


def _row(case: Case, draft: DraftOrder, kind: MoneyKind, state: MoneyState, amount: int) -> None:
    method = draft.method
    if kind is MoneyKind.RECEIVED and method is Method.CASH and draft.shipping is None:
        method = Method.ONLINE  # cash is taken at the door: what came before the parcel left came otherwise
    gateway = draft.gateway or draft.source
    receipts.book(
        case,
        kind,
        amount,
        gateway=gateway,
        reference=_reference(case.work, draft, kind, gateway),
        method=method,
        state=state,
        by=draft.source,
        at=draft.placed_at,
    )


def _reference(work: Work, draft: DraftOrder, kind: MoneyKind, gateway: str) -> str:
    """The provider's own id, so that its report is known again; with the order where one pays for several."""
    bare = draft.payment_reference
    if not bare or kind is not MoneyKind.RECEIVED:
        return bare
    names = (bare, f"{draft.ref} {bare}")
    return next((name for name in names if not _is_booked(work, gateway, name)), "")


def _is_booked(work: Work, gateway: str, reference: str) -> bool:
    """Whether a payment of that id was received before, in this unit or an earlier one."""
    named = (MoneyKind.RECEIVED, gateway, reference)
    if any((row.kind, row.gateway, row.reference) == named for row in work.pending(money)):
        return True
    return work.connection.scalar(_BOOKED, {"shop": work.shop.id, "by": gateway, "named": reference}) is not None


#: What is on its way back collects nothing, until it is sent out again (S8).
_CASH = dict.fromkeys(ROAD, CashState.DUE) | {Shipping.IN_RETURN: CashState.VOID}


def _sent_before(case: Case, draft: DraftOrder, status: Shipping) -> None:
    """One parcel with all that was sent, which left before codesk kept the stock; what was not is held now."""
    order, at = case.order, draft.closed_at or case.order.placed_at
    sent = [line for line, told in zip(case.lines, draft.lines, strict=True) if told.sent]
    collects = order.method in PAID_LATER and not order.is_test
    owed = cash_due.proposed(case, {line.id: line.quantity for line in sent}) if collects else 0
    arrived = status in ARRIVED
    parcel = Shipment(
        order.shop_id,
        case.work.new_id(),
        order.id,
        1,
        status,
        Destination.LOCAL,
        RunBy.STAFF,
        "",
        "",
        owed,
        _CASH.get(status, CashState.NONE) if owed > 0 else CashState.NONE,
        True,
        order.placed_at,
        at,
        at if arrived else None,
    )
    came_back = status is Shipping.RETURNED
    units = [
        ShipmentLine(order.shop_id, parcel.id, line.id, order.id, line.quantity, line.quantity if came_back else 0, 0)
        for line in sent
    ]
    case.add_parcel(parcel, units)
    if len(sent) < len(case.lines):
        ledger.reserve_again(case)
