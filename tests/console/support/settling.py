"""Settlement files in the console: read, their columns confirmed."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from console.screens.settlement import Settlement
from console.widgets.form import Choices, TextField
from tests.console.support.desk import dump, press, settle
from tests.support.arriving import parcel
from workflows.desk import Desk

RIGHT = "1"  #: the key of the answer that the columns are right


async def read_file(pilot: Pilot[Any], path: Path, *, courier: str = RIGHT) -> Settlement:
    """The file of the first courier, read; its columns are asked about."""
    await press(pilot, "cash.file")
    await settle(pilot, lambda: isinstance(pilot.app.focused, Choices))
    await pilot.press(courier)
    await settle(pilot, lambda: isinstance(pilot.app.focused, TextField))
    pilot.app.screen.query_one(TextField).value = str(path)
    await press(pilot, "form.accept")
    await settle(pilot, lambda: isinstance(pilot.app.screen, Settlement))
    screen = pilot.app.screen
    assert isinstance(screen, Settlement)
    await settle(pilot, lambda: isinstance(pilot.app.focused, Choices) or "Press escape" in dump(pilot.app))
    return screen


async def matched(pilot: Pilot[Any], path: Path) -> Settlement:
    """The same with its columns confirmed, and its rows matched."""
    screen = await read_file(pilot, path)
    await pilot.press(RIGHT)
    await settle(pilot, lambda: screen.file.matching is not None)
    return screen


def waybill(desk: Desk, order: Any) -> str:
    """The number of its one parcel."""
    return parcel(desk, order).waybill
