"""The base of every full screen: which desk, which seat, and what is said when a job comes to nothing."""

from collections.abc import Awaitable
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

from console.actions import Action
from console.keys import BY_ID
from console.seat import Seat
from console.trouble import noted
from console.widgets.key_bar import KeyBar
from console.widgets.status_line import Kind, StatusLine

if TYPE_CHECKING:
    from console.app import ConsoleApp

NOT_TAKEN = "{} Nothing is lost; {}, it never counts twice."


class AtDesk(Screen[None]):
    """A screen of the console."""

    @property
    def desk(self) -> "ConsoleApp":
        """The app, by its own type."""
        from console.app import ConsoleApp

        assert isinstance(self.app, ConsoleApp)
        return self.app

    @property
    def seat(self) -> Seat:
        """Who sits here, at which desk."""
        return self.desk.seat

    def say(self, text: str, kind: Kind = "info", *, seconds: float | None = None) -> None:
        """A sentence on the status line."""
        self.query_one(StatusLine).say(text, kind, seconds=seconds)

    # Keys

    def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click on a key is the key."""
        self.call_later(self.do, BY_ID[message.action_id])

    async def do(self, action: Action) -> None:
        """What a key does, without the key."""
        await self.desk.run_action(action.method, self.part_of(action))

    def part_of(self, action: Action) -> DOMNode:
        """Where the method of an action is: whatever has it, from the focus outwards."""
        parts = (self.focused or self).ancestors_with_self
        return next((part for part in parts if hasattr(part, f"action_{action.method}")), self)

    # What may come to nothing

    def start(self, job: Awaitable[object], group: str, *, exclusive: bool = False) -> None:
        """Run a job that a key began, beside the screen."""
        start_of(self, job, group, exclusive=exclusive)

    async def safely(self, job: Awaitable[object]) -> bool:
        """Wait for a job, and whether it was done; else the status line says why not."""
        try:
            await job
        except Exception as problem:  # the rules say no, or the database went away
            self.came_to_nothing(problem)
            return False
        return True

    def came_to_nothing(self, problem: Exception) -> None:
        """Why a job was not done; a fault of codesk's own is kept for whoever mends it, without customers' data."""
        from console.screens.outcomes.said import spoken
        from workflows.errors import Refused

        if isinstance(problem, Refused):
            self.say(spoken(str(problem)), "warn")
        else:
            self.say(NOT_TAKEN.format(noted(problem), "try again"), "error")


def start_of(part: Widget, job: Awaitable[object], group: str, *, exclusive: bool = False) -> None:
    """Run a job of a drawer, which ends with it; the screen says when it comes to nothing."""
    assert isinstance(part.screen, AtDesk), "drawers open on screens of the console"
    part.run_worker(part.screen.safely(job), group=group, exclusive=exclusive, exit_on_error=False)
