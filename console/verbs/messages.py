"""`codesk shop messages` and `codesk shop message`: what customers are told, by which channels, in which words."""

from typing import TYPE_CHECKING

import click

from console.output import dump, say, table
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from workflows.messages.telling import Telling

_TOLD = ("message", "channels", "subject", "text", "own")


@click.command("messages")
@options.as_json
@options.database
@options.session
def listed(session: Session, as_json: bool) -> None:
    """List the messages to customers, and how they go."""
    from workflows.messages.telling import everything

    found = session.desk.read(everything)
    if as_json:
        dump([shapes.some(one, _TOLD) for one in found])
        return
    say("Messages marked * differ from codesk's own.")
    rows = [(one.message + " *" * one.own, one.channels, one.subject, one.text) for one in found]
    table(("Message", "Channels", "Subject", "Text"), rows)


@click.command("message")
@click.argument("name", metavar="MESSAGE", nargs=-1, required=True)
@click.option("--channels", metavar="WORDS", help='either, email, sms, "email sms" or none.')
@click.option("--subject", metavar="TEXT", help="Subject of the e-mail; empty for codesk's own.")
@click.option("--text", metavar="TEXT", help="What is said, with {ref}, {name} … in it; empty for codesk's own.")
@click.option("--reset", is_flag=True, help="Back to codesk's own channels and words.")
@options.may_act
@options.as_json
@options.database
@options.session
def change(
    session: Session,
    name: tuple[str, ...],
    channels: str | None,
    subject: str | None,
    text: str | None,
    reset: bool,
    by_name: str,
    as_json: bool,
) -> None:
    """Show how one message to customers goes, or change it."""
    from workflows.messages import telling

    message, changes = " ".join(name), {"channels": channels, "subject": subject, "text": text}
    is_change = any(value is not None for value in changes.values())
    if reset and is_change:
        raise click.UsageError("--reset takes everything back; leave out the rest", click.get_current_context())
    if reset:
        by = session.doer(by_name)
        made = session.desk.write(lambda work: telling.reset(work, message, by=by))
    elif is_change:
        by = session.doer(by_name)
        made = session.desk.write(lambda work: telling.change(work, message, **changes, by=by))
    else:
        made = session.desk.read(lambda work: telling.telling(work, message))
    _told(made, as_json)


def _told(made: "Telling", as_json: bool) -> None:
    from workflows.messages.templates import PLACEHOLDERS, allowed

    if as_json:
        dump({"ok": True, "message": shapes.some(made, _TOLD) | {"placeholders": list(allowed(made.message))}})
        return
    say(f"{made.message}: {made.channels}{'' if made.own else ' (as codesk tells it)'}")
    say(f"Subject: {made.subject}")
    say(f"Text: {made.text}")
    for name in allowed(made.message):
        say(f"  {{{name}}} {PLACEHOLDERS[name]}")
