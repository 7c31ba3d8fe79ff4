"""A table of two hundred orders."""

import pytest

from console.widgets.order_table import OrderTable
from tests.console.support.lists import row
from tests.console.support.tables import COLUMNS, Held


@pytest.fixture
def source() -> Held:
    """Orders 0 to 199; a test may hold its reads back."""
    return Held([row(number) for number in range(200)])


@pytest.fixture
def table(source: Held) -> OrderTable:
    """The table over them, not yet on a screen."""
    return OrderTable(source, COLUMNS, empty="No orders here. Press ] for the next tab.")
