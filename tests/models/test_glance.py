"""Names at the door, read without the engine: the same as the engine reads, or none at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from models import schema
from models.database import Database
from models.driver import driver
from models.glance import Glance, glance
from tests.support import shop
from tests.support.clock import TestClock
from workflows.desk import Desk, find_shop
from workflows.roster import everyone
from workflows.shop import people


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Maison Atlas in a file."""
    path = tmp_path / "shop.db"
    database = Database(f"sqlite:///{path}")
    schema.create(database)
    shop.maison_atlas(database, TestClock())
    database.close()
    return path


def test_it_works(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    desk = Desk(database, database.read(find_shop))
    samia, karim = shop.person(desk, "Samia"), shop.person(desk, "Karim")
    assert karim.id is not None
    gone = karim.id
    desk.write(lambda work: people.deactivate(work, gone, by=samia))
    names = tuple((person.name, person.role.value) for person in desk.read(everyone))
    assert glance(file) == Glance("Maison Atlas", names)
    assert names == (("Amina", "agent"), ("Samia", "supervisor"), ("Wali", "warehouse"))
    database.close()


@pytest.mark.parametrize(
    "spoilt", ["DELETE FROM alembic_version", "UPDATE alembic_version SET version_num = '9999'", "DROP TABLE people"]
)
def test_what_is_not_as_it_should_be_is_left_to_the_engine(file: Path, spoilt: str) -> None:
    connection = driver.connect(file)
    connection.execute(spoilt)
    connection.commit()
    connection.close()
    assert glance(file) is None


def test_no_file_is_made_by_looking_for_it(tmp_path: Path) -> None:
    assert glance(tmp_path / "none.db") is None
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "text.db").write_text("no database at all, but long enough to look like one" * 20)
    assert glance(tmp_path / "text.db") is None


def test_it_needs_no_engine() -> None:
    code = "import sys, models.glance, console.screens.signin; print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
