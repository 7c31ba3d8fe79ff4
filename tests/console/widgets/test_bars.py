"""Header, tabs, keys."""

import pytest

from console.actions import Place
from console.data.tabs import Tab
from console.keymap import bindings_for
from console.widgets.header import DeskHeader, Heading, PlaceTab
from console.widgets.hints import hints
from console.widgets.key_bar import KeyBar
from console.widgets.tab_strip import TabStrip
from tests.console.support.desk import Desk, settle, strips

TABS = [Tab("new", "New", "340"), Tab("late", "Call later", "57"), Tab("sure", "Confirmed", "10 000+")]
MANY = [Tab(f"t{number}", f"Status {number}", str(number)) for number in range(15)]
QUEUE = hints([*bindings_for(Place.QUEUE), *bindings_for(Place.EVERYWHERE)])
PLACES = (
    PlaceTab("go.queue", "1", "Queue"),
    PlaceTab("go.orders", "2", "Orders"),
    PlaceTab("go.missing", "7", "Missing"),
)
REST = "e edit  a note  s skip  p pause  / search"
HEADING = Heading("Maison Atlas", PLACES, "go.queue", ("Amina", "14:05", "42 calls"))


def line(bar: DeskHeader | TabStrip, width: int) -> str:
    """The bar at a width."""
    return bar.line(width).plain


def keys() -> KeyBar:
    bar = KeyBar()
    bar.offer(QUEUE, {"call.confirm"})
    return bar


# Tabs


def test_tabs_show_labels_and_counts_with_the_chosen_one_in_brackets() -> None:
    assert line(TabStrip(TABS), 80) == "[New 340] Call later 57  Confirmed 10 000+ "


async def test_going_on_comes_round_and_says_which() -> None:
    strip = TabStrip(TABS)
    app = Desk(strip)
    async with app.running() as pilot:
        for by, expected in ((1, "late"), (1, "sure"), (1, "new"), (-1, "sure")):
            strip.go(by)
            await settle(pilot)
            heard = app.last(TabStrip.Chosen)
            assert isinstance(heard, TabStrip.Chosen)
            assert heard.tab_id == expected
        assert strips(app)[0].startswith(" New 340  Call later 57 [Confirmed 10 000+]")


async def test_the_chosen_tab_and_unknown_ones_say_nothing() -> None:
    strip = TabStrip(TABS)
    app = Desk(strip)
    async with app.running() as pilot:
        strip.choose("new")
        strip.choose("nowhere")
        await settle(pilot)
        assert app.last(TabStrip.Chosen) is None


def test_without_tabs_there_is_nothing_to_choose() -> None:
    strip = TabStrip()
    strip.go(1)
    assert strip.active is None
    assert line(strip, 80) == ""


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_the_chosen_one_of_many_tabs_is_always_seen(width: int) -> None:
    strip = TabStrip(MANY)
    for place in [*range(15), *reversed(range(15))]:
        strip._active = place
        drawn = line(strip, width)
        assert f"[Status {place} {place}]" in drawn
        assert len(drawn) <= width
        assert drawn.startswith("‹ ") == (strip._first > 0)
        assert drawn.endswith(" ›") == ("Status 14 14" not in drawn)


def test_tabs_that_fit_do_not_scroll() -> None:
    strip = TabStrip(MANY)
    strip._active = 14
    assert line(strip, 20).startswith("‹ ")
    assert line(strip, 200).startswith(" Status 0 0 ")


async def test_counts_change_without_choosing() -> None:
    strip = TabStrip(TABS)
    app = Desk(strip)
    async with app.running() as pilot:
        strip.count({"new": "341", "nowhere": "3"})
        await settle(pilot)
        assert strips(app)[0].startswith("[New 341] Call later 57 ")
        assert app.last(TabStrip.Chosen) is None


async def test_other_tabs_keep_the_chosen_one() -> None:
    strip = TabStrip(TABS)
    async with Desk(strip).running() as pilot:
        strip.choose("sure")
        strip.put([*reversed(TABS)])
        await settle(pilot)
        assert strip.active == TABS[2]
        strip.put(MANY)
        assert strip.active == MANY[0]


async def test_a_click_chooses_a_tab_and_an_arrow_goes_one_further() -> None:
    strip = TabStrip(MANY)
    app = Desk(strip)
    async with app.running((40, 5)) as pilot:
        await settle(pilot)
        await pilot.click(strip, offset=(15, 0))
        assert strip.active == MANY[1]
        while "›" in strips(app)[0] and "‹" not in strips(app)[0]:
            await pilot.click(strip, offset=(39, 0))
            await settle(pilot)
        assert strip.active == MANY[3]
        await pilot.click(strip, offset=(0, 0))
        await settle(pilot)
        assert strip.active == MANY[0]


# Keys


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (30, [" d dial  c confirm", " n no answer         … ? keys"]),
        (
            80,
            [
                " d dial  c confirm  n no answer  l later  x cancel  f fake  e edit  a note",
                " s skip  p pause  / search                                               ? keys",
            ],
        ),
        (112, [f" d dial  c confirm  n no answer  l later  x cancel  f fake  {REST}    ? keys"]),
    ],
)
def test_the_key_bar_folds_and_says_when_something_is_left_out(width: int, shown: list[str]) -> None:
    assert [drawn.plain for drawn in keys().lines(width)] == shown


def test_what_cannot_be_done_is_not_bold() -> None:
    bar = keys()
    shown = bar.lines(112)[0]
    bold = [shown.plain[span.start : span.end] for span in shown.spans if "bold" in str(span.style)]
    assert bold == ["d", "n", "l", "x", "f", "e", "a", "s", "p", "/", "?"]


def test_actions_without_a_key_are_not_offered() -> None:
    bar = KeyBar()
    bar.offer(hints(bindings_for(Place.QUEUE, {"call.dial": ()})))
    assert "dial" not in bar.lines(200)[0].plain


async def test_a_click_is_the_key() -> None:
    bar = keys()
    app = Desk(bar)
    async with app.running() as pilot:
        await settle(pilot)
        await pilot.click(bar, offset=(strips(app)[0].index("no answer") + 2, 0))
        heard = app.last(KeyBar.Pressed)
        assert isinstance(heard, KeyBar.Pressed)
        assert heard.action_id == "call.no_answer"
        await pilot.click(bar, offset=(strips(app)[1].index("pause") + 2, 1))
        heard = app.last(KeyBar.Pressed)
        assert isinstance(heard, KeyBar.Pressed)
        assert heard.action_id == "queue.pause"


async def test_offering_the_same_paints_nothing() -> None:
    bar = keys()
    async with Desk(bar).running() as pilot:
        await settle(pilot)
        bar._repaint_regions.clear()
        bar.offer(QUEUE, {"call.confirm"})
        assert not bar._repaint_regions
        bar.offer(QUEUE)
        assert bar._repaint_regions


# Header


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, " codesk  Maison Atlas [1 Queue] 2 Orders  7 Missing    Amina · 14:05 · 42 calls "),
        (70, " Maison Atlas [1 Queue] 2 Orders  7 Missing  Amina · 14:05 · 42 calls "),
        (60, " Maison Atlas [1 Queue] 2 Orders  7 Missing   Amina · 14:05 "),
        (50, "[1 Queue] 2 Orders  7 Missing       Amina · 14:05 "),
        (40, "[1 Queue]2 Orders 7 Missing        14:05"),
    ],
)
def test_the_header_keeps_its_places_longest(width: int, shown: str) -> None:
    assert line(DeskHeader(HEADING), width) == shown


EIGHT = tuple(
    PlaceTab(f"go.{label.lower()}", str(key), label)
    for key, label in enumerate(("Queue", "Orders", "Backlog", "Packing", "Returns", "Cash", "Missing", "Numbers"), 1)
)


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (72, " 1 Qu [2 Orders] 3 Ba  4 Pa  5 Re  6 Ca  7 Mi  8 Nu       Samia · 11:00 "),
        (80, "1 Queue[2 Orders]3 Backlog 4 Packing 5 Returns 6 Cash 7 Missing 8 Numbers  11:00"),
        (90, "1 Queue[2 Orders]3 Backlog 4 Packing 5 Returns 6 Cash 7 Missing 8 Numbers   Samia · 11:00 "),
        (
            112,
            " Maison Atlas  1 Queue [2 Orders] 3 Backlog  4 Packing  5 Returns  6 Cash  7 Missing  8 Numbers  "
            " Samia · 11:00 ",
        ),
    ],
)
def test_whoever_goes_everywhere_sees_every_place_and_the_time(width: int, shown: str) -> None:
    assert line(DeskHeader(Heading("Maison Atlas", EIGHT, "go.orders", ("Samia", "11:00"))), width) == shown


async def test_a_click_on_a_place_goes_there() -> None:
    header = DeskHeader(HEADING)
    app = Desk(header)
    async with app.running() as pilot:
        await settle(pilot)
        await pilot.click(header, offset=(strips(app)[0].index("Orders"), 0))
        heard = app.last(DeskHeader.PlaceChosen)
        assert isinstance(heard, DeskHeader.PlaceChosen)
        assert heard.place_id == "go.orders"


@pytest.mark.parametrize("here", EIGHT, ids=lambda place: place.label)
def test_every_place_is_called_by_its_whole_name_on_80_columns(here: PlaceTab) -> None:
    drawn = line(DeskHeader(Heading("Maison Atlas", EIGHT, here.id, ("Samia", "11:00"))), 80)
    assert all(f"{place.key} {place.label}" in drawn for place in EIGHT)
    assert f"[{here.key} {here.label}]" in drawn
    assert drawn.endswith("11:00")
    assert len(drawn) == 80
