"""`codesk upgrade`: the database at this codesk's version."""

from pathlib import Path

import click

from console.output import dump, say
from console.session import Session
from console.verbs import options


@click.command("upgrade")
@click.option("--backups", type=click.Path(file_okay=False, path_type=Path), help="Folder of the copy made before.")
@options.as_json
@options.database
@options.session
def verb(session: Session, backups: Path | None, as_json: bool) -> None:
    """Move the database to this codesk's version; a SQLite file is copied and checked before."""
    from models import schema
    from models.clock import system_clock

    database = session.connect()
    before = schema.version(database)
    folder = backups or (database.path.parent if database.path else Path()) / "backups"
    copy = schema.upgrade(database, folder, system_clock())
    if as_json:
        dump({"ok": True, "before": before, "after": schema.HEAD, "backup": str(copy) if copy else None})
        return
    say(f"The database is at version {schema.HEAD}." + (f" The copy before is {copy}." if copy else ""))
