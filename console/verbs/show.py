"""`codesk show`: one order whole."""

import click

from console.output import dump, say
from console.session import Session
from console.verbs import options, shapes


@click.command("show")
@click.argument("order", metavar="ORDER")
@click.option("--as", "name", metavar="NAME", default="", help="Whose choices are listed; a supervisor's by default.")
@options.as_json
@options.database
@options.session
def verb(session: Session, order: str, name: str, as_json: bool) -> None:
    """Show one order, its history, and what may be done with it."""
    by = session.person(name) if name else None
    found = shapes.read_whole(session, shapes.find(session, order), by)
    if as_json:
        dump(shapes.whole(found))
        return
    from console.verbs.card import card, choices, history

    for line in (*card(session, found), *history(session, found), *choices(found)):
        say(line)
