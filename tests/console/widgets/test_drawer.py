"""Drawers: what they ask, which keys they keep, where the focus goes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events
from textual.pilot import Pilot
from textual.widget import Widget

from console.actions import Place
from console.widgets.bindings import bindings
from console.widgets.drawer import Drawer
from console.widgets.form import Choice, Choices, TextField
from console.widgets.lines import Plain
from console.widgets.read_back import ReadBack
from tests.console.support.desk import Desk, dump, press, settle, strips

LATER = (
    Choice("1", "in 30 min", "30"),
    Choice("2", "in 1 h", "60"),
    Choice("3", "tonight", "evening", reason="calling hours end at 18:00"),
)


class Call(Plain, can_focus=True):
    """The order behind the drawer; it must not hear a letter while the drawer asks."""

    BINDINGS = bindings(Place.QUEUE)

    def __init__(self) -> None:
        super().__init__("the order")
        self.heard: list[str] = []

    def action_no_answer(self) -> None:
        self.heard.append("no answer")

    def action_confirm(self) -> None:
        self.heard.append("confirm")


class Scene:
    """A call and a drawer with some parts."""

    def __init__(self, *parts: Widget) -> None:
        self.call = Call()
        self.drawer = Drawer(*parts, title="Call later")
        self.app = Desk(self.call, self.drawer)


async def test_it_works() -> None:
    scene = Scene(choices := Choices(LATER))
    async with scene.app.running() as pilot:
        scene.call.focus()
        scene.drawer.open()
        await settle(pilot, lambda: choices.has_focus)
        assert "Call later" in dump(scene.app)
        assert "› 1  in 30 min" in dump(scene.app)
        await pilot.press("2")
        heard = scene.app.last(Choices.Chosen)
        assert isinstance(heard, Choices.Chosen)
        assert heard.choice == LATER[1]
        assert heard.control is choices


async def test_up_down_and_enter_choose_too() -> None:
    scene = Scene(choices := Choices(LATER))
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: choices.has_focus)
        await press(pilot, "form.down", "form.accept")
        heard = scene.app.last(Choices.Chosen)
        assert isinstance(heard, Choices.Chosen)
        assert heard.choice == LATER[1]
        await press(pilot, "form.up", "form.up")
        assert "› 3  tonight" in dump(scene.app)


async def test_a_choice_that_cannot_be_made_gives_its_reason() -> None:
    scene = Scene(choices := Choices(LATER))
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: choices.has_focus)
        assert "3  tonight – calling hours end at 18:00" in dump(scene.app)
        await pilot.press("3")
        heard = scene.app.last(Choices.Refused)
        assert isinstance(heard, Choices.Refused)
        assert heard.choice.reason == "calling hours end at 18:00"
        assert scene.app.last(Choices.Chosen) is None


async def test_a_click_chooses() -> None:
    scene = Scene(choices := Choices(LATER))
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: choices.has_focus)
        await pilot.click(choices, offset=(5, 1))
        heard = scene.app.last(Choices.Chosen)
        assert isinstance(heard, Choices.Chosen)
        assert heard.choice == LATER[1]


async def test_no_choices_answer_nothing() -> None:
    scene = Scene(choices := Choices())
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: choices.has_focus)
        await press(pilot, "form.down", "form.accept")
        choices.show(LATER)
        await settle(pilot)
        assert "› 1  in 30 min" in dump(scene.app)
        assert scene.app.last(Choices.Chosen) is None


async def test_no_letter_reaches_the_order_behind_an_open_drawer() -> None:
    scene = Scene(Choices(LATER))
    async with scene.app.running() as pilot:
        scene.call.focus()
        await pilot.press("n")
        scene.drawer.open()
        await settle(pilot, lambda: not scene.call.has_focus)
        await pilot.press("n", "c", "x")
        assert scene.call.heard == ["no answer"]


async def test_what_always_works_works_in_a_drawer() -> None:
    scene = Scene(field := TextField())
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: field.has_focus)
        await press(pilot, "desk.lock")
        assert scene.app.locked == 1


async def test_escape_leaves_everything_and_the_focus_comes_back() -> None:
    scene = Scene(Choices(LATER))
    async with scene.app.running() as pilot:
        scene.call.focus()
        await settle(pilot)
        scene.drawer.open()
        await settle(pilot, lambda: not scene.call.has_focus)
        await press(pilot, "form.close")
        await settle(pilot, lambda: scene.call.has_focus)
        assert not scene.drawer.is_open
        assert isinstance(scene.app.last(Drawer.Closed), Drawer.Closed)
        assert "Call later" not in dump(scene.app)
        await pilot.press("n")
        assert scene.call.heard == ["no answer"]


async def test_closing_by_the_screen_is_no_refusal() -> None:
    scene = Scene(Choices(LATER))
    async with scene.app.running() as pilot:
        scene.drawer.close()
        scene.drawer.open("Cancel")
        await settle(pilot)
        assert "Cancel" in dump(scene.app)
        scene.drawer.close()
        await settle(pilot)
        assert scene.app.last(Drawer.Closed) is None


async def test_a_click_beside_the_drawer_does_not_take_the_keys() -> None:
    scene = Scene(choices := Choices(LATER))
    async with scene.app.running() as pilot:
        scene.call.focus()
        scene.drawer.open()
        await settle(pilot, lambda: choices.has_focus)
        await pilot.click(scene.call)
        await settle(pilot, lambda: choices.has_focus)
        await pilot.press("n")
        assert scene.call.heard == []


async def test_tab_goes_round_the_fields() -> None:
    scene = Scene(one := TextField(), two := TextField())
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: one.has_focus)
        await press(pilot, "form.next")
        assert two.has_focus
        await press(pilot, "form.next")
        assert one.has_focus
        await press(pilot, "form.previous")
        assert two.has_focus


async def test_it_may_open_at_another_field() -> None:
    scene = Scene(TextField(), two := TextField())
    async with scene.app.running() as pilot:
        scene.drawer.open(first=two)
        await settle(pilot, lambda: two.has_focus)


async def test_letters_go_into_a_field_and_enter_hands_it_over() -> None:
    scene = Scene(field := TextField(placeholder="tomorrow 10:30"))
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: field.has_focus)
        assert "tomorrow 10:30" in dump(scene.app)
        await pilot.press("f", "r", "i", "space", "4", "p", "m", "enter")
        submitted = scene.app.last(TextField.Submitted)
        assert isinstance(submitted, TextField.Submitted)
        assert submitted.value == "fri 4pm"


async def test_a_card_reads_back_and_enter_is_the_action() -> None:
    scene = Scene(card := ReadBack())
    async with scene.app.running() as pilot:
        card.ask(["2 × Argan oil", "12 rue Didouche Mourad"], "confirm", "The order is locked for good.")
        scene.drawer.open("Read back")
        await settle(pilot, lambda: card.has_focus)
        lines = [line.strip() for line in strips(scene.app)]
        assert "2 × Argan oil" in lines
        assert "! The order is locked for good." in lines
        assert "enter confirm   esc leave it as it was" in lines
        await pilot.press("c")
        assert scene.app.last(ReadBack.Accepted) is None
        await press(pilot, "form.accept")
        heard = scene.app.last(ReadBack.Accepted)
        assert isinstance(heard, ReadBack.Accepted)
        assert heard.control is card


async def test_a_letter_that_follows_at_once_does_not_reach_the_order() -> None:
    scene = Scene(Choices(LATER))
    async with scene.app.running() as pilot:
        scene.call.focus()
        await settle(pilot, lambda: scene.call.has_focus)
        scene.drawer.open()
        for _ in range(3):
            scene.app.post_message(events.Key("n", "n"))
        await settle(pilot)
        assert scene.call.heard == []


@asynccontextmanager
async def a_long_list() -> AsyncIterator[tuple[Pilot[None], Scene]]:
    """A drawer with more choices than it has lines, open."""
    scene = Scene(choices := Choices([Choice(key, f"step {key}", key) for key in "abcdefghijklmnopqrstuvwxyz"]))
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: choices.has_focus)
        yield pilot, scene


async def test_a_list_longer_than_its_drawer_scrolls_with_the_highlight() -> None:
    async with a_long_list() as (pilot, scene):
        assert "step z" not in dump(scene.app)
        await press(pilot, "form.up")
        await settle(pilot, lambda: "› z  step z" in dump(scene.app))
        await press(pilot, "form.down")
        await settle(pilot, lambda: "› a  step a" in dump(scene.app))


async def test_home_and_end_go_to_the_first_and_the_last_choice_of_a_long_list() -> None:
    async with a_long_list() as (pilot, scene):
        await press(pilot, "form.last")
        await settle(pilot, lambda: "› z  step z" in dump(scene.app))
        await press(pilot, "form.first")
        await settle(pilot, lambda: "› a  step a" in dump(scene.app))


async def test_a_drawer_says_how_much_of_it_is_out_of_sight_and_pages_go_there() -> None:
    async with a_long_list() as (pilot, scene):
        await settle(pilot, lambda: "▾ 15 more, pgdn" in dump(scene.app))
        assert "▴" not in dump(scene.app)
        await press(pilot, "form.page_down")
        await settle(pilot, lambda: "› l  step l" in dump(scene.app))
        assert "▴" in dump(scene.app)
        await press(pilot, "form.page_down", "form.page_down")
        await settle(pilot, lambda: "› z  step z" in dump(scene.app))
        assert "▾" not in dump(scene.app)
        await press(pilot, "form.page_up", "form.page_up", "form.page_up")
        await settle(pilot, lambda: "› a  step a" in dump(scene.app))


async def test_what_is_read_back_pages_too() -> None:
    scene = Scene(card := ReadBack())
    async with scene.app.running() as pilot:
        card.ask([f"line {number}" for number in range(40)], "confirm", "")
        scene.drawer.open()
        await settle(pilot, lambda: "▾" in dump(scene.app))
        await press(pilot, "form.page_down", "form.page_down", "form.page_down")
        await settle(pilot, lambda: "enter confirm" in dump(scene.app) and "▾" not in dump(scene.app))


async def test_a_drawer_that_is_seen_whole_says_nothing_about_more() -> None:
    scene = Scene(Choices(LATER))
    async with scene.app.running() as pilot:
        scene.drawer.open()
        await settle(pilot, lambda: "tonight" in dump(scene.app))
        assert "more" not in dump(scene.app)
