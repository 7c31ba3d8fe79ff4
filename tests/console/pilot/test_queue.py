"""Queue: what is on the screen, and what each outcome takes in keys."""

import re
from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from textual import events

from models.statuses import Confirmation, Method, Outcome, Reason
from tests.console.support.desk import dump, press, settle
from tests.console.support.seated import at_the_queue
from tests.support import shop
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from workflows import views
from workflows.actors import CHECKOUT, Actor
from workflows.desk import Desk
from workflows.engine import Minor
from workflows.money.payment import PaymentStarted
from workflows.orders.draft import Address
from workflows.orders.remarks import AddNote
from workflows.policy import Ask, When


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk, note="call after 2 pm")
    second = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        shown = dump(pilot.app)
        for text in ("#1001", "New · waited 1 h", "attempt 1 · claimed until 11:10", "Yasmine Haddad"):
            assert text in shown
        for text in (
            "+213 551 00 01 10",
            "mobile · Algeria · 11:00 there ✓",
            "12 rue Didouche, 16000 Alger, Algeria",
        ):
            assert text in shown
        for text in (
            "2 × Argan oil",
            "2 400.00",
            "DZD 3 400.00",
            "shop note  call after 2 pm",
            "Amina took this order",
        ):
            assert text in shown
        await pilot.press("n")
        await settle(pilot, lambda: screen.at_hand is not None and screen.at_hand.order.id == second.id)
        assert screen.status.text == "#1001 no answer (1), again at 13:00."
        assert "1 call " in dump(pilot.app)


async def test_an_order_at_hand_comes_up_again(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    mine = desk.next_order(by=amina)
    async with at_the_queue(desk, amina) as (_, screen):
        assert mine is not None
        assert screen.at_hand is not None
        assert screen.at_hand.order.id == mine.id


@pytest.mark.parametrize(("letter", "kind"), [("b", Outcome.BUSY), ("o", Outcome.OFF), ("v", Outcome.VOICEMAIL)])
async def test_no_answer_with_its_kind_takes_two_keys(desk: Desk, amina: Actor, letter: str, kind: Outcome) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, "call.no_answer_kind")
        await pilot.press(letter)
        await settle(pilot)
    found = desk.read(lambda work: views.detail(work, first.id, amina))
    assert [attempt.outcome for attempt in found.attempts] == [kind]


async def test_a_wrong_number_waits_for_the_right_one(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.no_answer_kind")
        await pilot.press("w")
        await settle(pilot)
        assert screen.status.text == "#1001 wrong number, waits for the right one."
    assert shop.order(desk, first.id).attempts == 0


async def test_call_later_takes_two_keys(desk: Desk, amina: Actor, clock: TestClock) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.later")
        assert "in 1 h            12:00" in dump(pilot.app)
        await pilot.press("2")
        await settle(pilot)
        assert screen.status.text == "#1001 call promised at 12:00."
    assert shop.order(desk, first.id).appointment_at == clock() + timedelta(hours=1)


@pytest.mark.parametrize(("keys", "said"), [("l2", "#1001 call promised at 12:00."), ("c\r", "#1001 confirmed.")])
async def test_keys_that_come_in_one_burst_are_all_taken(desk: Desk, amina: Actor, keys: str, said: str) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        for key in keys:
            pilot.app.post_message(events.Key("enter" if key == "\r" else key, key))
        await settle(pilot, lambda: screen.status.text == said)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_screen_as_it_is_seen(
    desk: Desk, amina: Actor, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    for note in ("call after 2 pm", ""):
        shop.an_order(desk, phone="0551 23 45 67", note=note)
    shop.an_order(desk, customer="محمد علي", address=Address("45 شارع الاستقلال", "Alger", "", "16000", "DZ"))
    async with at_the_queue(desk, amina, size=size) as (pilot, _):
        assert dump(pilot.app) == snapshot(name="an order")
        await press(pilot, "call.confirm")
        assert dump(pilot.app) == snapshot(name="read back")
        await press(pilot, "form.accept")
        await press(pilot, "call.later")
        assert dump(pilot.app) == snapshot(name="call later")


async def test_a_time_is_typed_and_stays_when_it_cannot_be_read(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.later")
        await pilot.press("6", *"blue moon", "enter")
        await settle(pilot)
        assert "type it like" in screen.status.text
        assert "blue moon" in dump(pilot.app)
        await pilot.press(*["backspace"] * 9, *"tomorrow 10:30", "tab", *"asks for Ali", "enter")
        await settle(pilot)
        assert screen.status.text == "#1001 call promised tomorrow 10:30."
    found = desk.read(lambda work: views.detail(work, first.id, amina))
    assert found.appointment is not None
    assert (found.appointment.wall, found.appointment.note) == ("2026-11-24T10:30", "asks for Ali")


async def test_a_time_agreed_on_another_clock_is_told_on_both(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk, phone="+971 50 123 4567", address=Address("Marina Walk 1", "Dubai", "Dubai", "", "AE"))
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.later")
        await pilot.press("6", *"tomorrow 10:30", "enter")
        await settle(pilot)
        assert screen.status.text == "#1001 call promised tomorrow 10:30 there (07:30 here)."


async def test_what_stands_above_the_lines_is_not_called_tax_alone(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk, tax_minor=30000, total_minor=370000)
    async with at_the_queue(desk, amina) as (pilot, _):
        assert re.search(r"tax and other +300\.00", dump(pilot.app))


async def test_of_a_paid_order_nothing_is_to_pay(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, ask_customer=Ask.ALL)
    shop.an_order(desk, paid_minor=340000)
    async with at_the_queue(desk, amina) as (pilot, _):
        assert "paid, nothing to pay" in dump(pilot.app)
        await press(pilot, "call.confirm")
        assert dump(pilot.app).count("paid, nothing to pay") == 2
        assert "to collect" not in dump(pilot.app)


@pytest.mark.parametrize("key", ["c", "enter"])
async def test_confirm_takes_two_keys_and_reads_back(desk: Desk, amina: Actor, key: str) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await pilot.press(key)
        await settle(pilot)
        shown = dump(pilot.app)
        assert "Read back to the customer, #1001:" in shown
        assert "to collect (cash) DZD 3 400.00" in shown
        assert "there is no way back to calling" in shown
        await pilot.press("enter")
        await settle(pilot)
        assert screen.status.text == "#1001 confirmed."
    assert shop.order(desk, first.id).confirmation is Confirmation.CONFIRMED


async def test_cancel_takes_three_keys(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.cancel")
        await pilot.press("6")
        await settle(pilot)
        assert shop.order(desk, first.id).confirmation is Confirmation.NEW
        assert "! Cancelled is for good" in dump(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.status.text == "#1001 cancelled (price or delivery cost)."
    assert shop.order(desk, first.id).cancel_reason == Reason.PRICE


async def test_the_reason_other_needs_a_note(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.cancel")
        await pilot.press("9")
        await settle(pilot)
        assert "note (needed: it says why)" in dump(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.status.text == "The reason 'other' needs a note that says why."
        await pilot.press(*"moved abroad", "enter")
        await settle(pilot)
    assert shop.order(desk, first.id).confirmation is Confirmation.CANCELLED


async def test_fake_takes_two_keys(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.fake")
        assert "Fake is for good" in dump(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        assert screen.status.text == "#1001 marked fake."
    assert shop.order(desk, first.id).confirmation is Confirmation.FAKE


@pytest.mark.parametrize(("action", "keys"), [("call.cancel", "6"), ("call.fake", "")])
async def test_who_locks_a_paid_order_is_told_of_the_money(desk: Desk, amina: Actor, action: str, keys: str) -> None:
    shop.policy(desk, ask_customer=Ask.ALL)
    shop.an_order(desk, paid_minor=100000)
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, action)
        await pilot.press(*keys)
        await settle(pilot)
        assert "DZD 1 000.00 was paid and has to be sent back (Cash, Refunds)." in dump(pilot.app)
        await pilot.press("enter")
        await settle(pilot)
        await press(pilot, action)
        await pilot.press(*keys)
        await settle(pilot)
        assert "was paid" not in dump(pilot.app)


@pytest.mark.parametrize(("action", "keys"), [("call.cancel", "6"), ("call.fake", ""), ("call.confirm", "")])
async def test_who_locks_an_order_is_told_of_a_payment_under_way(
    desk: Desk, amina: Actor, action: str, keys: str
) -> None:
    order = shop.an_order(desk, method=Method.ONLINE, gateway="CIB")
    desk.perform(order.id, PaymentStarted("CIB", "tx-1", Minor(340000)), by=CHECKOUT)
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, action)
        await pilot.press(*keys)
        await settle(pilot)
        assert "A payment is under way at CIB: the customer may still pay online." in dump(pilot.app)


@pytest.mark.parametrize(
    ("reserve", "release", "freed"),
    [(When.PLACED, True, True), (When.CONFIRMED, True, False), (When.PLACED, False, False)],
)
async def test_fake_says_that_units_are_free_where_it_frees_them(
    desk: Desk, amina: Actor, reserve: When, release: bool, freed: bool
) -> None:
    shop.policy(desk, reserve_stock=reserve, release_stock_on_cancel=release)
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, "call.fake")
        assert ("its units are free again" in dump(pilot.app)) is freed


async def test_escape_leaves_everything_as_it_was(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        for action in ("call.confirm", "call.cancel", "call.fake", "call.later", "order.edit", "order.note"):
            await press(pilot, action, "form.close")
            assert screen.ask is None
    assert shop.order(desk, first.id).confirmation is Confirmation.NEW


async def test_on_a_small_screen_a_key_shows_what_is_further_down(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    for number in range(12):
        desk.perform(first.id, AddNote(f"note {number}"), by=amina)
    async with at_the_queue(desk, amina, size=(80, 24)) as (pilot, _):
        assert "▾ pgdn History 12 · Same number 0 · Notes 12" in dump(pilot.app)
        assert "note 0" not in dump(pilot.app)
        await press(pilot, "order.more", "order.more", "order.more")
        assert "Amina: note 0" in dump(pilot.app)
        assert "▴ pgup back up" in dump(pilot.app)
        await press(pilot, "order.less", "order.less", "order.less")
        assert "Yasmine Haddad" in dump(pilot.app)


async def test_what_fits_names_no_key(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        assert "pgdn" not in dump(pilot.app)
