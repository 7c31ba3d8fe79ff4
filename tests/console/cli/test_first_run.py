"""The five questions of a first run, on a real terminal."""

import sys
from pathlib import Path

import pytest

from tests.console.support.pseudo_terminal import Terminal

ENVIRON = {"PYTHONPATH": ".", "PYTHONWARNINGS": "ignore", "XDG_CONFIG_HOME": "/nonexistent"}
STEPS = (  #: what is waited for, and what is typed then
    ("Name of the shop", ""),
    ("a shop needs a name", "Dar Zellige"),
    ("Country", "Narnia"),
    ("'Narnia' is not a country", "Maroc"),
    ("[MAD]", "ma"),
    ("'MA' is not a currency code", ""),
    ("[Africa/Casablanca]", "Sam"),
    ("'Sam' is not a time zone", ""),
    ("[default]", "nonsense"),
    ("'nonsense' is not a profile", ""),
    ("First supervisor", "   "),
    ("the first supervisor needs a name", "Samia"),
)


def codesk(*words: str, **environ: str) -> Terminal:
    return Terminal([sys.executable, "-m", "console.cli", *words], environ=ENVIRON | environ)


def answer(desk: Terminal) -> None:
    for question, typed in STEPS:
        read = len(desk.raw)
        desk.wait_for(question, start=max(read - 300, 0), seconds=30)
        desk.quiet(0.1)
        desk.send(f"{typed}\n")


def wide(desk: Terminal) -> list[str]:
    """The lines that a terminal of 80 cells breaks anywhere."""
    return [line for line in desk.raw.decode().splitlines() if len(line) > 80]


def test_each_answer_is_checked_when_it_is_typed(tmp_path: Path) -> None:
    with codesk("setup", "--database", str(tmp_path / "shop.db")) as desk:
        answer(desk)
        desk.wait_for("Dar Zellige is open; Samia is its supervisor.", seconds=30)
        assert [line for line in wide(desk) if not line.startswith(("Next: codesk", "      codesk"))] == []
    assert (tmp_path / "shop.db").exists()


@pytest.mark.parametrize("address", ["{}", "sqlite:///{}"])
def test_the_console_asks_for_a_shop_wherever_the_file_is_to_be(tmp_path: Path, address: str) -> None:
    file = tmp_path / "shop.db"
    with codesk(CODESK_DATABASE=address.format(file)) as desk:
        desk.wait_for("There is no shop yet", seconds=30)
        desk.wait_for("Name of the shop", seconds=30)
        assert wide(desk) == []
    with codesk("--database", address.format(file)) as desk:
        desk.wait_for("Name of the shop", seconds=30)
    assert not file.exists()
