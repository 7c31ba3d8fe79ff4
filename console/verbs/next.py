"""`codesk next`: claim the next order."""

from typing import TYPE_CHECKING

import click

from console.output import dump, say
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.errors import Refused
    from workflows.work import Work


@click.command("next")
@options.acting
@options.request_id("The same id claims once.")
@options.as_json
@options.database
@options.session
def verb(session: Session, name: str, request_id: str, as_json: bool) -> None:
    """Claim the next order for an agent.

    An agent who holds an order is shown that one.
    """
    from console.verbs.failures import ruled

    by = session.person(name)
    with ruled():
        order = session.desk.next_order(by=by, request_id=request_id)
    if order is None:
        raise _nothing(session, by)
    found = shapes.read_whole(session, order.id, by)
    if as_json:
        dump({"ok": True, "order": shapes.whole(found)})
        return
    from console.verbs.card import card

    for line in card(session, found):
        say(line)


def _nothing(session: Session, by: "Actor") -> "Refused":
    """Why there is nobody to call."""
    from workflows.errors import Refused

    return Refused(f"there is nobody to call now for {by.name}: {session.desk.read(_why)}")


def _why(work: "Work") -> str:
    from workflows.calls.queue import closed_zones, zones

    if len(closed_zones(work)) == len(zones(work)):
        return f"calling hours are {work.policy.calling_hours}"
    return "no order is due; `codesk orders --tab backlog` shows when they fall due"
