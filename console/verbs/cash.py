"""`codesk cash`: who has cash of the shop, what is short, refunds to make, and settling a courier's file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.output import dump, table
from console.session import Session
from console.verbs import options, places, shapes
from workflows.spoken import money

if TYPE_CHECKING:
    from workflows.views import Key
    from workflows.views.cash import CashPage, Holder, ParcelCash, Sum
    from workflows.views.refunds import Owed, ToSend
    from workflows.work import Work

_PARCEL = ("shipment_id", "order_id", "parcel", "ref", "version", "customer", "waybill", "courier", "driver")
_CASH = ("status", "cash", "due_minor", "collected_minor", "remitted_minor", "still_out_minor", "currency", "at")
_STATEMENT = ("id", "courier", "day", "reference", "note", "parcels", "expected_minor", "received_minor")
_END = ("fees_minor", "currency", "by", "at", "finished_at")
_LINE = ("order_id", "ref", "parcel", "waybill", "expected_minor", "received_minor", "cash")
_OWED = (
    "order_id",
    "ref",
    "version",
    "customer",
    "confirmation",
    "fulfilment",
    "received_minor",
    "refunded_minor",
    "left_minor",
)
_TO_SEND = ("refund_id", "order_id", "number", "ref", "version", "customer", "amount_minor", "currency", "method")


_SUMS = ("due", "collected", "short", "over")


@click.group("cash", invoke_without_command=True)
@options.as_json
@options.database
@click.pass_context
def verb(ctx: click.Context, as_json: bool) -> None:
    """List who has cash of the shop; settle what a courier hands over."""
    if ctx.invoked_subcommand is None:
        _holders(ctx.ensure_object(Session), as_json)


def _holders(session: Session, as_json: bool) -> None:
    from workflows.views.cash import holders

    found = session.desk.read(holders)
    if as_json:
        dump([_holder(one) for one in found])
        return
    numbers = ("Due", "Collected", "Short", "Over")
    rows = [(one.name or "(nobody)", *(_sum(one, getattr(one, name)) for name in _SUMS)) for one in found]
    table(("Courier or driver", *numbers), rows, right=numbers)


def _holder(one: "Holder") -> dict[str, Any]:
    sums = {name: {"parcels": getattr(one, name).parcels, "minor": getattr(one, name).minor} for name in _SUMS}
    return {"name": one.name, "currency": one.currency, **sums, "oldest_at": shapes.plain(one.oldest_at)}


def _sum(one: "Holder", sum_: "Sum") -> str:
    return f"{money(sum_.minor, one.currency)} ({sum_.parcels})" if sum_.parcels else "–"


@verb.command("owed")
@click.option("--courier", metavar="NAME", default=None, help="Of one courier or driver.")
@click.option("--state", type=click.Choice(("due", "collected", "short")), default=None, help="Only cash that is …")
@click.option("--today", is_flag=True, help="Only parcels that were delivered today.")
@places.after
@options.limit
@options.as_json
@options.database
@options.session
def owed(
    session: Session,
    courier: str | None,
    state: str | None,
    today: bool,
    after: "Key | None",
    limit: int,
    as_json: bool,
) -> None:
    """List parcels whose cash has not reached us, the oldest first."""
    from models.statuses import CashState
    from workflows.views.cash import midnight, parcels

    states = (CashState(state.upper()),) if state else (CashState.DUE, CashState.COLLECTED, CashState.SHORT)

    def unit(work: "Work") -> "CashPage":
        since = midnight(work) if today else None
        return parcels(work, states, holder=courier, since=since, after=places.behind(after), limit=limit)

    page = session.desk.read(unit)
    dump([shapes.some(row, _PARCEL + _CASH) for row in page.rows]) if as_json else _print_parcels(page)
    if page.more:
        places.tell(*page.rows[-1].key, as_json)


def _print_parcels(page: "CashPage") -> None:
    headers = ("Order", "Waybill", "Courier", "Cash", "Still out", "Customer")
    table(headers, [_cells(row) for row in page.rows], right=("Still out",))


def _cells(row: "ParcelCash") -> tuple[str, ...]:
    name = row.ref if row.parcel == 1 else f"{row.ref} parcel {row.parcel}"
    much = money(row.still_out_minor, row.currency)
    return name, row.waybill, row.courier or row.driver, row.cash.value.lower(), much, row.customer


@verb.command("refunds")
@places.after
@options.limit
@options.as_json
@options.database
@options.session
def refunds(session: Session, after: "Key | None", limit: int, as_json: bool) -> None:
    """List refunds to make: orders called off, come back or paid twice; then refunds that are not sent."""
    made, send = session.desk.read(lambda work: _refunds(work, after, limit + 1))
    more = len(made) + len(send) > limit
    if more:
        (send or made).pop()
    _print_refunds(made, send, as_json)
    if more and send:
        places.tell(send[-1].at, send[-1].refund_id, as_json, phase=_SENDING)
    elif more:
        places.tell(*made[-1].key, as_json)


_SENDING = 1  #: the second phase of that list


def _refunds(work: "Work", after: "Key | None", limit: int) -> "tuple[list[Owed], list[ToSend]]":
    """What is to be made, and behind it what is to be sent: so many of both together."""
    from workflows.views.refunds import to_make, to_send

    place = places.behind(after)
    if after and place and after[0] == _SENDING:
        return [], to_send(work, after=place[1], limit=limit)
    made = to_make(work, after=place, limit=limit)
    return made, to_send(work, limit=limit - len(made))


def _print_refunds(made: "list[Owed]", send: "list[ToSend]", as_json: bool) -> None:
    if as_json:
        owed = [shapes.some(one, (*_OWED, "currency", "placed_at")) for one in made]
        dump(
            {
                "to_make": owed,
                "to_send": [shapes.some(one, (*_TO_SEND, "gateway", "note", "by", "at")) for one in send],
            }
        )
        return
    rows = [(one.ref, "to make", money(one.left_minor, one.currency), one.customer) for one in made]
    rows += [
        (one.ref, f"to send, refund {one.number}", money(one.amount_minor, one.currency), one.customer)
        for one in send
    ]
    table(("Order", "Refund", "Amount", "Customer"), rows, right=("Amount",))


@verb.command("history")
@click.argument("remittance", type=click.UUID, required=False)
@places.after
@options.limit
@options.as_json
@options.database
@options.session
def history(session: Session, remittance: Any, after: "Key | None", limit: int, as_json: bool) -> None:
    """List the statements that were settled, newest first, or show the parcels of one by its id."""
    from workflows.views import cash

    if remittance is None:
        found = session.desk.read(lambda work: cash.history(work, after=places.behind(after), limit=limit + 1))
        dump([statement(one) for one in found[:limit]]) if as_json else _print_history(found[:limit])
        if len(found) > limit:
            places.tell(found[limit - 1].at, found[limit - 1].id, as_json)
        return
    row, lines = session.desk.read(lambda work: cash.statement(work, remittance))
    if as_json:
        dump(statement(row) | {"lines": [shapes.some(line, _LINE) for line in lines]})
        return
    _print_history([row])
    numbers = ("Collected", "Received")
    cells = [
        (
            line.ref,
            line.waybill,
            money(line.expected_minor, row.currency),
            money(line.received_minor, row.currency),
            line.cash.value.lower().replace("_", " "),
        )
        for line in lines
    ]
    table(("Order", "Waybill", *numbers, "Stands"), cells, right=numbers)


def statement(row: Any) -> dict[str, Any]:
    """One statement as JSON."""
    return shapes.some(row, _STATEMENT + _END)


def _print_history(found: list[Any]) -> None:
    numbers = ("Parcels", "Collected", "Received", "Fees")
    rows = [
        (
            one.day,
            one.courier,
            one.reference,
            str(one.parcels),
            *(money(minor, one.currency) for minor in (one.expected_minor, one.received_minor, one.fees_minor)),
            one.by,
            str(one.id) if one.finished_at else f"{one.id} (interrupted)",
        )
        for one in found
    ]
    table(("Day", "Courier", "Statement", *numbers, "By", "Id"), rows, right=numbers)


@verb.command("settle")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--courier", metavar="NAME", required=True, help="Who hands the cash over.")
@click.option("--day", metavar="DAY", default="", help="Day of the statement, like 2026-11-01; today when left out.")
@click.option(
    "--reference", metavar="TEXT", default="", help="The courier's number of it; the file's name if left out."
)
@click.option("--note", metavar="TEXT", default="", help="A remark that the statement keeps.")
@click.option(
    "--map",
    "map_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which column holds what, as TOML or JSON.",
)
@click.option("--save-map", type=click.Path(dir_okay=False, path_type=Path), help="Write the mapping that was used.")
@click.option("--tolerance", metavar="AMOUNT", help="A difference that is given up; as last time when left out.")
@click.option("--accept", "accepts", is_flag=True, help="Settle what the file brings; else it is only shown.")
@click.option("--dry-run", is_flag=True, help="Only show, whatever else is asked.")
@options.acting
@options.as_json
@options.database
@options.session
def settle(session: Session, /, **typed: Any) -> None:
    """Match a courier's settlement file with parcels by waybill or order, and settle it once it is accepted."""
    from console.verbs import settling

    settling.run(session, settling.Asked(**typed))


def day_of(session: Session, text: str) -> date:
    """The day that was typed, or today in the shop's zone."""
    if not text:
        return session.desk.clock().astimezone(shapes.zone(session)).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"--day: {text!r} is no day; write it like 2026-11-01") from None
