"""`codesk couriers`: who delivers for the shop, and reports of theirs that fitted nowhere."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from console import text
from console.output import dump, say, table
from console.session import Session
from console.verbs import options, places, shapes
from console.verbs.courier_reports import report

if TYPE_CHECKING:
    from models.shipments import Courier, CourierException
    from workflows.actors import Actor
    from workflows.views import Key
    from workflows.work import Work

_COURIER = ("id", "name", "run_by", "tracking", "active", "created_at")
_EXCEPTION = ("id", "order_id", "shipment_id", "courier", "waybill", "said", "why", "at")


@click.group("couriers", invoke_without_command=True)
@options.as_json
@options.database
@click.pass_context
def verb(ctx: click.Context, as_json: bool) -> None:
    """List couriers and drivers, change them, take in their reports, or see what they reported in vain."""
    if ctx.invoked_subcommand is None:
        _list(ctx.ensure_object(Session), as_json)


verb.add_command(report)


def _list(session: Session, as_json: bool) -> None:
    from workflows.parcels import couriers

    found = session.desk.read(lambda work: couriers.everyone(work, with_inactive=True))
    if as_json:
        dump([shapes.some(one, _COURIER) for one in found])
        return
    rows = [(one.name, _kind(one), one.tracking, "active" if one.active else "deactivated") for one in found]
    table(("Name", "Moves its parcels", "Tracking", "State"), rows)


def _kind(one: "Courier") -> str:
    return "the courier" if one.run_by.value == "COURIER" else "staff"


@verb.command("add")
@click.argument("name")
@click.option("--connected", is_flag=True, help="Its own events move its parcels; people do not.")
@click.option("--tracking", default="", metavar="LINK", help="Link for customers, with {waybill} in it.")
@options.changing
def add(session: Session, name: str, connected: bool, tracking: str, by_name: str, as_json: bool) -> None:
    """Add a courier or driver, or bring one back."""
    from workflows.parcels import couriers

    def unit(work: "Work", by: "Actor") -> "Courier":
        return couriers.add(work, name, connected=connected, tracking=tracking, by=by)

    _change(session, unit, by_name, as_json)


@verb.command("rename")
@click.argument("name")
@click.argument("new_name")
@options.changing
def rename(session: Session, name: str, new_name: str, by_name: str, as_json: bool) -> None:
    """Give one another name, on its parcels and statements too."""
    from workflows.parcels import couriers

    def unit(work: "Work", by: "Actor") -> "Courier":
        return couriers.rename(work, couriers.find(work, name), new_name, by=by)

    _change(session, unit, by_name, as_json)


@verb.command("deactivate")
@click.argument("name")
@options.changing
def deactivate(session: Session, name: str, by_name: str, as_json: bool) -> None:
    """Give one no parcels any more; those under way go on."""
    from workflows.parcels import couriers

    def unit(work: "Work", by: "Actor") -> "Courier":
        return couriers.deactivate(work, couriers.find(work, name), by=by)

    _change(session, unit, by_name, as_json)


def _change(session: Session, unit: "Callable[[Work, Actor], Courier]", by_name: str, as_json: bool) -> None:
    by = session.doer(by_name)
    made = session.desk.write(lambda work: unit(work, by))
    if as_json:
        dump({"ok": True, "courier": shapes.some(made, _COURIER)})
    else:
        state = f"moved by {_kind(made)}" if made.active else "given no parcels any more"
        say(f"{made.name} is {state}.")


@verb.command("exceptions")
@places.after
@options.limit
@options.as_json
@options.database
@options.session
def exceptions(session: Session, after: "Key | None", limit: int, as_json: bool) -> None:
    """List reports that fitted nowhere and that nobody has looked at, the oldest first."""
    from workflows.parcels import exceptions as reports

    behind = places.behind(after)
    found = session.desk.read(lambda work: reports.exceptions(work, after=behind, limit=limit + 1))
    page = found[:limit]
    dump([shapes.some(one, _EXCEPTION) for one in page]) if as_json else _print_exceptions(page)
    if len(found) > limit:
        places.tell(page[-1].at, page[-1].id, as_json)


def _print_exceptions(found: "Sequence[CourierException]") -> None:
    rows = [
        (str(one.id), one.courier, one.waybill, text.clean(one.said, 60), text.clean(one.why, 80)) for one in found
    ]
    table(("Id", "Courier", "Waybill", "Said", "Why it changed nothing"), rows)


@verb.command("settle")
@click.argument("exception", type=click.UUID)
@click.option("--note", default="", help="What was found out.")
@options.acting
@options.as_json
@options.database
@options.session
def settle(session: Session, exception: Any, note: str, name: str, as_json: bool) -> None:
    """Take one off the list; it must be a supervisor who looked at it."""
    from workflows.parcels import exceptions as reports

    by, request = session.person(name), session.desk.new_request()
    session.desk.write(lambda work: reports.settle(work, exception, note, by=by, request_id=request))
    if as_json:
        dump({"ok": True, "exception": str(exception)})
    else:
        say("The report is settled.")
