"""`codesk keys`: the sheet to lay beside the keyboard."""

import click

from console.session import Session
from console.verbs import options


@click.command("keys")
@options.session
def verb(session: Session) -> None:
    """Print the keys of the console, with what the settings file changes.

    The keys as they come are printed when the file cannot be used: somebody is looking for what to mend.
    """
    from console.key_sheet import sheet
    from console.settings import SettingsError, load

    try:
        keys = load(session.environ).keys
    except SettingsError:
        click.echo(sheet({}), nl=False)
        raise
    click.echo(sheet(keys), nl=False)
