"""`codesk oms`: orders that an order management system has still to take, and what it says of them."""

from typing import TYPE_CHECKING, Any

import click

from console.output import dump, say, table
from console.session import Session
from console.verbs import options, places, shapes

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.engine import Command
    from workflows.views import Key
    from workflows.views.exceptions import FailedHandOff
    from workflows.work import Work

_FAILED = ("order_id", "ref", "why", "at")
_request = options.request_id("The same id is performed once.")


@click.group("oms", invoke_without_command=True)
@places.after
@options.limit
@options.as_json
@options.database
@click.pass_context
def verb(ctx: click.Context, after: "Key | None", limit: int, as_json: bool) -> None:
    """Show what is due at the OMS and what it refused, or speak for it.

    `due`, `accept` and `refuse` are for the program that connects the OMS with this database.
    """
    if ctx.invoked_subcommand is None:
        _failed(ctx.ensure_object(Session), after, limit, as_json)


def _failed(session: Session, after: "Key | None", limit: int, as_json: bool) -> None:
    from workflows.views.exceptions import failed_hand_offs

    def unit(work: "Work") -> "list[FailedHandOff]":
        return failed_hand_offs(work, after=places.behind(after), limit=limit + 1)

    found = session.desk.read(unit)
    if as_json:
        dump([shapes.some(one, _FAILED) for one in found[:limit]])
    elif found:
        table(("Order", "Refused because"), [(one.ref, one.why) for one in found[:limit]])
    else:
        say("No hand-off has failed.")
    if len(found) > limit:
        places.tell(*found[limit - 1].key, as_json)


@verb.command("due")
@click.option("--after", type=click.UUID, help="Go on behind the order of this id.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True)
@options.as_json
@options.database
@options.session
def due(session: Session, after: Any, limit: int, as_json: bool) -> None:
    """Orders that the OMS has still to take, oldest first; with --json each one whole."""
    from workflows.oms.documents import due_orders

    found = session.desk.read(lambda work: due_orders(work, after=after, limit=limit))
    if as_json:
        dump(found)
    else:
        table(("Order", "Id", "Customer"), [(one["ref"], one["id"], one["name"]) for one in found])


@verb.command("accept")
@click.argument("order")
@click.option("--reference", default="", help="What the OMS calls it.")
@_request
@options.as_json
@options.database
@options.session
def accept(session: Session, order: str, reference: str, request_id: str, as_json: bool) -> None:
    """The OMS has taken an order, or accepted its payment."""
    from workflows.oms.answers import HandOffAccepted

    _perform(session, order, HandOffAccepted(reference), _oms(), request_id, as_json)


@verb.command("refuse")
@click.argument("order")
@click.option("--why", required=True, help="In the words of the OMS.")
@_request
@options.as_json
@options.database
@options.session
def refuse(session: Session, order: str, why: str, request_id: str, as_json: bool) -> None:
    """The OMS has refused an order; it is listed for a supervisor."""
    from workflows.oms.answers import HandOffRefused

    _perform(session, order, HandOffRefused(why), _oms(), request_id, as_json)


@verb.command("retry")
@click.argument("order")
@click.option("--note", default="", help="What was changed since it failed.")
@options.acting
@_request
@options.as_json
@options.database
@options.session
def retry(session: Session, order: str, note: str, name: str, request_id: str, as_json: bool) -> None:
    """Hand an order to the OMS again, by a supervisor."""
    from workflows.oms.answers import RetryHandOff

    _perform(session, order, RetryHandOff(note), session.person(name), request_id, as_json)


def _oms() -> "Actor":
    from models.statuses import Role
    from workflows.actors import Actor

    return Actor(Role.OMS, "the OMS")


def _perform(session: Session, order: str, command: "Command", by: "Actor", request_id: str, as_json: bool) -> None:
    order_id = shapes.find(session, order)
    done = session.desk.perform(order_id, command, by=by, request_id=request_id)
    found = shapes.read_whole(session, order_id)
    if as_json:
        dump({"ok": True, "order": shapes.whole(found) | {"handoff": found.row.handoff.value}})
    else:
        again = " (this request was performed before)" if done.repeated else ""
        say(f"{found.row.ref} is {found.row.handoff.value.lower()} at the OMS{again}.")
