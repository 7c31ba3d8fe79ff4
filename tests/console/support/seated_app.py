"""Amina at her queue, on a real terminal: `python -m tests.console.support.seated_app URL`."""

import sys

from console.app import ConsoleApp
from models.database import Database
from models.shops import ShopKind
from tests.console.support.seated import PLAIN
from tests.support.clock import TestClock
from workflows.desk import Desk, find_shop


def opened(url: str) -> Desk:
    """A desk that lets people in without a password."""
    database = Database(url)
    desk = Desk(database, database.read(find_shop), TestClock())
    desk.shop.kind = ShopKind.DEMO
    return desk


if __name__ == "__main__":
    ConsoleApp(lambda: opened(sys.argv[1]), PLAIN, sign_in_as="Amina").run()
