"""A label and a field to type in, on one line."""

from textual.app import ComposeResult
from textual.containers import Horizontal

from console.text import clean
from console.widgets.form import TextField
from console.widgets.lines import Plain


class Field(Horizontal):
    """Knows what it showed at first: text from outside is cleaned for the screen, and that is no change."""

    DEFAULT_CSS = """
    Field { height: 1; }
    Field > .label { width: 12; color: $foreground-muted; }
    Field > TextField { width: 1fr; }
    """

    def __init__(self, label: str, value: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self._label = Plain(label, classes="label")
        self._was = clean(value)
        self.text = TextField(value, placeholder=placeholder)

    def compose(self) -> ComposeResult:
        """Label, then field."""
        yield self._label
        yield self.text

    @property
    def value(self) -> str:
        """What it holds now."""
        return self.text.value

    @property
    def differs(self) -> bool:
        """Whether somebody changed it."""
        return self.value != self._was
