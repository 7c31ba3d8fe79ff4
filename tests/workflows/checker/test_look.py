"""A look that knows what was written leaves out what cannot have broken since, and misses nothing of the rest."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Select, bindparam, select

from models.catalogue import products
from models.columns import metadata
from models.orders import orders
from tests.support import shop
from tests.support.damage import found, plant
from workflows import checker
from workflows.checker import Look, Problem, look_at
from workflows.checker.look import reads
from workflows.desk import Desk

_TABLE = re.compile(r"\b(?:FROM|JOIN) (\w+)")


def statements() -> Iterator[Select[Any]]:
    """Every statement that a part of the checker keeps."""
    kept = (value for part in checker.PARTS for value in vars(part).values())
    return (value for value in kept if isinstance(value, Select))


def after_damage(desk: Desk, *written: str) -> list[Problem]:
    """What such a look finds once a unit has come from nowhere."""
    shop.an_order(desk)
    plant(desk, products.update().values(on_hand=products.c.on_hand + 1))
    return desk.read(lambda work: look_at(Look(work, written=frozenset(written))))


def test_every_table_of_every_statement_is_one_that_it_reads() -> None:
    for statement in statements():
        assert {name for name in _TABLE.findall(str(statement)) if name in metadata.tables} <= reads(statement)


def test_a_column_is_read_wherever_it_stands_and_under_whatever_name() -> None:
    other = orders.alias("other")
    inner = select(products.c.title).where(products.c.on_hand > bindparam("now")).scalar_subquery()
    read = reads(select(other.c.ref).where(other.c.city == inner))
    assert {"orders.ref", "orders.city", "products", "products.on_hand", "now"} <= read


@pytest.mark.parametrize("written", ["products", "products.on_hand", "stock_moves"])
def test_a_look_at_what_was_written_finds_what_broke(desk: Desk, written: str) -> None:
    assert found(after_damage(desk, written, "notes"), 4, "its ledger sums to")


def test_a_look_at_something_else_does_not_ask(desk: Desk) -> None:
    assert after_damage(desk, "notes", "products.key") == []
