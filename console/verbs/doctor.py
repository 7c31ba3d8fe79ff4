"""`codesk doctor`: is the database safe, sound and of this version?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from console.output import dump, say
from console.session import Session
from console.verbs import options

if TYPE_CHECKING:
    from console.verbs.examine import Check


@click.command("doctor")
@click.option("--deep", is_flag=True, help="Also compare every order with its history: seconds per 10,000 orders.")
@options.as_json
@options.database
@options.session
@click.pass_context
def verb(ctx: click.Context, session: Session, deep: bool, as_json: bool) -> None:
    """Check that the database is safe and sound. Leaves with 1 when something is wrong."""
    checks = list(_checks(session, deep))
    sound = all(check.ok for check in checks)
    if as_json:
        dump({"ok": sound, "checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks]})
    else:
        for check in checks:
            say(f"{'ok ' if check.ok else 'BAD'} {check.name}: {check.detail}")
    ctx.exit(0 if sound else 1)


def _checks(session: Session, deep: bool) -> Iterator["Check"]:
    """From the machine to the orders; what needs the tables is left out where the version is wrong."""
    from console.verbs import examine, examine_postgres, examine_shop, examine_sqlite

    database = session.connect()
    yield from examine.machine()
    yield from (examine_sqlite if database.is_sqlite else examine_postgres).checks(database)
    version = examine.version(database)
    yield version
    if version.ok:
        yield from examine_shop.checks(session, database, deep)
