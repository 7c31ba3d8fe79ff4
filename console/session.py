"""Which database and which shop a door of codesk opens, and by which clock."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.database import Database
    from models.glance import Glance
    from workflows.actors import Actor
    from workflows.desk import Desk

CLOCK = "CODESK_CLOCK"


@dataclass
class Session:
    """One run of codesk. Nothing is opened before it is asked for."""

    url: str = ""  #: from `--database`
    as_json: bool = False  #: whether failures are told as JSON too
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    opened: "list[Database]" = field(default_factory=list)  #: to be closed at the end

    @property
    def address(self) -> str:
        """The database: `--database`, else CODESK_DATABASE or the settings file, else the desk's own file."""
        if self.url:
            return self.url
        from console import settings

        return settings.load(self.environ, with_keys=False).database or f"sqlite:///{own_file()}"

    @property
    def file(self) -> Path | None:
        """The file of a SQLite address, which may be a bare path; without importing the engine."""
        scheme, _, rest = self.address.rpartition("://")
        name = rest.removeprefix("/") if scheme else rest
        return Path(name) if scheme in ("", "sqlite") and name not in ("", ":memory:") else None

    def glance(self) -> "Glance | None":
        """What stands at the door, long before the engine is there; None where that is not known."""
        from models.glance import glance

        return glance(self.file) if self.file is not None else None

    @property
    def shown_address(self) -> str:
        """The address as it may be read over somebody's shoulder and kept in a log: its password is hidden."""
        from sqlalchemy import make_url

        address = self.address
        return make_url(address).render_as_string(hide_password=True) if "://" in address else address

    @cached_property
    def database(self) -> "Database":
        """The database, which has to exist and to be of the code's version."""
        from models import schema

        found = self.connect()
        schema.gate(found)
        return found

    def connect(self) -> "Database":
        """The database as it is, of whatever version; a SQLite file is not made by looking for it."""
        from models.database import Database, DatabaseProblem

        found = self.keep(Database(self.address))
        if found.path is not None and not found.path.exists():
            raise DatabaseProblem(
                f"there is no database {found.path} yet; make a shop with `codesk setup`, or try `codesk demo`"
            )
        return found

    @cached_property
    def desk(self) -> "Desk":
        """The shop of the database, at the time of CODESK_CLOCK where that is allowed."""
        from workflows.calls import promises
        from workflows.desk import Desk, find_shop

        shop = self.database.read(find_shop)
        desk = Desk(self.database, shop, self.clock(shop.kind))
        promises.keep(desk)
        return desk

    def clock(self, kind: str) -> Callable[[], datetime]:
        """The clock of a shop of that kind; only demo and test shops may be told the time."""
        from models.clock import system_clock
        from models.shops import ShopKind
        from workflows.errors import Refused

        told = self.environ.get(CLOCK, "").strip()
        if not told:
            return system_clock
        if kind == ShopKind.REAL:
            raise Refused(f"{CLOCK} works with demo and test databases only; unset it to work in a real shop")
        at = instant(told)
        return lambda: at

    def person(self, name: str) -> "Actor":
        """The person who acts, by name."""
        from workflows.actors import actor_of
        from workflows.roster import by_name

        return actor_of(self.desk.read(lambda work: by_name(work, name)))

    def doer(self, name: str) -> "Actor":
        """The same; whoever can open the database acts as its command line when no name is given."""
        from workflows.actors import SYSTEM

        return self.person(name) if name else SYSTEM

    def keep(self, database: "Database") -> "Database":
        """A database that is closed when the session ends, however it ends."""
        self.opened.append(database)
        return database

    def close(self) -> None:
        """Give back what was opened."""
        for database in self.opened:
            database.close()


def instant(told: str) -> datetime:
    """An ISO time with its offset, in UTC; Invalid with an example otherwise."""
    from workflows.errors import Invalid

    try:
        at = datetime.fromisoformat(told)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise Invalid(f"{CLOCK} is {told!r}; give an ISO time with its offset, such as 2026-11-22T10:00:00+01:00")
    return at.astimezone(UTC)


def own_file() -> Path:
    """The SQLite file of this desk, in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("codesk") / "codesk.db"


def make_file(path: Path) -> None:
    """An empty SQLite file that only its owner may read."""
    from models.files import make_private

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        make_private(path)
