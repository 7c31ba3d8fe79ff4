"""Pictures of the console for the documentation: `python -m tests.bench.pictures FOLDER` writes SVG files.

They show a demo shop through the real app. The README's PNG files are these, drawn by any SVG renderer.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from console.app import ConsoleApp
from console.screens.order_screen import OrderScreen
from console.screens.signin import SignIn
from console.settings import Settings
from models import schema
from models.database import Database
from tests.console.support.desk import press, settle
from workflows import roster
from workflows.actors import actor_of
from workflows.demo.algeria import ALGERIA
from workflows.demo.play import play

NOW = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
SIZES = ((80, 24), (120, 40))
_WEB_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)


async def shoot(folder: Path, name: str, by: str, place: str, keys: tuple[str, ...]) -> None:
    """One place, in both sizes, after some keys (action ids)."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as temporary:
            database = Database(f"sqlite:///{Path(temporary) / 'shop.db'}", readers=3)
            schema.create(database)
            desk = play(database, ALGERIA, profile="default", now=NOW, seed=7)
            app = ConsoleApp(lambda desk=desk: desk, Settings(idle_minutes=0))  # type: ignore[misc]
            async with app.run_test(size=size) as opened:
                pilot: Pilot[Any] = opened
                await settle(pilot, lambda app=app: isinstance(app.screen, SignIn))  # type: ignore[misc]
                app.seat.person = actor_of(desk.read(lambda work: roster.by_name(work, by)))
                app.show_place(place)
                await settle(pilot, _shown(app, place))
                for key in keys:
                    await press(pilot, key)
                svg = app.export_screenshot(title="codesk")
                target = folder / f"{name}-{size[0]}x{size[1]}.svg"
                target.write_text(_WEB_FONT.sub("", svg), encoding="utf-8")
                app.seat.close()


def _shown(app: ConsoleApp, place: str) -> Callable[[], bool]:
    return lambda: getattr(app.screen, "name_", "") == place and app.screen.is_mounted


async def main(folder: Path) -> None:
    """All of them."""
    folder.mkdir(parents=True, exist_ok=True)
    OrderScreen.BOUNCE = 0.0  # nobody holds an enter down here
    await shoot(folder, "queue", "Amina", "queue", ())
    await shoot(folder, "confirm", "Amina", "queue", ("call.confirm",))
    await shoot(folder, "orders", "Samia", "orders", ())
    await shoot(folder, "detail", "Samia", "orders", ("table.down", "table.open"))
    await shoot(folder, "backlog", "Samia", "backlog", ("table.select", "table.down", "table.select"))
    await shoot(folder, "packing", "Wali", "packing", ("table.open",))
    await shoot(folder, "returns", "Wali", "returns", ())
    await shoot(folder, "cash", "Samia", "cash", ())
    await shoot(folder, "missing", "Samia", "missing", ())
    await shoot(folder, "numbers", "Samia", "numbers", ("tab.next",))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
