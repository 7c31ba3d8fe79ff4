"""Why somebody takes no order for a while: a digit, or their own words."""

from textual.message import Message
from textual.widgets import Input

from console.widgets.drawer import Drawer
from console.widgets.form import Choice, Choices, TextField

REASONS = ("break", "lunch", "meeting", "training", "technical problem")
OTHER = str(len(REASONS) + 1)


class PauseReasons(Drawer):
    """`p` and a digit. It stays open until the pause is written."""

    DEFAULT_CSS = """
    PauseReasons TextField { display: none; }
    PauseReasons.-typing TextField { display: block; }
    """

    class Given(Message):
        """The reason."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self) -> None:
        choices = [Choice(str(number), reason, reason) for number, reason in enumerate(REASONS, 1)]
        self._typed = TextField(placeholder="in a few words")
        other = Choice(OTHER, "something else", OTHER)
        super().__init__(
            Choices([*choices, other]), self._typed, title="Pause: why? No new order comes until you are back."
        )

    def ask(self) -> None:
        """Anew, whatever was chosen the last time."""
        self.remove_class("-typing")
        self._typed.value = ""
        self.open()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """A usual reason, or the field for another one."""
        event.stop()
        if event.choice.value == OTHER:
            self.add_class("-typing")
            self._typed.focus()
        else:
            self.post_message(self.Given(event.choice.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """In their own words."""
        event.stop()
        self.post_message(self.Given(self._typed.value))
