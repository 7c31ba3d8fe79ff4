"""The window against a plain list: thousands of keys, reads that come late, orders that change in between."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from console.data.paging import AHEAD, KEPT, arrived, patched, wants
from console.data.window import Window, between
from tests.console.support.lists import ListSource, renamed, row


@dataclass
class Screen:
    """What a table over the whole list in memory would do."""

    count: int
    height: int
    top: int = 0
    cursor: int = 0

    def go(self, op: str, by: int) -> None:
        """One key, or one turn of the wheel."""
        last = self.count - 1
        if op == "scroll":
            self.top = between(self.top + by, 0, self.count - self.height)
            self.cursor = between(self.cursor, self.top, min(self.top + self.height - 1, last))
        elif op == "page":
            self._to(self.cursor + by * self.height, self.top + by * self.height)
        elif op == "ends":
            self._to(0 if by < 0 else last, self.top)
        else:
            self._to(self.cursor + by, self.top)

    def _to(self, cursor: int, top: int) -> None:
        self.cursor = between(cursor, 0, self.count - 1)
        top = between(top, self.cursor - self.height + 1, self.cursor)
        self.top = between(top, 0, self.count - self.height)


def gone_to(window: Window, op: str, by: int) -> Window:
    """The same key for the window."""
    if op == "ends":
        return window.to_start() if by < 0 else window.to_end()
    moves = {"move": window.moved, "page": window.paged, "scroll": window.scrolled}
    return moves[op](by)


def read(window: Window, source: ListSource, most: int = 60) -> Window:
    """Answers up to `most` reads."""
    for _ in range(most):
        want = wants(window)
        if want is None:
            break
        window = arrived(window, want, source.read(want.key, want.direction, want.limit))
    return window


OPS = st.lists(st.tuples(st.sampled_from(["move", "page", "scroll", "ends"]), st.integers(-3, 3)), max_size=40)


@given(st.integers(0, 120), st.integers(1, 9), OPS)
@settings(max_examples=300, deadline=None)
def test_with_rows_in_time_it_is_a_plain_list(count: int, height: int, ops: list[tuple[str, int]]) -> None:
    source = ListSource([row(number) for number in range(count)])
    window, screen = read(Window(height=height), source), Screen(count, height)
    for op, turns in ops:
        by = between(turns, -AHEAD * height, AHEAD * height) if op == "scroll" else turns
        window = read(gone_to(window, op, by), source)
        screen.go(op, by)
        assert wants(window) is None
        assert [one.key[0] for one in window.shown] == list(range(screen.top, min(screen.top + height, count)))
        assert (window.current.key[0] if window.current else 0) == screen.cursor


class LivingList(RuleBasedStateMachine):
    """Keys, late reads and changes by others, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.source = ListSource([row(number) for number in range(40)])
        self.window = Window(height=4)
        self.made = 1_000

    @rule(op=st.sampled_from(["move", "page", "scroll", "ends"]), by=st.integers(-3, 3))
    def press(self, op: str, by: int) -> None:
        self.window = gone_to(self.window, op, by)

    @rule(height=st.integers(1, 9))
    def resize(self, height: int) -> None:
        self.window = self.window.resized(height)

    @rule()
    def come_back(self) -> None:
        self.window = self.window.opened(self.window.anchor)

    @precondition(lambda self: wants(self.window) is not None)
    @rule()
    def answer(self) -> None:
        before = self.window
        self.window = read(before, self.source, 1)
        if before.ready and not before.owed and self.window.ready and before.current:
            assert self.window.current
            assert self.window.current.id == before.current.id

    @rule(place=st.integers(-5, 45))
    def insert(self, place: int) -> None:
        self.made += 1
        self.source.put(row(place, f"n{self.made}"))

    @precondition(lambda self: self.source.rows)
    @rule(data=st.data())
    def leave(self, data: st.DataObject) -> None:
        self.source.drop(data.draw(st.sampled_from(self.source.rows)).id)

    @precondition(lambda self: self.source.rows)
    @rule(data=st.data(), place=st.integers(-5, 45))
    def reorder(self, data: st.DataObject, place: int) -> None:
        one = data.draw(st.sampled_from(self.source.rows))
        self.source.put(row(place, one.id, "moved"))

    @precondition(lambda self: self.window.ready and self.window.rows)
    @rule(data=st.data(), leaves=st.booleans())
    def patch(self, data: st.DataObject, leaves: bool) -> None:
        one = data.draw(st.sampled_from(self.window.rows))
        before = self.window
        self.window = patched(before, {one.id: None if leaves else renamed(one, "patched")})
        assert [row.id for row in self.window.shown] == [row.id for row in before.shown]
        assert (self.window.cursor, self.window.top) == (before.cursor, before.top)

    @rule()
    def hear_of_a_change(self) -> None:
        self.window = self.window.outdated()

    @precondition(lambda self: self.window.ready)
    @rule()
    def settle(self) -> None:
        """After everything is read and one key is pressed, the screen shows a stretch of the true list."""
        renewed = read(read(self.window, self.source).outdated(), self.source)
        assert wants(renewed) is None
        self.window = read(renewed.moved(1), self.source)
        assert self.window.seen == self.window.changes
        shown, truth = [row.id for row in self.window.shown], [row.id for row in self.source.rows]
        start = truth.index(shown[0]) if shown else 0
        assert shown == truth[start : start + self.window.height]

    @invariant()
    def the_cursor_is_on_the_screen(self) -> None:
        window = self.window
        if window.rows:
            assert 0 <= window.top <= window.cursor < min(window.top + window.height, len(window.rows))

    @invariant()
    def no_order_stands_twice(self) -> None:
        ids = [one.id for one in self.window.rows]
        assert len(ids) == len(set(ids))

    @invariant()
    def dimmed_rows_are_rows(self) -> None:
        assert self.window.gone <= {one.id for one in self.window.rows}


LivingList.TestCase.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
TestLivingList = LivingList.TestCase


@given(st.integers(1, 12), st.lists(st.integers(-4, 4), max_size=60))
@settings(max_examples=100, deadline=None)
def test_memory_stays_flat_however_far_one_goes(height: int, pages: list[int]) -> None:
    source = ListSource([row(number) for number in range(2_000)])
    window = read(Window(height=height), source)
    for by in pages:
        window = read(window.paged(by), source)
        assert len(window.rows) <= (KEPT + AHEAD) * height
