"""A small app around the widgets of one test, and the ways to wait, press and look."""

import asyncio
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager

from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widget import Widget

from console.actions import Place
from console.keys import BY_ID, Keymap, keys_of
from console.styles import theme
from console.widgets.bindings import bindings, textual_keymap

PATIENCE = 20.0  #: seconds until a condition that never comes true fails a test


class Desk(App[None]):
    """The widgets of one test under our theme; `heard` keeps every message that was handled.

    A widget that needs a running app to be made is given as a function.
    """

    CSS_PATH = theme.BASE
    BINDINGS = bindings(Place.ALWAYS)
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, *widgets: Widget | Callable[[], Widget], keymap: Keymap | None = None, theme_name: str = "codesk-dark"
    ) -> None:
        super().__init__()
        self.made = widgets
        self.parts: list[Widget] = []
        self.keymap: Keymap = keymap or {}
        self.theme_name = theme_name
        self.heard: list[Message] = []
        self.locked = 0

    def compose(self) -> ComposeResult:
        self.parts = [one if isinstance(one, Widget) else one() for one in self.made]
        yield from self.parts

    def on_mount(self) -> None:
        theme.dress(self, self.theme_name)
        self.set_keymap(textual_keymap(self.keymap))

    def action_lock(self) -> None:
        self.locked += 1

    def running(self, size: tuple[int, int] = (80, 24)) -> AbstractAsyncContextManager[Pilot[None]]:
        """The app without a terminal, hearing every message."""
        return self.run_test(size=size, message_hook=self.heard.append)

    def last(self, kind: type[Message]) -> Message | None:
        """The last message of a kind."""
        return next((message for message in reversed(self.heard) if isinstance(message, kind)), None)


async def settle(pilot: Pilot[None], condition: Callable[[], object] = lambda: True) -> None:
    """Wait until a condition holds and no worker is busy; a condition that never holds fails the test."""
    deadline = time.monotonic() + PATIENCE
    while not condition() or any(not worker.is_finished for worker in pilot.app.workers):
        assert time.monotonic() < deadline, f"never came true:\n{dump(pilot.app)}"
        await asyncio.sleep(0.005)  # the readers' threads need the processor, too
        await pilot.pause()
    await pilot.pause()


async def until(condition: Callable[[], object]) -> None:
    """Let the app go on, without waiting for it to paint, until a condition holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "never came true"
        await asyncio.sleep(0)


async def press(pilot: Pilot[None], *ids: str) -> None:
    """Press the first key of each action, as the app's keymap has it."""
    keymap: Keymap = getattr(pilot.app, "keymap", {})
    for id in ids:
        await pilot.press(keys_of(BY_ID[id], keymap)[0])
        await settle(pilot)


def strips(app: App[None]) -> list[str]:
    """The lines of the screen as they are drawn."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def dump(app: App[None]) -> str:
    """The screen as one text."""
    return "\n".join(strips(app))


def words(lines: Iterable[str]) -> str:
    """Text that was folded, put together again without the spaces around it."""
    return "".join("".join(lines).split())
