"""`codesk print`: labels, packing slips, pick lists and manifests, to a printer or a file."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from console.output import dump, say
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from console.paper.sending import Paper, Sent
    from workflows.actors import Actor
    from workflows.views.paper import Consignment, Manifest
    from workflows.work import Work

Command = Callable[..., Any]

_orders = click.argument("orders", metavar="ORDER…", nargs=-1, required=True)
_shipment = click.option("--shipment", type=click.IntRange(1), help="Which parcel of an order; all when left out.")
_out = click.option(
    "--out",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="A file, or - for standard output; else the printer or the folder of the settings.",
)


def _shared(command: Command) -> Command:
    """What every paper takes."""
    shared: tuple[Command, ...] = (options.session, options.database, options.as_json, _out)
    for option in shared:
        command = option(command)
    return command


@click.group("print")
def verb() -> None:
    """Print labels, packing slips, pick lists and manifests."""


@verb.command("label")
@_orders
@_shipment
@click.option(
    "--as", "name", metavar="NAME", default="", help="Who prints, for the orders' history; else it keeps none."
)
@_shared
def label(
    session: Session, orders: Sequence[str], shipment: int | None, name: str, out: Path | None, as_json: bool
) -> None:
    """Shipping labels of 100 × 150 mm, one per parcel of these orders that waits here."""
    from console import paper
    from workflows.views.paper import labelled

    by = session.person(name) if name else None
    parcels = labelled(_parcels(session, orders, shipment))
    _send(session, "label", paper.labels(parcels), [each.ref for each in parcels], out)
    if by is not None:
        _keep(session, parcels, by)


def _keep(session: Session, parcels: "Sequence[Consignment]", by: "Actor") -> None:
    """Tell the history of each order who printed its label (S16)."""
    from workflows.parcels.shipping import PrintLabel

    for parcel in parcels:
        session.desk.perform(parcel.order_id, PrintLabel(shipment=parcel.position), by=by)


@verb.command("slip")
@_orders
@_shipment
@click.option("--size", type=click.Choice(["a4", "a5"]), default="a5", show_default=True, help="Of the paper.")
@_shared
def slip(
    session: Session, orders: Sequence[str], shipment: int | None, size: Any, out: Path | None, as_json: bool
) -> None:
    """Packing slips, one per parcel of these orders; of the whole order where it has none yet."""
    from console import paper

    parcels = _parcels(session, orders, shipment)
    _send(session, "slip", paper.slips(parcels, size), [each.ref for each in parcels], out)


@verb.command("pick-list")
@_orders
@_shared
def pick_list(session: Session, orders: Sequence[str], out: Path | None, as_json: bool) -> None:
    """What these orders still need from the shelf, products summed."""
    from console import paper
    from workflows.views import picking

    ids = _ids(session, orders)
    found = session.desk.read(lambda work: picking.pick_list(work, ids))
    _send(session, "pick-list", paper.pick_list(found), found.refs, out)


@verb.command("manifest")
@click.argument("orders", metavar="[ORDER…]", nargs=-1)
@click.option(
    "--courier", metavar="NAME", help="Of this courier; without ORDER, every packed parcel that waits for it."
)
@_shared
def manifest(session: Session, orders: Sequence[str], courier: str | None, out: Path | None, as_json: bool) -> None:
    """The list of parcels that go with one courier, to tick and to sign."""
    from console import paper

    if not orders and courier is None:
        raise click.UsageError("name the orders, or a courier with --courier", click.get_current_context())
    found = _handed_over(session, orders, courier)
    _send(session, "manifest", paper.manifest(found), [each.ref for each in found.parcels], out)


def _handed_over(session: Session, orders: Sequence[str], courier: str | None) -> "Manifest":
    from workflows.parcels import couriers
    from workflows.views import door, paper

    ids = _ids(session, orders)

    def unit(work: "Work") -> "Manifest":
        known = couriers.known(work, courier) if courier else None
        name = known.name if known else courier
        if not ids:
            waiting = [one.shipment_id for one in door.at_the_door(work, name or "")]
            return paper.manifest(work, paper.of_parcels(work, waiting))
        parcels = paper.of_orders(work, ids)
        return paper.manifest(work, [each for each in parcels if name in (None, each.courier)])

    return session.desk.read(unit)


def _ids(session: Session, orders: Sequence[str]) -> list[UUID]:
    return [shapes.find(session, order) for order in orders]


def _parcels(session: Session, orders: Sequence[str], shipment: int | None) -> "list[Consignment]":
    """The parcels that were typed; Refused when an order has none of that number."""
    from workflows.errors import Refused
    from workflows.views import paper

    ids = _ids(session, orders)
    found = session.desk.read(lambda work: paper.of_orders(work, ids))
    wanted = [each for each in found if shipment in (None, each.position)]
    if not wanted:
        raise Refused(f"there is no parcel {shipment} of {', '.join(orders)} to print for; see `codesk show`")
    return wanted


def _send(session: Session, paper: "Paper", pdf: bytes, refs: Sequence[str], out: Path | None) -> None:
    """To standard output, to the file that was named, else where the settings say."""
    from console import settings
    from console.paper.sending import save, send

    if out is not None and str(out) == "-":
        sys.stdout.buffer.write(pdf)
        return
    kept = settings.load(session.environ, with_keys=False)
    sent = save(pdf, out) if out else send(pdf, paper, _name(session, paper, refs), kept)
    if not sent.done:
        raise click.ClickException(sent.sentence)
    _tell(session, paper, refs, sent)


def _name(session: Session, paper: "Paper", refs: Sequence[str]) -> str:
    """`label-1042` for one order; `label-20261123-110000` by the shop's clock for several."""
    one = dict.fromkeys(refs)
    there = session.desk.clock().astimezone(shapes.zone(session))
    return f"{paper}-{next(iter(one)) if len(one) == 1 else f'{there:%Y%m%d-%H%M%S}'}"


def _tell(session: Session, paper: "Paper", refs: Sequence[str], sent: "Sent") -> None:
    if session.as_json:
        file = str(sent.file) if sent.file else None
        told = {"paper": paper, "orders": list(dict.fromkeys(refs)), "file": file, "printer": sent.printer or None}
        dump({"ok": True} | told)
    else:
        say(sent.sentence)
