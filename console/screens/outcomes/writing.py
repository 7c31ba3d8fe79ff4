"""A note to write, and texts to read alone."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from console.actions import Place
from console.screens.outcomes.ask import Ask
from console.widgets.bindings import bindings
from console.widgets.form import TextField
from console.widgets.hints import Asking, Hint, hint
from console.widgets.lines import folded
from workflows.orders.remarks import AddNote

if TYPE_CHECKING:
    from workflows.views import Detail


class NoteLine(Ask):
    """`a`, the text, `enter`."""

    does = "save"

    def __init__(self, found: "Detail", request_id: str) -> None:
        self._text = TextField(placeholder="what the others should know")
        super().__init__(found, request_id, self._text, title=f"{found.order.ref} note:")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep it."""
        event.stop()
        self.decide(AddNote(self._text.value))


class Whole(Asking):
    """Each text on whole lines of its own: nothing beside it could change places with a right-to-left script."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Place.FORM, "form.accept")

    class Read(Message):
        """Seen."""

    def __init__(self, *texts: str) -> None:
        super().__init__()
        self._texts = tuple(filter(None, texts))

    @property
    def hints(self) -> list[Hint]:
        """Enter is enough."""
        return [hint(self.app, "form.accept", "read")]

    def lines(self, width: int) -> list[Content]:
        """The texts, each as it was written."""
        return [Content(line) for one in self._texts for line in folded(one, width)]

    def action_accept(self) -> None:
        """It was read."""
        self.post_message(self.Read())


class TextAlone(Ask):
    """`o`: name, address and notes alone, for scripts that run together (and to read letter by letter)."""

    def __init__(self, found: "Detail", request_id: str) -> None:
        order = found.order
        texts = dict.fromkeys((order.name, order.street, order.city, order.region, order.postcode, order.note))
        super().__init__(found, request_id, Whole(*texts), title=f"{order.ref} alone:")

    def on_whole_read(self, event: Whole.Read) -> None:
        """Enter closes it as escape does."""
        event.stop()
        self.action_close()
