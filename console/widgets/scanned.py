"""Answers where a scanner types: a key answers by the enter after it, so that a code answers nothing."""

from collections.abc import Sequence

from textual import events

from console.text import clean
from console.widgets.bindings import key_label
from console.widgets.form import Choice, Choices
from console.widgets.read_back import ReadBack


class Gathering:
    """Keeps what is typed until enter asks for it."""

    _code = ""

    def on_key(self, event: events.Key) -> None:
        """A character by itself does nothing."""
        if event.character is not None and event.is_printable:
            event.stop()
            event.prevent_default()
            self.typed(event.character)

    def typed(self, character: str) -> None:
        """One more."""
        self._code += character

    def taken(self) -> str:
        """What was typed since the last time."""
        code, self._code = self._code, ""
        return code


class ScannedChoices(Gathering, Choices):
    """A choice's key marks it, and enter chooses what is marked."""

    picks = "mark"

    def show(self, choices: Sequence[Choice]) -> None:
        """Other answers; nothing was typed for them."""
        self.taken()
        super().show(choices)

    def typed(self, character: str) -> None:
        """The choice whose key was typed is marked."""
        super().typed(character)
        if self._code in self.keys:
            self._move(self.keys.index(self._code) - self._at)

    def action_up(self) -> None:
        """The choice above, whatever was typed."""
        self.taken()
        super().action_up()

    def action_down(self) -> None:
        """The choice below, whatever was typed."""
        self.taken()
        super().action_down()

    def action_accept(self) -> None:
        """The choice that is marked, unless a code came to its end."""
        code = self.taken()
        if not code or code in self.keys:
            super().action_accept()
            return
        self._move(-self._at)
        enter = key_label(self.app, "form.accept")
        why = f"{clean(code, 40)} answers nothing. Press the key of a line and then {enter}."
        self.post_message(self.Refused(self, Choice(code, code, "", why)))

    def action_pick(self, key: str) -> None:
        """A character that was typed before the list had the focus."""
        self.typed(key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Every character of a code is one, also where no choice has it."""
        return True


class ScannedCard(Gathering, ReadBack):
    """Enter is never enough: the key of insisting goes before it."""

    def ask(self, read: Sequence[str], verb: str, warning: str, *, doubt: str = "") -> None:
        """As on any card; nothing was typed for it."""
        self.taken()
        super().ask(read, verb, warning, doubt=doubt)

    @property
    def key(self) -> str:
        """What is to be pressed."""
        return f"{key_label(self.app, 'form.insist')} and then {key_label(self.app, 'form.accept')}"

    def action_accept(self) -> None:
        """It is agreed where the key of insisting, and nothing else, was typed before."""
        if self.taken() == key_label(self.app, "form.insist"):
            self.action_insist()
        else:
            self.post_message(self.Doubted(self.wanted))

    def action_insist(self) -> None:
        """It is agreed."""
        self.post_message(self.Accepted(self))
