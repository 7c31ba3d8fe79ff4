"""What is handed to an order management system, and what is taken back (domain.md 13, H1-H4).

    PUSH         on CONFIRMED: due, and queued for the OMS          PULL   on CONFIRMED: due, the OMS asks for it
    CONFIRM_API  on proof of payment: due, and the proof is queued; the OMS accepts, and only then the order moves

DONE and FAILED are the OMS's own words (`answers`). A test order is handed to nobody.
"""

from typing import Any

from sqlalchemy import bindparam, null, select, update

from models.money import Money
from models.outbox import outbox
from models.statuses import LOCKED, Handoff, MoneyKind
from workflows.case import Case
from workflows.messages.writing import queue
from workflows.policy import Oms
from workflows.work import first

ORDER, PROOF, CANCEL = "oms.order", "oms.confirm_payment", "oms.cancel"
WAITING = frozenset({Handoff.DUE, Handoff.FAILED})


def oms_confirms(case: Case) -> bool:
    """Whether the OMS, and not money alone, confirms the payments of this order (H4)."""
    return case.policy.oms is Oms.CONFIRM_API and not case.order.is_test


def hand_off(case: Case) -> None:
    """H2 and H3: the OMS is due to hear of a confirmed order."""
    if case.order.is_test or case.policy.oms not in (Oms.PUSH, Oms.PULL):
        return
    case.order.handoff = Handoff.DUE
    if case.policy.oms is Oms.PUSH:
        queue(case, ORDER, "order", "oms")


def prove(case: Case) -> None:
    """H4: the status is not edited; the OMS is asked first to accept the money that came last."""
    came = last_received(case)
    if came is not None and came.reference and case.order.handoff is not Handoff.DUE:
        send_proof(case, {"gateway": came.gateway, "reference": came.reference, "amount": came.amount_minor})


def last_received(case: Case) -> Money | None:
    """The last money that came in."""
    return next((row for row in reversed(case.money) if row.kind is MoneyKind.RECEIVED), None)


def send_proof(case: Case, proof: dict[str, Any]) -> None:
    """H4: the OMS is due to accept a payment: its `gateway`, `reference`, `amount` in minor units and `currency`."""
    case.order.handoff = Handoff.DUE
    queue(case, PROOF, "confirm payment", "oms", proof | {"currency": case.order.currency})


_x = outbox.c
_OF_ORDER = (_x.shop_id == bindparam("shop"), _x.order_id == bindparam("order"), _x.kind.like("oms.%"))
_UNSENT = update(outbox).where(*_OF_ORDER, _x.sent_at.is_(None)).values(due_at=null(), last_error="")
_SENT = first(select(_x.id).where(*_OF_ORDER, _x.sent_at.is_not(None)))
_CALLED_OFF = first(select(_x.id).where(*_OF_ORDER, _x.kind == CANCEL))
_PROOFS = select(_x.key, _x.payload).where(*_OF_ORDER[:2], _x.kind == PROOF)


def last_proof(case: Case) -> dict[str, Any] | None:
    """The payment that the OMS was last asked to accept."""
    found = case.work.connection.execute(_PROOFS, case.key).all()
    newest = max(found, key=lambda row: row.key, default=None)  # they sort as the steps went
    return newest.payload if newest else None


def nothing_more(case: Case) -> None:
    """The OMS has spoken: what was still queued for it about the order is not sent any more."""
    case.work.connection.execute(_UNSENT, case.key)


def take_back(case: Case) -> None:
    """The order is called off: what the OMS has not heard it never will, what it may have heard it is told."""
    heard = case.order.handoff is Handoff.DONE or _was_sent(case)
    if case.order.handoff in WAITING:
        case.order.handoff = Handoff.NONE
        nothing_more(case)
    if heard:
        _call_off(case)


def heard_late(case: Case) -> None:
    """It was called off while it was on its way to the OMS: the OMS has it, and is told."""
    if case.order.confirmation in LOCKED and case.work.connection.scalar(_CALLED_OFF, case.key) is None:
        _call_off(case)


def _call_off(case: Case) -> None:
    if hears_cancels(case):
        queue(case, CANCEL, "cancel", "oms")


def hears_cancels(case: Case) -> bool:
    """Whether the shop's OMS is told what was called off; one that asks finds out by itself."""
    return case.policy.oms in (Oms.PUSH, Oms.CONFIRM_API)


def _was_sent(case: Case) -> bool:
    """Whether something about the order has left for the OMS."""
    if case.order.handoff is Handoff.NONE:
        return False
    return case.work.connection.scalar(_SENT, case.key) is not None
