"""An order of another system lands on the axes where it stands there: cancelled, sent, paid, or new (C1, C2)."""

from datetime import datetime

from models.money import Money
from models.shipments import Shipment, ShipmentLine
from models.statuses import (
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
from workflows import consequences
from workflows.calls import end_claim
from workflows.case import Case
from workflows.engine import Command
from workflows.intake.draft import DraftOrder


def landed(case: Case, draft: DraftOrder, command: Command) -> None:
    """C2: NEW, unless its own system has cancelled it, sent it, or taken the money for it."""
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


def checked_out(case: Case, draft: DraftOrder) -> None:
    """C1: not placed yet; it may be called if there is a number."""
    _book(case, draft)
    end_claim(case)


def _book(case: Case, draft: DraftOrder) -> None:
    """Money that its own system has seen, before codesk knew the order."""
    at = draft.placed_at or case.work.now
    if draft.paid_minor:
        _row(case, draft, MoneyKind.RECEIVED, MoneyState.DONE, draft.paid_minor, at)
    if draft.refunded_minor:
        _row(case, draft, MoneyKind.REFUND, MoneyState.DONE, draft.refunded_minor, at)
    if draft.payment_failed:
        _row(case, draft, MoneyKind.ATTEMPT, MoneyState.FAILED, draft.total_minor, at)
    case.refresh()


def _row(case: Case, draft: DraftOrder, kind: MoneyKind, state: MoneyState, amount: int, at: datetime) -> None:
    order, method = case.order, draft.method
    if kind is MoneyKind.RECEIVED and method is Method.CASH and draft.shipping is None:
        method = Method.ONLINE  # cash is taken at the door: what came before the parcel left came otherwise
    gateway = draft.gateway or draft.source
    reference = draft.payment_reference and f"{draft.ref} {draft.payment_reference}"
    row = Money(
        order.shop_id,
        case.work.new_id(),
        order.id,
        kind,
        state,
        method,
        amount,
        gateway,
        reference,
        "",
        draft.source,
        at,
    )
    case.add_money(row)


def _sent_before(case: Case, draft: DraftOrder, status: Shipping) -> None:
    """One parcel with all units, which left before codesk kept the stock."""
    order, at = case.order, draft.closed_at or case.order.placed_at
    owed = order.total_minor - order.received_minor if order.method in PAID_LATER else 0
    arrived = status in (Shipping.DELIVERED, Shipping.PICKED_UP)
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
        max(owed, 0),
        CashState.DUE if status in ROAD and owed > 0 else CashState.NONE,
        True,
        order.placed_at,
        at,
        at if arrived else None,
    )
    came_back = status is Shipping.RETURNED
    units = [
        ShipmentLine(order.shop_id, parcel.id, line.id, order.id, line.quantity, line.quantity if came_back else 0, 0)
        for line in case.lines
    ]
    case.add_parcel(parcel, units)
