"""Two orders on the screen, then the list: prints what was imported for them (`… first_orders URL`)."""

import asyncio
import sys

from models.database import Database
from tests.console.support.desk import settle
from tests.console.support.seated import at_the_queue
from tests.support.clock import TestClock
from workflows.actors import actor_of
from workflows.desk import Desk, find_shop
from workflows.roster import by_name

HEAVY = (
    "alembic",
    "babel",
    "console.screens.outcomes.new_order",
    "httpx",
    "openpyxl",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.orm",
    "typst",
    "zxingcpp",
)  #: none is needed before somebody asks for it, and most take megabytes


async def look_around(desk: Desk) -> None:
    """Nobody answers at the first order; then all orders."""
    amina = actor_of(desk.read(lambda work: by_name(work, "Amina")))
    async with at_the_queue(desk, amina) as (pilot, queue):
        await pilot.press("n")
        await settle(pilot, lambda: queue.at_hand is not None and queue.at_hand.order.attempts == 0)
        await pilot.press("2")
        await settle(pilot, lambda: pilot.app.screen is not queue)


def main(url: str) -> None:
    """The heavy modules, a line each."""
    database = Database(url)
    asyncio.run(look_around(Desk(database, database.read(find_shop), TestClock())))
    sys.stdout.writelines(f"{name}\n" for name in HEAVY if name in sys.modules)


if __name__ == "__main__":
    main(sys.argv[1])
