"""A demo shop of any size, stamped from a played one."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import func, select

from models.columns import metadata
from models.database import Database
from models.money import remittances
from models.orders import orders
from models.shipments import Shipment, shipments
from models.shops import shops
from tests.support.clock import MONDAY
from tests.workflows.demo.test_mornings import is_filled
from workflows import book, views
from workflows.checker import check
from workflows.demo import bulk, plan
from workflows.demo.algeria import ALGERIA
from workflows.demo.families import Played
from workflows.demo.stamp import Stamper
from workflows.desk import Desk, find_shop

SEED = 5


def unheard(_what: str, _share: float) -> None:
    """Nobody watches the progress."""


def play() -> Played:
    """A template, played anew."""
    assert book.SUBJECTS
    return bulk.played(ALGERIA, "default", MONDAY, SEED, 300, unheard)


@pytest.fixture(scope="module")
def template() -> Played:
    """What every shop here is stamped from."""
    return play()


def made(database: Database, template: Played, total: int) -> Desk:
    """A stamped shop."""
    bulk.stamp(database, template, ALGERIA, seed=SEED, total=total, told=unheard)
    return Desk(database, database.read(find_shop), lambda: MONDAY)


def test_it_works_and_keeps_every_rule(database: Database, template: Played) -> None:
    desk = made(database, template, 2000)
    bulk.happened(database, MONDAY, SEED)
    assert is_filled(desk)
    assert desk.read(check) == []
    span = select(func.count(), func.min(orders.c.placed_at), func.max(orders.c.placed_at))
    count, first, last = desk.read(lambda work: work.connection.execute(span).one())
    assert count == 2000
    assert (last - first).days > 700
    parcels = desk.read(lambda work: [Shipment(*row) for row in work.connection.execute(select(shipments))])
    waybills = [parcel.waybill for parcel in parcels if parcel.waybill]
    assert len(set(waybills)) == len(waybills) > 100
    assert all(parcel.waybill in parcel.tracking for parcel in parcels if parcel.waybill and parcel.tracking)
    settled = select(remittances.c.day, remittances.c.at)
    for day, at in desk.read(lambda work: list(work.connection.execute(settled))):
        assert abs(at.date() - date.fromisoformat(day)).days <= 1


def test_indexes_and_references_are_back(database: Database, template: Played) -> None:
    made(database, template, 100)
    names = "SELECT name FROM sqlite_master WHERE type = 'index'"
    if not database.is_sqlite:
        names = "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"
    found = set(database.read(lambda connection: connection.exec_driver_sql(names).scalars().all()))
    assert {index.name for table in metadata.sorted_tables for index in table.indexes} <= found
    if database.is_sqlite:
        assert database.read(lambda c: c.exec_driver_sql("PRAGMA journal_mode").scalar()) == "wal"
        assert database.read(lambda c: c.exec_driver_sql("PRAGMA foreign_key_check").first()) is None
    else:
        keys = sum(len(table.foreign_key_constraints) for table in metadata.sorted_tables)
        counted = "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"
        assert database.read(lambda c: c.exec_driver_sql(counted).scalar()) == keys


def test_orders_are_found_by_name_and_dealt(database: Database, template: Played) -> None:
    desk = made(database, template, 300)
    row = desk.read(lambda work: views.page(work, views.Query("to-confirm"), limit=1)).rows[0]
    found = desk.read(lambda work: views.page(work, views.Query("all", row.customer), limit=300))
    assert row.id in {one.id for one in found.rows}


def test_new_orders_go_on_where_the_stamps_ended(database: Database, template: Played) -> None:
    made(database, template, 300)
    highest = database.read(lambda c: c.scalar(select(func.max(orders.c.number))))
    assert database.read(lambda c: c.scalar(select(shops.c.next_number))) == (highest or 0) + 1


def test_a_seed_makes_the_same_rows(template: Played) -> None:
    made_twice = []
    for played in (template, play()):
        stamper = Stamper(played, ALGERIA, SEED)
        made_twice.append([stamper.stamp(batch) for batch in plan.batches(played.families, 200, Random(SEED))])
    assert made_twice[0] == made_twice[1]
    assert sum(len(rows["orders"]) for rows in made_twice[0]) == 200


def test_there_are_exactly_so_many_the_oldest_first(template: Played) -> None:
    for total in (1, 7, 60, 1999):
        batches = list(plan.batches(template.families, total, Random(1)))
        sizes = [len(template.families[index].orders) for batch in batches for index in batch.families]
        assert sum(sizes) == total
        assert [batch.weeks for batch in batches] == sorted((batch.weeks for batch in batches), reverse=True)


def test_a_failure_leaves_nothing_behind(
    database: Database, template: Played, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(bulk, "_finish", fail)
    with pytest.raises(RuntimeError, match="no room"):
        made(database, template, 50)
    if database.path is not None:
        assert database.path.stat().st_size == 0
    else:
        assert database.read(lambda c: c.scalar(select(func.count()).select_from(orders))) == 0
