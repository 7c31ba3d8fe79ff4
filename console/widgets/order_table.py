"""The one table of every list: titles, rows and a foot, drawn line by line."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.strip import Strip

from console.actions import Place
from console.data.columns import Column, needs
from console.data.rows import PageSource
from console.data.window import Window
from console.styles.tones import TONES
from console.text import clean
from console.widgets.bindings import bindings, key_label
from console.widgets.lines import folded
from console.widgets.paged_list import PagedList
from console.widgets.row_painter import MARGIN, PARTS, Look, RowPainter
from console.widgets.table_messages import RowOpened

WHEEL = 3  #: rows of one turn
FRAME = 2  #: lines that are no rows: titles and foot


class OrderTable(PagedList, can_focus=True):
    """A list of orders. A cursor that moves costs two lines of paint, whatever the length of the list."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Place.TABLE), *bindings(Place.SELECTION)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"order-table--{part}" for part in PARTS}
    DEFAULT_CSS = """
    OrderTable {
        height: 1fr;
        background: $background;
        color: $foreground;
        .order-table--header { color: $foreground-muted; background: $surface; }
        .order-table--cursor {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
        .order-table--blurred {
            color: $block-cursor-blurred-foreground;
            background: $block-cursor-blurred-background;
            text-style: $block-cursor-blurred-text-style;
        }
        .order-table--selected { background: $panel; }
        .order-table--gone { color: $foreground-muted; text-style: strike; }
        .order-table--foot { color: $foreground-muted; background: $surface; }
        .order-table--error { color: $text-error; background: $surface; text-style: bold; }
        .order-table--empty { color: $foreground-muted; }
    }
    """ + "\n".join(f"OrderTable .order-table--{tone} {{ color: {color}; }}" for tone, color in TONES.items())

    def __init__(
        self,
        source: PageSource,
        columns: Sequence[Column],
        *,
        empty: str = "Nothing here.",
        selects: bool = True,
        id: str | None = None,
    ) -> None:
        """`empty` says what to do when the list has no rows, `selects` whether rows are selected for anything."""
        super().__init__(source, id=id)
        self._columns = columns
        self._empty = empty
        self._selects = selects
        self._note = ""
        self._painter: RowPainter | None = None
        self._needed: tuple[int, ...] = ()  # cells of each column; within one list they only rise
        self._painted_foot = ("", "")

    def note(self, text: str) -> None:
        """A few words at the foot, such as how many orders there are."""
        self._note = clean(text)
        self._refresh_line(self.size.height - 1)

    def put(self, columns: Sequence[Column]) -> None:
        """Other columns, from the next list that is read; until then the titles are those of the rows."""
        self._columns, self._needed = columns, ()

    def when_empty(self, text: str) -> None:
        """What stands in the place of rows when there are none."""
        if text != self._empty:
            self._empty = text
            self.refresh()

    # Keys and mouse

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is selected where nothing is done with a selection."""
        return self._selects or action not in ("select", "select_all")

    def action_up(self) -> None:
        """One row up."""
        self.go(self.window.moved(-1))

    def action_down(self) -> None:
        """One row down."""
        self.go(self.window.moved(1))

    def action_page_up(self) -> None:
        """One page up."""
        self.go(self.window.paged(-1))

    def action_page_down(self) -> None:
        """One page down."""
        self.go(self.window.paged(1))

    def action_first(self) -> None:
        """To the first row of the list."""
        self.go(self.window.to_start())

    def action_last(self) -> None:
        """To the last row of the list."""
        self.go(self.window.to_end())

    def action_reload(self) -> None:
        """Read the list again, where it is."""
        self.reopen(self.place)

    def action_open(self) -> None:
        """Open the order under the cursor."""
        if row := self.current:
            self.post_message(RowOpened(self, row))

    def action_select(self) -> None:
        """Select the order under the cursor, or not."""
        row = self.current
        if row is not None and row.id not in self.window.gone:
            self.select(self.selected ^ {row.id})

    def action_select_all(self) -> None:
        """Select every order on the screen that still belongs there; none at all when all of them are."""
        ids = frozenset(row.id for row in self.shown) - self.window.gone if self.window.ready else frozenset()
        self.select(() if ids <= self.selected else self.selected | ids)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the screen."""
        event.stop()
        self.go(self.window.scrolled(WHEEL))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the screen."""
        event.stop()
        self.go(self.window.scrolled(-WHEEL))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a second one opens, one in the margin selects."""
        if not 0 <= event.y - 1 < len(self.shown):
            return
        self.go(self.window.put(event.y - 1))
        if event.x < MARGIN:
            self.action_select()
        elif event.chain == 2:
            self.action_open()

    # Painting

    def on_resize(self, event: events.Resize) -> None:
        """Other rows fit, or other columns."""
        self._painter = None
        self.become(self.window.resized(event.size.height - FRAME))

    def on_focus(self) -> None:
        """The cursor shows that keys go here."""
        self._refresh_line(self.window.cursor - self.window.top + 1)

    def on_blur(self) -> None:
        """The cursor shows that keys go elsewhere."""
        self._refresh_line(self.window.cursor - self.window.top + 1)

    def notify_style_update(self) -> None:
        """Another theme: paint everything anew."""
        self._painter = None
        super().notify_style_update()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All the room there is."""
        return container.height

    def repaint(self, old: Window) -> None:
        """A cursor that moves costs two lines; a list that opens is painted when its rows are here."""
        new = self.window
        if not new.ready:
            return
        if new.rows is not old.rows or not old.ready:
            self._measure(of_another_list=not old.ready)
        if (old.shown, old.gone, old.ready) != (new.shown, new.gone, True):
            self.refresh()
            return
        if old.cursor - old.top != new.cursor - new.top:
            self._refresh_line(old.cursor - old.top + 1)
            self._refresh_line(new.cursor - new.top + 1)
        if self._painted_foot != self._foot():
            self._refresh_line(self.size.height - 1)

    def _measure(self, *, of_another_list: bool) -> None:
        """What the columns need for the rows that are here; a page that needs no more moves nothing."""
        needed = needs(self._columns, (row.cells for row in self.window.rows))
        if not of_another_list:
            needed = tuple(map(max, needed, self._needed or needed))
        self._needed = needed
        painter = self._new_painter()
        if self._painter is not None and self._painter.fits != painter.fits:
            self._painter = painter
            self.refresh()

    def _refresh_line(self, y: int) -> None:
        self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Titles, rows, foot."""
        painter = self._painter = self._painter or self._new_painter()
        if y == 0:
            return painter.header()
        if y == self.size.height - 1:
            self._painted_foot = self._foot()
            return painter.line(*self._painted_foot)
        window, index = self.window, self.window.top + y - 1
        if not window.rows or (self.failure and not window.ready):
            return self._said(painter, y - 1)
        if index >= len(window.rows):
            return painter.line("", "row")
        return painter.row(window.rows[index], self._look(window, index))

    def _new_painter(self) -> RowPainter:
        return RowPainter(self._columns, self.size.width, self._style, self._needed)

    def _look(self, window: Window, index: int) -> Look:
        id = window.rows[index].id
        return Look(
            cursor=window.ready and index == window.cursor,
            blurred=not self.has_focus,
            selected=id in self.selected,
            gone=id in window.gone or self.waiting,
        )

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"order-table--{part}", partial=part in TONES)

    def _said(self, painter: RowPainter, line: int) -> Strip:
        """What stands where rows would: why there are none and what to do."""
        text = self.failure or (self._empty if self.window.ready else "")
        lines = ["", *folded(text, painter.width - 2 * MARGIN)]
        return painter.line(" " * MARGIN + lines[line] if line < len(lines) else "", "empty")

    def _foot(self) -> tuple[str, str]:
        """The last line and its style: a failure, else what is above, below and selected."""
        if self.failure:
            return f" ! {self.failure} {key_label(self.app, 'table.reload')} reads it again.", "error"
        if self.waiting:
            return " Reading the list…", "foot"
        window = self.window
        above = "▲" if window.top or window.more_before else " "
        below = "▼" if window.more_after or window.top + window.height < len(window.rows) else " "
        chosen = f"{len(self.selected)} selected" if self.selected else ""
        return f" {above}{below} " + " · ".join(filter(None, (chosen, self._note))), "foot"
