"""`codesk shop`: the shop, its switches with their sentences, and every change of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from console.output import dump, say, table
from console.session import Session
from console.verbs import messages, options, shapes

if TYPE_CHECKING:
    from workflows.actors import Actor
    from workflows.shop.settings import Change
    from workflows.work import Work

_SHOP = ("id", "name", "kind", "country", "currency", "zone", "profile", "merchant_email")


@click.group("shop", invoke_without_command=True)
@options.as_json
@options.database
@click.pass_context
def verb(ctx: click.Context, as_json: bool) -> None:
    """Show the shop and its switches, or change one."""
    if ctx.invoked_subcommand is None:
        session = ctx.ensure_object(Session)
        dump(_shape(session)) if as_json else _print(session)


def _shape(session: Session) -> dict[str, Any]:
    return shapes.some(session.desk.shop, _SHOP) | {"switches": _switches(session)}


def _switches(session: Session) -> list[dict[str, Any]]:
    from workflows.policy import SWITCHES, describe, text_of

    own = session.desk.shop.policy
    return [
        {
            "name": name,
            "value": text_of(getattr(session.desk.policy, name)),
            "own": name in own,
            "sentence": describe(name),
        }
        for name in SWITCHES
    ]


def _print(session: Session) -> None:
    shop = session.desk.shop
    kind = "" if shop.kind == "real" else f" ({shop.kind} shop)"
    say(f"{shop.name}{kind}: {shop.country}, {shop.currency}, {shop.zone}, profile {shop.profile}")
    say("Switches marked * differ from the profile.")
    rows = [(one["name"] + " *" * one["own"], one["value"], one["sentence"]) for one in _switches(session)]
    table(("Switch", "Value", "What it does"), rows)


verb.add_command(messages.listed)
verb.add_command(messages.change)


class _Signed(click.Command):
    """A value may begin with a minus, to be refused as a value and not as an unknown option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Words such as `-1` are values."""
        ctx.ignore_unknown_options = any(word[:1] == "-" and word[1:2].isdigit() for word in args)
        return super().parse_args(ctx, args)


@verb.command("set", cls=_Signed)
@click.argument("switch")
@click.argument("value", nargs=-1, required=True)
@options.may_act
@options.as_json
@options.database
@options.session
def set_(session: Session, switch: str, value: tuple[str, ...], by_name: str, as_json: bool) -> None:
    """Change a switch, or the shop's name, zone or merchant_email."""
    from workflows.shop import settings

    typed = " ".join(value)
    _done(session, by_name, lambda work, by: settings.change(work, switch, typed, by=by), as_json)


@verb.command("reset")
@click.argument("switch")
@options.may_act
@options.as_json
@options.database
@options.session
def reset(session: Session, switch: str, by_name: str, as_json: bool) -> None:
    """Put a switch back to what the profile says."""
    from workflows.shop import settings

    _done(session, by_name, lambda work, by: settings.reset_switch(work, switch, by=by), as_json)


@verb.command("profile")
@click.argument("name")
@options.may_act
@options.as_json
@options.database
@options.session
def profile(session: Session, name: str, by_name: str, as_json: bool) -> None:
    """Pick another profile: its words, tabs and preset."""
    from workflows.shop import settings

    _done(session, by_name, lambda work, by: settings.set_profile(work, name, by=by), as_json)


@verb.command("test-order")
@options.acting
@options.request_id("The same id places one order.")
@options.as_json
@options.database
@options.session
def test_order(session: Session, name: str, request_id: str, as_json: bool) -> None:
    """Place a made-up order to try the shop with.

    It goes through every rule and moves no stock; nobody is called, and only the merchant is written to.
    """
    from workflows.orders.trial import place_test_order

    by, request = session.person(name), request_id or session.desk.new_request()
    order = session.desk.write(lambda work: place_test_order(work, by=by, request_id=request))
    found = shapes.read_whole(session, order.id, by)
    if as_json:
        dump({"ok": True, "order": shapes.whole(found)})
    else:
        say(f"{found.row.ref} is {found.row.label}; work on it with `codesk do {found.row.ref} …`.")


def _done(session: Session, by_name: str, change: "Callable[[Work, Actor], Change]", as_json: bool) -> None:
    from workflows.errors import NotFound

    by = session.doer(by_name)
    try:
        done = session.desk.write(lambda work: change(work, by))
    except NotFound as problem:  # there is no such switch, as there is no such flag
        raise click.UsageError(str(problem)) from None
    if as_json:
        dump({"ok": True} | shapes.some(done, ("name", "before", "after")))
    else:
        say(f"{done.name}: {done.before or 'nothing'} -> {done.after or 'nothing'}")
