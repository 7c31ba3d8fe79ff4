"""The shop of a day, in the system that the test is about."""

from collections.abc import Callable

import pytest

from models.database import Database
from tests.scenarios.day import Day
from tests.support.clock import TestClock

Open = Callable[[str], Day]


@pytest.fixture
def a_day(database: Database, clock: TestClock) -> Open:
    """A Monday at eight in a shop of that profile, on SQLite and on PostgreSQL."""
    return lambda profile: Day(database, clock, profile)
