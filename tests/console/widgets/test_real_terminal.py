"""What the widgets write to a real terminal, byte by byte."""

import sys

import pytest
from textual.keys import _character_to_key as character_name

from console.keys import ACTIONS
from console.settings import hurry
from tests.console.support.hostile_app import MARKER, TEXTS
from tests.console.support.pseudo_terminal import Terminal, foreign, reached, visible

ENVIRON = {"PYTHONPATH": ".", "PYTHONWARNINGS": "ignore"}
hurry(ENVIRON)


def terminal(module: str, columns: int = 100, rows: int = 600) -> Terminal:
    argv = [sys.executable, "-m", f"tests.console.support.{module}"]
    return Terminal(argv, columns=columns, rows=rows, environ=ENVIRON)


def test_no_byte_of_a_payload_reaches_it() -> None:
    with terminal("hostile_app") as desk:
        desk.wait_for(MARKER, seconds=30)
        desk.quiet(0.3)
        assert foreign(desk.raw) == []
        assert reached(desk.raw, TEXTS) == []
        shown = visible(desk.raw)
    for sample in ("Street 5 [near mosque]", "[@click=app.quit]x[/]", "محمد علي", "Ahmed [/", "Nguyễn Thị Hường"):
        assert sample in shown


def test_keys_drive_it_and_it_leaves_the_terminal_as_it_was() -> None:
    with terminal("table_app", columns=80, rows=24) as desk:
        desk.wait_for("#0000005")
        desk.quiet(0.2)
        desk.timed("j", "›")
        desk.timed("\x1b[6~", "#0000165")
        desk.timed("]", "#0000001")
        desk.resize(120, 40)
        desk.wait_for("#0000166", start=len(desk.raw) - 1)
        start = len(desk.raw)
        desk.send("\x11")
        desk.wait_for("\x1b[?1049l", start=start)
        assert desk.process.wait(10) == 0
        assert foreign(desk.raw) == []


def test_bytes_that_are_no_key_are_not_the_end_of_the_desk() -> None:
    junk = (b"\xff", b"\xc3\x28", b"\x1b[110:78;2;78u", b"\x1b[99999999999;1u", b"\x1b[<1;1", b"\x1b]0;x\x07")
    with terminal("table_app", columns=80, rows=24) as desk:
        desk.wait_for("#0000005")
        for one in junk:
            desk.send(one)
            desk.quiet(0.15)
        desk.timed("\x1b[6~", "#0000165")


def test_a_fault_of_the_app_at_a_key_is_told_and_not_taken_for_junk() -> None:
    with terminal("faulty_app", columns=40, rows=5) as desk:
        desk.wait_for("ready")
        desk.send("\xff")
        desk.timed("x", "told: RuntimeError")


def test_a_terminal_that_closes_ends_the_desk() -> None:
    with terminal("table_app", columns=80, rows=24) as desk:
        desk.wait_for("#0000005")
        desk.hang_up()
        assert desk.process.wait(10) is not None


SENT = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[1~",
    "end": "\x1b[4~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "f1": "\x1bOP",
}  #: what a plain terminal inside tmux sends


def test_every_key_of_the_table_arrives_from_a_plain_terminal() -> None:
    keys = {key for action in ACTIONS for key in action.keys} - {"ctrl+c"}
    with terminal("echo_app", columns=40, rows=5) as desk:
        desk.wait_for("ready")
        for count, key in enumerate(sorted(keys), 1):
            name = character_name(key) if len(key) == 1 else key
            control = chr(ord(key[-1]) - 96) if key.startswith("ctrl+") else key
            desk.timed(SENT.get(key, control), f"{count}: {name};")


def test_escape_alone_is_told_before_another_key_comes() -> None:
    with terminal("echo_app", columns=40, rows=5) as desk:
        desk.wait_for("ready")
        desk.timed("\x1b", "1: escape;")
        desk.timed("\x1b[A", "2: up;")


@pytest.mark.parametrize(
    "written",
    [
        "\x1b]0;pwned\x07",
        "\x1b]52;c;cHduZWQ=\x07",
        "\x1b[2J",
        "\x1b[6n",
        "\x1bPq\x1b\\",
        "\x1bc",
        "A\x9b2JB",
        "A\x07B",
        "\u202e00.5",
        "\u2066A",
        "A\u200bB",
        "A\ue000B",
        "A\U000e0041B",
        "A\u2028B",
    ],
)
def test_the_scanner_finds_what_a_stranger_may_send(written: str) -> None:
    around = f"\x1b[38;2;1;2;3m name {written} \x1b[0m".encode()
    assert foreign(around)
    assert reached(around, [written, "harmless"]) == [written]


def test_the_scanner_lets_textual_s_own_bytes_pass() -> None:
    assert foreign("\x1b[?1049h\x1b[1;2H\x1b[1;38;2;1;2;3mمحمد \u200eAli\u200e\r\n\x1b[?25l\x1b[>25u".encode()) == []


def test_a_command_that_ends_early_fails_with_what_it_wrote() -> None:
    with (
        Terminal([sys.executable, "-c", "print('hello')"]) as desk,
        pytest.raises(AssertionError, match="the command ended before it wrote"),
    ):
        desk.wait_for("never")


def test_a_marker_that_never_comes_fails_in_time() -> None:
    with (
        Terminal([sys.executable, "-c", "input('hello')"]) as desk,
        pytest.raises(AssertionError, match=r"not written in 0\.5 s"),
    ):
        desk.wait_for("never", seconds=0.5)
