"""Tables, bars and columns of characters: never wider than their room, the same without colours."""

import re

import pytest
from rich.cells import cell_len

from console.data.board import Bar, Bars, Beside, Columns, Grid, Page, Title, Words
from console.data.columns import Column
from console.widgets.plots import HEIGHT, Board, drawn
from tests.console.support.desk import Desk, settle, strips
from tests.console.support.payloads import PAYLOADS

GRID = Grid((Column("Agent", 8), Column("Calls", 5, align="right"), Column("Fake", 5, hide=1)), ())


def plain(section: object, width: int = 40) -> list[str]:
    return [line.plain.rstrip() for line in drawn(section, width)]  # type: ignore[arg-type]


def test_a_bar_shows_the_part_solid_and_the_rest_light() -> None:
    bars = Bars((Bar("09", 5, 10, "5/10"), Bar("10", 0, 5, "0/5"), Bar("11", 0, 0, "–")))
    assert plain(bars, 30) == [
        "09  ██████████░░░░░░░░░░  5/10",
        "10  ░░░░░░░░░░             0/5",
        "11                           –",
    ]


def test_a_bar_of_one_part_is_exact_to_an_eighth_of_a_cell() -> None:
    bars = Bars((Bar("New", 800, 800, "800"), Bar("Issue", 25, 25, "25"), Bar("Ready", 1, 1, "1")))
    assert plain(bars, 30) == [
        "New    ██████████████████  800",
        "Issue  ▌                    25",
        "Ready  ▏                     1",
    ]


def test_a_small_part_is_seen() -> None:
    assert "█" in plain(Bars((Bar("09", 1, 1000, "1/1000"),)))[0]


def test_columns_stand_on_their_labels() -> None:
    lines = plain(Columns((("09", 1), ("10", 40), ("11", 0), ("12", 20))))
    assert len(lines) == HEIGHT + 1
    assert lines[0] == "   ██"
    assert lines[-2] == "▁▁ ██    ██"
    assert lines[-1] == "09 10 11 12"


def test_columns_that_do_not_fit_are_left_out() -> None:
    day = Columns(tuple((f"{hour:02}", hour) for hour in range(24)))
    assert plain(day, 80)[-1].endswith("23")
    assert plain(day, 20)[-1].split() == ["00", "01", "02", "03", "04", "05", "06"]


def test_a_table_hides_what_does_not_fit_and_sets_the_sum_apart() -> None:
    grid = Grid(GRID.columns, (("Amina", "12", "0"), ("all", "12", "0")), has_sum=True)
    assert plain(grid, 30) == [
        "Agent     Calls  Fake",
        "Amina        12  0",
        "──────────────────────",
        "all          12  0",
    ]
    assert plain(grid, 15)[0] == "Agent     Calls"


PAGE: Page = (
    Title("Contact"),
    Grid(GRID.columns, (("Amina", "12", "0"),)),
    Words("reached of the calls of that hour, and a good deal more that has to be folded somewhere"),
    Beside((Title("Hours"), Bars((Bar("09", 1, 2, "1/2"),))), (Title("Tries"), Bars((Bar("1", 1, 2, "1/2"),)))),
    Title("Day"),
    Columns((("09", 3), ("10", 4))),
)


@pytest.mark.parametrize("width", [12, 20, 40, 74, 80, 120, 160])
def test_nothing_is_wider_than_its_room(width: int) -> None:
    board = Board()
    board.show(PAGE)
    assert all(line.cell_length <= width for line in board.lines(width))


def test_halves_stand_side_by_side_where_there_is_room() -> None:
    board = Board()
    board.show(PAGE)
    assert any("Hours" in line.plain and "Tries" in line.plain for line in board.lines(80))
    assert not any("Hours" in line.plain and "Tries" in line.plain for line in board.lines(60))


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
async def test_hostile_text_stays_in_its_cell(payload: object) -> None:
    text = getattr(payload, "text", "")
    board = Board()
    app = Desk(board)
    async with app.running() as pilot:
        bars = Bars((Bar(text, 1, 2, "1/2"), Bar("Amina", 2, 2, "2/2")))
        board.show((Title(text), Grid(GRID.columns, ((text, "1", "2"),)), bars, Words(text)))
        await settle(pilot)
        for line in strips(app):
            assert cell_len(line) == 80
            assert re.sub("[\u200c-\u200e]", "", line).isprintable()
        assert any(line.rstrip().endswith("2/2") for line in strips(app))


async def test_the_same_page_again_paints_nothing() -> None:
    board = Board()
    painted: list[int] = []
    app = Desk(board)
    async with app.running() as pilot:
        board.show(PAGE)
        await settle(pilot)
        board.changed = lambda: painted.append(1)  # type: ignore[method-assign]
        board.show(tuple(PAGE))
        assert painted == []
        board.show(PAGE[:1])
        assert painted == [1]
