"""`codesk export`: the orders of a tab as CSV, with formulas defused."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from console.output import Progress, progress, say
from console.session import Session
from console.text import clean, csv_line
from console.verbs import options, orders, shapes
from workflows.spoken import counted

if TYPE_CHECKING:
    from workflows.views import OrderRow, Query
    from workflows.work import Work

_PAGE = 500
_MORE = (
    "phone_problem",
    "city",
    "region",
    "country",
    "method",
    "received_minor",
    "assigned_to",
    "cancel_reason",
    "tags",
)


@click.command("export")
@click.option("--tab", metavar="TAB", default="", help="A tab of the shop's profile; all orders when left out.")
@click.option("--search", metavar="TEXT", default="", help="Order number, phone, or part of a name.")
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output when left out."
)
@options.database
@options.session
def verb(session: Session, tab: str, search: str, output: Path | None) -> None:
    """Write the orders of a tab as CSV.

    Amounts are whole minor units. A cell that a spreadsheet would take for a formula begins with '. A file
    is for its owner's eyes only.
    """
    if output is None:
        _write(session, tab, search, sys.stdout, lambda _done, _all: None)
        return
    from models.files import written

    with written(output) as file, progress("Exporting") as tell:
        count = _write(session, tab, search, file, tell)
    say(f"{counted(count, 'order')} written to {output}.")


def _write(session: Session, tab: str, search: str, file: TextIO, tell: Progress) -> int:
    query = session.desk.read(lambda work: _query(work, tab, search))
    file.write(csv_line([*shapes.ROW, *_MORE]))
    count = 0
    for count, row in enumerate(_rows(session, query), 1):
        cells = shapes.row(row) | shapes.some(row, _MORE)
        file.write(csv_line([_cell(value) for value in cells.values()]))
        tell(count, 0)
    return count


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else clean(str(value))


def _query(work: "Work", tab: str, search: str) -> "Query":
    from workflows.views import Query

    return Query(orders.tab_of(work, tab).id, search)


def _rows(session: Session, query: "Query") -> "Iterator[OrderRow]":
    """Every row, page after page by key."""
    from workflows import views

    key: views.Key | None = None
    while True:

        def unit(work: "Work", key: "views.Key | None" = key) -> "views.Page":
            return views.page(work, query, after=key, limit=_PAGE)

        page = session.desk.read(unit)
        yield from page.rows
        if not page.more:
            return
        key = page.rows[-1].key
