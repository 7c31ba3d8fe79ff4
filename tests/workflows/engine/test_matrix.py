"""Every status, command and role: who may do what, and that what is offered is what is done."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.orders import Order
from models.statuses import Confirmation, Method, Outcome, Reason, Role
from tests.support.clock import TestClock
from tests.support.ledger import outbox_of
from tests.support.shop import an_order, missing, order, person, policy
from workflows import book
from workflows.actors import Actor
from workflows.calls.attempts import LogCall
from workflows.calls.claims import ClaimOrder, Release, Skip, TakeOver
from workflows.confirmation.axis import CallLater, Cancel, Confirm, ConfirmByPin, MarkFake, NoAnswer, Recover
from workflows.confirmation.consequences import ConfirmWithoutAsking
from workflows.desk import Desk
from workflows.engine import RULES, Command, Minor, ParcelCommand, perform
from workflows.errors import Refused
from workflows.money.payment import CloseAttempt, MarkPaid, PaymentArrived, PaymentFailed, PaymentStarted
from workflows.oms.answers import HandOffAccepted, HandOffRefused, RetryHandOff, SendPaymentProof
from workflows.orders.remarks import AddNote
from workflows.work import Work

LETTERS = dict(zip("ASWcgkoy", Role, strict=True))
assert book.SUBJECTS


def table() -> dict[str, dict[Confirmation, set[Role]]]:
    """Roles by status by command, as the page beside this file says."""
    page = Path(__file__).with_name("matrix.txt").read_text().split("\n\n")[-1].splitlines()
    columns = [Confirmation(name) for name in page[0].split()]
    rows = (line.split() for line in page[1:])
    return {name: dict(zip(columns, map(_roles, cells), strict=True)) for name, *cells in rows}


def _roles(cell: str) -> set[Role]:
    return set() if cell == "-" else {LETTERS[letter] for letter in cell}


TABLE = table()


def test_every_command_stands_in_the_table() -> None:
    assert set(TABLE) == {command.__name__ for command in RULES}


@pytest.mark.parametrize("command", RULES, ids=lambda command: command.__name__)
def test_the_rules_say_what_the_table_says(command: type[Command]) -> None:
    said = {
        status: {role for rule in RULES[command] if status in rule.origin for role in rule.who}
        for status in Confirmation
    }
    assert said == TABLE[command.__name__]


@pytest.mark.parametrize(
    "command", [c for c in RULES if not issubclass(c, ParcelCommand)], ids=lambda command: command.__name__
)
def test_at_most_one_rule_applies(command: type[Command]) -> None:
    for status in Confirmation:
        for role in Role:
            assert sum(status in rule.origin and role in rule.who for rule in RULES[command]) <= 1


def test_only_people_call_an_order_off() -> None:
    ends = [
        rule for rules in RULES.values() for rule in rules if rule.to in (Confirmation.CANCELLED, Confirmation.FAKE)
    ]
    assert ends
    assert all(rule.who <= {Role.AGENT, Role.SUPERVISOR} for rule in ends)


def actors(desk: Desk) -> Iterator[Actor]:
    """One actor of every role."""
    for name in ("Amina", "Samia", "Wali"):
        yield person(desk, name)
    for role in (Role.COURIER, Role.GATEWAY, Role.CUSTOMER, Role.OMS, Role.SYSTEM):
        yield Actor(role, role.value)


def standing(desk: Desk, clock: TestClock, status: Confirmation) -> Order:
    """An order at that status, with a payment under way and a PIN sent, where the status allows it."""
    policy(desk, pin_confirmation=True)
    made = missing(desk) if status is Confirmation.MISSING else an_order(desk)
    desk.perform(made.id, PaymentStarted("cib", "p-1"), by=Actor(Role.CUSTOMER, "checkout"))
    steps: dict[Confirmation, Command] = {
        Confirmation.NO_ANSWER: NoAnswer(),
        Confirmation.CALL_LATER: CallLater(clock.now + timedelta(hours=1)),
        Confirmation.CONFIRMED: Confirm(),
        Confirmation.CANCELLED: Cancel(Reason.PRICE),
        Confirmation.FAKE: MarkFake(),
    }
    if status in steps:
        desk.perform(made.id, steps[status], by=person(desk, "Samia"))
    return order(desk, made.id)


def inputs(desk: Desk, clock: TestClock, about: Order) -> list[Command]:
    """Every command of the confirmation axis with something sensible typed in."""
    sent = [str(row.payload["pin"]) for row in outbox_of(desk, about) if row.message == "pin"]
    return [
        NoAnswer(Outcome.OFF),
        CallLater(clock.now + timedelta(hours=2)),
        Confirm(),
        ConfirmWithoutAsking(),
        ConfirmByPin(sent[-1] if sent else "000000"),
        Cancel(Reason.PRICE),
        MarkFake(),
        Recover(Method.CASH),
        PaymentStarted("cib", "p-2"),
        PaymentFailed("p-1"),
        PaymentArrived("cib", "p-1", Minor(1000)),
        MarkPaid(Minor(1000), "CCP 1"),
        CloseAttempt(),
        HandOffAccepted(),
        HandOffRefused("no such SKU"),
        RetryHandOff(),
        SendPaymentProof("p-3"),
        LogCall(),
        ClaimOrder(),
        TakeOver(),
        Release(),
        Skip(),
        AddNote("hello"),
    ]


class Undo(Exception):
    """Raised at the end of a unit, so that nothing of it stays."""


def outcome(desk: Desk, about: Order, command: Command, by: Actor) -> str | None:
    """None when it was done (and undone), else the sentence."""

    def unit(work: Work) -> None:
        perform(work, about.id, command, by=by, request_id="trial")
        work.flush()
        raise Undo

    try:
        desk.write(unit)
    except Undo:
        return None
    except Refused as refused:
        return str(refused)
    raise AssertionError("the unit ends in one of the two ways")


Setting = Callable[[Desk, Order], Any]
SETTINGS: dict[str, Setting] = {
    "nobody has it": lambda desk, about: None,
    "Amina has it": lambda desk, about: _claimed(desk, about, "Amina"),
    "Karim has it": lambda desk, about: _claimed(desk, about, "Karim"),
}


def _claimed(desk: Desk, about: Order, name: str) -> None:
    if about.confirmation not in (Confirmation.CONFIRMED, Confirmation.CANCELLED, Confirmation.FAKE):
        desk.perform(about.id, ClaimOrder(), by=person(desk, name))


@pytest.mark.parametrize("setting", SETTINGS)
@pytest.mark.parametrize("status", Confirmation)
def test_what_is_offered_is_done_and_what_is_not_is_refused_in_the_same_words(
    desk: Desk, clock: TestClock, status: Confirmation, setting: str
) -> None:
    about = standing(desk, clock, status)
    assert about.confirmation is status
    SETTINGS[setting](desk, about)
    for actor in actors(desk):
        offered = dict(desk.choices(about.id, actor))
        for command in inputs(desk, clock, about):
            said = outcome(desk, about, command, actor)
            if type(command) in offered:
                assert said == offered[type(command)], (actor.name, command)
            else:
                assert said, (actor.name, command)
                assert said[0].islower() or said[0] == "'", said
                assert not said.endswith("."), said
