"""What stands below the screens imports neither Textual nor a database: start-up and scripts depend on it."""

import subprocess
import sys
from pathlib import Path

import pytest

from models import schema
from models.database import Database
from tests.support import shop
from tests.support.clock import TestClock

MODULES = (
    "console.text",
    "console.keys",
    "console.keymap",
    "console.key_sheet",
    "console.settings",
    "console.data.rows",
    "console.data.paging",
    "console.data.columns",
)


@pytest.mark.parametrize("module", MODULES)
def test_it_stays_lean(module: str) -> None:
    code = f"import sys, {module}; print({{'textual', 'sqlalchemy', 'phonenumbers'}}.intersection(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_a_seat_on_sqlite_loads_nothing_heavy_before_it_is_needed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    database = Database(url)
    schema.create(database)
    desk = shop.maison_atlas(database, TestClock())
    for _ in range(2):
        shop.an_order(desk)
    database.close()
    command = [sys.executable, "-m", "tests.console.support.first_orders", url]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.stdout, run.returncode) == ("", 0), run.stderr
