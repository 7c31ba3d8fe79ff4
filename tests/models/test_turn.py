"""Writers of all processes wait in one queue, and nobody who dies in it holds up the others."""

import errno
import os
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from models import sqlite
from tests.support.processes import fresh

pytestmark = pytest.mark.skipif(sqlite.fcntl is None, reason="this system has no locks on bytes of a file")


def seat(database: Path, pipe: Connection) -> None:
    """Another process: told when to draw, tells when its turn came, told when to leave."""
    turn = sqlite.Turn(database)
    pipe.recv()
    with turn:
        pipe.send("in")
        pipe.recv()


def sat(database: Path) -> tuple[BaseProcess, Connection]:
    context = fresh()
    here, there = context.Pipe()
    process = context.Process(target=seat, args=(database, there), daemon=True)
    process.start()
    return process, here


def drawn(turn: sqlite.Turn) -> int:
    """The last number that was drawn, by the open file: closing another one would drop the locks of this process."""
    assert turn._file is not None
    return int.from_bytes(os.pread(turn._file, 8, 0), "big")


def draw(turn: sqlite.Turn, pipe: Connection) -> None:
    """Let a seat draw, and wait until it has."""
    before = drawn(turn)
    pipe.send("draw")
    while drawn(turn) == before:
        pass


def test_turns_are_taken_in_the_order_of_asking(tmp_path: Path) -> None:
    database = tmp_path / "shop.db"
    seats = [sat(database) for _ in range(4)]
    turn = sqlite.Turn(database)
    with turn:
        for _, pipe in seats:
            draw(turn, pipe)
        assert not any(pipe.poll() for _, pipe in seats)
    for at, (process, pipe) in enumerate(seats):
        assert pipe.recv() == "in"
        assert not any(later.poll() for _, later in seats[at + 1 :])
        pipe.send("leave")
        process.join()


def test_who_dies_while_waiting_holds_up_nobody(tmp_path: Path) -> None:
    database = tmp_path / "shop.db"
    (first, one), (second, two) = sat(database), sat(database)
    turn = sqlite.Turn(database)
    with turn:
        draw(turn, one)
        draw(turn, two)
        first.kill()
        first.join()
    assert two.recv() == "in"
    two.send("leave")
    second.join()


def test_who_dies_at_work_gives_the_turn_back(tmp_path: Path) -> None:
    database = tmp_path / "shop.db"
    process, pipe = sat(database)
    pipe.send("draw")
    assert pipe.recv() == "in"
    process.kill()
    process.join()
    with sqlite.Turn(database):
        assert process.exitcode


def full(*_: object) -> int:
    raise OSError(errno.ENOSPC, "no space left on device")


def interrupted(_file: int) -> int:
    raise KeyboardInterrupt


def test_who_cannot_draw_goes_without_a_turn_and_holds_up_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "shop.db"
    turn = sqlite.Turn(database)
    monkeypatch.setattr(os, "pwrite", full)
    for _ in range(2):
        with turn:
            assert turn._seat.locked()
    assert not turn._seat.locked()
    process, pipe = sat(database)
    pipe.send("draw")
    assert pipe.recv() == "in"
    pipe.send("leave")
    process.join()


def test_who_may_not_open_the_file_goes_without_a_turn(tmp_path: Path) -> None:
    turn = sqlite.Turn(tmp_path / "nowhere" / "shop.db")
    with turn:
        assert turn._seat.locked()
    assert not turn._seat.locked()


def test_who_is_interrupted_while_drawing_leaves_the_seat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turn = sqlite.Turn(tmp_path / "shop.db")
    monkeypatch.setattr(sqlite, "_draw", interrupted)
    with pytest.raises(KeyboardInterrupt), turn:
        pass
    assert not turn._seat.locked()


def test_who_has_waited_long_enough_goes_without_a_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "shop.db"
    process, pipe = sat(database)
    pipe.send("draw")
    assert pipe.recv() == "in"
    monkeypatch.setattr(sqlite, "TURN_SECONDS", 0.01)
    with sqlite.Turn(database):
        assert process.is_alive()
    pipe.send("leave")
    process.join()
