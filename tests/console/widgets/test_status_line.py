"""The status line: in full, until the next key, and never only in colour."""

import pytest

from console.widgets.lines import Plain
from console.widgets.status_line import Kind, StatusLine
from tests.console.support.desk import Desk, dump, settle, strips, words


@pytest.mark.parametrize(("kind", "shown"), [("info", "Saved."), ("warn", "! Saved."), ("error", "!! Saved.")])
async def test_the_status_line_needs_no_colour(kind: Kind, shown: str) -> None:
    status = StatusLine()
    async with Desk(status).running() as pilot:
        status.say("Saved.", kind)
        await settle(pilot)
        assert strips(pilot.app)[0].strip() == shown


async def test_a_long_sentence_is_said_in_full_and_gives_its_room_back() -> None:
    said = f"2 orders cancelled. {'#1042 of Amina: she is on this order until 11:10; ' * 6}."
    status = StatusLine()
    async with Desk(status, lambda: Plain("below")).running() as pilot:
        status.say(said, "warn")
        await settle(pilot)
        assert words(strips(pilot.app)[:5]).startswith(words([f"! {said}"]))
        status.key_pressed()
        await settle(pilot)
        assert strips(pilot.app)[1].strip() == "below"


async def test_a_sentence_stands_until_the_next_key() -> None:
    status = StatusLine()
    async with Desk(status).running() as pilot:
        status.say("Amina confirmed this order 12 s ago.")
        status.key_pressed()
        await settle(pilot)
        assert status.text == ""
        assert "Amina" not in dump(pilot.app)


async def test_a_sentence_for_some_seconds_outlives_keys_and_then_goes() -> None:
    status = StatusLine()
    async with Desk(status).running() as pilot:
        status.say("A call falls due.", seconds=0.05)
        status.key_pressed()
        assert status.text == "A call falls due."
        await settle(pilot, lambda: not status.text)


async def test_a_new_sentence_is_not_cleared_by_the_clock_of_the_old_one() -> None:
    status = StatusLine()
    async with Desk(status).running() as pilot:
        status.say("A call falls due.", seconds=0.05)
        status.say("Saved.")
        assert status.text == "A call falls due. Saved."
        await settle(pilot, lambda: not status._timer)
        assert status.text == "Saved."


async def test_what_is_announced_is_not_lost_under_the_next_sentence() -> None:
    status = StatusLine()
    async with Desk(status).running() as pilot:
        status.say("A call falls due.", "warn", seconds=60)
        status.say("#1042 confirmed.")
        await settle(pilot)
        assert [line.strip() for line in strips(pilot.app)[:2]] == ["! A call falls due.", "#1042 confirmed."]
        status.key_pressed()
        await settle(pilot)
        assert strips(pilot.app)[1].strip() == ""
        assert status.text == "A call falls due."
