"""Who sits here? Names of the shop's people, a secret, and the first choice of one."""

import string
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from console.actions import Place
from console.screens.at_desk import AtDesk
from console.screens.new_password import AGAIN, CHOOSE, NewPassword
from console.screens.place import first_place
from console.widgets.bindings import bindings
from console.widgets.form import Choice, Choices, TextField
from console.widgets.lines import Plain
from console.widgets.status_line import StatusLine
from models.shops import ShopKind

if TYPE_CHECKING:
    from models.shops import Person
    from workflows.sign_in import SignedIn

LETTERS = string.digits[1:] + string.ascii_lowercase  #: keys of the names, as many as there are
ENOUGH = "Type the password, then enter; escape shows the names."
LATER = f"{CHOOSE}; escape for later."


class SignIn(AtDesk):
    """Choose a name, type the secret. Nothing of any customer is on this screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(Place.FORM, "form.close"),
        *bindings(Place.ALWAYS, "desk.quit"),
    ]
    DEFAULT_CSS = """
    SignIn { align: center middle; }
    SignIn Vertical { width: 64; max-width: 100%; height: auto; max-height: 90%; }
    SignIn Choices { margin: 1 0; }
    SignIn TextField { margin: 1 0; display: none; }
    SignIn.-secret TextField { display: block; }
    SignIn.-secret Choices { display: none; }
    """

    def __init__(self, name: str = "") -> None:
        """`name`: somebody who is let in at once, in a demo shop."""
        super().__init__()
        self._known: dict[str, Person] = {}
        self._who = name
        self._entered: SignedIn | None = None  # let in, and about to choose a password
        self._password: NewPassword | None = None

    def compose(self) -> ComposeResult:
        """Title, names, secret, status."""
        with Vertical():
            yield Plain("", id="title")
            yield Choices()
            yield TextField(id="secret")
            yield StatusLine()

    def on_mount(self) -> None:
        """Names, or straight in where the demo says who it is."""
        self.query_one("#secret", TextField).password = True
        self.query_one("#title", Plain).show(f"{self.seat.desk.shop.name}\n\nWho sits here?")
        self.run_worker(self._start(), group="sign in", exit_on_error=False)

    async def _start(self) -> None:
        from workflows.roster import everyone

        people = await self.seat.read(everyone)
        self._known = {str(person.id): person for person in people}
        self.query_one(Choices).show(
            [
                Choice(letter, f"{person.name}, {person.role.value}", str(person.id))
                for letter, person in zip(LETTERS, people, strict=False)
            ]
        )
        self.query_one(Choices).focus()
        if self._who:
            await self._try(self._who, "")

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """A name: ask for the secret, or let in who has none yet."""
        person = self._known[message.choice.value]
        self._who = person.name
        if person.password or person.pin:
            self._ask(ENOUGH if person.password else ENOUGH.replace("password", "PIN"))
        else:
            self._submit("")

    def _ask(self, sentence: str) -> None:
        self.add_class("-secret")
        field = self.query_one("#secret", TextField)
        field.value = ""
        field.focus()
        self.query_one(StatusLine).say(sentence)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """A secret: to come in with, or the one that is being chosen."""
        if self._password is None:
            self._submit(message.value)
        else:
            choosing = self._choose(self._password, message.value)
            self.run_worker(choosing, group="sign in", exclusive=True, exit_on_error=False)

    def _submit(self, secret: str) -> None:
        self.run_worker(self._try(self._who, secret), group="sign in", exclusive=True, exit_on_error=False)

    async def _try(self, name: str, secret: str) -> None:
        from workflows.errors import Refused
        from workflows.sign_in import sign_in

        try:
            entered = await self.seat.call(lambda: sign_in(self.seat.desk, name, secret))
        except Refused as refusal:
            self._ask(ENOUGH)
            self.query_one(StatusLine).say(str(refusal), "error")
            return
        if entered.must_choose and not self._is_demo:
            self._entered, self._password = entered, NewPassword(entered.person)
            self._ask(LATER)
        else:
            self._come_in(entered)

    @property
    def _is_demo(self) -> bool:
        return self.seat.desk.shop.kind is ShopKind.DEMO

    async def _choose(self, password: NewPassword, typed: str) -> None:
        """Once, then once more; what cannot be used says why and begins anew."""
        from workflows.errors import Refused

        try:
            if not password.is_begun:
                password.begin(typed)
                self._ask(AGAIN)
                return
            await self.seat.call(lambda: password.finish(self.seat.desk, typed))
        except Refused as refusal:
            self._ask(LATER)
            self.query_one(StatusLine).say(str(refusal), "error")
            return
        assert self._entered is not None, "nobody is choosing a password"
        self._come_in(self._entered)

    def _come_in(self, entered: "SignedIn") -> None:
        from workflows.actors import actor_of

        self.seat.person = actor_of(entered.person)
        self.desk.touched()
        self.desk.show_place(first_place(entered.person.role))

    def action_close(self) -> None:
        """Back to the names; or in, without choosing a password today."""
        if self._entered is not None:
            self._come_in(self._entered)
            return
        self.remove_class("-secret")
        self.query_one(StatusLine).clear()
        self.query_one(Choices).focus()
