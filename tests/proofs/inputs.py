"""Valid input for every command, drawn at random for the order as it stands."""

import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from models.customers import customers
from models.log import Note, notes
from models.outbox import outbox
from models.statuses import Method, MoneyKind, MoneyState, Outcome, Reason, Role
from tests.proofs.cash_inputs import CASH_INPUTS
from tests.proofs.parcel_inputs import PARCEL_INPUTS
from workflows.calls.again import RetryNow, SendAgain
from workflows.calls.assignment import Assign, Unassign
from workflows.calls.attempts import LogCall
from workflows.calls.claims import ClaimOrder, Release, Skip, TakeOver
from workflows.calls.do_not_call import AllowCalls, DoNotCall, ProposeDoNotCall
from workflows.calls.promises import KeepPromise
from workflows.case import Case
from workflows.confirmation.axis import CallLater, Cancel, Confirm, ConfirmByPin, MarkFake, NoAnswer, Recover
from workflows.confirmation.consequences import ConfirmWithoutAsking
from workflows.engine import Command, Minor
from workflows.money import refunds
from workflows.money.payment import CloseAttempt, MarkPaid, PaymentArrived, PaymentFailed, PaymentStarted
from workflows.money.refunds import RefundOrder, RefundSent, preview
from workflows.oms.answers import HandOffAccepted, HandOffRefused, RetryHandOff, SendPaymentProof
from workflows.orders.basket import EditLines, LineChange
from workflows.orders.contact import ChangeCustomer, EditContact
from workflows.orders.copying import CopyToNewOrder
from workflows.orders.remarks import AddNote, DeleteNote, EditNote
from workflows.outbox.given_up import TellAgain
from workflows.units import Units

UNANSWERED = [kind for kind in Outcome if kind is not Outcome.ANSWERED]


_SERIAL = itertools.count()


@dataclass
class Draw:
    """What an input may be made of."""

    case: Case
    dice: random.Random
    callers: list[str]
    serial: Iterator[int] = field(
        default_factory=lambda: _SERIAL
    )  #: never the same number twice in one walk, whatever the dice say

    def reference(self) -> str:
        """A payment id that nobody has used."""
        return f"p{next(self.serial)}"

    def text(self) -> str:
        """A remark, now and then with a character that hurts."""
        return self.dice.choice(["two floors up", "ask for the sister", "أحمد", "'; --", "\u202e[red]", "x" * 300])

    def later(self) -> timedelta:
        """How far ahead a promise lies."""
        return timedelta(minutes=self.dice.choice([1, 5, 30, 60, 600, 2000, 14 * 1440]))


def _money(draw: Draw) -> Minor:
    return Minor(draw.dice.choice([1, 1000, draw.case.order.total_minor, draw.case.order.total_minor + 5]))


def _due(draw: Draw) -> Minor | None:
    due = draw.case.order.total_minor - draw.case.order.received_minor
    return draw.dice.choice([None, Minor(due), Minor(max(due // 2, 1))]) if due > 0 else None


def _cancel(draw: Draw) -> Command:
    reason = draw.dice.choice(list(Reason))
    return Cancel(reason, "as agreed" if reason is Reason.OTHER else "", called=draw.dice.random() < 0.7)


def _confirm(draw: Draw) -> Command:
    return Confirm(insist=draw.case.actor.role is Role.SUPERVISOR)


def _pin(draw: Draw) -> Command:
    mine = (outbox.c.order_id == draw.case.order.id, outbox.c.message == "pin")
    sent = draw.case.work.connection.scalars(
        select(outbox.c.payload).where(*mine).order_by(outbox.c.id.desc())
    ).first()
    right = str((sent or {}).get("pin", "000000"))
    return ConfirmByPin(draw.dice.choice([right, "123456"]))


def _refund(draw: Draw) -> Command:
    """Some units at least, or else all that is left."""
    everything = RefundOrder(adjustment=Minor(max(refunds.left(draw.case), 1)))
    units = tuple(Units(str(line.position), draw.dice.randint(1, line.quantity)) for line in draw.case.lines)
    some = RefundOrder(units[: draw.dice.randint(0, len(units))], Minor(draw.dice.choice([0, 100])), fee=Minor(1))
    return some if preview(draw.case, some).problem is None else everything


def _sent(draw: Draw) -> Command:
    made = [row for row in draw.case.money if row.kind is MoneyKind.REFUND]
    waiting = [number for number, row in enumerate(made, 1) if row.state is MoneyState.TODO]
    return RefundSent(draw.reference(), draw.dice.choice(waiting) if waiting else 0)


def _failed(draw: Draw) -> Command:
    begun = [
        row.reference for row in draw.case.money if row.kind is MoneyKind.ATTEMPT and row.state is MoneyState.OPEN
    ]
    return PaymentFailed(draw.dice.choice(begun) if begun else "")


def _note(draw: Draw) -> Note | None:
    mine = (notes.c.order_id == draw.case.order.id, ~notes.c.deleted)
    found = [Note(*row) for row in draw.case.work.connection.execute(select(notes).where(*mine).order_by(notes.c.id))]
    is_supervisor = draw.case.actor.role is Role.SUPERVISOR
    able = [note for note in found if is_supervisor or note.author_id == draw.case.actor.id]
    return draw.dice.choice(able) if able else None


def _edit_note(draw: Draw) -> Command | None:
    note = _note(draw)
    return EditNote(note.id, draw.text()) if note else None


def _delete_note(draw: Draw) -> Command | None:
    note = _note(draw)
    return DeleteNote(note.id) if note else None


def _customer(draw: Draw) -> Command | None:
    others = (customers.c.shop_id == draw.case.order.shop_id, customers.c.id != draw.case.order.customer_id)
    found = draw.case.work.connection.scalars(
        select(customers.c.id).where(*others).order_by(customers.c.id).limit(5)
    ).all()
    return ChangeCustomer(draw.dice.choice(found), draw.dice.random() < 0.5) if found else None


def _contact(draw: Draw) -> Command:
    serial = draw.dice.randrange(10**8)
    return draw.dice.choice(
        [
            EditContact(name=f"Customer {serial}"),
            EditContact(phone=f"05{serial:08d}", street=f"{serial} rue"),
            EditContact(city=f"Ville {serial}", email=f"c{serial}@example.com"),
        ]
    )


def _lines(draw: Draw) -> Command | None:
    kept = [LineChange(line.title, draw.dice.randint(1, 4)) for line in draw.case.lines]
    return EditLines(tuple(kept[: draw.dice.randint(1, len(kept))])) if kept else None


def _assign(draw: Draw) -> Command | None:
    return Assign(draw.dice.choice(draw.callers)) if draw.callers else None


def _send(draw: Draw) -> Command:
    return SendAgain(draw.dice.choice(["placed", "confirmed", "cancelled", "pin", "payment received"]))


INPUTS: dict[type[Command], Callable[[Draw], Command | None]] = {
    NoAnswer: lambda draw: NoAnswer(draw.dice.choice(UNANSWERED), draw.text()),
    CallLater: lambda draw: CallLater(draw.case.work.now + draw.later(), draw.text()),
    Confirm: _confirm,
    ConfirmByPin: _pin,
    ConfirmWithoutAsking: lambda draw: ConfirmWithoutAsking(),
    Cancel: _cancel,
    MarkFake: lambda draw: MarkFake(draw.text(), called=draw.dice.random() < 0.5),
    Recover: lambda draw: Recover(Method.CASH),
    PaymentStarted: lambda draw: PaymentStarted("chargily", draw.reference()),
    PaymentFailed: _failed,
    PaymentArrived: lambda draw: PaymentArrived("chargily", draw.reference(), _money(draw)),
    MarkPaid: lambda draw: MarkPaid(_due(draw), draw.reference()),
    RefundOrder: _refund,
    RefundSent: _sent,
    **PARCEL_INPUTS,
    **CASH_INPUTS,
    CloseAttempt: lambda draw: CloseAttempt(),
    HandOffAccepted: lambda draw: HandOffAccepted(draw.text()),
    HandOffRefused: lambda draw: HandOffRefused(draw.text()),
    RetryHandOff: lambda draw: RetryHandOff(draw.text()),
    SendPaymentProof: lambda draw: SendPaymentProof(draw.reference()),
    LogCall: lambda draw: LogCall(draw.dice.choice(list(Outcome)), draw.text()),
    AddNote: lambda draw: AddNote(draw.text()),
    EditNote: _edit_note,
    DeleteNote: _delete_note,
    ChangeCustomer: _customer,
    EditContact: _contact,
    EditLines: _lines,
    Assign: _assign,
    Unassign: lambda draw: Unassign(),
    DoNotCall: lambda draw: DoNotCall(draw.text()),
    AllowCalls: lambda draw: AllowCalls(),
    ProposeDoNotCall: lambda draw: ProposeDoNotCall(draw.text()),
    SendAgain: _send,
    TellAgain: lambda draw: TellAgain(),
    RetryNow: lambda draw: RetryNow(),
    KeepPromise: lambda draw: KeepPromise(),
    CopyToNewOrder: lambda draw: CopyToNewOrder(),
    ClaimOrder: lambda draw: ClaimOrder(),
    TakeOver: lambda draw: TakeOver(),
    Release: lambda draw: Release(),
    Skip: lambda draw: Skip(draw.text()),
}

#: Commands whose input may be refused by what it meets, such as a message that was never due.
DOUBTFUL: frozenset[type[Any]] = frozenset({SendAgain, Assign, EditContact, ChangeCustomer})
