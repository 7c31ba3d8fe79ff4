"""`codesk orders`: one page of a tab, or of what a search finds."""

import difflib
from typing import TYPE_CHECKING

import click

from console.output import dump, table, tell_more
from console.session import Session
from console.verbs import options, places, shapes
from workflows.spoken import money

if TYPE_CHECKING:
    from workflows.labels import Tab
    from workflows.views import OrderRow, Page
    from workflows.views.query import Key
    from workflows.work import Work

_HEADERS = ("Order", "Status", "Placed", "Calls", "Total", "Phone", "Customer")


@click.command("orders")
@click.option(
    "--tab", metavar="TAB", default="", help="A tab of the shop's profile, by id or title; all when left out."
)
@click.option("--search", metavar="TEXT", default="", help="Order number, phone in any spelling, or part of a name.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=50, show_default=True, help="Orders at most.")
@places.after
@options.as_json
@options.database
@options.session
def verb(session: Session, tab: str, search: str, limit: int, after: "Key | None", as_json: bool) -> None:
    """List orders by tab, or search them."""
    from workflows.views import key_text

    page = read_page(session, tab, search, limit, after)
    if as_json:
        dump([shapes.row(row) for row in page.rows])
    else:
        table(_HEADERS, [_cells(session, row) for row in page.rows], right=("Calls", "Total"))
    if page.more:
        tell_more(key_text(page.rows[-1].key), as_json)


def read_page(session: Session, tab: str, search: str, limit: int, after: "Key | None") -> "Page":
    """One page of a tab of the shop."""
    from workflows import views

    def unit(work: "Work") -> "Page":
        query = views.Query(tab_of(work, tab).id, search)
        return views.page(work, query, after=after, limit=limit)

    return session.desk.read(unit)


def tab_of(work: "Work", name: str) -> "Tab":
    """The tab of that id or title; usage is refused with near ones."""
    from workflows.labels import PLACES
    from workflows.views import profile_of

    tabs = (*profile_of(work).tabs, *PLACES)
    wanted = (name or "all").strip().casefold()
    for tab in tabs:
        if wanted in (tab.id.casefold(), tab.title.casefold()):
            return tab
    near = difflib.get_close_matches(wanted, [tab.id for tab in tabs], 1)
    hint = f", did you mean {near[0]!r}?" if near else ""
    raise click.UsageError(f"there is no tab {name!r}{hint}; there are {', '.join(tab.id for tab in tabs)}")


def _cells(session: Session, row: "OrderRow") -> tuple[str, ...]:
    from console import text

    return (
        row.ref + (" TEST" if row.is_test else ""),
        row.label + (f" · {row.claimed_by}" if row.claimed_by else ""),
        text.then(row.placed_at, session.desk.clock(), shapes.zone(session)),
        str(row.attempts or ""),
        money(row.total_minor, row.currency),
        _phone(row),
        row.customer,
    )


def _phone(row: "OrderRow") -> str:
    from console import text

    if row.phone:
        return text.phone(row.phone)
    return f"{row.phone_typed} (not a number)" if row.phone_typed.strip() else "no phone"
