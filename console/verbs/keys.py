"""`codesk keys`: the sheet to lay beside the keyboard."""

import click

from console.session import Session
from console.verbs import options


@click.command("keys")
@options.session
def verb(session: Session) -> None:
    """Print the keys of the console, with what the settings file changes."""
    from console.key_sheet import sheet
    from console.settings import load

    click.echo(sheet(load(session.environ).keys), nl=False)
