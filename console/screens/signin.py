"""Who sits here? Names of the shop's people, a secret, and the first choice of one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from console.actions import Place
from console.screens.at_desk import AtDesk
from console.screens.new_password import AGAIN, CHOOSE, NewPassword
from console.widgets.bindings import bindings
from console.widgets.form import Choice, Choices, TextField
from console.widgets.hints import hint
from console.widgets.key_bar import KeyBar
from console.widgets.lines import Plain
from console.widgets.questions import numbered
from console.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from models.glance import Glance
    from models.shops import Person
    from workflows.shop.sign_in import SignedIn

WHO = "Who sits here?"
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
    SignIn KeyBar { dock: bottom; }
    SignIn Vertical { width: 64; max-width: 100%; height: auto; max-height: 90%; }
    SignIn Choices { margin: 1 0; }
    SignIn TextField { margin: 1 0; display: none; }
    SignIn.-secret TextField { display: block; }
    SignIn.-secret Choices { display: none; }
    """

    def __init__(self, name: str = "", *, glance: "Glance | None" = None) -> None:
        """`name`: somebody who is let in at once, in a demo shop; `glance`: what is shown until the desk is open."""
        super().__init__()
        self._glance = glance
        self._shop = ""
        self._listed: list[Choice] = []
        self._known: dict[str, Person] = {}
        self._who = name
        self._waits = False  # a name was chosen before the desk was open
        self._entered: SignedIn | None = None  # let in, and about to choose a password
        self._password: NewPassword | None = None

    def compose(self) -> ComposeResult:
        """Title, names, secret, status; the keys at the foot."""
        with Vertical():
            yield Plain("", id="title")
            yield Choices()
            yield TextField(id="secret")
            yield StatusLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Names, or straight in where the demo says who it is."""
        self.query_one("#secret", TextField).password = True
        if self._glance is None:
            self.desk_is_open()
        else:
            self._list(self._glance.shop, self._glance.people)

    def _list(self, shop: str, people: Iterable[tuple[str, str]]) -> None:
        """Who may sit down; nothing moves when it is what was seen from the door."""
        self._shop = shop
        listed = numbered([(f"{name}, {role}", name) for name, role in people])
        if listed != self._listed:
            self._listed = listed
            self._head(WHO)
            self.query_one(Choices).show(listed)
            self.query_one(Choices).focus()
            self._offer_keys()

    def _head(self, words: str) -> None:
        """Below the shop's name."""
        self.query_one("#title", Plain).show(f"{self._shop}\n\n{words}")

    def on_descendant_focus(self) -> None:
        """The names have other keys than the secret."""
        self._offer_keys()

    def _offer_keys(self) -> None:
        names = self.query_one(Choices)
        leaves = hint(self.app, "form.close", "names" if self._entered is None else "later")
        own = names.hints if self.focused is names else [hint(self.app, "form.accept", "go on"), leaves]
        self.query_one(KeyBar).offer([*own, hint(self.app, "desk.quit")])

    def desk_is_open(self) -> None:
        """From now on somebody can sit down."""
        self.start(self._start(), "sign in")

    async def _start(self) -> None:
        from workflows.roster import everyone

        people = await self.seat.read(everyone)
        self._known = {person.name: person for person in people}
        self._list(self.seat.desk.shop.name, [(person.name, person.role.value) for person in people])
        if self._waits:
            self._enter(self._who)
        elif self._who:
            await self._try(self._who, "")
        self.call_after_refresh(self.desk.settled)

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """A name; whoever is quicker than the desk is let in once it is open."""
        self._who, self._waits = message.choice.value, not self._known
        if self._known:
            self._enter(self._who)
        else:
            self.say("One moment, the desk is being opened.")

    def _enter(self, name: str) -> None:
        """Ask for the secret, or let in who has none yet."""
        person = self._known.get(name)
        self.query_one(StatusLine).clear()
        if person is not None and (person.password or person.pin):
            self._ask(ENOUGH if person.password else ENOUGH.replace("password", "PIN"))
        elif person is not None:
            self._submit("")

    def _ask(self, sentence: str) -> None:
        self._head(f"Sign in as {self._who}.")
        self.add_class("-secret")
        field = self.query_one("#secret", TextField)
        field.value = ""
        field.focus()
        self._offer_keys()
        self.say(sentence)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """A secret: to come in with, or the one that is being chosen."""
        if self._password is None:
            self._submit(message.value)
        else:
            self.start(self._choose(self._password, message.value), "sign in", exclusive=True)

    def _submit(self, secret: str) -> None:
        self.start(self._try(self._who, secret), "sign in", exclusive=True)

    async def _try(self, name: str, secret: str) -> None:
        from workflows.errors import Refused
        from workflows.shop.sign_in import sign_in

        try:
            entered = await self.seat.call(lambda: sign_in(self.seat.desk, name, secret))
        except Refused as refusal:
            self._ask(ENOUGH)
            self.say(str(refusal), "error")
            return
        if entered.must_choose and not self._is_demo:
            self._entered, self._password = entered, NewPassword(entered.person)
            self._ask(LATER)
        else:
            self._come_in(entered)

    @property
    def _is_demo(self) -> bool:
        from models.shops import ShopKind

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
            self.say(str(refusal), "error")
            return
        assert self._entered is not None, "nobody is choosing a password"
        self._come_in(self._entered)

    def _come_in(self, entered: "SignedIn") -> None:
        from workflows.actors import actor_of

        self.seat.person = actor_of(entered.person)
        self.desk.touched()
        from console.screens.place import first_place

        self.desk.show_place(first_place(entered.person.role))

    def action_close(self) -> None:
        """Back to the names; or in, without choosing a password today."""
        if self._entered is not None:
            self._come_in(self._entered)
            return
        self._head(WHO)
        self.remove_class("-secret")
        self.query_one(StatusLine).clear()
        self.query_one(Choices).focus()
