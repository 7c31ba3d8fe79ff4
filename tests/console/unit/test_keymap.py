"""What a person may change about the keys, and each refusal."""

import pytest

from console.keymap import Problem, unsendable, validate


def sentences(*problems: Problem) -> str:
    return "\n".join(problem.sentence for problem in problems)


def test_it_works() -> None:
    assert validate({"call.confirm": ("y", "f2"), "call.no_answer": ("ؤ",)}) == []


def test_two_actions_may_swap_their_keys() -> None:
    assert validate({"call.confirm": ("n",), "call.no_answer": ("c",)}) == []


def test_the_same_key_may_mean_two_things_in_two_places() -> None:
    assert validate({"queue.skip": ("j",)}) == []


def test_an_unknown_action_is_refused_with_its_line() -> None:
    (problem,) = validate({"call.hang_up": ("h",)}, {"call.hang_up": 7})
    assert problem == Problem(7, "There is no action 'call.hang_up'; `codesk keys` lists them all.")


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("ctrl+enter", "does not send"),
        ("ctrl+shift+a", "does not send"),
        ("alt+x", "does not send"),
        ("super+k", "does not send"),
        ("shift+up", "does not send"),
        ("ctrl+up", "does not send"),
        ("f13", "does not send"),
        ("ctrl+1", "does not send"),
        ("", "does not send"),
        ("ctrl+i", "as tab"),
        ("ctrl+m", "as enter"),
        ("ctrl+h", "as backspace"),
        ("ctrl+[", "as escape"),
        ("ctrl+b", "tmux keeps it"),
        (" ", "such as space"),
        ("\u0301", "not a character that a keyboard types"),
        ("\x1b", "not a character that a keyboard types"),
    ],
)
def test_a_key_that_a_plain_terminal_cannot_send_is_refused(key: str, why: str) -> None:
    assert why in (unsendable(key) or "")
    (problem,) = validate({"call.dial": (key,)})
    assert problem.sentence.startswith(f"call.dial cannot use {key!r}: ")


@pytest.mark.parametrize("key", ["a", "Z", "?", ",", "é", "ؤ", "ж", "f12", "ctrl+z", "space", "shift+tab"])
def test_a_key_that_every_terminal_sends_is_taken(key: str) -> None:
    assert unsendable(key) is None


@pytest.mark.parametrize("key", ["enter", "escape", "tab", "ctrl+c", "ctrl+q"])
def test_a_reserved_key_stays_where_it_is(key: str) -> None:
    (problem,) = validate({"order.note": (key,)}, {"order.note": 3})
    assert problem.line == 3
    assert "it is kept for" in problem.sentence


def test_a_reserved_key_may_be_taken_away_from_one_of_several() -> None:
    assert validate({"call.confirm": ("c",)}) == []


def test_an_action_that_the_desk_cannot_do_without_keeps_a_key() -> None:
    assert "cannot be left without a key" in sentences(*validate({"form.close": ()}))
    assert validate({"call.fake": ()}) == []


def test_a_clash_within_a_place_names_both_actions() -> None:
    (problem,) = validate({"call.fake": ("c",)}, {"call.fake": 12})
    sentence = "call.fake cannot use 'c': in queue it is already call.confirm; change one of them."
    assert problem == Problem(12, sentence)


def test_a_clash_with_the_desk_or_the_table_is_a_clash() -> None:
    assert "desk.search" in sentences(*validate({"queue.skip": ("/",)}))
    assert "table.down" in sentences(*validate({"list.sort": ("j",)}))


def test_every_changed_action_of_a_clash_is_named() -> None:
    problems = validate({"queue.skip": ("z",), "queue.pause": ("z",)}, {"queue.skip": 2, "queue.pause": 3})
    assert [problem.line for problem in problems] == [2, 3]


def test_problems_come_in_the_order_of_the_file() -> None:
    problems = validate({"b": ("x",), "a": ("x",)}, {"b": 1, "a": 2})
    assert [problem.line for problem in problems] == [1, 2]


@pytest.mark.parametrize("key", ["L", "space", "delete"])
def test_a_key_that_works_while_text_is_typed_is_no_character(key: str) -> None:
    (problem,) = validate({"desk.lock": (key,)})
    assert "it works while text is typed" in problem.sentence
    assert validate({"desk.lock": ("f9", "ctrl+y")}) == []


def test_a_clash_with_what_always_works_is_a_clash_in_a_drawer_too() -> None:
    assert "desk.lock" in sentences(*validate({"form.down": ("ctrl+l",)}))
