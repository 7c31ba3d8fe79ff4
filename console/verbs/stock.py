"""`codesk stock`: what lies on the shelf, counting it, and freeing what is held for nothing."""

from typing import TYPE_CHECKING

import click

from console.output import dump, say, table
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from models.catalogue import Product

_PRODUCT = ("id", "sku", "title", "counted", "on_hand", "reserved")


@click.group("stock", invoke_without_command=True)
@options.as_json
@options.database
@click.pass_context
def verb(ctx: click.Context, as_json: bool) -> None:
    """List products, count one on the shelf, or free units of it."""
    if ctx.invoked_subcommand is None:
        _list(ctx.ensure_object(Session), as_json)


def _list(session: Session, as_json: bool) -> None:
    from workflows.stock.counting import everything

    found = session.desk.read(everything)
    if as_json:
        dump([shapes.some(product, _PRODUCT) | {"free": product.on_hand - product.reserved} for product in found])
        return
    numbers = ("On hand", "Reserved", "Free")
    rows = [
        (
            p.sku,
            *(
                (str(p.on_hand), str(p.reserved), str(p.on_hand - p.reserved))
                if p.counted
                else ("", str(p.reserved), "")
            ),
            p.title,
        )
        for p in found
    ]
    table(("SKU", *numbers, "Product"), rows, right=numbers)


@verb.command("count")
@click.argument("product")
@click.argument("units", type=int)
@click.option("--reason", default="counted", show_default=True, help="Why it changed; the ledger keeps it.")
@options.may_act
@options.as_json
@options.database
@options.session
def count(session: Session, product: str, units: int, reason: str, by_name: str, as_json: bool) -> None:
    """Set what lies on the shelf of a product, by SKU or title."""
    from workflows.stock import counting

    by = session.doer(by_name)
    made = session.desk.write(lambda work: counting.count(work, counting.find(work, product), units, reason, by=by))
    _tell(made, as_json)


@verb.command("release")
@click.argument("product")
@click.argument("units", type=int)
@click.option("--reason", required=True, help="Why nobody needs them; the ledger keeps it.")
@options.may_act
@options.as_json
@options.database
@options.session
def release(session: Session, product: str, units: int, reason: str, by_name: str, as_json: bool) -> None:
    """Free units that are reserved for parcels which nobody will send."""
    from workflows.stock import counting

    by = session.doer(by_name)
    made = session.desk.write(lambda work: counting.free(work, counting.find(work, product), units, reason, by=by))
    _tell(made, as_json)


def _tell(made: "Product", as_json: bool) -> None:
    if as_json:
        dump({"ok": True, "product": shapes.some(made, _PRODUCT)})
    else:
        say(f"{made.title}: {made.on_hand} on the shelf, {made.reserved} reserved.")
