"""What stands at the door of a shop, read by the bare driver in milliseconds: the engine takes a third of a second
to import, and until it is there somebody can look for their name."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from models.driver import driver
from models.version import HEAD

PATIENCE = 0.2  #: seconds for a file that is locked


@dataclass(frozen=True, slots=True)
class Glance:
    """The first shop of a database, and who may sign in there."""

    shop: str
    people: tuple[tuple[str, str], ...]  #: name and role, by name


def glance(path: Path) -> Glance | None:
    """None where anything is not as it should be: the engine, which comes later, says what."""
    try:
        with closing(driver.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=PATIENCE)) as connection:
            connection.execute("PRAGMA query_only=ON")
            if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (HEAD,):
                return None
            shop_id, shop = connection.execute("SELECT id, name FROM shops ORDER BY ordinal LIMIT 1").fetchone()
            people = "SELECT name, role FROM people WHERE shop_id = ? AND active ORDER BY name_key"
            return Glance(shop, tuple(connection.execute(people, (shop_id,)).fetchall()))
    except (driver.Error, TypeError):  # no file, no table, no shop
        return None
