"""What is offered to whom, at every status and under every profile: the page `offered.txt` as the rules have it now.

python -m tests.workflows.engine.offered > tests/workflows/engine/offered.txt
"""

import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from models.database import Database
from models.orders import Order
from models.shipments import shipments
from models.shops import shops
from models.statuses import Destination, Headline, Reason, Role, Shipping
from tests.support.clock import MONDAY, TestClock
from tests.support.databases import SqliteBench
from tests.support.parcels import YALIDINE, at, confirmed, courier
from tests.support.shop import an_order, maison_atlas, order, person
from workflows.actors import Actor
from workflows.case import load
from workflows.confirmation.axis import CallLater, Cancel, Confirm, MarkFake, NoAnswer
from workflows.desk import Desk
from workflows.engine import RULES, Command, choices
from workflows.parcels.delivering import PickUp
from workflows.parcels.packing import MarkReady
from workflows.parcels.returning import Counted, ReceiveReturn
from workflows.parcels.returns import ReturnAfterDelivery
from workflows.parcels.shipping import CreateShipment
from workflows.profiles import PROFILES
from workflows.work import Work

LETTERS = dict(zip(Role, "ASWcgkoy", strict=True))
OUR_DRIVER, CONNECTED = "our own driver brings the parcel", "a connected courier brings the parcel"
HEAD = """What is offered to whom, at every status and under every profile.

A agent   S supervisor   W warehouse   c courier   g payment provider   k customer   o OMS   y codesk itself
A dash: nobody. The order is a plain one: cash on delivery, in stock, with an address, and nobody has claimed it.
Below the first table stand only the rows that are different.
"""
Table = dict[str, list[str]]  #: letters of the roles by status, by command


def page() -> str:
    """The whole page."""
    with tempfile.TemporaryDirectory() as folder:
        bench = SqliteBench(Path(folder))
        ours, theirs = (_tables(bench.fresh(), is_connected) for is_connected in (False, True))
        bench.close()
    return "\n".join([HEAD, *_sections(OUR_DRIVER, ours, {}), *_sections(CONNECTED, theirs, ours["default"])])


def _sections(carrier: str, tables: Mapping[str, Table], above: Table) -> Iterator[str]:
    """Each profile beside the default one, which stands beside what is above it."""
    for name, table in tables.items():
        beside = above if name == "default" else tables["default"]
        rows = {command: cells for command, cells in table.items() if cells != beside.get(command)}
        yield "\n".join([f"{PROFILES[name].title}, {carrier}", *_lines(rows), ""])


def _lines(rows: Table) -> Iterator[str]:
    if not rows:
        yield "nothing is different"
        return
    heads = [status.replace("_", "")[:5] for status in Headline]
    for name, cells in {"": heads, **rows}.items():
        yield f"{name:<20} {' '.join(f'{cell:<5}' for cell in cells)}".rstrip()


def _tables(database: Database, is_connected: bool) -> dict[str, Table]:
    """Each profile's table: the same orders, the shop turned from one profile to the next."""
    desk = maison_atlas(database, TestClock())
    courier(desk, connected=is_connected)
    about = [_standing(desk, status) for status in Headline]
    assert [one.headline for one in about] == list(Headline)
    return {name: _table(_turned(desk, name), about) for name in PROFILES}


def _turned(desk: Desk, profile: str) -> Desk:
    desk.database.write(lambda connection: connection.execute(update(shops).values(profile=profile)))
    desk.refresh()
    return desk


def _table(desk: Desk, about: list[Order]) -> Table:
    actors = [person(desk, name) for name in ("Amina", "Samia", "Wali")]
    actors += [Actor(role, YALIDINE) for role in Role if role not in {actor.role for actor in actors}]
    columns = [desk.read(lambda work, one=one: _offered(work, one, actors)) for one in about]  # type: ignore[misc]
    commands = sorted(RULES, key=lambda command: command.__name__)
    return {command.__name__: [_cell(column[command]) for column in columns] for command in commands}


def _offered(work: Work, about: Order, actors: list[Actor]) -> dict[type[Command], list[Role]]:
    """Who is offered what with one order."""
    found: dict[type[Command], list[Role]] = {command: [] for command in RULES}
    for actor in actors:
        for command, reason in choices(load(work, about.id, actor)[0]):
            if reason is None:
                found[command].append(actor.role)
    return found


def _cell(roles: list[Role]) -> str:
    return "".join(letter for role, letter in LETTERS.items() if role in roles) or "-"


# Orders at every status.

_UNITS = (Counted("ARG", 2), Counted("SOAP", 1))
_CALLS: dict[Headline, Command] = {
    Headline.NO_ANSWER: NoAnswer(),
    Headline.CALL_LATER: CallLater(MONDAY + timedelta(hours=2)),
    Headline.CONFIRMED: Confirm(),
    Headline.CANCELLED: Cancel(Reason.PRICE),
    Headline.FAKE: MarkFake(),
}
#: How a parcel came where it stands: as far as somebody brings it, and what the warehouse does then.
_ENDS: dict[Headline, tuple[Shipping, Command]] = {
    Headline.PARTIALLY_RETURNED: (Shipping.DELIVERED, ReturnAfterDelivery(_UNITS[1:])),
    Headline.RETURNED: (Shipping.IN_RETURN, ReceiveReturn(_UNITS)),
}


def _standing(desk: Desk, status: Headline) -> Order:
    if status in (Headline.MISSING, Headline.NEW):
        return an_order(desk, placed=status is Headline.NEW)
    if status in _CALLS:
        return _after(desk, an_order(desk), _CALLS[status], "Samia")
    if status is Headline.PICKED_UP:
        return _picked_up(desk)
    if status in _ENDS:
        stands, command = _ENDS[status]
        return _after(desk, _on_the_way(desk, stands), command, "Wali")
    return _on_the_way(desk, Shipping(status.value))


def _on_the_way(desk: Desk, status: Shipping) -> Order:
    """An order whose parcel stands there, with a waybill that no other parcel has."""
    made = at(desk, status)
    mine = update(shipments).where(shipments.c.order_id == made.id)
    desk.database.write(lambda connection: connection.execute(mine.values(waybill=made.ref)))
    return made


def _picked_up(desk: Desk) -> Order:
    made = confirmed(desk)
    for command in (CreateShipment(destination=Destination.PICKUP), MarkReady(), PickUp()):
        desk.perform(made.id, command, by=person(desk, "Wali"))
    return order(desk, made.id)


def _after(desk: Desk, about: Order, command: Command, name: str) -> Order:
    desk.perform(about.id, command, by=person(desk, name))
    return order(desk, about.id)


def main() -> None:
    """Print the page."""
    sys.stdout.write(page())


if __name__ == "__main__":
    main()
