"""The locked screen: nothing of any customer shows, nothing typed is lost, the order goes back by its lease."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from console.actions import Place
from console.widgets.bindings import bindings, key_label
from console.widgets.form import TextField
from console.widgets.lines import Plain
from console.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from console.app import ConsoleApp


class Lock(Screen[None]):
    """Lies over the place one was at; the right secret takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.ALWAYS, "desk.quit", "desk.switch")
    DEFAULT_CSS = """
    Lock { align: center middle; }
    Lock Vertical { width: 64; max-width: 100%; height: auto; }
    Lock TextField { margin: 1 0; }
    """

    def compose(self) -> ComposeResult:
        """Who is meant, and where to type."""
        with Vertical():
            yield Plain("", id="title")
            yield TextField()
            yield StatusLine()

    @property
    def desk(self) -> "ConsoleApp":
        """The app, by its own type."""
        from console.app import ConsoleApp

        assert isinstance(self.app, ConsoleApp)
        return self.app

    def on_mount(self) -> None:
        """Say whose desk this is and how to go on."""
        actor, switch = self.desk.seat.actor, key_label(self.app, "desk.switch")
        said = (
            f"{self.desk.seat.desk.shop.name}\n\nLocked by {actor.name}. Type your PIN or password and press enter."
        )
        self.query_one("#title", Plain).show(f"{said}\nSomebody else? {switch} signs {actor.name} out.")
        field = self.query_one(TextField)
        field.password = True
        field.focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Try the secret."""
        self.run_worker(self._try(message.value), group="unlock", exclusive=True, exit_on_error=False)

    async def _try(self, secret: str) -> None:
        from workflows.errors import Refused
        from workflows.sign_in import unlock

        seat = self.desk.seat
        person_id = seat.actor.id
        assert person_id is not None, "only people sit at a desk"
        self.query_one(TextField).value = ""
        try:
            await seat.call(lambda: unlock(seat.desk, person_id, secret))
        except Refused as refusal:
            self.query_one(StatusLine).say(str(refusal), "error")
            return
        self.desk.touched()
        self.desk.pop_screen()
