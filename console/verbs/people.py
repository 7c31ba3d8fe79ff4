"""`codesk people`: who works in the shop.

Whoever can open the database may change people; `--as NAME` writes down who did it.
"""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from console import text
from console.output import dump, say, table
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from models.shops import Person
    from workflows.actors import Actor
    from workflows.work import Work

    Change = Callable[[Work, Person, Actor], Person]

_ROLES = click.Choice(("agent", "supervisor", "warehouse"), case_sensitive=False)
_PERSON = ("id", "name", "role", "active", "seen_at", "paused_at", "pause_reason")


@click.group("people", invoke_without_command=True)
@options.as_json
@options.database
@click.pass_context
def verb(ctx: click.Context, as_json: bool) -> None:
    """List, add and change the people of the shop."""
    if ctx.invoked_subcommand is None:
        _list(ctx.ensure_object(Session), as_json)


@verb.command("list")
@options.as_json
@options.database
@options.session
def list_(session: Session, as_json: bool) -> None:
    """List everybody."""
    _list(session, as_json)


def _list(session: Session, as_json: bool) -> None:
    from workflows.roster import everyone

    found = session.desk.read(lambda work: everyone(work, only_active=False))
    if as_json:
        dump([shapes.some(person, _PERSON) for person in found])
        return
    table(("Name", "Role", "State", "Last seen"), [_cells(session, person) for person in found])


def _cells(session: Session, person: "Person") -> tuple[str, ...]:
    paused = f"paused: {person.pause_reason}" if person.paused_at else "active"
    seen = text.then(person.seen_at, session.desk.clock(), shapes.zone(session)) if person.seen_at else "never"
    return person.name, person.role.value, paused if person.active else "deactivated", seen


@verb.command("add")
@click.argument("name")
@click.option("--role", type=_ROLES, required=True, help="What they do.")
@options.may_act
@options.as_json
@options.database
@options.session
def add(session: Session, name: str, role: str, by_name: str, as_json: bool) -> None:
    """Let somebody work here; they choose a password when they first sign in."""
    from models.statuses import Role
    from workflows.shop import people

    by = session.doer(by_name)
    made = session.desk.write(lambda work: people.add(work, name, Role(role.lower()), by=by))
    _told(made, "works here now", as_json)


@verb.command("rename")
@click.argument("name")
@click.argument("new_name")
@options.may_act
@options.as_json
@options.database
@options.session
def rename(session: Session, name: str, new_name: str, by_name: str, as_json: bool) -> None:
    """Call a person something else."""
    from workflows.shop import people

    made = _change(session, name, by_name, lambda work, who, by: people.rename(work, who.id, new_name, by=by))
    _told(made, "is the name now", as_json)


@verb.command("role")
@click.argument("name")
@click.argument("role", type=_ROLES)
@options.may_act
@options.as_json
@options.database
@options.session
def change_role(session: Session, name: str, role: str, by_name: str, as_json: bool) -> None:
    """Give a person other work."""
    from models.statuses import Role
    from workflows.shop import people

    wanted = Role(role.lower())
    made = _change(session, name, by_name, lambda work, who, by: people.change_role(work, who.id, wanted, by=by))
    _told(made, f"works as {wanted} now", as_json)


@verb.command("deactivate")
@click.argument("name")
@options.may_act
@options.as_json
@options.database
@options.session
def deactivate(session: Session, name: str, by_name: str, as_json: bool) -> None:
    """Let a person sign in no more; their name stays in the history."""
    from workflows.shop import people

    made = _change(session, name, by_name, lambda work, who, by: people.deactivate(work, who.id, by=by))
    _told(made, "may not sign in any more", as_json)


@verb.command("reactivate")
@click.argument("name")
@options.may_act
@options.as_json
@options.database
@options.session
def reactivate(session: Session, name: str, by_name: str, as_json: bool) -> None:
    """Let a person sign in again."""
    from workflows.shop import people

    made = _change(session, name, by_name, lambda work, who, by: people.reactivate(work, who.id, by=by))
    _told(made, "may sign in again", as_json)


@verb.command("password")
@click.argument("name")
@options.may_act
@options.database
@options.session
def password(session: Session, name: str, by_name: str) -> None:
    """Set a password; it is asked for on the terminal, or read from standard input."""
    from workflows.shop.passwords import good_password
    from workflows.shop.sign_in import choose_password

    person, by = _named(session, name), session.doer(by_name)
    typed = _secret("Password", lambda text: good_password(text, person.name))
    made = choose_password(session.desk, person.id, typed, by=by)
    say(f"{made.name} has a new password.")


@verb.command("pin")
@click.argument("name")
@options.may_act
@options.database
@options.session
def pin(session: Session, name: str, by_name: str) -> None:
    """Set the PIN that unlocks the screen."""
    from workflows.shop.passwords import good_pin
    from workflows.shop.sign_in import choose_pin

    person, by = _named(session, name), session.doer(by_name)
    made = choose_pin(session.desk, person.id, _secret("PIN", good_pin), by=by)
    say(f"{made.name} has a new PIN.")


def _secret(what: str, judged: Callable[[str], str]) -> str:
    """Never an argument: those show in the list of processes. It is judged before it is typed once more."""
    from workflows.errors import Invalid

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")

    def judge(typed: str) -> str:
        try:
            judged(typed)
        except Invalid as problem:
            raise click.UsageError(str(problem)) from None
        return typed

    return str(click.prompt(what, hide_input=True, confirmation_prompt=True, value_proc=judge))


def _named(session: Session, name: str) -> "Person":
    """A person by name, active or not."""
    from workflows.errors import NotFound
    from workflows.roster import everyone, name_key

    people = session.desk.read(lambda work: everyone(work, only_active=False))
    found = next((person for person in people if person.name_key == name_key(name)), None)
    if found is None:
        raise NotFound(f"nobody named {name!r} works in this shop; people here: {', '.join(p.name for p in people)}")
    return found


def _change(session: Session, name: str, by_name: str, change: "Change") -> "Person":
    person, by = _named(session, name), session.doer(by_name)
    return session.desk.write(lambda work: change(work, person, by))


def _told(person: "Person", what: str, as_json: bool) -> None:
    if as_json:
        dump({"ok": True, "person": shapes.some(person, _PERSON)})
    else:
        say(f"{person.name} {what}.")
