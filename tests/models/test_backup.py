"""Copies that are known to be whole."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models import backup as module
from models import sqlite
from models.backup import backup
from models.database import Database, DatabaseProblem
from tests.support.databases import SqliteBench
from tests.support.shop import an_order, maison_atlas
from workflows.desk import Desk

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def shop(sqlite_bench: SqliteBench) -> Desk:
    desk = maison_atlas(sqlite_bench.fresh(), lambda: NOON)
    an_order(desk)
    return desk


def count(path: Path) -> int:
    """Orders in a file."""
    connection = sqlite.driver.connect(str(path))
    found: int = connection.execute("SELECT count(*) FROM orders").fetchone()[0]
    connection.close()
    return found


def test_it_works(shop: Desk, tmp_path: Path) -> None:
    made = backup(shop.database, tmp_path / "backups", NOON)
    assert made == tmp_path / "backups" / "shop-20261123T120000Z.db"
    assert count(made) == 1


def test_only_the_owner_may_read_it(shop: Desk, tmp_path: Path) -> None:
    made = backup(shop.database, tmp_path / "backups", NOON)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700


def test_the_desk_goes_on_meanwhile(shop: Desk, tmp_path: Path) -> None:
    backup(shop.database, tmp_path, NOON)
    an_order(shop)
    later = backup(shop.database, tmp_path, NOON + timedelta(seconds=1))
    assert count(later) == 2


def test_an_earlier_copy_is_never_overwritten(shop: Desk, tmp_path: Path) -> None:
    made = backup(shop.database, tmp_path, NOON)
    before = made.read_bytes()
    with pytest.raises(DatabaseProblem, match="exists already; wait a second"):
        backup(shop.database, tmp_path, NOON)
    assert made.read_bytes() == before


def test_a_damaged_copy_is_not_kept(shop: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = module._copy

    def copy_badly(source: Path, target: Path) -> None:
        copy(source, target)
        page = bytearray(target.read_bytes())
        page[4096 * 3 : 4096 * 9] = b"\xa5" * (4096 * 6)
        target.write_bytes(page)

    monkeypatch.setattr(module, "_copy", copy_badly)
    with pytest.raises(DatabaseProblem, match=r"damaged|failed"):
        backup(shop.database, tmp_path, NOON)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(shop: Desk, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(
        DatabaseProblem, match=r"the backup into .*file failed: .*free some space or name another folder"
    ):
        backup(shop.database, in_the_way, NOON)


def test_postgresql_has_a_tool_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(DatabaseProblem, match="pg_dump"):
        backup(Database("postgresql://host/shop"), tmp_path, NOON)
