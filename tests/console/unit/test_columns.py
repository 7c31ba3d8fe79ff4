"""How columns share a screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.data.columns import GAP, Column, fit, needs

ORDER = Column("Order", 8)
STATUS = Column("Status", 14, min=9)
TRIES = Column("Tries", 5, hide=3)
DUE = Column("Due", 11, hide=1)
NAME = Column("Customer", 24, min=12, flex=1)


def widths(room: int, *columns: Column) -> dict[str, int]:
    return {one.column.title: one.width for one in fit(columns, room)}


def test_it_works() -> None:
    assert widths(100, ORDER, STATUS, NAME) == {"Order": 8, "Status": 14, "Customer": 74}


def test_names_get_their_width_before_the_others() -> None:
    assert widths(45, ORDER, STATUS, NAME) == {"Order": 8, "Status": 9, "Customer": 24}


def test_the_least_needed_column_goes_first() -> None:
    assert list(widths(40, ORDER, TRIES, DUE, NAME)) == ["Order", "Due", "Customer"]
    assert list(widths(30, ORDER, TRIES, DUE, NAME)) == ["Order", "Customer"]


def test_the_last_column_gives_what_lacks() -> None:
    assert widths(15, ORDER, NAME) == {"Order": 8, "Customer": 5}
    assert widths(5, ORDER, NAME) == {"Order": 8, "Customer": 0}


def test_flexible_columns_share_by_their_weight() -> None:
    one, two = Column("One", 5, flex=1), Column("Two", 5, flex=2)
    assert widths(12 + 9, one, two) == {"One": 8, "Two": 11}


def test_without_a_flexible_column_room_stays_empty() -> None:
    assert widths(80, ORDER, TRIES) == {"Order": 8, "Tries": 5}


def test_what_a_column_does_not_use_goes_to_one_that_is_cut() -> None:
    reference = Column("Reference", 16, min=10)
    fits = fit((ORDER, reference, NAME), 60, (5, 22, 12))
    assert [one.width for one in fits] == [8, 22, 60 - 8 - 22 - 2 * GAP]


def test_a_column_without_a_value_keeps_its_title_at_least() -> None:
    answer = Column("Answer", 17, min=13)
    assert [one.width for one in fit((ORDER, answer, NAME), 40, (8, 0, 18))] == [8, 10, 18]
    assert [one.width for one in fit((ORDER, answer, NAME), 40, (8, 0, 90))] == [8, 6, 22]


def test_nothing_moves_where_nothing_is_cut() -> None:
    assert fit((ORDER, STATUS, NAME), 60, (1, 0, 3)) == fit((ORDER, STATUS, NAME), 60)


STATE = Column("Status", 14, min=9, whole=True)


def test_a_status_is_whole_before_names_are() -> None:
    assert [one.width for one in fit((ORDER, STATE, NAME), 46, (5, 20, 40))] == [5, 20, 17]


def test_a_column_goes_where_a_status_would_be_cut() -> None:
    columns = (ORDER, STATE, DUE, NAME)
    assert [one.column.title for one in fit(columns, 50, (8, 12, 11, 20))] == ["Order", "Status", "Due", "Customer"]
    assert [one.width for one in fit(columns, 50, (8, 20, 11, 20))] == [8, 20, 18]


def test_no_column_goes_where_others_stand_empty() -> None:
    columns = (ORDER, STATE, DUE, NAME)
    assert [one.width for one in fit(columns, 52, (8, 20, 0, 9))] == [8, 20, 9, 9]


def test_a_column_without_a_value_goes_before_those_with_one() -> None:
    shown = fit((ORDER, STATUS, TRIES, DUE, NAME), 50, (5, 9, 1, 0, 12))
    assert [one.column.title for one in shown] == ["Order", "Status", "Tries", "Customer"]


def test_names_are_cut_where_nothing_else_can_go() -> None:
    assert [one.width for one in fit((STATE, STATE, NAME), 50, (19, 18, 20))] == [19, 18, 9]


def test_needs_are_those_of_the_widest_cells() -> None:
    assert needs((ORDER, STATUS, NAME), [("#1", "New", "Émile"), ("#1001", "", "商店")]) == (5, 3, 5)
    assert needs((ORDER, STATUS), []) == (0, 0)
    assert needs((ORDER, STATUS, NAME), [("#1", "New")]) == (2, 3, 0)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 40)), min_size=1, max_size=8),
    st.integers(0, 200),
)
def test_lending_keeps_the_whole_width(sizes: list[tuple[int, int]], room: int) -> None:
    columns = [Column("x", width) for width, _ in sizes]
    before, after = fit(columns, room), fit(columns, room, [need for _, need in sizes])
    assert sum(one.width for one in after) == sum(one.width for one in before)
    assert all(
        one.width >= min(was.width, max(need, 1)) for one, was, (_, need) in zip(after, before, sizes, strict=True)
    )


def test_no_columns_need_no_room() -> None:
    assert fit((), 80) == ()


@given(
    st.lists(
        st.builds(Column, st.just("x"), st.integers(1, 30), st.integers(0, 30), st.integers(0, 3)),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 200),
)
def test_columns_never_take_more_than_there_is_unless_they_cannot_shrink(columns: list[Column], room: int) -> None:
    shown = fit(columns, room)
    taken = sum(one.width for one in shown) + GAP * (len(shown) - 1)
    rigid = sum(one.column.least for one in shown[:-1]) + GAP * (len(shown) - 1)
    assert taken <= max(room, rigid)
    assert all(one.width >= one.column.least for one in shown[:-1])


@pytest.mark.parametrize("room", range(20, 140, 7))
def test_room_is_used_up_when_a_column_can_grow(room: int) -> None:
    shown = fit((ORDER, STATUS, TRIES, DUE, NAME), room)
    assert sum(one.width for one in shown) + GAP * (len(shown) - 1) == max(room, 8 + 9 + 2 * GAP)
