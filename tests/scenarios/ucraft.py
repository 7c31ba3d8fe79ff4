"""Orders of a shop on Ucraft, as far as a test needs them."""

from typing import Any

from models.statuses import Method
from tests.scenarios.day import Day
from workflows.units import Units

OILS, EVERYTHING = (Units("OIL", 2),), (Units("OIL", 2), Units("SOAP", 1))


def placed(day: Day, method: Method = Method.CASH) -> None:
    """An order, which nobody has to confirm."""
    day.order("#1", method=method)
    day.shelf_is_counted(OIL=20, SOAP=10)
    day.at("10:00")


def handed_over(day: Day, **what: Any) -> None:
    """A manual shipment of all of it, which our van has."""
    placed(day)
    day.person("Wali").creates("#1", courier="Our van", **what)
    day.person("Wali").readies("#1")
    day.person("Wali").hands_over("#1")


def delivered(day: Day) -> None:
    """The customer has it, and it is paid."""
    handed_over(day)
    day.person("Wali").delivers("#1")
    day.person("Samia").marks_paid("#1", method=Method.CASH)


def by_carrier(day: Day) -> None:
    """The label was bought at a connected carrier."""
    ups = day.connected("UPS")
    placed(day)
    day.person("Wali").creates("#1", courier="UPS", rate="Standard")
    ups.numbers("#1", "1Z-1")
