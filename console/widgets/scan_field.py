"""The field that a scanner types into."""

from collections.abc import Callable

from textual import events

from console.widgets.form import TextField


class ScanField(TextField):
    """Hands a code on at its enter, before it takes the next key: a scanner types on, and so do people."""

    def __init__(self, taken: Callable[[str], None]) -> None:
        """`taken`: gets each code; enter alone is an empty one."""
        super().__init__()
        self._taken = taken

    async def on_key(self, event: events.Key) -> None:
        """A binding would be looked up by the app, and keys behind it would be in the field by then."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            await self.action_submit()

    async def action_submit(self) -> None:
        """The code is taken, and the field is empty."""
        code, self.value = self.value.strip(), ""
        self._taken(code)
