"""Every table keeps the house's laws: the shop comes first, no sequences, words are checked."""

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Table, UniqueConstraint, text
from sqlalchemy.exc import IntegrityError

from models import schema
from models.columns import Word, metadata
from tests.support.shop import an_order
from workflows.desk import Desk

assert schema.TABLES
SHOPS = metadata.tables["shops"]
TABLES = [table for table in metadata.sorted_tables if table is not SHOPS]


def names(columns: Iterable[Column[Any]]) -> list[str]:
    """Names of columns, in their order."""
    return [column.name for column in columns]


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_the_shop_comes_first_in_the_primary_key(table: Table) -> None:
    assert names(table.primary_key.columns)[0] == "shop_id"


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_the_shop_comes_first_in_every_unique_key_and_index(table: Table) -> None:
    keys = [names(key.columns) for key in table.constraints if isinstance(key, UniqueConstraint)]
    assert all(first == "shop_id" for first, *_ in [*keys, *(names(index.columns) for index in table.indexes)])


@pytest.mark.parametrize("table", TABLES, ids=str)
def test_the_shop_comes_first_in_every_foreign_key(table: Table) -> None:
    for key in table.foreign_key_constraints:
        assert key.column_keys[0] == "shop_id"
        assert key.elements[0].target_fullname.endswith(".shop_id")


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_ids_are_made_by_the_application(table: Table) -> None:
    assert all(column.server_default is None and column.default is None for column in table.columns)
    assert table.autoincrement_column is None


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_every_word_has_a_check_constraint(table: Table) -> None:
    words = {column.name for column in table.columns if isinstance(column.type, Word)}
    checked = {str(key.name) for key in table.constraints if isinstance(key, CheckConstraint)}
    assert checked == {f"ck_{table.name}_{word}" for word in words}


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=str)
def test_sqlite_checks_types(table: Table) -> None:
    assert table.dialect_options["sqlite"]["strict"]


def test_the_database_itself_refuses_an_unknown_word(desk: Desk) -> None:
    an_order(desk)
    with pytest.raises(IntegrityError, match="ck_orders_confirmation"):
        desk.database.write(lambda connection: connection.execute(text("UPDATE orders SET confirmation = 'LOST'")))


def test_the_database_itself_refuses_a_line_without_an_order(desk: Desk) -> None:
    an_order(desk)
    with pytest.raises(IntegrityError):
        desk.database.write(lambda connection: connection.execute(text("DELETE FROM orders")))
