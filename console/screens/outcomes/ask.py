"""The base of every drawer about one order: it asks, holds what was typed, and decides on a command."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from console.widgets.drawer import Drawer

if TYPE_CHECKING:
    from workflows.engine import Command
    from workflows.errors import Refused
    from workflows.views import Detail

MakeAsk = Callable[["Detail", str], "Ask"]  #: from an order and a request id to the drawer


class Ask(Drawer):
    """Made when its key is pressed, gone when it is left or its command is done.

    `request_id` is given once and used for every try, so that an answer which is sent again after an error changes
    nothing twice. `version` is what the person saw; a refusal that says otherwise comes with `renew`.
    """

    class Decided(Message):
        """An answer was given; the drawer stays open until its command is done."""

        def __init__(self, ask: "Ask", command: "Command") -> None:
            super().__init__()
            self.ask = ask
            self.command = command

        @property
        def control(self) -> "Ask":
            """The drawer."""
            return self.ask

    class Complained(Message):
        """What was typed cannot be used; the sentence is for the status line."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class Instead(Message):
        """Another drawer takes its place."""

        def __init__(self, ask: "Ask", make: MakeAsk) -> None:
            super().__init__()
            self.ask = ask
            self.make = make

    def __init__(self, found: "Detail", request_id: str, *children: Widget, title: str) -> None:
        super().__init__(*children, title=title)
        self.found = found
        self.request_id = request_id
        self.version = found.order.version

    def decide(self, command: "Command") -> None:
        """This is the answer."""
        self.post_message(self.Decided(self, command))

    def complain(self, sentence: str) -> None:
        """This cannot be used; everything stays as it was typed."""
        self.post_message(self.Complained(sentence))

    def renew(self, found: "Detail") -> None:
        """The order changed behind the drawer; what was typed stays. A subclass shows what it reads back anew."""
        self.found, self.version = found, found.order.version
        self.turned()

    def refuse(self, problem: "Refused") -> None:
        """The rules said no; a subclass may offer another way."""
