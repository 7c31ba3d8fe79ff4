"""Dialling: a command without a shell, else the clipboard; never more certain than it is."""

import sys
from pathlib import Path

import pytest

from console import dialling
from console.dialling import dial
from console.settings import Settings
from tests.console.support.desk import until

NUMBER, SHOWN = "+213551234567", "+213 551 23 45 67"


def nowhere(_text: str) -> None:
    raise AssertionError("the clipboard was not asked for")


async def test_it_works(tmp_path: Path) -> None:
    script = tmp_path / "dial.py"
    script.write_text("import pathlib, sys\npathlib.Path(sys.argv[1]).write_text(sys.argv[2])\n")
    settings = Settings(dial=(sys.executable, str(script), str(tmp_path / "said"), "tel:{e164}"))
    done = await dial(settings, NUMBER, SHOWN, nowhere)
    assert done.handed
    assert done.sentence == f"{SHOWN} was handed to {sys.executable}."
    assert (tmp_path / "said").read_text() == f"tel:{NUMBER}"


async def test_without_a_command_the_clipboard_is_offered_the_number() -> None:
    held: list[str] = []
    done = await dial(Settings(), NUMBER, SHOWN, held.append)
    assert held == [NUMBER]
    assert done.handed
    assert "copied" not in done.sentence


async def test_no_shell_reads_the_number(tmp_path: Path) -> None:
    settings = Settings(dial=("true", "{e164}"))
    done = await dial(settings, f"; touch {tmp_path / 'pwned'}", SHOWN, nowhere)
    assert done.handed
    assert not (tmp_path / "pwned").exists()


async def test_a_program_that_is_not_there_is_named() -> None:
    done = await dial(Settings(dial=("no-such-softphone",)), NUMBER, SHOWN, nowhere)
    assert not done.handed
    assert done.sentence.startswith("There is no program no-such-softphone to dial with.")


async def test_a_program_that_may_not_run_is_named(tmp_path: Path) -> None:
    done = await dial(Settings(dial=(str(tmp_path),)), NUMBER, SHOWN, nowhere)
    assert not done.handed
    assert "could not be started" in done.sentence


async def test_a_program_that_fails_has_not_dialled() -> None:
    done = await dial(Settings(dial=("false",)), NUMBER, SHOWN, nowhere)
    assert not done.handed
    assert done.sentence == f"false ended with 1 and did not take {SHOWN}; dial it by hand."


async def test_a_softphone_may_go_on_running(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialling, "PATIENCE", 0.05)
    done = await dial(Settings(dial=("sleep", "0.2")), NUMBER, SHOWN, nowhere)
    assert done.handed
    assert len(dialling.running) == 1

    def ended() -> bool:
        dialling.reap()
        return not dialling.running

    await until(ended)
