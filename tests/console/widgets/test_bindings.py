"""The table of actions as Textual has it, with the keys that a person chose."""

import pytest
from textual.app import App
from textual.binding import Binding

from console.actions import Place
from console.keys import ACTIONS, Keymap
from console.widgets.bindings import bindings, key_label, textual_keymap
from console.widgets.lines import Plain
from tests.console.support.desk import Desk, press, settle


class Call(Plain, can_focus=True):
    """A place that counts what its keys do."""

    BINDINGS = bindings(Place.QUEUE)

    def __init__(self) -> None:
        super().__init__("a call")
        self.done: list[str] = []

    def action_confirm(self) -> None:
        self.done.append("confirm")

    def action_no_answer(self) -> None:
        self.done.append("no answer")

    def action_no_answer_kind(self) -> None:
        self.done.append("no answer, why")

    def action_fake(self) -> None:
        self.done.append("fake")

    def action_skip(self) -> None:
        self.done.append("skip")


async def done(keymap: Keymap, *keys: str) -> list[str]:
    """What the place did for some keys under a keymap."""
    call = Call()
    async with Desk(call, keymap=keymap).running() as pilot:
        call.focus()
        await settle(pilot, lambda: call.has_focus)
        await pilot.press(*keys)
        await settle(pilot)
    return call.done


async def test_it_works() -> None:
    assert await done({}, "c", "enter", "n", "N", "f") == [
        "confirm",
        "confirm",
        "no answer",
        "no answer, why",
        "fake",
    ]


async def test_a_changed_key_takes_the_place_of_all_defaults() -> None:
    assert await done({"call.confirm": ("y",)}, "c", "enter", "y") == ["confirm"]


async def test_two_actions_that_swap_their_keys_both_work() -> None:
    keymap = {"call.confirm": ("n",), "call.no_answer": ("c",)}
    assert await done(keymap, "n", "c") == ["confirm", "no answer"]


async def test_an_action_can_be_left_without_a_key() -> None:
    assert await done({"call.fake": ()}, "f") == []


@pytest.mark.parametrize("key", [",", "é", "ؤ", "!", "f9", "ctrl+y", "space"])
async def test_any_key_that_a_keymap_may_hold_works(key: str) -> None:
    pressed = "comma" if key == "," else key
    assert await done({"queue.skip": (key,)}, pressed) == ["skip"]


async def test_pressing_an_action_follows_the_keymap() -> None:
    call = Call()
    async with Desk(call, keymap={"call.fake": ("z",)}).running() as pilot:
        call.focus()
        await press(pilot, "call.fake")
    assert call.done == ["fake"]


async def test_what_always_works_works_in_every_place() -> None:
    call = Call()
    app = Desk(call)
    async with app.running() as pilot:
        call.focus()
        await press(pilot, "desk.lock")
    assert app.locked == 1


def test_every_binding_carries_the_id_of_its_action() -> None:
    ids = {one.id for place in Place for one in bindings(place) if isinstance(one, Binding)}
    assert ids == {action.id for action in ACTIONS}


def test_bindings_can_be_narrowed_to_some_actions() -> None:
    assert [one.id for one in bindings(Place.FORM, "form.up") if isinstance(one, Binding)] == ["form.up"]


def test_an_app_s_keymap_names_the_key() -> None:
    app: App[None] = Desk(keymap={"table.reload": ("f5",), "call.fake": ()})
    assert [key_label(app, id) for id in ("table.reload", "table.page_up", "call.fake")] == ["f5", "pgup", ""]
    assert key_label(App(), "table.reload") == "r"


def test_a_comma_is_spelt_out_because_textual_splits_there() -> None:
    assert textual_keymap({"a": (",", "x")}) == {"a": "comma,x"}
