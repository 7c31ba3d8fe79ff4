"""`codesk gateways`: payment providers, and asking them about orders that nobody told us about."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from console import text
from console.output import dump, progress, say, table
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from models.gateways import Gateway, LookupRun
    from workflows.actors import Actor
    from workflows.work import Work

_GATEWAY = ("id", "name", "url", "active", "created_at")
_RUN = (
    "id",
    "gateway",
    "started_by",
    "started_at",
    "ended_at",
    "looked_at",
    "moved",
    "failed",
    "unknown",
    "no_news",
    "error",
)


@click.group("gateways", invoke_without_command=True)
@options.as_json
@options.database
@click.pass_context
def verb(ctx: click.Context, as_json: bool) -> None:
    """List payment providers, change them, or ask them about payments."""
    if ctx.invoked_subcommand is None:
        _list(ctx.ensure_object(Session), as_json)


def _list(session: Session, as_json: bool) -> None:
    from workflows.lookup import gateways

    found = session.desk.read(gateways.everything)
    if as_json:
        dump([shapes.some(one, _GATEWAY) for one in found])
        return
    rows = [(one.name, one.url, "active" if one.active else "deactivated") for one in found]
    table(("Name", "Address", "State"), rows)


@verb.command("add")
@click.argument("name")
@click.argument("url")
@options.changing
def add(session: Session, name: str, url: str, by_name: str, as_json: bool) -> None:
    """Add one, by the name that orders have it by.

    The secret is asked for on the terminal, or read from standard input.
    """
    from workflows.lookup import gateways

    by, secret = session.doer(by_name), _secret()
    made = session.desk.write(lambda work: gateways.add(work, name, url, secret, by=by))
    _told(made, "may be asked about payments", as_json)


@verb.command("rename")
@click.argument("name")
@click.argument("new")
@options.changing
def rename(session: Session, name: str, new: str, by_name: str, as_json: bool) -> None:
    """Give one the name that orders have it by."""
    from workflows.lookup import gateways

    made = _change(session, by_name, lambda work, by: gateways.rename(work, name, new, by=by))
    _told(made, "is its name now", as_json)


@verb.command("move")
@click.argument("name")
@click.argument("url")
@options.changing
def move(session: Session, name: str, url: str, by_name: str, as_json: bool) -> None:
    """Ask one at another address."""
    from workflows.lookup import gateways

    made = _change(session, by_name, lambda work, by: gateways.move(work, name, url, by=by))
    _told(made, f"is asked at {made.url} now", as_json)


@verb.command("secret")
@click.argument("name")
@options.changing
def secret(session: Session, name: str, by_name: str, as_json: bool) -> None:
    """Ask one with another secret; it is asked for, or read from standard input."""
    from workflows.lookup import gateways

    typed = _secret()
    made = _change(session, by_name, lambda work, by: gateways.change_secret(work, name, typed, by=by))
    _told(made, "is asked with the new secret", as_json)


@verb.command("deactivate")
@click.argument("name")
@options.changing
def deactivate(session: Session, name: str, by_name: str, as_json: bool) -> None:
    """Ask one no more."""
    from workflows.lookup import gateways

    made = _change(session, by_name, lambda work, by: gateways.deactivate(work, name, by=by))
    _told(made, "is not asked any more", as_json)


@verb.command("reactivate")
@click.argument("name")
@options.changing
def reactivate(session: Session, name: str, by_name: str, as_json: bool) -> None:
    """Ask one again."""
    from workflows.lookup import gateways

    made = _change(session, by_name, lambda work, by: gateways.reactivate(work, name, by=by))
    _told(made, "is asked again", as_json)


@verb.command("lookup")
@click.argument("names", metavar="[NAME]…", nargs=-1)
@click.option("--due", is_flag=True, help="Only those whose time has come, as payment_lookup_every says.")
@options.changing
@click.pass_context
def lookup(
    ctx: click.Context, session: Session, names: tuple[str, ...], due: bool, by_name: str, as_json: bool
) -> None:
    """Ask about missing orders now: all active ones when none is named.

    Leaves with 1 when something went wrong at one of them.
    """
    if due and names:
        raise click.UsageError("--due says by itself which ones are asked; leave the names out", ctx)
    by = session.doer(by_name)
    runs = [_ask(session, name, by) for name in names or _all(session, due)]
    if as_json:
        dump([shapes.some(run, _RUN) for run in runs])
    elif not runs:
        say("There is nobody to ask." if not due else "Nobody is due to be asked.")
    else:
        _print(session, runs)
    ctx.exit(1 if any(run.error for run in runs) else 0)


def _all(session: Session, due: bool) -> list[str]:
    from workflows.lookup import gateways, record

    def unit(work: "Work") -> list[str]:
        found = record.due(work) if due else gateways.everything(work, only_active=True)
        return [one.name for one in found]

    return session.desk.read(unit)


def _ask(session: Session, name: str, by: "Actor") -> "LookupRun":
    from workflows.lookup import runs

    with progress(f"Asking {text.clean(name)}", shown=not session.as_json) as told:
        return runs.run(session.desk, name, by=by, progress=told)


@verb.command("runs")
@click.argument("name", default="")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@options.as_json
@options.database
@options.session
def runs(session: Session, name: str, limit: int, as_json: bool) -> None:
    """List how they were asked, newest first."""
    from workflows.lookup import gateways, record

    def unit(work: "Work") -> "list[LookupRun]":
        wanted = gateways.by_name(work, name).name if name else ""
        return record.runs(work, gateway=wanted, limit=limit)

    found = session.desk.read(unit)
    if as_json:
        dump([shapes.some(run, _RUN) for run in found])
    else:
        _print(session, found)


def _print(session: Session, found: "list[LookupRun]") -> None:
    numbers = ("Asked", "Paid", "Failed", "Unknown", "No news")
    rows = [
        (
            run.gateway,
            text.then(run.started_at, session.desk.clock(), shapes.zone(session)),
            run.started_by,
            *(str(count) for count in (run.looked_at, run.moved, run.failed, run.unknown, run.no_news)),
            run.error or ("" if run.ended_at else "under way"),
        )
        for run in found
    ]
    table(("Provider", "Started", "By", *numbers, "Trouble"), rows, right=numbers)


def _secret() -> str:
    """Never an argument: those show in the list of processes."""
    if sys.stdin.isatty():
        return str(click.prompt("Secret", hide_input=True))
    if typed := sys.stdin.readline().rstrip("\r\n"):
        return typed
    raise click.UsageError("the secret is read from standard input, and none came; pipe it in, or use a terminal")


def _change(session: Session, by_name: str, change: "Callable[[Work, Actor], Gateway]") -> "Gateway":
    by = session.doer(by_name)
    return session.desk.write(lambda work: change(work, by))


def _told(made: "Gateway", what: str, as_json: bool) -> None:
    if as_json:
        dump({"ok": True, "gateway": shapes.some(made, _GATEWAY)})
    else:
        say(f"{made.name} {what}.")
