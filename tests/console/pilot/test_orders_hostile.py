"""Texts of strangers in the list, the backlog, the detail and the forms: shown as they are, obeyed by nobody."""

import pytest

from console.screens.backlog import Backlog
from console.screens.orders import Orders
from tests.console.support.desk import dump, press, settle, strips, words
from tests.console.support.listed import at_the_list, opened
from tests.console.support.payloads import PAYLOADS, Payload
from tests.support import shop
from workflows.actors import Actor
from workflows.confirmation import NoAnswer
from workflows.desk import Desk
from workflows.intake.draft import Address, DraftLine
from workflows.remarks import AddNote


def is_plain(text: str) -> bool:
    """No byte that a terminal would obey."""
    return all(letter.isprintable() or letter in "\u200e\u200c\u200d" for letter in text)


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
async def test_a_strangers_text_is_only_text(desk: Desk, samia: Actor, payload: Payload) -> None:
    text = payload.text
    order = shop.an_order(
        desk,
        customer=text,
        note=text,
        tags=text,
        email="a@example.com",
        address=Address(text, text, text, "16000", "DZ"),
        lines=(DraftLine(text, 1, 340000),),
        shipping_minor=0,
    )
    desk.perform(order.id, AddNote(text), by=samia)
    desk.perform(order.id, NoAnswer(note=text), by=samia)
    async with at_the_list(desk, samia, Backlog, size=(160, 48)) as (pilot, _):
        assert all(map(is_plain, strips(pilot.app)))
        await press(pilot, "go.orders")
        await settle(pilot, lambda: isinstance(pilot.app.screen, Orders) and pilot.app.screen.table.window.ready)
        pilot.app.screen.tabs.choose("all")  # type: ignore[attr-defined]
        await settle(pilot, lambda: "#1001" in dump(pilot.app))
        assert all(map(is_plain, strips(pilot.app)))
        screen = await opened(pilot)
        assert all(map(is_plain, strips(pilot.app)))
        assert words([payload.shown]) in words(dump(pilot.app).splitlines()).replace("\u200e", "")
        for entry in screen.entries():
            if entry.title in ("Edit a note", "Edit the products"):
                await entry.run()  # type: ignore[misc]
                await settle(pilot, lambda: screen.ask is not None)
                assert all(map(is_plain, strips(pilot.app)))
                await press(pilot, "form.close")
