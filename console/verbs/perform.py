"""`codesk do ORDER COMMAND`: one command on one order, with flags made from the command's fields."""

import difflib
from typing import TYPE_CHECKING, Any

import click

from console.output import dump, say
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from uuid import UUID

    from workflows.actors import Actor
    from workflows.engine import Command, Done
    from workflows.work import Work

_SENDERS = ("gateway", "customer", "oms", "system")


class Do(click.Group):
    """The commands of the rule book as verbs. Options may stand before, between and after ORDER and COMMAND."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """ORDER and COMMAND first, everything else after them."""
        return super().parse_args(ctx, _in_order(args))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every verb of the rule book."""
        return sorted(_commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb with its flags."""
        found = _commands().get(cmd_name)
        return None if found is None else _verb(cmd_name, found)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A verb that does not exist is refused with near ones."""
        if args[0] not in _commands():
            near = difflib.get_close_matches(args[0], _commands(), 2)
            hint = f", did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"there is no command {args[0]!r}{hint}", ctx)
        return super().resolve_command(ctx, args)


def _in_order(args: list[str]) -> list[str]:
    """`--as NAME 1042 confirm --json` to `1042 confirm --as NAME --json`."""
    places = _order_and_command(args)
    words = [args[place] for place in places]
    rest = [word for place, word in enumerate(args) if place not in places]
    return [*words, *rest] if len(words) == 2 else [*rest, *words]


def _order_and_command(args: list[str]) -> list[int]:
    """Where they stand. Which flags have a value, only the command knows, and its name may be a value, too."""
    known = _commands()
    for name in dict.fromkeys(word for word in args if word in known):
        places = _bare(args, _verb(name, known[name]).params)
        if [args[place] for place in places[1:]] == [name]:
            return places
    return _bare(args, _shared())


def _bare(args: list[str], params: list[click.Parameter]) -> list[int]:
    """Where the first two words stand that are neither a flag nor the value of one."""
    valued = {flag for one in params if isinstance(one, click.Option) and not one.is_flag for flag in one.opts}
    places: list[int] = []
    skip = False
    for place, word in enumerate(args):
        if skip or word.startswith("-"):
            skip = not skip and word in valued
        elif len(places) < 2:
            places.append(place)
    return places


def _commands() -> "dict[str, type[Command]]":
    from workflows import book

    assert book.SUBJECTS  # importing it fills the rule book
    from console.verbs.flags import typed_commands

    return typed_commands()


def _verb(name: str, command: "type[Command]") -> click.Command:
    from console.verbs.flags import flags

    def run(by_name: str, by_role: str, seen: int | None, request: str, as_json: bool, **typed: Any) -> None:
        ctx = click.get_current_context()
        order = str(ctx.parent.params["order"]) if ctx.parent else ""
        session = ctx.ensure_object(Session)
        done, order_id = _perform(session, command, typed, order, by_name, by_role, seen, request)
        _answer(session, done, order_id, as_json)

    params = [*flags(command), *_shared()]
    return click.Command(name, params=params, callback=run, help=f"{command.title()}.")


def _shared() -> list[click.Parameter]:
    """What every command takes."""
    return [
        click.Option(["--as", "by_name"], metavar="NAME", default="", help="Who does it, by name."),
        click.Option(
            ["--as-role", "by_role"],
            type=click.Choice(_SENDERS),
            default=None,
            help="Play the sender of an event; demo and test databases only.",
        ),
        click.Option(["--at-version", "seen"], type=int, help="Refuse when the order changed since this version."),
        click.Option(
            ["--request-id", "request"],
            type=options.RequestId(),
            default="",
            metavar="ID",
            help="The same id is performed once.",
        ),
        _param(options.as_json),
        _param(options.database),
    ]


def _param(decorate: Any) -> click.Parameter:
    """The parameter that a decorator adds."""
    found: click.Parameter = decorate(click.Command("one")).params[0]
    return found


def _perform(
    session: Session,
    command: "type[Command]",
    typed: dict[str, Any],
    order: str,
    by_name: str,
    by_role: str | None,
    seen: int | None,
    request: str,
) -> "tuple[Done, UUID]":
    from console.data.typed import Mistyped, build
    from console.verbs.failures import ruled
    from workflows.case import load

    actor = _actor(session, by_name, by_role)
    order_id = shapes.find(session, order)

    def built(work: "Work") -> "Command":
        try:
            return build(command, typed, load(work, order_id, actor)[0])
        except Mistyped as problem:
            raise click.UsageError(f"--{problem.field.replace('_', '-')}: {problem.sentence}") from None

    wanted = session.desk.read(built)
    with ruled():
        return session.desk.perform(order_id, wanted, by=actor, request_id=request, seen_version=seen), order_id


def _actor(session: Session, name: str, role: str | None) -> "Actor":
    """The person of `--as`, or in a shop for trials the sender of `--as-role`."""
    from models.shops import ShopKind
    from models.statuses import Role
    from workflows.actors import Actor
    from workflows.errors import Refused

    if name and role is not None:
        raise click.UsageError("--as and --as-role do not go together: a person acts, or a sender")
    if name:
        return session.person(name)
    if role is None:
        raise click.UsageError("--as is missing: say who does it, such as --as Amina", click.get_current_context())
    if session.desk.shop.kind is ShopKind.REAL:
        raise Refused("--as-role works with demo and test databases only; in a real shop give --as NAME")
    return Actor(Role(role), f"the {role}")


def _answer(session: Session, done: "Done", order_id: "UUID", as_json: bool) -> None:
    """Where the order stands, then the steps that were made."""
    from console.verbs.card import happened

    found = shapes.read_whole(session, order_id)
    if as_json:
        dump({"ok": True, "order": shapes.whole(found)})
        return
    again = " (this request was performed before)" if done.repeated else ""
    say(f"{found.row.ref} is {found.row.label}{again}.")
    made = {event.version for event in done.events}
    for step in found.history:
        if step.version in made:
            say(happened(step))


@click.group(
    "do",
    cls=Do,
    invoke_without_command=True,
    context_settings={"ignore_unknown_options": False},
    subcommand_metavar="[COMMAND] [FLAGS]",
)
@click.argument("order", metavar="ORDER")
@click.option("--as", "by_name", metavar="NAME", default="", help="Who asks, by name; a supervisor when left out.")
@options.as_json
@options.database
@click.pass_context
def verb(ctx: click.Context, order: str, by_name: str, as_json: bool) -> None:
    """Perform a command on an order, or list what is possible.

    ORDER is its number with or without #, its id, or the id of its own system. `codesk do ORDER COMMAND --help`
    shows the flags of a command.
    """
    if ctx.invoked_subcommand is not None:
        return
    session = ctx.ensure_object(Session)
    by = session.person(by_name) if by_name else None
    found = shapes.read_whole(session, shapes.find(session, order), by)
    if as_json:
        dump(shapes.whole(found)["choices"])
        return
    from console.verbs.card import choices

    for line in choices(found):
        say(line)
