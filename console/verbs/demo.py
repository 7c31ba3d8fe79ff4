"""`codesk demo`: a shop to try the desk on."""

import contextlib
import shutil
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.output import progress, say
from console.session import Session, make_file
from console.verbs import options
from workflows.spoken import counted

if TYPE_CHECKING:
    from models.database import Database

PREFIX = "codesk-demo-"  #: of the folders of throw-away shops
LEFT_BEHIND = 7 * 24 * 3600.0  #: seconds without a write after which nobody sits at such a shop any more


@click.command("demo")
@click.option("--country", type=click.Choice(("DZ", "MA"), case_sensitive=False), default="DZ", show_default=True)
@click.option("--profile", metavar="NAME", default="default", show_default=True, help="Whose words and rules.")
@click.option("--orders", type=click.IntRange(1, 20_000_000), help="So many orders, over two years.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed and clock make the same shop.")
@click.option("--no-open", is_flag=True, help="Only make it; needs --database.")
@click.option("--as", "name", metavar="NAME", default="Amina", show_default=True, help="Who sits at the desk.")
@options.database
@options.session
def verb(
    session: Session, country: str, profile: str, orders: int | None, seed: int, no_open: bool, name: str
) -> None:
    """Open codesk on a throw-away shop with orders, people and stock.

    With --database the shop stays there; otherwise it is gone when the console closes.
    """
    if session.url or no_open:
        _keep(session, country, profile, orders, seed)
        if not no_open:
            _open(session, name)
        return
    _sweep(time.time())
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        session.url = f"sqlite:///{Path(folder) / 'demo.db'}"
        _make(session, country, profile, orders, seed)
        click.echo("This demo shop is thrown away when you leave.", err=True)
        _open(session, name)
        session.close()


def _sweep(now: float) -> None:
    """Throw away what killed demos left; whatever was written to lately may be open."""
    for shop in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/demo.db"):
        with contextlib.suppress(OSError):  # gone meanwhile
            written = max(file.stat().st_mtime for file in shop.parent.iterdir())
            if now - written > LEFT_BEHIND:
                shutil.rmtree(shop.parent, ignore_errors=True)


def _keep(session: Session, country: str, profile: str, orders: int | None, seed: int) -> None:
    if not session.url and not session.environ.get("CODESK_DATABASE"):
        raise click.UsageError("--no-open needs --database: say where the shop should be made")
    count = _make(session, country, profile, orders, seed)
    say(f"A demo shop with {counted(count, 'order')} is in {session.shown_address}.")
    say("Amina, Karim and Lina are its agents, Samia its supervisor, Wali is of the warehouse.")


def _open(session: Session, name: str) -> None:
    from console.verbs.open import open_console

    open_console(session, sign_in_as=name)


def _make(session: Session, country: str, profile: str, orders: int | None, seed: int) -> int:
    """Make the shop in a database that has none; how many orders it has."""
    from models import schema
    from models.database import Database
    from models.shops import ShopKind
    from workflows.errors import Invalid
    from workflows.profiles import PROFILES

    if profile not in PROFILES:
        raise Invalid(f"{profile!r} is not a profile; choose one of {', '.join(PROFILES)}")
    now = session.clock(ShopKind.DEMO)()
    # A demo that a power cut ends is made again, so nothing waits for the disk.
    database = session.keep(Database(session.address, synchronous="OFF"))
    if database.path is not None:
        make_file(database.path)
    schema.create(database)
    return _fill(database, country, profile, orders, seed, now)


def _fill(database: "Database", country: str, profile: str, orders: int | None, seed: int, now: datetime) -> int:
    from console.verbs.setup import refuse_a_second
    from workflows.demo import together
    from workflows.demo.algeria import ALGERIA
    from workflows.demo.bulk import bulk
    from workflows.demo.morocco import MOROCCO
    from workflows.demo.play import play

    refuse_a_second(database)
    world = MOROCCO if country.upper() == "MA" else ALGERIA
    with progress("Making the demo shop") as tell:
        if orders is None:
            desk = play(database, world, profile=profile, now=now, seed=seed, told=tell)
            together.happen(desk)
            return desk.shop.next_number - 1

        def told(_what: str, share: float) -> None:
            tell(int(share * orders), orders)

        bulk(database, world, profile=profile, now=now, seed=seed, total=orders, told=told)
        return orders
