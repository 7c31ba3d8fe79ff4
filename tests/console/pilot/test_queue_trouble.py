"""Queue when something is in the way: refusals, bounces, claims that ran out, an empty queue, a failing disk."""

from typing import Any

import pytest

from console.app import ConsoleApp
from console.screens.order_screen import OrderScreen
from console.screens.queue import Queue
from models.statuses import Confirmation
from tests.console.support.away import SAID, stopped
from tests.console.support.desk import dump, press, settle
from tests.console.support.seated import at_the_queue
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from workflows import views
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.orders.draft import Address

# Keys that cannot be used now.


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        ("call.confirm", "The address has no street; edit the order and type what the customer says."),
        ("call.recover", "'Recover the order' is not possible while the order stands at new."),
        ("call.together", "There is no other open order of this number."),
    ],
)
async def test_a_greyed_key_answers_with_its_reason(desk: Desk, amina: Actor, action: str, reason: str) -> None:
    first = shop.an_order(desk, address=Address("", "Alger", "Alger", "16000", "DZ"))
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, action)
        assert screen.status.text == reason
        assert screen.ask is None
    assert shop.order(desk, first.id).confirmation is Confirmation.NEW


async def test_without_an_order_every_key_says_so(desk: Desk, amina: Actor) -> None:
    async with at_the_queue(desk, amina) as (pilot, screen):
        for action in ("call.no_answer", "call.confirm", "call.dial", "order.edit", "order.note"):
            await press(pilot, action)
            assert screen.status.text == "There is no order at hand."


# One attempt for one call.


async def test_a_key_that_bounces_gives_one_attempt(desk: Desk, amina: Actor) -> None:
    first, second = shop.an_order(desk), shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        screen.action_no_answer()
        screen.action_no_answer()
        await settle(pilot)
    assert (shop.order(desk, first.id).attempts, shop.order(desk, second.id).attempts) == (1, 0)


async def test_a_late_bounce_does_not_hit_the_next_order(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = shop.an_order(desk), shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.no_answer")
        monkeypatch.setattr(OrderScreen, "BOUNCE", 3600.0)
        await press(pilot, "call.no_answer", "queue.skip")
        assert "press the key again" in screen.status.text
    assert (shop.order(desk, first.id).attempts, shop.order(desk, second.id).attempts) == (1, 0)


async def test_an_answer_that_is_lost_is_given_again_and_counts_once(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.an_order(desk)
    perform = desk.perform
    lost: list[str] = []

    def loses_the_first_answer(*given: Any, **named: Any) -> Any:
        done = perform(*given, **named)
        if not lost:
            lost.append(named["request_id"])
            raise OSError("disk I/O error")
        return done

    monkeypatch.setattr(desk, "perform", loses_the_first_answer)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.note")
        await pilot.press(*"ring twice", "enter")
        await settle(pilot)
        assert "Something failed (OSError); ask whoever looks after it, the log is in /" in screen.status.text
        assert "ring twice" in dump(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.ask is None
    found = desk.read(lambda work: views.detail(work, first.id, amina))
    assert [note.text for note in found.notes] == ["ring twice"]


async def test_a_one_key_outcome_is_repeated_safely_too(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.an_order(desk)
    perform = desk.perform
    ids: list[str] = []

    def loses_the_first_answer(*given: Any, **named: Any) -> Any:
        done = perform(*given, **named)
        ids.append(named["request_id"])
        if len(ids) == 1:
            raise OSError("disk I/O error")
        return done

    monkeypatch.setattr(desk, "perform", loses_the_first_answer)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.no_answer", "call.no_answer")
        assert screen.status.text == "#1001 no answer (1), again at 13:00."
    assert ids[0] == ids[1]
    assert shop.order(desk, first.id).attempts == 1


async def test_one_enter_too_many_after_a_failed_write_is_not_for_the_next_customer(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = shop.an_order(desk), shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.confirm")
        monkeypatch.setattr(OrderScreen, "BOUNCE", 3600.0)
        with monkeypatch.context() as patch:
            patch.setattr(desk, "perform", stopped)
            await press(pilot, "form.accept")
            assert screen.status.text.startswith(f"{SAID} Nothing is lost; press enter again")
        await pilot.press("enter")
        await settle(pilot, lambda: screen.at_hand and screen.at_hand.order.id == second.id)
        await pilot.press("enter")
        await settle(pilot, lambda: "press the key again" in screen.status.text)
        assert screen.ask is None
        monkeypatch.setattr(OrderScreen, "BOUNCE", 0.0)
        await pilot.press("enter")
        await settle(pilot, lambda: screen.ask)
    assert shop.order(desk, first.id).confirmation is Confirmation.CONFIRMED
    assert shop.order(desk, second.id).confirmation is Confirmation.NEW


async def test_an_outcome_stands_when_the_next_order_cannot_be_read(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):

        def broken(*_: Any, **__: Any) -> None:
            raise OSError("disk I/O error")

        monkeypatch.setattr(desk, "next_order", broken)
        await press(pilot, "call.no_answer")
        assert "no answer (1), again at 13:00." in screen.status.text
        assert "What comes next could not be read" in screen.status.text
    assert shop.order(desk, first.id).attempts == 1


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_a_claim_is_renewed_by_activity(desk: Desk, amina: Actor, clock: TestClock) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        clock.forward(minutes=8)
        await pilot.press("z")
        screen.desk.tick()
        await settle(pilot)
        assert "claimed until 11:18" in dump(pilot.app)
        clock.forward(minutes=8)
        screen.desk.tick()
        await settle(pilot)
        assert "claimed until 11:18" in dump(pilot.app)


async def test_a_claim_that_ran_out_is_taken_back_when_it_is_free(desk: Desk, amina: Actor, clock: TestClock) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        clock.forward(minutes=20)
        await pilot.press("z")
        screen.desk.tick()
        await settle(pilot)
        assert "claimed until 11:30" in dump(pilot.app)


async def test_a_lost_claim_says_who_has_it_and_keeps_what_was_typed(
    desk: Desk, amina: Actor, karim: Actor, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.an_order(desk)
    monkeypatch.setattr(Queue, "data_changed", lambda _: None)  # it may say so first, in other words
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.note")
        await pilot.press(*"ring twice")
        clock.forward(minutes=20)
        assert desk.next_order(by=karim) is not None
        await pilot.press("z")
        screen.desk.tick()
        await settle(pilot)
        said = "#1001 is not yours any more: Karim is on this order until 11:30; a supervisor may take it over."
        assert screen.status.text == f"{said} Press s for the next order."
        assert "Karim has it until 11:30" in dump(pilot.app)
        assert "ring twice" in dump(pilot.app)
        await press(pilot, "form.close")
        await press(pilot, "call.no_answer")
        assert screen.status.text.startswith("Karim is on this order until 11:30")
        assert screen.status.text.endswith("Press s for the next order.")
        await press(pilot, "queue.skip")
        assert screen.at_hand is None
    assert shop.order(desk, first.id).claimed_by == karim.id


# Leaving while the database is gone.


@pytest.mark.parametrize("action", ["action_quit", "action_switch"])
async def test_whoever_leaves_without_a_database_is_told_so(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        monkeypatch.setattr(desk, "write", stopped)
        await getattr(pilot.app, action)()
        said = str(pilot.app.return_value)
        assert said.startswith(f"Amina left, but that could not be written. {SAID}")
        assert "server closed" not in said


async def test_whoever_leaves_gives_the_order_back(desk: Desk, amina: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        assert shop.order(desk, order.id).claimed_by == amina.id
        assert isinstance(pilot.app, ConsoleApp)
        await pilot.app.action_quit()
        assert pilot.app.return_value == ""


async def test_keys_are_grey_from_the_first_moment(desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Queue, "take", lambda _: None)
    async with at_the_queue(desk, amina) as (_, screen):
        assert screen.reason("call.confirm") == "There is no order at hand."
