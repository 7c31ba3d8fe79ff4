"""The steps of the tables lead to what the models say."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from models import schema
from models.columns import metadata
from models.database import Database
from models.search import CREATE_ON_SQLITE, postgres_names
from tests.models.portrait import portrait

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def migrated(bare: Database, tmp_path: Path) -> Database:
    assert schema.upgrade(bare, tmp_path / "backups", NOON) is None
    return bare


def make_from_models(connection: Connection) -> None:
    """The tables as the models say, without a migration."""
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(CREATE_ON_SQLITE)
    else:
        postgres_names.create(connection)
        connection.exec_driver_sql("CREATE INDEX ix_order_names_grams ON order_names USING gin (grams)")


def drop_all(connection: Connection) -> None:
    """Take every table away again."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON" if connection.dialect.name == "sqlite" else "SELECT 1")
    connection.exec_driver_sql("DROP TABLE order_names")
    connection.exec_driver_sql("DROP TABLE alembic_version")
    metadata.drop_all(connection)


def test_the_tables_are_those_of_the_models(migrated: Database) -> None:
    made = portrait(migrated)
    migrated.write(drop_all)
    migrated.write(make_from_models)
    said = portrait(migrated)
    assert {name: made.get(name) for name in made | said} == {name: said.get(name) for name in made | said}


def test_alembic_finds_nothing_to_do(migrated: Database) -> None:
    def unit(connection: Connection) -> list[Any]:
        options = {"include_name": lambda name, kind, _parents: kind != "table" or not name.startswith("order_names")}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    assert migrated.read(unit) == []


def test_the_code_knows_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.HEAD]


def test_every_step_has_a_number_that_sorts() -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.SCRIPTS))
    steps = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]
    assert sorted(steps, reverse=True) == steps
    assert all(len(step) == 4 and step.isdecimal() for step in steps)


def test_names_can_be_searched(migrated: Database) -> None:
    names = migrated.read(lambda connection: inspect(connection).get_table_names())
    assert "order_names" in names
