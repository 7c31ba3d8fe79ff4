"""`codesk place`: an order by hand, for a customer on the phone."""

from collections.abc import Callable
from typing import TypeVar

import click

from console.output import dump, say
from console.session import Session
from console.text import clean
from console.verbs import options, shapes
from workflows.spoken import money

T = TypeVar("T")


@click.command("place")
@click.option(
    "--lines", multiple=True, required=True, metavar='"2 x PRODUCT [@ PRICE] [- DISCOUNT]"', help="What is ordered."
)
@click.option("--phone", required=True, help="The customer's number, in any spelling.")
@click.option("--name", "customer", required=True, help="The customer's name.")
@click.option("--shipping", default="0", metavar="AMOUNT", help="The delivery charge.")
@click.option("--discount", default="0", metavar="AMOUNT", help="Off the whole order.")
@click.option("--street", default="", help="Street and house.")
@click.option("--city", default="", help="The town.")
@click.option("--region", default="", help="Wilaya, state or province.")
@click.option("--postcode", default="", help="Postal code.")
@click.option("--note", default="", help="What the customer or the shop adds.")
@options.acting
@options.request_id("The same id places one order.")
@options.as_json
@options.database
@options.session
def verb(
    session: Session,
    lines: tuple[str, ...],
    phone: str,
    customer: str,
    shipping: str,
    discount: str,
    street: str,
    city: str,
    region: str,
    postcode: str,
    note: str,
    name: str,
    request_id: str,
    as_json: bool,
) -> None:
    """Place an order by hand.

    A line without a price takes the one that the product was last sold for.
    """
    from console.data.typed import amount, line
    from console.verbs.failures import ruled
    from workflows.orders.by_hand import NewOrder, take
    from workflows.orders.draft import Address

    by, request, currency = session.person(name), request_id or session.desk.new_request(), session.desk.shop.currency
    ordered = tuple(_read("lines", line, text, currency) for text in lines)
    charges = _read("shipping", amount, shipping, currency), _read("discount", amount, discount, currency)
    wanted = NewOrder(ordered, phone, customer, Address(street, city, region, postcode), *charges, note)
    with ruled():
        order = session.desk.write(lambda work: take(work, wanted, by=by, request_id=request))
    found = shapes.read_whole(session, order.id, by)
    if as_json:
        dump({"ok": True, "order": shapes.whole(found)})
    else:
        total = money(order.total_minor, order.currency)
        say(f"{found.row.ref} is {found.row.label}: {total} from {clean(order.name)}.")


def _read(flag: str, reader: Callable[[str, str], T], text: str, currency: str) -> T:
    from workflows.errors import Invalid

    try:
        return reader(text, currency)
    except Invalid as problem:
        raise click.UsageError(f"--{flag}: {problem}") from None
