"""Texts of strangers in the list, the backlog, the detail and the forms: shown as they are, obeyed by nobody."""

from typing import Any

import pytest
from textual.pilot import Pilot

from console.screens.backlog import Backlog
from console.screens.detail import OrderDetail
from console.screens.list_screen import ListScreen
from console.screens.orders import Orders
from models.orders import Order
from tests.console.support.desk import dump, press, settle, strips, words
from tests.console.support.listed import at_the_list, refs
from tests.console.support.payloads import PAYLOADS, Payload, in_fours, joined
from tests.support import shop
from workflows.actors import Actor
from workflows.confirmation.axis import NoAnswer
from workflows.desk import Desk
from workflows.orders.draft import Address, DraftLine
from workflows.orders.remarks import AddNote
from workflows.text import is_text

STORED = [payload for payload in PAYLOADS if is_text(payload.text)]  # no database takes the others
FORMS = ("Edit a note", "Edit the products")


def is_plain(text: str) -> bool:
    """No byte that a terminal would obey."""
    return all(letter.isprintable() or letter in "\u200e\u200c\u200d" for letter in text)


def an_order(desk: Desk, by: Actor, text: str) -> Order:
    """An order with a stranger's text wherever one may stand."""
    order = shop.an_order(
        desk,
        customer=text,
        note=text,
        tags=text,
        address=Address(text, text, text, "16000", "DZ"),
        lines=(DraftLine(text, 1, 340000),),
        shipping_minor=0,
    )
    desk.perform(order.id, AddNote(text), by=by)
    desk.perform(order.id, NoAnswer(note=text), by=by)
    return order


@pytest.mark.parametrize("kind", [Orders, Backlog])
async def test_the_lists_hold(desk: Desk, samia: Actor, kind: type[ListScreen]) -> None:
    for payload in STORED:
        an_order(desk, samia, payload.text)
    async with at_the_list(desk, samia, kind, size=(160, 48)) as (pilot, screen):
        screen.tabs.choose("all")
        await settle(pilot, lambda: len(refs(pilot)) == len(STORED))
        assert [line for line in strips(pilot.app) if not is_plain(line)] == []
        assert "Ahmed [/b] Ali" in dump(pilot.app)


async def test_the_detail_and_its_forms_hold(desk: Desk, samia: Actor) -> None:
    made = [(some, an_order(desk, samia, joined(some))) for some in in_fours(STORED)]
    async with at_the_list(desk, samia, Orders, size=(160, 48)) as (pilot, _):
        for some, order in made:
            await holds(pilot, OrderDetail(order.id), some)


async def holds(pilot: Pilot[Any], screen: OrderDetail, some: tuple[Payload, ...]) -> None:
    """The order shows the texts in full; so do the forms that begin with them."""
    pilot.app.push_screen(screen)
    await settle(pilot, lambda: screen.at_hand is not None)
    assert all(map(is_plain, strips(pilot.app))), some
    shown = words(dump(pilot.app).splitlines()).replace("\u200e", "")
    assert [payload.name for payload in some if words([payload.shown]) not in shown] == []
    for entry in (entry for entry in screen.entries() if entry.title in FORMS):
        await entry.run()  # type: ignore[misc]
        await settle(pilot, lambda: screen.ask is not None)
        assert all(map(is_plain, strips(pilot.app))), some
        await press(pilot, "form.close")
    await press(pilot, "order.back")
    await settle(pilot, lambda: isinstance(pilot.app.screen, Orders))
