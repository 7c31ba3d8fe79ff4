"""Queue through the day: dialling, pausing, an empty queue, promises, strangers' texts."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from console.dialling import Dialled
from console.settings import Settings
from models.orders import Order
from tests.console.support.desk import dump, press, settle, until
from tests.console.support.payloads import PAYLOADS, in_fours, joined
from tests.console.support.seated import PLAIN, at_the_queue
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.calls import claims
from workflows.calls.do_not_call import DoNotCall
from workflows.confirmation.axis import CallLater, Confirm, NoAnswer
from workflows.desk import Desk
from workflows.orders.draft import Address
from workflows.shop import people

# Keys that cannot be used now.


# Dialling.


async def test_dialling_hands_the_number_over_and_counts_the_seconds(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.dial")
        assert pilot.app.clipboard == "+213551000110"
        assert "offered to the clipboard" in screen.status.text
        clock.forward(seconds=42)
        screen.show_order()
        await settle(pilot)
        assert "on the call 0:42" in dump(pilot.app)
        await press(pilot, "call.no_answer")
        assert screen.on_call is None


async def test_a_number_on_the_do_not_call_list_is_refused(desk: Desk, amina: Actor, samia: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        desk.perform(first.id, DoNotCall("asked us to stop"), by=samia)
        await press(pilot, "call.dial")
        assert screen.status.text == "This number must not be called: asked us to stop."
        assert pilot.app.clipboard == ""
        assert screen.on_call is None


async def test_outside_calling_hours_the_same_key_asks_again(desk: Desk, amina: Actor, clock: TestClock) -> None:
    shop.an_order(desk)
    assert desk.next_order(by=amina) is not None
    shop.policy(desk, claim_for="1 day")
    async with at_the_queue(desk, amina) as (pilot, screen):
        await pilot.press("z")
        screen.desk.tick()
        await settle(pilot)
        clock.forward(hours=10)
        await press(pilot, "call.dial")
        assert screen.status.text.startswith("It is 21:00 there, outside calling hours. Press d again")
        assert pilot.app.clipboard == ""
        await press(pilot, "call.dial")
        assert pilot.app.clipboard == "+213551000110"


async def test_a_number_that_is_being_dialled_is_not_dialled_again(
    desk: Desk, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.an_order(desk)
    dialled: list[str] = []
    rings = asyncio.Event()

    async def softphone(_settings: Settings, e164: str, *_: object) -> Dialled:
        dialled.append(e164)
        await rings.wait()
        return Dialled(True, "It rings.")

    monkeypatch.setattr("console.screens.calling.dial", softphone)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await pilot.press("d")
        await until(lambda: screen.status.text.startswith("Dialling "))
        await pilot.press("d")
        await until(lambda: screen.status.text == "A number is being dialled; wait for what comes of it.")
        rings.set()
        await settle(pilot, lambda: screen.on_call is not None)
        assert len(dialled) == 1
        await press(pilot, "call.dial")
        assert len(dialled) == 2


# Pausing, and nothing to do.


async def test_a_pause_lets_the_order_at_hand_be_finished(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "queue.pause")
        await pilot.press("2")
        await settle(pilot)
        assert screen.status.text == "Paused (lunch): finish the order at hand, then none comes until you press p."
        await press(pilot, "call.no_answer")
        assert screen.at_hand is None
        assert "You are paused (lunch). Press p to go on." in dump(pilot.app)
        screen.desk.tick()
        await settle(pilot)
        assert screen.at_hand is None
        await press(pilot, "queue.pause")
        await settle(pilot, lambda: screen.at_hand is not None)


async def test_a_pause_needs_a_reason(desk: Desk, amina: Actor) -> None:
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "queue.pause")
        await pilot.press("6", "enter")
        await settle(pilot)
        assert screen.status.text == "Say why you pause, such as lunch or training."
        await pilot.press(*"prayer", "enter")
        await settle(pilot)
        assert screen.status.text.startswith("Paused (prayer): no order comes")


async def test_an_empty_queue_says_what_is_true_and_fills_by_itself(
    desk: Desk, amina: Actor, clock: TestClock
) -> None:
    first = shop.an_order(desk)
    desk.perform(first.id, NoAnswer(), by=amina)
    async with at_the_queue(desk, amina) as (pilot, screen):
        shown = dump(pilot.app)
        assert "Nothing is due now." in shown
        assert "The next order falls due at 13:00." in shown
        assert "Press 2 to look at Orders." in shown
        clock.forward(hours=2)
        screen.desk.tick()
        await settle(pilot, lambda: screen.at_hand is not None)
        assert "Nothing is due now." not in dump(pilot.app)
        assert screen.on_call is None


async def test_a_deactivated_person_gets_nothing(desk: Desk, amina: Actor, samia: Actor) -> None:
    shop.an_order(desk)
    assert amina.id is not None
    person = amina.id
    desk.write(lambda work: people.deactivate(work, person, by=samia))
    async with at_the_queue(desk, amina) as (pilot, _):
        assert "Amina does not work here as agent any more" in dump(pilot.app)


# Promises.


async def test_a_promise_is_announced_before_it_is_due_and_when_it_is(
    desk: Desk, amina: Actor, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    promised, _ = shop.an_order(desk), shop.an_order(desk)
    desk.perform(promised.id, CallLater(clock() + timedelta(minutes=30)), by=amina)
    async with at_the_queue(desk, amina) as (pilot, screen):
        rung: list[int] = []
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(1))
        said = []
        for _ in range(7):
            clock.forward(minutes=5)
            await pilot.press("z")
            screen.desk.tick()
            await settle(pilot)
            said.append(screen.status.text)
            screen.status.clear()
        assert said[3] == "#1001 Yasmine Haddad: you promised a call at 11:30, in 10 min."
        assert said[5] == "#1001 Yasmine Haddad: the call you promised for 11:30 is due; it comes up next."
        assert [bool(text) for text in said] == [False, False, False, True, False, True, False]
        assert rung == [1, 1]
        assert screen.ask is None


async def test_the_bell_can_be_switched_off(
    desk: Desk, amina: Actor, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []
    monkeypatch.setattr("console.app.ConsoleApp.bell", lambda _app: rung.append(1))
    promised, _ = shop.an_order(desk), shop.an_order(desk)
    desk.perform(promised.id, CallLater(clock() + timedelta(minutes=5)), by=amina)
    async with at_the_queue(desk, amina, settings=replace(PLAIN, bell=False)) as (pilot, screen):
        screen.desk.tick()
        await settle(pilot, lambda: screen.status.text)
        assert "you promised a call at 11:05, in 5 min" in screen.status.text
    assert rung == []


# Strangers' texts, sizes.


ACTIONS = ("call.confirm", "order.edit", "call.fake", "order.show_text", "call.together")


async def test_hostile_text_stays_text(desk: Desk, amina: Actor) -> None:
    made = [(some, hostile_order(desk, joined(some))) for some in in_fours(PAYLOADS)]
    async with at_the_queue(desk, amina, size=(80, 24)) as (pilot, screen):
        for some, order in made:
            assert screen.at_hand is not None
            assert screen.at_hand.order.id == order.id
            for action in ACTIONS:
                await press(pilot, action)
                assert not [char for char in dump(pilot.app) if obeyed(char)], some
                if action == "order.edit":
                    await pilot.press("1")
                if screen.ask is not None:
                    await press(pilot, "form.close")
            await press(pilot, "queue.skip")


def hostile_order(desk: Desk, written: str) -> Order:
    """A stranger's text wherever an agent reads one."""
    text = written.encode("utf-8", "replace").decode()  # half a character is in no database
    return shop.an_order(desk, customer=text, note=text, address=Address(text, text, text, "16000", "DZ"))


def obeyed(char: str) -> bool:
    """Whether a terminal would do something instead of showing it."""
    return char != "\n" and (ord(char) < 32 or 0x7F <= ord(char) < 0xA0)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 48)])
async def test_everything_to_talk_about_fits(desk: Desk, amina: Actor, size: tuple[int, int]) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina, size=size) as (pilot, _):
        shown = dump(pilot.app)
        for text in ("#1001", "+213 551 00 01 10", "12 rue Didouche", "DZD 3 400.00", "claimed until", "n no answer"):
            assert text in shown


async def test_an_order_that_was_settled_elsewhere_is_left_by_skip(desk: Desk, amina: Actor, samia: Actor) -> None:
    first, second = shop.an_order(desk), shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        desk.perform(first.id, claims.TakeOver(), by=samia)
        desk.perform(first.id, Confirm(), by=samia)
        screen.data_changed()
        await settle(pilot)
        assert screen.status.text.startswith("Samia confirmed this order")
        await press(pilot, "queue.skip")
        assert screen.at_hand is not None
        assert screen.at_hand.order.id == second.id
