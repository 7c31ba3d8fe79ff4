"""The base of every full screen: which desk, which seat."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from console.seat import Seat

if TYPE_CHECKING:
    from console.app import ConsoleApp


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
