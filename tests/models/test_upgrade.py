"""Moving a database on: a backup first, all or nothing, and no child row is ever lost."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from models import schema
from models.database import Database, DatabaseProblem
from tests.models.portrait import portrait
from tests.support.shop import an_order, maison_atlas

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
COUNTS = ("shops", "orders", "order_lines", "events", "customers", "numbers")

STEP = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{head}", "{before}"


def upgrade() -> None:
    with op.batch_alter_table("orders") as batch:
        batch.add_column(sa.Column("gift", sa.Text(), nullable=True))
        batch.alter_column("tags", existing_type=sa.Text(), nullable=True)
    with op.batch_alter_table("events") as batch:
        batch.alter_column("command", existing_type=sa.Text(), nullable=True)
    {then}
"""


@pytest.fixture
def old(bare: Database) -> Database:
    """A database with an order in it, made by the code of today."""
    schema.create(bare)
    an_order(maison_atlas(bare, lambda: NOON))
    return bare


def next_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str = "pass") -> None:
    """Let the code know one step more."""
    scripts, head = tmp_path / "steps", f"{int(schema.HEAD) + 1:04d}"
    shutil.copytree(schema.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    step = STEP.format(head=head, before=schema.HEAD, then=then)
    (scripts / "versions" / f"v{head}_gifts.py").write_text(step)
    monkeypatch.setattr(schema, "SCRIPTS", scripts)
    monkeypatch.setattr(schema, "HEAD", head)


def rows(database: Database) -> dict[str, int]:
    """How many rows there are."""

    def unit(connection: Connection) -> dict[str, Any]:
        return {name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar() for name in COUNTS}  # noqa: S608

    return database.read(unit)


def test_it_works(old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(old)
    next_step(tmp_path, monkeypatch)
    schema.upgrade(old, tmp_path / "backups", NOON)
    schema.gate(old)
    assert rows(old) == before
    assert old.read(lambda connection: connection.scalar(text("SELECT count(*) FROM orders WHERE gift IS NULL"))) == 1


def test_what_a_table_is_made_of_survives_being_copied(
    old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = portrait(old)
    next_step(tmp_path, monkeypatch)
    schema.upgrade(old, tmp_path / "backups", NOON)
    after = portrait(old)
    assert set(before) - set(after) == set()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == ({"orders", "events"} if old.is_sqlite else {"orders.tags", "events.command"})
    if old.is_sqlite:
        assert set(before["orders"]) - set(after["orders"]) == {"tags TEXT NOT NULL"}
        assert set(before["events"]) - set(after["events"]) == {"command TEXT NOT NULL"}


def test_foreign_keys_are_watched_again_afterwards(
    old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_step(tmp_path, monkeypatch)
    schema.upgrade(old, tmp_path / "backups", NOON)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        old.write(lambda connection: connection.execute(text("DELETE FROM orders")))


def test_a_verified_backup_comes_first(old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = portrait(old)
    next_step(tmp_path, monkeypatch)
    made = schema.upgrade(old, tmp_path / "backups", NOON)
    if not old.is_sqlite:
        assert made is None
        return
    assert made is not None
    copy = Database(f"sqlite:///{made}")
    assert portrait(copy) == before
    copy.close()


def test_a_current_database_needs_none(old: Database, tmp_path: Path) -> None:
    assert schema.upgrade(old, tmp_path / "backups", NOON) is None
    assert not (tmp_path / "backups").exists()


@pytest.mark.parametrize("failure", ["1 / 0", "op.execute('SELECT nonsense FROM nowhere')"])
def test_a_step_that_fails_leaves_nothing_behind(
    old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: str
) -> None:
    before, counted, version = portrait(old), rows(old), schema.version(old)
    next_step(tmp_path, monkeypatch, failure)
    with pytest.raises(Exception, match=r"division by zero|nonsense|nowhere"):
        schema.upgrade(old, tmp_path / "backups", NOON)
    assert (portrait(old), rows(old), schema.version(old)) == (before, counted, version)
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        old.write(lambda connection: connection.execute(text("DELETE FROM orders")))


def test_a_step_that_orphans_rows_is_undone(old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = rows(old)
    next_step(tmp_path, monkeypatch, "op.execute('DELETE FROM orders')")
    with pytest.raises(Exception, match=r"without what they belong to; nothing was changed|foreign key"):
        schema.upgrade(old, tmp_path / "backups", NOON)
    assert rows(old) == counted


def test_no_upgrade_without_its_backup(old: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not old.is_sqlite:
        return
    next_step(tmp_path, monkeypatch)
    (tmp_path / "backups").write_text("in the way")
    version = schema.version(old)
    with pytest.raises(DatabaseProblem, match="free some space or name another folder"):
        schema.upgrade(old, tmp_path / "backups", NOON)
    assert schema.version(old) == version
