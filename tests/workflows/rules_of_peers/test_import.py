"""A file of orders that is read again, that cancels, and that continues a row (gocommerce's Shopify import)."""

from pathlib import Path

import pytest

from workflows.desk import Desk
from workflows.intake import load
from workflows.views import Query, page

HEADER = "Name,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Cancelled at,"
COLUMNS = "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Name,Shipping Address1,Shipping City,"
REST = "Shipping Country,Shipping Phone,Payment Method,Id\n"
FIRST = "#1,pending,unfulfilled,DZD,1800,400,0,2200,2026-11-20 10:00:00 +0100,{cancelled},"
GOODS = "1,Argan oil,1200,OIL,Yasmine Haddad,12 rue Didouche,Alger,DZ,0551234567,Cash on Delivery (COD),11\n"
SECOND = "#1,,,,,,,,,,1,Black soap,600,SOAP,,,,,,,\n"


@pytest.fixture
def report(desk: Desk, tmp_path: Path) -> load.Report:
    """One order with two lines, read once."""
    return _read(desk, tmp_path)


def _read(desk: Desk, folder: Path, cancelled: str = "") -> load.Report:
    path = folder / "orders.csv"
    path.write_text(HEADER + COLUMNS + REST + FIRST.format(cancelled=cancelled) + GOODS + SECOND, "utf-8")
    return load.load(desk, load.open_file(desk, path))


def test_the_same_file_again_makes_nothing(desk: Desk, tmp_path: Path, report: load.Report) -> None:
    assert (report.orders_created, report.orders_known, report.rejected) == (1, 0, [])
    again = _read(desk, tmp_path)
    assert (again.orders_created, again.orders_known) == (0, 1)


def test_a_row_with_the_same_number_and_blank_columns_is_one_more_line(desk: Desk, report: load.Report) -> None:
    assert (report.orders_created, report.lines) == (1, 2)
    (row,) = desk.read(lambda work: page(work, Query("all"))).rows
    assert (row.ref, row.total_minor) == ("#1", 220000)


def test_an_order_with_a_date_of_cancellation_is_cancelled(desk: Desk, tmp_path: Path) -> None:
    _read(desk, tmp_path, cancelled="2026-11-21 09:00:00 +0100")
    (row,) = desk.read(lambda work: page(work, Query("all"))).rows
    assert row.confirmation == "CANCELLED"
