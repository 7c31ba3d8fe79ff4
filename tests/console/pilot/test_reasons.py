"""Why an order is cancelled: the same words and digits wherever they are asked or read."""

import re
from typing import Any

from textual.pilot import Pilot

from console.data.reasons import REASONS
from console.screens.backlog import Backlog
from console.screens.orders import Orders
from models.statuses import Reason
from tests.console.support.desk import dump, press, settle, strips
from tests.console.support.listed import at_the_list, opened, refs
from tests.console.support.seated import at_the_queue
from tests.support import shop
from workflows.actors import Actor
from workflows.confirmation.axis import Cancel, NoAnswer
from workflows.desk import Desk

_ANSWER = re.compile(r"[› ]+(\d)  ([a-z, ]+?) *")


def answers(pilot: Pilot[Any]) -> list[tuple[str, str]]:
    """Digit and words of each answer on the screen."""
    return [(found[1], found[2]) for line in strips(pilot.app) if (found := _ANSWER.fullmatch(line))]


TABLE = [(str(number), words) for number, words in enumerate(REASONS.values(), 1)]


async def test_the_queue_asks_by_the_table(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        await press(pilot, "call.cancel")
        assert answers(pilot) == TABLE


async def test_the_backlog_asks_by_the_same_table(desk: Desk, samia: Actor) -> None:
    desk.perform(shop.an_order(desk).id, NoAnswer(), by=samia)
    async with at_the_list(desk, samia, Backlog) as (pilot, _):
        await press(pilot, "backlog.cancel")
        assert answers(pilot) == TABLE


async def test_the_detail_says_the_same_words(desk: Desk, samia: Actor) -> None:
    desk.perform(shop.an_order(desk).id, Cancel(Reason.PRICE), by=samia)
    async with at_the_list(desk, samia, Orders) as (pilot, screen):
        screen.tabs.choose("all")
        await settle(pilot, lambda: refs(pilot) == ["#1001"])
        await opened(pilot)
        shown = " ".join(dump(pilot.app).split())
        assert "cancelled for price or delivery cost" in shown
        assert "reason price or delivery cost" in shown
