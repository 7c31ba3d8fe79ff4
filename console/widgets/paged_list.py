"""A list that holds a few pages of any number of rows and reads on before they are needed."""

from collections.abc import Iterable, Mapping

from textual.timer import Timer
from textual.widget import Widget

from console.data import paging
from console.data.paging import Purpose, Want, wants
from console.data.rows import Page, PageSource, Query, SourceError, TableRow
from console.data.window import START, Anchor, Window
from console.text import clean
from console.trouble import trouble
from console.widgets.table_messages import ReadFailed, RowHighlighted, SelectionChanged

PATIENCE = 0.15  #: seconds before a list that is still read says so
PLACES_KEPT = 64  #: lists whose cursor is remembered


class PagedList(Widget):
    """Reading, cursor and selection; `OrderTable` adds keys and paint.

    Every change goes through `become`, every read through `_read`. At most one read of a list is under way, and
    an answer for a list that is no longer shown is dropped.
    """

    def __init__(self, source: PageSource, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._source = source
        self._listed: Query | None = None
        self.window = Window()
        self._selected: frozenset[str] = frozenset()
        self._seen: dict[str, int] = {}  # the selected orders with their versions as they were last on the screen
        self._places: dict[Query, Anchor] = {}
        self._reading: set[int] = set()  # generations with a read under way
        self.failure = ""  #: why the last read failed, in a sentence
        self._blocked = False  # after a failure, until a key is pressed
        self.waiting = False  #: the list that opens takes long enough to say so
        self._patience: Timer | None = None
        self._told: TableRow | None = None

    @property
    def listed(self) -> Query | None:
        """Which list is shown."""
        return self._listed

    @property
    def current(self) -> TableRow | None:
        """The row under the cursor; None in an empty list and while another list opens."""
        return self.window.current

    @property
    def shown(self) -> tuple[TableRow, ...]:
        """The rows on the screen."""
        return self.window.shown

    @property
    def place(self) -> Anchor:
        """Where the cursor is, to come back to."""
        return self.window.anchor

    @property
    def selected(self) -> frozenset[str]:
        """Ids of the selected orders, also of those on other pages."""
        return self._selected

    def seen(self, id: str) -> int:
        """The version of a selected order, or of the one under the cursor, as it was last shown; 0 of any other."""
        here = self.current
        return here.version if here is not None and here.id == id else self._seen.get(id, 0)

    def show(self, query: Query, place: Anchor | None = None) -> None:
        """Another list: at a place, where it was left, or at its start. The selection is let go."""
        if self._listed is not None:
            self._remember(self._listed)
        self._listed = query
        self.select(())
        self.reopen(place or self._places.get(query, START))

    def reopen(self, place: Anchor) -> None:
        """Read the list that is shown anew, from a place in it."""
        self.failure = ""
        self.go(self.window.opened(place))

    def renew(self) -> None:
        """Something changed in the database: read the screen again without moving the cursor."""
        self.go(self.window.outdated())

    def patch(self, changes: Mapping[str, TableRow | None]) -> None:
        """Rows that are known to have changed; None dims an order that left the list."""
        self.become(paging.patched(self.window, changes))

    def select(self, ids: Iterable[str]) -> None:
        """Exactly these orders are selected."""
        chosen = frozenset(ids)
        if chosen != self._selected:
            self._selected = chosen
            self._take_in()
            self.refresh()
            self.post_message(SelectionChanged(self, chosen))

    def go(self, window: Window) -> None:
        """A key, the mouse or a change: it also tries again after a failure."""
        self._blocked = False
        self.become(window)

    def become(self, window: Window) -> None:
        """The list is in another state: paint what differs, tell the screen, read on."""
        old, self.window = self.window, window
        self._take_in()
        self.repaint(old)
        self._tell()
        self._read_on()

    def _take_in(self) -> None:
        """Note in which version the selected orders are seen now; those on other pages keep theirs."""
        shown = {row.id: row.version for row in self.shown} if self.window.ready else {}
        self._seen = {id: version for id, version in (self._seen | shown).items() if id in self._selected}

    def repaint(self, old: Window) -> None:
        """Paint what differs from an older state."""
        self.refresh()

    def _remember(self, query: Query) -> None:
        self._places.pop(query, None)
        self._places[query] = self.window.anchor
        if len(self._places) > PLACES_KEPT:
            self._places.pop(next(iter(self._places)))

    def _tell(self) -> None:
        """Post what others have to know."""
        if not self.window.ready:
            return
        if self.window.gone & self._selected:
            self.select(self._selected - self.window.gone)
        if self.current != self._told:
            self._told = self.current
            self.post_message(RowHighlighted(self, self.current))

    def _read_on(self) -> None:
        """Start the next read, if one is needed and the size of the screen is known."""
        want = wants(self.window)
        if want is None or self._listed is None or self._blocked or not self.size:
            return
        if want.generation in self._reading:
            return
        self._reading.add(want.generation)
        self.run_worker(self._read(self._listed, want), group="read", exit_on_error=False)
        if want.purpose is Purpose.OPEN and self._patience is None:
            self._patience = self.set_timer(PATIENCE, self._say_waiting)

    async def _read(self, query: Query, want: Want) -> None:
        try:
            page = await self._source.page(query, want.key, want.direction, want.limit)
        except Exception as error:  # a list that cannot be read must not close the console
            self._reading.discard(want.generation)
            self._failed(want, error)
        else:
            self._reading.discard(want.generation)
            self._arrived(want, page)

    def _arrived(self, want: Want, page: Page) -> None:
        if want.generation == self.window.generation:
            self.failure = ""
            self._stop_waiting()
        self.become(paging.arrived(self.window, want, page))

    def _failed(self, want: Want, error: Exception) -> None:
        if want.generation != self.window.generation:
            return
        known = isinstance(error, SourceError)
        self.failure = clean(str(error)) if known else trouble(error)
        self._blocked = True
        self._stop_waiting()
        self.refresh()
        self.post_message(ReadFailed(self, error))

    def _say_waiting(self) -> None:
        self._patience = None
        self.waiting = not self.window.ready
        self.refresh()

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.stop()
        self._patience, self.waiting = None, False
