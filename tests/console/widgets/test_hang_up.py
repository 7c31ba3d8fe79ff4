"""Whoever closes the window, or ends the process, leaves as with the key: the order goes back to the queue."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from console.settings import hurry
from models import schema
from models.database import Database
from tests.console.support.pseudo_terminal import Terminal
from tests.support import shop
from tests.support.clock import TestClock

ENVIRON = {"PYTHONPATH": ".", "PYTHONWARNINGS": "ignore"}
hurry(ENVIRON)

WAYS: dict[str, Callable[[Terminal], None]] = {
    "the window is closed": Terminal.hang_up,
    "the line is cut": lambda desk: desk.process.send_signal(signal.SIGHUP),
    "the process is ended": lambda desk: desk.process.send_signal(signal.SIGTERM),
}


@pytest.mark.parametrize("way", WAYS)
def test_whoever_is_cut_off_gives_the_order_back(tmp_path: Path, way: str) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    database = Database(url)
    schema.create(database)
    desk = shop.maison_atlas(database, TestClock())
    order = shop.an_order(desk)
    argv = [sys.executable, "-m", "tests.console.support.seated_app", url]
    with Terminal(argv, columns=100, rows=30, environ=ENVIRON) as console:
        console.wait_for("claimed until", seconds=30)
        assert shop.order(desk, order.id).claimed_by is not None
        WAYS[way](console)
        console.process.wait(20)
    assert shop.order(desk, order.id).claimed_by is None
    database.close()
