"""The floor: a bare Textual app that repaints the same lines for the same keys, with nothing behind them."""

from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

FRAME = 6  #: lines that the desk uses for its bars
STEP = 5  #: numbers between two rows, as in the desk's first tab


class Floor(Widget, can_focus=True):
    """Lines of text with a number in each, and a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j", "down", ""),
        ("pagedown", "page", ""),
        ("right_square_bracket", "tab", ""),
    ]
    top = cursor = tab = 0

    def action_down(self) -> None:
        """Two lines."""
        self.cursor += 1
        self.refresh(Region(0, self.cursor - 1, self.size.width, 1), Region(0, self.cursor, self.size.width, 1))

    def action_page(self) -> None:
        """Every line."""
        self.top += self.size.height - FRAME
        self.refresh()

    def action_tab(self) -> None:
        """Every line."""
        self.top, self.tab = 0, (self.tab + 1) % STEP
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """A row of the width of the screen."""
        number = (self.top + y) * STEP + self.tab if y < self.size.height - FRAME else 0
        sign = "›" if y == self.cursor else " "
        text = f"{sign}   #{number:07}  Fresh           00:00  0/3     DZD 10 100.00  Yasmine Haddad, Alger"
        return Strip([Segment(text.ljust(self.size.width))], self.size.width)


class FloorApp(App[None]):
    """One widget."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Floor()


if __name__ == "__main__":
    FloorApp().run()
