"""The floor of the console: a bare Textual app that repaints the same area on the same keys."""

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Sheet(Widget, can_focus=True):
    """Lines of text: a few of them, or all, are painted anew."""

    DEFAULT_CSS = "Sheet { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.turn = 0

    def render_line(self, y: int) -> Strip:
        """A full line that differs at every turn."""
        text = f"{self.turn:06} {y:03} " + "Yasmine Haddad +213 551 23 45 67 DZD 3 400.00 " * 4
        return Strip([Segment(text[: self.size.width].ljust(self.size.width))])

    def on_key(self, event: events.Key) -> None:
        """Down paints two lines, everything else the whole sheet."""
        self.turn += 1
        if event.key == "down":
            self.refresh(Region(0, self.turn % 20, self.size.width, 2))
        else:
            self.refresh()


class BareApp(App[None]):
    """One sheet."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Nothing else."""
        yield Sheet()

    def on_mount(self) -> None:
        """Keys go to the sheet."""
        self.query_one(Sheet).focus()


if __name__ == "__main__":
    BareApp().run()
