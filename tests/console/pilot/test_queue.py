"""Queue: what is on the screen, and what each outcome takes in keys."""

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
from workflows import counting, views
from workflows.actors import Actor
from workflows.confirmation import CallLater, NoAnswer
from workflows.desk import Desk
from workflows.intake.draft import Address, DraftLine


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
        assert screen.status.text == "#1001 cancelled (price)."
    assert shop.order(desk, first.id).cancel_reason == Reason.PRICE


async def test_the_reason_other_needs_a_note(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        await press(pilot, "call.cancel")
        await pilot.press("9", "enter")
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


async def test_escape_leaves_everything_as_it_was(desk: Desk, amina: Actor) -> None:
    first = shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, screen):
        for action in ("call.confirm", "call.cancel", "call.fake", "call.later", "order.edit", "order.note"):
            await press(pilot, action, "form.close")
            assert screen.ask is None
    assert shop.order(desk, first.id).confirmation is Confirmation.NEW


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
