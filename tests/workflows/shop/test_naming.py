"""Names that no header could show are refused in a sentence."""

import pytest

from models.database import Database
from models.statuses import Role
from tests.support.clock import TestClock
from workflows.actors import SYSTEM
from workflows.desk import Desk
from workflows.errors import Invalid
from workflows.shop import people, settings
from workflows.shop.naming import shown_name
from workflows.shop.opening import open_shop

LONG = "a" * 81


def opened(database: Database, clock: TestClock, name: str, supervisor: str) -> Desk:
    return open_shop(
        database,
        name=name,
        supervisor=supervisor,
        clock=clock,
        country="DZ",
        currency="DZD",
        zone="Africa/Algiers",
    )


@pytest.mark.parametrize("name", ["a" * 80, "店" * 40, "نور" * 26, "e\u0301" * 80])
def test_what_fits_a_line_is_taken(name: str) -> None:
    assert shown_name("a shop", f"  {name} ") == name


@pytest.mark.parametrize("name", [LONG, "店" * 41, "a" * 5_000])
def test_what_does_not_fit_is_refused_with_its_length(name: str) -> None:
    with pytest.raises(Invalid, match=r"this name takes \d+ cells of a line; a shop's name has at most 80"):
        shown_name("a shop", name)


def test_a_person_and_a_shop_are_not_named_so(desk: Desk) -> None:
    with pytest.raises(Invalid, match="a person's name has at most 80"):
        desk.write(lambda work: people.add(work, LONG, Role.AGENT, by=SYSTEM))
    with pytest.raises(Invalid, match="a shop's name has at most 80"):
        desk.write(lambda work: settings.set_name(work, LONG, by=SYSTEM))


@pytest.mark.parametrize(("name", "supervisor"), [(LONG, "Samia"), ("Atlas", LONG)])
def test_no_shop_is_opened_under_such_a_name(
    database: Database, clock: TestClock, name: str, supervisor: str
) -> None:
    with pytest.raises(Invalid, match="has at most 80"):
        opened(database, clock, name, supervisor)
    assert opened(database, clock, "Atlas", "Samia").shop.ordinal == 1
