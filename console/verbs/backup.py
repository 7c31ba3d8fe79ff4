"""`codesk backup`: a copy that is known to be whole."""

from pathlib import Path

import click

from console.output import dump, say
from console.session import Session
from console.verbs import options


@click.command("backup")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@options.as_json
@options.database
@options.session
def verb(session: Session, folder: Path, as_json: bool) -> None:
    """Copy the database into FOLDER, while others work on it, and check the copy."""
    from models.backup import backup
    from models.clock import system_clock

    copy = backup(session.connect(), folder, system_clock())
    if as_json:
        dump({"ok": True, "file": str(copy)})
    else:
        say(f"{copy} holds the database, {copy.stat().st_size // 1024} KiB, and was found whole.")
