"""The window over a list: where the cursor goes, what is read, what happens when orders change."""

import pytest

from console.data.paging import AHEAD, KEPT, Purpose, arrived, patched, wants
from console.data.rows import Direction, Page
from console.data.window import START, Anchor, Window
from tests.console.support.lists import ListSource, renamed, row


def numbers(window: Window) -> list[int]:
    """The rows on the screen, by number."""
    return [int(str(one.key[0])) for one in window.shown]


def current(window: Window) -> str | None:
    return window.current.id if window.current else None


def read(window: Window, source: ListSource, reads: int = 99) -> Window:
    """Reads until nothing is wanted."""
    for _ in range(reads):
        want = wants(window)
        if want is None:
            return window
        window = arrived(window, want, source.read(want.key, want.direction, want.limit))
    assert reads < 99, "it reads for ever"
    return window


@pytest.fixture
def source() -> ListSource:
    return ListSource([row(number) for number in range(100)])


@pytest.fixture
def window(source: ListSource) -> Window:
    return read(Window(height=5), source)


def test_it_works(window: Window) -> None:
    assert numbers(window) == [0, 1, 2, 3, 4]
    assert current(window) == "o0"
    assert numbers(window.moved(1)) == [0, 1, 2, 3, 4]
    assert current(window.moved(1)) == "o1"


def test_the_screen_follows_the_cursor_only_as_far_as_it_must(window: Window) -> None:
    assert numbers(window.moved(5)) == [1, 2, 3, 4, 5]
    assert numbers(window.moved(5).moved(-1)) == [1, 2, 3, 4, 5]


def test_a_page_keeps_the_line_of_the_cursor(window: Window) -> None:
    paged = window.moved(2).paged(1)
    assert (numbers(paged), current(paged)) == ([5, 6, 7, 8, 9], "o7")
    assert paged.paged(-1) == window.moved(2).paged(1).paged(-1)
    assert numbers(paged.paged(-1)) == [0, 1, 2, 3, 4]


def test_ends_hold_the_cursor(window: Window, source: ListSource) -> None:
    assert current(window.moved(-1)) == "o0"
    end = read(window.to_end(), source)
    assert (numbers(end), current(end)) == ([95, 96, 97, 98, 99], "o99")
    assert current(end.moved(1)) == "o99"
    assert current(read(end.to_start(), source)) == "o0"


def test_the_ends_of_a_short_list_need_no_reading() -> None:
    window = read(Window(height=5), ListSource([row(number) for number in range(7)]))
    assert wants(window.to_end()) is None
    assert numbers(window.to_end()) == [2, 3, 4, 5, 6]
    assert numbers(window.to_end().to_start()) == [0, 1, 2, 3, 4]


def test_an_empty_list_has_no_current_row() -> None:
    window = read(Window(height=5), ListSource([]))
    assert window.ready
    assert window.moved(1).moved(-1).paged(1).current is None
    assert window.to_end().to_start().shown == ()


def test_rows_are_read_before_they_are_needed(source: ListSource) -> None:
    opened = read(Window(height=5), source, reads=1)
    want = wants(opened)
    assert want is not None
    assert (want.purpose, want.direction, want.key) == (Purpose.GROW, Direction.AFTER, (9, "o9"))
    assert want.limit == AHEAD * 5


def test_a_key_that_outruns_the_rows_waits_and_then_moves(source: ListSource) -> None:
    waiting = read(Window(height=5), source, reads=1).paged(1).paged(1)
    assert numbers(waiting) == [5, 6, 7, 8, 9]
    assert waiting.owed == 5
    assert numbers(read(waiting, source)) == [10, 11, 12, 13, 14]


def test_turning_round_forgives_what_is_owed(source: ListSource) -> None:
    waiting = read(Window(height=5), source, reads=1).paged(1).paged(1)
    assert current(read(waiting.moved(-1), source)) == "o4"


def test_keys_pressed_while_a_list_opens_are_paid_when_it_is_here(window: Window, source: ListSource) -> None:
    opening = window.opened().moved(1).moved(1)
    assert opening.current is None
    assert current(read(opening, source)) == "o2"


def test_a_late_page_of_another_list_changes_nothing(window: Window) -> None:
    want = wants(window.opened())
    assert want is not None
    later = window.opened().opened()
    assert arrived(later, want, Page((row(1),), more=False)) == later


def test_the_window_stays_small(window: Window, source: ListSource) -> None:
    for _ in range(19):
        window = read(window.paged(1), source)
        assert len(window.rows) <= (KEPT + AHEAD) * 5
    assert numbers(window) == [95, 96, 97, 98, 99]
    for _ in range(19):
        window = read(window.paged(-1), source)
    assert numbers(window) == [0, 1, 2, 3, 4]


def test_the_wheel_moves_the_screen_and_the_cursor_only_if_it_must(window: Window, source: ListSource) -> None:
    window = window.moved(4)
    rolled = read(window.scrolled(3), source)
    assert (numbers(rolled), current(rolled)) == ([3, 4, 5, 6, 7], "o4")
    assert current(rolled.scrolled(3)) == "o6"
    assert current(rolled.scrolled(-3).scrolled(-3)) == "o4"


def test_a_click_goes_to_its_line(window: Window) -> None:
    assert current(window.put(3)) == "o3"
    assert window.put(5) == window
    assert window.put(-1) == window
    assert window.opened().put(1) == window.opened()


def test_a_taller_screen_shows_more_rows(window: Window, source: ListSource) -> None:
    assert numbers(read(window.paged(2).resized(8), source)) == list(range(10, 18))
    assert numbers(window.moved(4).resized(2)) == [3, 4]
    assert window.resized(0).height == 1


def test_coming_back_lands_on_the_same_order_on_the_same_line(window: Window, source: ListSource) -> None:
    left = read(window.paged(4), source).moved(2)
    back = read(Window(height=5).opened(left.anchor), source)
    assert (numbers(back), current(back)) == (numbers(left), current(left))


def test_coming_back_after_the_order_left_lands_on_its_line(window: Window, source: ListSource) -> None:
    anchor = read(window.paged(4), source).moved(2).anchor
    source.drop("o22")
    assert current(read(window.opened(anchor), source)) == "o23"


def test_coming_back_to_a_list_that_became_short_shows_its_end(window: Window, source: ListSource) -> None:
    anchor = read(window.paged(4), source).anchor
    source.rows = source.rows[:3]
    assert numbers(read(window.opened(anchor), source)) == [0, 1, 2]


def test_a_window_that_is_still_opening_comes_back_where_it_was_going() -> None:
    anchor = Anchor((3, "o3"), "o5", 1)
    assert Window().anchor == START
    assert Window().opened(anchor).anchor == anchor


def test_changed_cells_show_in_the_old_place(window: Window) -> None:
    changed = patched(window, {"o2": row(99, "o2", "Amina")})
    assert changed.shown[2].cells[-1] == "Amina"
    assert changed.shown[2].key == (2, "o2")
    assert wants(changed) == wants(window)


def test_an_order_that_left_stays_dimmed_until_the_next_move(window: Window) -> None:
    left = patched(window.moved(2), {"o2": None, "o4": None, "nobody": None})
    assert (numbers(left), set(left.gone)) == ([0, 1, 2, 3, 4], {"o2", "o4"})
    assert current(left) == "o2"
    down = left.moved(1)
    assert (numbers(down), current(down), down.gone) == ([0, 1, 3, 5, 6], "o3", frozenset())
    assert current(left.moved(-1)) == "o1"


def test_an_order_that_came_back_is_not_dimmed(window: Window) -> None:
    assert patched(patched(window, {"o2": None}), {"o2": row(2)}).gone == frozenset()


def test_the_last_order_leaves_when_a_key_is_pressed() -> None:
    window = read(Window(height=5), ListSource([row(1)]))
    left = patched(window, {"o1": None})
    assert left.current is not None
    assert left.moved(1).rows == ()


def test_a_new_order_above_does_not_move_the_cursor(source: ListSource, window: Window) -> None:
    source.put(row(-1))
    renewed = read(window.outdated(), source)
    assert (current(renewed), renewed.cursor - renewed.top) == ("o0", 0)
    assert numbers(renewed.moved(-1))[0] == -1


def test_a_new_order_on_the_screen_appears_below_or_above_the_cursor(source: ListSource, window: Window) -> None:
    source.put(row(2, "new"))
    renewed = read(window.moved(3).outdated(), source)
    assert [one.id for one in renewed.shown] == ["o1", "new", "o2", "o3", "o4"]
    assert (current(renewed), renewed.cursor - renewed.top) == ("o3", 3)


def test_what_a_colleague_took_is_dimmed_and_its_neighbours_stay(source: ListSource, window: Window) -> None:
    source.drop("o1")
    source.drop("o2")
    source.put(renamed(row(3), "Amina"))
    renewed = read(window.moved(2).outdated(), source)
    assert (numbers(renewed), set(renewed.gone)) == ([0, 1, 2, 3, 4], {"o1", "o2"})
    assert current(renewed) == "o2"
    assert renewed.shown[3].cells[-1] == "Amina"


def test_a_change_during_a_read_is_read_again(source: ListSource, window: Window) -> None:
    first = wants(window.outdated())
    assert first is not None
    again = arrived(window.outdated().outdated(), first, source.read(first.key, first.direction, first.limit))
    assert wants(again) is not None
    assert wants(read(again, source)) is None


def test_a_renewal_that_comes_after_the_person_went_on_is_asked_again(source: ListSource, window: Window) -> None:
    window = read(window.paged(4), source).outdated()
    want = wants(window)
    assert want is not None
    page = source.read(want.key, want.direction, want.limit)
    up = arrived(window.paged(-1), want, page)
    assert numbers(up) == [15, 16, 17, 18, 19]
    assert up.seen < up.changes
    assert read(up, source).seen == up.changes


def test_a_flood_of_new_orders_leaves_the_screen_as_it_is(source: ListSource, window: Window) -> None:
    source.rows = [*(row(number) for number in range(-40, 0)), *source.rows]
    renewed = read(window.outdated(), source)
    assert (current(renewed), numbers(renewed)) == ("o0", [0, 1, 2, 3, 4])


def test_a_list_that_lost_everything_below_shows_its_end(source: ListSource, window: Window) -> None:
    far = read(window.paged(4), source)
    source.rows = source.rows[:20]
    gone = read(far.outdated(), source)
    assert gone.gone == {"o20", "o21", "o22", "o23", "o24"}
    assert numbers(read(gone.moved(1), source)) == [15, 16, 17, 18, 19]


def test_an_empty_list_shows_the_first_order_that_comes() -> None:
    source = ListSource([])
    window = read(Window(height=5), source)
    source.put(row(1))
    assert current(read(window.outdated(), source)) == "o1"
