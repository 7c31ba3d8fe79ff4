"""Every command of an order from the palette, with the reason where it cannot be done."""

from datetime import timedelta

from console.modals.palette import Palette
from console.screens import command_form
from console.screens.detail import OrderDetail
from console.screens.orders import Orders
from console.screens.outcomes.ask import Ask
from models.statuses import Payment, Reason
from tests.console.support.desk import dump, press, settle, words
from tests.console.support.listed import at_the_list, opened, refs, typed
from tests.support import shop
from workflows import views
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater, Cancel, Confirm, NoAnswer
from workflows.desk import Desk

# Notes and the palette


async def chosen(pilot: object, screen: OrderDetail, title: str) -> None:
    """A command by its title, as the palette runs it."""
    entry = next(entry for entry in screen.entries() if entry.title == title)
    assert not entry.reason, entry.reason
    await entry.run()  # type: ignore[misc]
    await settle(pilot, lambda: screen.ask is not None and screen.ask.is_open)  # type: ignore[arg-type]


async def test_the_palette_runs_a_command(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        screen = await opened(pilot)
        await press(pilot, "desk.palette")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Palette))
        await typed(pilot, "assign")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: isinstance(screen.ask, Ask) and "Karim" in dump(pilot.app))
        await typed(pilot, "2")
        await settle(pilot, lambda: screen.ask is None)
        assert shop.order(desk, order.id).assigned_to == shop.person(desk, "Karim").id
        assert "kept for Karim" in dump(pilot.app)


async def test_the_palette_shows_the_whole_reason_of_what_cannot_be_done(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders, size=(80, 24)) as (pilot, _):
        screen = await opened(pilot)
        entry = next(one for one in screen.entries() if not one.keys and len(one.title) + len(one.reason) > 80)
        await press(pilot, "desk.palette")
        await typed(pilot, entry.title)
        await settle(pilot, lambda: f"› {entry.title} –" in dump(pilot.app))
        assert words([entry.reason]) in words(dump(pilot.app).splitlines()[-20:])
        await typed(pilot, " nowhere")
        await settle(pilot, lambda: "Nothing of that name here." in dump(pilot.app))


async def test_a_note_is_written_edited_and_deleted(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        screen = await opened(pilot)
        reasons = {entry.title: entry.reason for entry in screen.entries()}
        assert reasons["Edit a note"] == "this order has no notes"
        await press(pilot, "order.note")
        await typed(pilot, "rings twice")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "Samia: rings twice" in dump(pilot.app))
        await chosen(pilot, screen, "Edit a note")
        await typed(pilot, "1")
        await settle(pilot, lambda: "rings twice" in dump(pilot.app).split("edit a note")[1])
        await typed(pilot, ", then hang up")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "Samia (edited): rings twice, then hang up" in dump(pilot.app))
        await chosen(pilot, screen, "Delete a note")
        await typed(pilot, "1")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
    assert desk.read(lambda work: views.detail(work, order.id, samia)).notes == ()


async def test_an_amount_is_typed_and_a_wrong_one_stays(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        screen = await opened(pilot)
        await chosen(pilot, screen, "Mark as paid")
        await typed(pilot, "a lot")
        await pilot.press("enter", "enter", "enter")
        await settle(pilot)
        await typed(pilot, "3")
        await settle(pilot, lambda: "type an amount like 34.50" in screen.status.text)
        assert "a lot" in dump(pilot.app)
        await pilot.press("tab", *["backspace"] * 5)
        await typed(pilot, "1000")
        await pilot.press("enter", *"TX-77", "enter", "enter")
        await typed(pilot, "3")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: screen.ask is None)
    assert shop.order(desk, order.id).payment is Payment.PARTIALLY_PAID


async def test_a_command_without_fields_asks_once(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, Cancel(Reason.PRICE), by=samia)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        screen.tabs.choose("closed")
        await settle(pilot, lambda: refs(pilot) == ["#1001"])
        detail = await opened(pilot)
        await chosen(pilot, detail, "Copy to a new order")
        assert "enter copy to a new order" in dump(pilot.app)
        await press(pilot, "form.close")
        assert detail.ask is None
        await chosen(pilot, detail, "Copy to a new order")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: detail.ask is None)
        await press(pilot, "order.back")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders))
        screen.tabs.choose("to-confirm")
        await settle(pilot, lambda: refs(pilot) == ["#1001/2"])


async def test_what_the_rules_refuse_says_why_and_keeps_the_form(desk: Desk, samia: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        screen = await opened(pilot)
        await chosen(pilot, screen, "Never call this number again")
        await press(pilot, "form.accept")
        assert screen.status.text == "Reason is empty; it is needed."
        await typed(pilot, "asked us not to")
        await press(pilot, "form.accept")
        await settle(pilot, lambda: "must not be called: asked us not to" in dump(pilot.app))


async def test_lines_are_typed_as_on_the_command_line(desk: Desk, samia: Actor) -> None:
    order = shop.an_order(desk)
    async with at_the_list(desk, samia, Orders) as (pilot, _):
        screen = await opened(pilot)
        await chosen(pilot, screen, "Edit the products")
        assert "2 x ARG @ 1200.00; 1 x SOAP @ 600.00" in dump(pilot.app)
        await pilot.press(*["backspace"] * len("; 1 x SOAP @ 600.00"), "enter", "enter", "enter")
        await settle(pilot, lambda: screen.ask is None)
    assert shop.order(desk, order.id).total_minor == 280000


async def test_every_command_of_every_role_has_a_form(desk: Desk, samia: Actor, amina: Actor) -> None:
    made = [shop.an_order(desk) for _ in range(4)]
    desk.perform(made[1].id, NoAnswer(), by=amina)
    desk.perform(made[2].id, CallLater(desk.clock() + timedelta(hours=2)), by=amina)
    desk.perform(made[3].id, Confirm(), by=amina)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        screen.tabs.choose("all")
        await settle(pilot, lambda: len(refs(pilot)) == 4)
        detail = await opened(pilot)
        free = [entry for entry in command_form.entries(detail) if not entry.reason]
        assert free
        for entry in free:
            await chosen(pilot, detail, entry.title)
            await press(pilot, "form.close")
            assert detail.ask is None
