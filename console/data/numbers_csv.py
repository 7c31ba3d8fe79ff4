"""Numbers as CSV, with formulas defused."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from console.data.numbers import TABLES, record
from console.text import clean, csv_line

if TYPE_CHECKING:
    from workflows.numbers.period import Period
    from workflows.work import Work


def records(work: "Work", name: str, period: "Period") -> list[dict[str, Any]]:
    """The rows of a table as JSON has them."""
    table = TABLES[name]
    return [record(table, row) for row in table.read(work, period)]


def lines(work: "Work", names: tuple[str, ...], period: "Period") -> Iterator[str]:
    """A line of titles for each table, and its rows; the first column says the days."""
    days = {"first_day": period.first.isoformat(), "last_day": period.last.isoformat()}
    for name in names:
        for number, row in enumerate(records(work, name, period)):
            if number == 0:
                yield csv_line([*days, *row])
            yield csv_line([_cell(value) for value in (*days.values(), *row.values())])


def _cell(value: Any) -> str:
    return "" if value is None else clean(str(value))
