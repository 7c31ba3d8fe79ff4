"""The door `codesk`: finds the verb, imports it, and turns failures into a sentence and an exit code."""

import difflib
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from console.session import Session
from console.verbs import options

VERBS = {  #: the verb, its module, its sentence
    "setup": ("setup", "Make a shop in a new database."),
    "demo": ("demo", "Open codesk on a throw-away shop with orders, people and stock."),
    "import": ("intake", "Take in orders from a Shopify, WooCommerce or any CSV or XLSX file."),
    "orders": ("orders", "List orders by tab, or search them."),
    "place": ("place", "Place an order by hand, for a customer on the phone."),
    "show": ("show", "Show one order, its history, and what may be done with it."),
    "next": ("next", "Claim the next order for an agent."),
    "do": ("perform", "Perform a command on an order, or list what is possible."),
    "people": ("people", "List, add and change the people of the shop."),
    "shop": ("shop", "Show the shop and its switches, or change one."),
    "print": ("print", "Print labels, packing slips, pick lists and manifests."),
    "gateways": ("gateways", "List payment providers, change them, or ask them about payments."),
    "oms": ("oms", "Show what is due at the OMS and what it refused, or speak for it."),
    "cash": ("cash", "List who has cash of the shop, and settle what a courier hands over."),
    "couriers": ("couriers", "List who delivers, change it, or see reports that fitted nowhere."),
    "stock": ("stock", "List products, or count one on the shelf."),
    "rules": ("rules", "Print every rule of the desk."),
    "numbers": ("numbers", "Print what became of calls and orders, with what each rate is divided by."),
    "export": ("export", "Write the orders of a tab as CSV."),
    "doctor": ("doctor", "Check that the database is safe and sound."),
    "backup": ("backup", "Copy the database into a folder, and check the copy."),
    "upgrade": ("upgrade", "Move the database to this codesk's version."),
    "keys": ("keys", "Print the keys of the console."),
}


class Codesk(click.Group):
    """The verbs, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, in the order of the day's work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb; None when there is none of that name."""
        if cmd_name not in VERBS:
            return None
        found: click.Command = import_module(f"console.verbs.{VERBS[cmd_name][0]}").verb
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of `--help`, without importing one verb."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb, sentence) for verb, (_, sentence) in VERBS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that was typed; a near one is named when there is none."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], VERBS, 1)
            hint = f", did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"there is no verb {args[0]!r}{hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run and leave with an exit code; never with a traceback for what a person did."""
        sys.exit(self._run(args, prog_name, extra))

    def _run(self, args: Sequence[str] | None, prog_name: str | None, extra: dict[str, Any]) -> int:
        session = Session()
        try:
            code = super().main(args, prog_name or "codesk", **extra | {"standalone_mode": False, "obj": session})
        except (Exception, KeyboardInterrupt) as problem:
            from console.verbs import failures

            return failures.report(problem, session)
        finally:
            session.close()
        return code if isinstance(code, int) else 0


@click.group(cls=Codesk, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@options.database
@click.version_option(package_name="codesk", prog_name="codesk")
@click.pass_context
def codesk(ctx: click.Context) -> None:
    """The desk of a cash-on-delivery call centre. Without a verb the console opens."""
    if ctx.invoked_subcommand is None:
        from console.verbs.open import open_console

        open_console(ctx.ensure_object(Session))


def main() -> NoReturn:
    """The entry point."""
    codesk.main()


if __name__ == "__main__":
    main()
