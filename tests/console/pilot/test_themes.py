"""Another theme: found in the palette, worn at once by everything that is painted."""

from textual.color import Color

from console.screens.orders import Orders
from console.styles import theme
from tests.console.support.desk import dump, press, settle
from tests.console.support.listed import at_the_list, typed
from tests.support import shop
from workflows.actors import Actor
from workflows.desk import Desk


async def test_a_theme_is_chosen_from_the_palette(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        await press(pilot, "desk.palette")
        await typed(pilot, "theme")
        await pilot.press("enter")
        await settle(pilot, lambda: "codesk-dark" in dump(pilot.app))
        await typed(pilot, "light")
        await pilot.press("enter")
        await settle(pilot, lambda: pilot.app.screen is screen)
        await settle(pilot, lambda: "codesk-light until codesk is closed" in dump(pilot.app))
        assert pilot.app.theme == "codesk-light"
        segments = [segment for strip in screen.table.render_lines(screen.table.size.region) for segment in strip]
        painted = {segment.style.bgcolor for segment in segments if segment.style}
        assert Color.parse(theme.LIGHT.background or "").rich_color in painted


async def test_what_is_left_stays_as_it_was(desk: Desk, amina: Actor) -> None:
    async with at_the_list(desk, amina, Orders) as (pilot, screen):
        screen.action_themes()
        await settle(pilot, lambda: "codesk-dark" in dump(pilot.app))
        await pilot.press("escape")
        await settle(pilot, lambda: pilot.app.screen is screen)
        assert pilot.app.theme == "codesk-dark"
