"""Queue: what an agent changes about the order itself, and several orders in one call."""

from datetime import timedelta

import pytest

from models.statuses import Confirmation, Method, Outcome, Reason
from tests.console.support.desk import dump, press, settle
from tests.console.support.detailed import at_the_order, said
from tests.console.support.seated import at_the_queue
from tests.support import shop
from tests.support.checkouts import left_paying
from tests.support.clock import TestClock
from workflows import views
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater, NoAnswer, Recover
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.orders.draft import DraftLine
from workflows.orders.remarks import AddNote
from workflows.stock import counting


async def test_a_recovered_order_stays_at_hand_to_be_confirmed(desk: Desk, amina: Actor) -> None:
    first = shop.missing(desk, method=Method.ONLINE)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.recover")
        await pilot.press("1")
        await settle(pilot)
        assert screen.status.text == "#1001 recovered, it is an order now."
        assert screen.at_hand is not None
        assert screen.at_hand.order.claimed_by == amina.id
        await press(pilot, "call.confirm", "form.accept")
    found = shop.order(desk, first.id)
    assert (found.confirmation, found.method) == (Confirmation.CONFIRMED, Method.CASH)


async def test_where_nobody_is_called_a_recovered_order_is_confirmed_at_once(desk: Desk, amina: Actor) -> None:
    shop.policy(desk, ask_customer="NOBODY")
    shop.missing(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        assert "started" in dump(pilot.app)
        await press(pilot, "call.recover")
        assert "(confirmed at once: this shop calls nobody)" in dump(pilot.app)
        await pilot.press("1")
        await settle(pilot)
        done = "#1001 recovered, it is an order now and is confirmed: this shop calls nobody."
        assert screen.status.text == done


async def test_a_checkout_that_still_pays_online_is_asked_about_once_more(desk: Desk, amina: Actor) -> None:
    first = left_paying(desk, gateway="CIB")
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.recover")
        await pilot.press("4")
        await settle(pilot)
        assert screen.status.text == "The online payment never arrived."
        await pilot.press("1")
        await settle(pilot, lambda: "A payment is under way at CIB: the customer may pay twice." in dump(pilot.app))
        assert "A supervisor can look it up first" in dump(pilot.app)
        assert "is to be paid by cash" in dump(pilot.app)
        await press(pilot, "form.accept")
        assert shop.order(desk, first.id).confirmation is Confirmation.MISSING
        await press(pilot, "form.insist")
        await settle(pilot, lambda: screen.ask is None)
    found = shop.order(desk, first.id)
    assert (found.confirmation, found.method) == (Confirmation.NEW, Method.CASH)


async def test_cash_at_the_door_is_paid_by_no_provider(desk: Desk, amina: Actor) -> None:
    online = left_paying(desk, gateway="CIB")
    async with at_the_order(desk, amina, online) as (pilot, _):
        assert "online by CIB" in said(pilot)
    desk.perform(online.id, Recover(Method.CASH), by=amina)
    async with at_the_order(desk, amina, online) as (pilot, _):
        assert "by CIB" not in said(pilot)


async def test_a_note_is_written_and_shown(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.note")
        await pilot.press(*"ring twice", "enter")
        await settle(pilot)
        assert screen.status.text == "#1001 has a new note."
        assert "Amina: ring twice" in dump(pilot.app)


async def test_contact_is_edited_field_by_field(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.edit")
        await pilot.press("1", *["tab"] * 4, "end", *", bt B", "enter")
        await settle(pilot)
        assert screen.ask is None
        assert "12 rue Didouche, bt B, 16000 Alger" in dump(pilot.app)
    found = desk.read(lambda work: views.detail(work, first.id, amina))
    assert [value for name, value in found.history[-1].details if name == "street"] == ["12 rue Didouche, bt B"]


async def test_an_unusable_number_is_refused_and_stays_typed(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.edit")
        await pilot.press("1", "tab", "end", *"999999", "enter")
        await settle(pilot)
        assert screen.status.text
        assert "+213551000110999999" in dump(pilot.app)
    assert shop.order(desk, first.id).phone == "+213551000110"


async def test_products_are_edited(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.edit")
        await pilot.press("2", "end", "backspace", "3", "tab", "tab", "end", "backspace", "0", "enter")
        await settle(pilot)
        assert screen.ask is None
    found = desk.read(lambda work: views.detail(work, first.id, amina))
    assert [(line.title, line.quantity) for line in found.lines] == [("Argan oil", 3)]
    assert found.order.total_minor == 3 * 120000 + 40000


async def test_a_price_that_is_no_amount_is_refused(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "order.edit")
        await pilot.press("2", "tab", "end", "x", "enter")
        await settle(pilot)
        assert screen.status.text.endswith(".")
        assert screen.ask is not None


async def test_the_text_stands_alone(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk, customer="محمد علي")
    async with at_the_queue(desk, amina, size=(80, 24)) as (pilot, screen):
        await press(pilot, "order.show_text")
        assert "محمد علي" in dump(pilot.app)
        await press(pilot, "form.accept")
        assert screen.ask is None


async def test_skip_gives_it_back_and_takes_the_next(desk: Desk, amina: Actor) -> None:
    first, second = shop.an_order(desk), shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "queue.skip")
        assert screen.status.text == "#1001 skipped, back at 11:15."
        assert screen.at_hand is not None
        assert screen.at_hand.order.id == second.id
    assert shop.order(desk, first.id).claimed_by is None


async def test_one_call_settles_the_other_orders_of_the_number(desk: Desk, amina: Actor) -> None:
    orders = [shop.an_order(desk, phone="0551 23 45 67", lines=(DraftLine(f"P{n}", 1, 300000),)) for n in (1, 2)]
    async with at_the_queue(desk, amina) as (pilot, screen):
        assert "#1002 new 1 h ago · w settles it too" in dump(pilot.app)
        await press(pilot, "call.together")
        await pilot.press("1")
        await settle(pilot)
        assert screen.status.text == "The outcome of this call settles #1002 too."
        assert "with #1002" in dump(pilot.app)
        await press(pilot, "call.confirm")
        assert "+ #1002 DZD 3 400.00: confirm too" in dump(pilot.app)
        await press(pilot, "form.accept")
    ids = [one.id for one in orders]
    found = desk.read(lambda work: [views.detail(work, id, amina) for id in ids])
    assert [one.order.confirmation for one in found] == [Confirmation.CONFIRMED] * 2
    assert sum(len(one.attempts) for one in found) == 1


async def test_the_other_order_may_be_a_duplicate(desk: Desk, amina: Actor) -> None:
    _, other = (shop.an_order(desk, phone="0551 23 45 67") for _ in range(2))
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, "call.together")
        await pilot.press("2")
        await press(pilot, "call.confirm", "form.accept")
    assert shop.order(desk, other.id).cancel_reason == Reason.DUPLICATE


async def test_cancelling_is_suggested_with_the_parts_of_the_day(desk: Desk, amina: Actor, clock: TestClock) -> None:
    shop.policy(desk, number_gap=timedelta(minutes=1), number_daily_cap=9)
    first = shop.an_order(desk)
    for _ in range(3):
        desk.perform(first.id, NoAnswer(), by=amina)
        clock.forward(minutes=31)
    clock.forward(days=1)
    async with at_the_queue(desk, amina) as (pilot, _):
        assert "3 attempts without an answer" in dump(pilot.app)
        assert "not yet tried" in dump(pilot.app)
        await press(pilot, "call.cancel")
        assert "no answer after several attempts  (suggested)" in dump(pilot.app)
        await pilot.press("4", "enter")
        await settle(pilot)
    found = desk.read(lambda work: views.detail(work, first.id, amina))
    assert [attempt.outcome for attempt in found.attempts] == [Outcome.NO_REPLY] * 3


async def test_a_supervisor_insists_where_stock_is_short(desk: Desk, samia: Actor, clock: TestClock) -> None:
    first = shop.an_order(desk)
    desk.perform(first.id, CallLater(clock() + timedelta(hours=1)), by=samia)
    desk.write(lambda work: counting.count(work, counting.find(work, "ARG"), 2, "counted", by=samia))
    second = shop.an_order(desk)
    async with at_the_queue(desk, samia) as (pilot, screen):
        assert "there was too little when it was placed" in dump(pilot.app)
        await press(pilot, "call.confirm", "form.accept")
        assert screen.status.text.startswith("Too little free stock: 0 of 2 Argan oil")
        assert "confirm all the same" in dump(pilot.app)
        await press(pilot, "form.accept")
    assert shop.order(desk, second.id).confirmation is Confirmation.CONFIRMED


async def test_no_other_refusal_lets_a_supervisor_insist(
    desk: Desk, samia: Actor, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = shop.an_order(desk)
    desk.perform(first.id, CallLater(clock() + timedelta(hours=1)), by=samia)
    desk.write(lambda work: counting.count(work, counting.find(work, "ARG"), 2, "counted", by=samia))
    second = shop.an_order(desk)
    async with at_the_queue(desk, samia) as (pilot, screen):

        def ran_out(*_: object, **__: object) -> None:
            raise Refused("your claim ran out")

        await press(pilot, "call.confirm")
        with monkeypatch.context() as patched:
            patched.setattr(desk, "perform", ran_out)
            await press(pilot, "form.accept")
        assert screen.status.text.startswith("Your claim ran out")
        assert "all the same" not in dump(pilot.app)
        await press(pilot, "form.accept")
        assert screen.status.text.startswith("Too little free stock: 0 of 2 Argan oil")
        desk.perform(second.id, AddNote("a hurry"), by=samia)
        await press(pilot, "form.accept")
        assert "all the same" not in dump(pilot.app)
    assert shop.order(desk, second.id).confirmation is Confirmation.NEW
