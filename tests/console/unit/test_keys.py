"""The table of actions: complete, free of clashes, and as console.md prints it."""

from collections import Counter

import pytest

from console.actions import TOGETHER, Place
from console.key_sheet import help_for, sheet
from console.keyboard.calls import KINDS
from console.keymap import RESERVED, bindings_for, unsendable, validate
from console.keys import ACTIONS, BY_ID, GROUPS, shown
from models.statuses import Outcome

CONSOLE_MD = {
    "call.dial": "d",
    "call.confirm": "c enter",
    "call.no_answer": "n",
    "call.no_answer_kind": "N",
    "call.later": "l",
    "call.cancel": "x",
    "call.fake": "f",
    "order.edit": "e",
    "order.note": "a",
    "order.show_text": "o",
    "queue.skip": "s",
    "queue.pause": "p",
    "desk.search": "/",
    "desk.palette": ": ctrl+p",
    "desk.keys": "? f1",
    "desk.lock": "ctrl+l",
    "tab.previous": "[",
    "tab.next": "]",
    "go.queue": "1",
    "go.numbers": "8",
    "table.up": "up k",
    "table.down": "down j",
    "table.select": "space",
    "table.open": "enter",
}


def test_it_works() -> None:
    assert {id: " ".join(BY_ID[id].keys) for id in CONSOLE_MD} == CONSOLE_MD


def test_the_defaults_have_no_problem() -> None:
    assert validate({action.id: action.keys for action in ACTIONS}) == []


def test_ids_are_unique_and_name_a_known_group() -> None:
    assert max(Counter(action.id for action in ACTIONS).values()) == 1
    assert {action.group for action in ACTIONS} == set(GROUPS)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_can_be_reached_and_says_what_it_does(action: object) -> None:
    action = BY_ID[getattr(action, "id", "")]
    assert action.keys
    assert all(unsendable(key) is None for key in action.keys)
    assert action.help.endswith(".")
    assert len(action.label) <= 14
    assert action.method.split("(")[0].isidentifier()


def test_what_cannot_be_taken_back_is_dangerous() -> None:
    assert {action.command for action in ACTIONS if action.danger} == {
        "confirm",
        "cancel",
        "mark-fake",
        "hand-over",
        "receive-return",
    }


def test_the_letters_of_no_answer_are_the_kinds_that_the_rules_know() -> None:
    assert {step.value for step in KINDS} == set(Outcome) - {Outcome.ANSWERED}
    assert len({step.key for step in KINDS}) == len(KINDS)


def test_every_place_but_the_shared_ones_says_what_works_beside_it() -> None:
    assert set(TOGETHER) == set(Place) - {Place.EVERYWHERE, Place.ALWAYS, Place.TABLE, Place.SELECTION}


def test_bindings_follow_the_keymap() -> None:
    bound = {one.action.id: one for one in bindings_for(Place.QUEUE, {"call.confirm": ("y",), "call.fake": ()})}
    assert bound["call.confirm"].shown == "y"
    assert bound["call.fake"].keys == ()
    assert bound["call.dial"].shown == "d"


def test_help_lists_the_place_first_and_then_what_always_works() -> None:
    headings = [heading for heading, _ in help_for(Place.QUEUE)]
    assert headings[:3] == ["The call", "The order", "The queue"]
    assert headings[-1] == "The desk"


def test_help_leaves_out_what_has_no_key() -> None:
    ids = {one.action.id for _, ones in help_for(Place.QUEUE, {"call.fake": ()}) for one in ones}
    assert "call.fake" not in ids
    assert "call.dial" in ids


def test_the_sheet_prints_every_action_at_each_of_its_places() -> None:
    page = sheet()
    assert all(page.count(f"| {action.id} |") == len(action.places) for action in ACTIONS)
    assert "`N` | No answer, and a letter says why. Then `r` no reply, `b` busy" in page


def test_reserved_keys_stay_in_the_table_or_with_the_terminal() -> None:
    owned = {key for action in ACTIONS for key in action.keys}
    assert RESERVED - owned == {"ctrl+c"}


def test_keys_are_printed_short() -> None:
    assert [shown(key) for key in ("pagedown", "escape", "ctrl+p", "?")] == ["pgdn", "esc", "ctrl+p", "?"]
