"""An order counts once for each result, however often it comes to it."""

from datetime import timedelta

import pytest

from tests.support import shop
from tests.support.arriving import delivered, walked
from tests.support.clock import TestClock
from tests.support.parcels import confirmed
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.confirmation.axis import CallLater, NoAnswer
from workflows.desk import Desk
from workflows.engine import Command
from workflows.numbers.period import TODAY, Period, named, today_of
from workflows.numbers.recount import rebuild
from workflows.numbers.results import Result, by_agent, by_source, total
from workflows.once import firsts
from workflows.parcels.delivering import Deliver
from workflows.parcels.packing import HandOver, MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.road import StartReturn
from workflows.parcels.shipping import CancelShipment, CreateShipment
from workflows.work import Work

ALL = (Counted("ARG", 2), Counted("SOAP", 1))
BACK = ReturnAfterDelivery(ALL)
REFUSE: list[Command] = [StartReturn("refused"), ReceiveReturn(ALL)]


def send(waybill: str) -> list[Command]:
    """Another parcel leaves."""
    return [CreateShipment(), MarkReady("Yalidine", waybill), HandOver()]


def counted(desk: Desk, period: Period | None = None) -> Result:
    """Of all orders together: agents and sources say the same, and so do the events."""
    assert desk.read(check) == []
    assert desk.write(lambda work: rebuild(work, by=SYSTEM)) == 0

    def unit(work: Work) -> tuple[Result, Result]:
        days = period or named(TODAY, today_of(work))
        return total(by_agent(work, days).values()), total(by_source(work, days).values())

    agents, sources = desk.read(unit)
    assert (agents.delivered, agents.ended, agents.decided) == (sources.delivered, sources.ended, sources.decided)
    return agents


def test_an_order_that_is_sent_back_and_delivered_again_was_delivered_once(desk: Desk) -> None:
    made = delivered(desk)
    walked(desk, made.id, [BACK, *send("2"), Deliver(), BACK])
    found = counted(desk)
    assert (found.delivered, found.ended, found.sent_back, found.confirmed) == (1, 1, 1, 1)


def test_it_counts_on_the_day_on_which_it_was_delivered_first(desk: Desk, clock: TestClock) -> None:
    made = delivered(desk)
    monday = named(TODAY, desk.read(today_of))
    walked(desk, made.id, [BACK])
    clock.forward(days=1)
    walked(desk, made.id, [*send("2"), Deliver()])
    assert (counted(desk).delivered, counted(desk, monday).delivered) == (0, 1)


def test_an_order_that_was_refused_and_then_delivered_counts_once_for_each(desk: Desk) -> None:
    made = confirmed(desk)
    walked(desk, made.id, [*send("1"), *REFUSE, *send("2"), *REFUSE, *send("3"), Deliver()])
    found = counted(desk)
    assert (found.returned, found.delivered, found.ended, found.decided) == (1, 1, 2, 1)


def test_an_order_that_is_called_off_twice_counts_once(desk: Desk) -> None:
    shop.policy(desk, cancel_after_confirm=False)
    made = confirmed(desk)
    walked(desk, made.id, [CreateShipment(), CancelShipment("x"), CreateShipment(), CancelShipment("x")])
    assert counted(desk).called_off == 1


def test_an_order_that_is_called_in_vain_after_a_promise_counts_once(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    order = shop.an_order(desk)
    for command in (NoAnswer(), CallLater(clock.now + timedelta(hours=2)), NoAnswer()):
        desk.perform(order.id, command, by=amina)
    assert (counted(desk).unanswered, counted(desk).calls) == (1, 3)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["DELIVERED", "RETURNED", "SHIPPED", "PICKED_UP"], [True, True, True, False]),
        (["NEW", "NO_ANSWER", "CALL_LATER", "NO_ANSWER"], [True, True, True, False]),
        (["CONFIRMED", "PACKING", "CONFIRMED", "PACKING"], [True, True, True, True]),  # none is a result
    ],
)
def test_a_step_is_the_first_of_its_result_or_not(words: list[str], expected: list[bool]) -> None:
    assert firsts(list(zip(["SHIPPED", *words], words, strict=False))) == expected
