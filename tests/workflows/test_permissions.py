"""Who may do what: every role with every command, in every status (domain.md 17).

The table says who a command is for, at least in some status; the engine must refuse everybody else, whatever the
order's status, with a sentence that names who could do it.
"""

from datetime import timedelta

import pytest

from models.orders import Order
from models.statuses import Confirmation, Outcome, Reason, Role
from tests.support import shop
from workflows.actors import Actor
from workflows.case import load
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.engine import RULES, Command, verdict
from workflows.errors import Refused

A, S, W = Role.AGENT, Role.SUPERVISOR, Role.WAREHOUSE
G, C, O, Y, K = Role.GATEWAY, Role.CUSTOMER, Role.OMS, Role.SYSTEM, Role.COURIER  # noqa: E741

MAY: dict[str, set[Role]] = {
    "StartCheckout": {C, Y},
    "PlaceOrder": {A, C, S, Y},
    "ClaimOrder": {A, S},
    "TakeOver": {S},
    "Release": {A, S},
    "Skip": {A, S},
    "LogCall": {A, S},
    "NoAnswer": {A, S},
    "CallLater": {A, S},
    "KeepPromise": {Y},
    "Confirm": {A, S},
    "ConfirmWithoutAsking": {Y},
    "ConfirmByPin": {C},
    "Cancel": {A, S},
    "MarkFake": {A, S},
    "Recover": {A, S},
    "PaymentStarted": {C},
    "PaymentFailed": {G, Y},
    "PaymentArrived": {G, Y},
    "MarkPaid": {S},
    "CloseAttempt": {S, Y},
    "RefundOrder": {S},
    "RefundSent": {S},
    "ReturnAfterDelivery": {S, W},
    "SettleCash": {S},
    "WriteOffDifference": {S},
    "HandOffAccepted": {O},
    "HandOffRefused": {O, Y},
    "RetryHandOff": {S},
    "SendPaymentProof": {S, Y},
    "CreateShipment": {S, W, Y},
    "CancelShipment": {S, W},
    "EditShipment": {S, W, K},
    "PrintLabel": {A, S, W},
    "StartPacking": {S, W},
    "MarkReady": {S, W},
    "HandOver": {S, W, K},
    "InTransit": {S, W, K},
    "OutForDelivery": {S, W, K},
    "DeliveryFailed": {S, W, K},
    "TryAgain": {S, W, K},
    "CancelDelivery": {S, W, K},
    "StartReturn": {S, W, K},
    "Deliver": {S, W, K},
    "PickUp": {S, W},
    "ReceiveReturn": {S, W},
    "LogReport": {K},
    "SettleException": {S},
    "AddNote": {A, S, W},
    "EditNote": {A, S, W},
    "DeleteNote": {A, S, W},
    "ChangeCustomer": {A, S},
    "EditContact": {A, S},
    "EditLines": {A, S},
    "Assign": {S},
    "Unassign": {S},
    "DoNotCall": {S},
    "AllowCalls": {S},
    "ProposeDoNotCall": {A, S},
    "SendAgain": {A, S},
    "TellAgain": {S},
    "RetryNow": {S},
    "CopyToNewOrder": {S},
}
ONLY_SUPERVISORS_ONCE_CONFIRMED = {"Cancel", "ChangeCustomer", "EditContact"}


@pytest.fixture
def orders(desk: Desk, samia: Actor) -> list[Order]:
    """One order in each confirmation status."""
    made = [shop.an_order(desk) for _ in range(6)]
    later = CallLater(desk.clock() + timedelta(hours=2))
    steps = [None, NoAnswer(Outcome.BUSY), Confirm(), Cancel(Reason.PRICE), MarkFake(), later]
    for order, command in zip(made, steps, strict=False):
        if command is not None:
            desk.perform(order.id, command, by=samia)
    return [*(shop.order(desk, order.id) for order in made), shop.missing(desk)]


def allowed(desk: Desk, order: Order, role: Role, command: type[Command]) -> bool:
    """Whether a rule row of the order's status is open to the role."""
    by = Actor(role, role.value)
    return desk.read(lambda work: verdict(load(work, order.id, by)[0], command)[0] is not None)


def test_every_command_stands_in_the_table() -> None:
    assert {command.__name__ for command in RULES} == set(MAY)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_does_what_is_not_theirs(desk: Desk, orders: list[Order], role: Role) -> None:
    open_to = {command.__name__ for command in RULES if any(allowed(desk, order, role, command) for order in orders)}
    assert open_to == {name for name, roles in MAY.items() if role in roles}


def test_a_confirmed_order_is_changed_by_supervisors_only(desk: Desk, orders: list[Order]) -> None:
    (confirmed,) = [order for order in orders if order.confirmation is Confirmation.CONFIRMED]
    for command in RULES:
        if command.__name__ in ONLY_SUPERVISORS_ONCE_CONFIRMED:
            who = {role for role in Role if allowed(desk, confirmed, role, command)}
            assert who == {S}, command.__name__


def test_a_locked_order_takes_only_what_section_8_lists(desk: Desk, orders: list[Order]) -> None:
    locked = [order for order in orders if order.confirmation in (Confirmation.CANCELLED, Confirmation.FAKE)]
    assert len(locked) == 2
    for order in locked:
        possible = {c.__name__ for c in RULES if any(allowed(desk, order, role, c) for role in Role)}
        assert possible == {
            "AddNote",
            "EditNote",
            "DeleteNote",
            "PaymentFailed",
            "PaymentArrived",
            "MarkPaid",
            "RefundOrder",
            "RefundSent",
            "SettleCash",
            "WriteOffDifference",
            "ReceiveReturn",
            "LogReport",
            "SettleException",
            "CopyToNewOrder",
            "SendAgain",
            "TellAgain",
            "DoNotCall",
            "AllowCalls",
            "ProposeDoNotCall",
        }


@pytest.mark.parametrize("role", list(Role))
def test_perform_refuses_in_a_sentence_and_changes_nothing(desk: Desk, orders: list[Order], role: Role) -> None:
    order, by = orders[0], Actor(role, role.value)
    for command in RULES:
        if role not in MAY[command.__name__]:
            empty = object.__new__(command)  # refused before anything that was typed is looked at
            with pytest.raises(Refused, match=r"\w+ \w+ \w+"):
                desk.perform(order.id, empty, by=by)
    assert shop.order(desk, order.id).version == order.version
