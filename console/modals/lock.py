"""The locked screen: nothing of any customer shows, nothing typed is lost, the order goes back by its lease."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from console.actions import Place
from console.screens.at_desk import AtDesk
from console.widgets.bindings import bindings, key_label
from console.widgets.form import TextField
from console.widgets.lines import Plain
from console.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from models.shops import Person

ASKED = "Type your PIN or password and press enter."
OPEN = """{name} has no password or PIN, so anybody can unlock: press enter to go on.
A password is chosen when signing in."""
ALONE = "There is no password yet; press enter alone to go on."


class Lock(AtDesk):
    """Lies over the place one was at; the right secret takes it away.

    A scanner types too, so nothing that is typed here ever becomes a secret.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.ALWAYS, "desk.quit", "desk.switch")
    DEFAULT_CSS = """
    Lock { align: center middle; }
    Lock Vertical { width: 64; max-width: 100%; height: auto; }
    Lock TextField { margin: 1 0; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._has_secret = True

    def compose(self) -> ComposeResult:
        """Who is meant, and where to type."""
        with Vertical():
            yield Plain("", id="title")
            yield TextField()
            yield StatusLine()

    def on_mount(self) -> None:
        """Say whose desk this is and how to go on."""
        self._tell(ASKED)
        field = self.query_one(TextField)
        field.password = True
        field.focus()
        self.start(self._look(), "look")

    def _tell(self, how: str) -> None:
        name, switch = self.seat.actor.name, key_label(self.app, "desk.switch")
        said = f"{self.seat.desk.shop.name}\n\nLocked by {name}. {how}\nSomebody else? {switch} signs {name} out."
        self.query_one("#title", Plain).show(said)

    async def _look(self) -> None:
        """Whether there is a secret at all."""
        from workflows.roster import by_id

        person_id = self.seat.actor.id
        assert person_id is not None, "only people sit at a desk"
        person: Person = await self.seat.read(lambda work: by_id(work, person_id))
        if not (person.password or person.pin):
            self._has_secret = False
            self._tell(OPEN.format(name=person.name))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Try the secret; enter alone where there is none."""
        self.query_one(TextField).value = ""
        if message.value and not self._has_secret:
            self.say(ALONE, "warn")
        else:
            self.start(self._try(message.value), "unlock", exclusive=True)

    async def _try(self, secret: str) -> None:
        from workflows.errors import Refused
        from workflows.shop.sign_in import unlock

        seat, person_id = self.seat, self.seat.actor.id
        assert person_id is not None, "only people sit at a desk"
        try:
            await seat.call(lambda: unlock(seat.desk, person_id, secret))
        except Refused as refusal:
            self._has_secret = True  # a supervisor may have set one meanwhile
            self.say(str(refusal), "error")
            return
        self._open()

    def _open(self) -> None:
        self.desk.touched()
        self.desk.pop_screen()
