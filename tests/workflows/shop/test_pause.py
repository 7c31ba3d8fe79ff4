"""Pausing with a reason, and resuming."""

import pytest

from tests.support import shop
from tests.support.clock import TestClock
from tests.support.history import shop_events
from workflows.actors import SYSTEM, Actor
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk
from workflows.errors import Invalid, Refused
from workflows.shop import people


def pause(desk: Desk, by: Actor, reason: str = "lunch") -> None:
    desk.write(lambda work: people.pause(work, reason, by=by))


def test_nobody_gets_a_new_order_while_paused(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    pause(desk, amina)
    with pytest.raises(Refused, match=r"you are paused \(lunch\); resume to get the next order"):
        desk.next_order(by=amina)


def test_colleagues_are_not_paused(desk: Desk, amina: Actor, karim: Actor) -> None:
    shop.an_order(desk)
    pause(desk, amina)
    assert desk.next_order(by=karim) is not None


def test_the_order_at_hand_stays_and_may_be_settled(desk: Desk, amina: Actor) -> None:
    first, second = shop.an_order(desk), shop.an_order(desk)
    held = desk.next_order(by=amina)
    pause(desk, amina)
    again = desk.next_order(by=amina)
    assert held is not None
    assert again is not None
    assert held.id == again.id == first.id
    desk.perform(first.id, NoAnswer(), by=amina)
    with pytest.raises(Refused, match="you are paused"):
        desk.next_order(by=amina)
    assert shop.order(desk, second.id).claimed_by is None


def test_resuming_works_and_tells_how_long_it_was(desk: Desk, amina: Actor, clock: TestClock) -> None:
    shop.an_order(desk)
    pause(desk, amina, "  training   room ")
    clock.forward(minutes=25)
    desk.write(lambda work: people.resume(work, by=amina))
    assert desk.next_order(by=amina) is not None
    assert shop_events(desk, "Resume")[-1].data == {"name": "Amina", "reason": "training room", "seconds": 1500}


def test_a_pause_over_which_the_clock_was_set_back_is_not_shorter_than_none(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    pause(desk, amina)
    clock.forward(hours=-1)
    desk.write(lambda work: people.resume(work, by=amina))
    assert shop_events(desk, "Resume")[-1].data["seconds"] == 0


def test_a_pause_needs_a_reason(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Invalid, match="say why you pause"):
        pause(desk, amina, "  ")


def test_who_is_paused_cannot_pause_and_who_is_not_cannot_resume(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="you are not paused"):
        desk.write(lambda work: people.resume(work, by=amina))
    pause(desk, amina)
    with pytest.raises(Refused, match=r"you are paused already \(lunch\)"):
        pause(desk, amina)


def test_jobs_do_not_pause(desk: Desk) -> None:
    with pytest.raises(Refused, match="only people are at work here"):
        pause(desk, SYSTEM)
