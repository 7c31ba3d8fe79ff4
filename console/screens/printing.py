"""Papers from a screen: read, set in another thread, sent to the printer or saved, and told in a sentence."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from console.screens.outcomes.said import spoken
from workflows.errors import Refused
from workflows.parcels.shipping import PrintLabel

if TYPE_CHECKING:
    from console.paper.sending import Paper, Sent
    from console.screens.place import PlaceScreen
    from workflows.views.paper import Consignment
    from workflows.work import Work


async def print_labels(screen: "PlaceScreen", order_ids: Sequence[UUID]) -> str:
    """The labels of the parcels of these orders that wait here."""
    from workflows.views.paper import labelled, of_orders

    return await _labels(screen, lambda work: labelled(of_orders(work, order_ids)))


async def print_label(screen: "PlaceScreen", parcel_id: UUID) -> str:
    """The label of one parcel."""
    from workflows.views.paper import of_parcels

    return await _labels(screen, lambda work: of_parcels(work, [parcel_id]))


async def _labels(screen: "PlaceScreen", unit: "Callable[[Work], Sequence[Consignment]]") -> str:
    """What came out is kept in each order's history, with who printed it (S16)."""
    from console import paper

    try:
        parcels = await screen.seat.read(unit)
        sent = await _sent(screen, "label", lambda: paper.labels(parcels), _named(parcels))
        for parcel in parcels if sent.done else ():
            await screen.seat.perform(parcel.order_id, PrintLabel(shipment=parcel.position))
    except Refused as problem:
        return spoken(str(problem))
    return sent.sentence


async def print_slips(screen: "PlaceScreen", order_ids: Sequence[UUID]) -> str:
    """The packing slips of these orders."""
    from console import paper
    from workflows.views.paper import of_orders

    try:
        parcels = await screen.seat.read(lambda work: of_orders(work, order_ids))
        return (await _sent(screen, "slip", lambda: paper.slips(parcels), _named(parcels))).sentence
    except Refused as problem:
        return spoken(str(problem))


async def print_pick_list(screen: "PlaceScreen", order_ids: Sequence[UUID]) -> str:
    """What these orders still need from the shelf."""
    from console import paper
    from workflows.views.picking import PickList, pick_list

    def unit(work: "Work") -> PickList:
        return pick_list(work, order_ids)

    try:
        found = await screen.seat.read(unit)
        return (await _sent(screen, "pick-list", lambda: paper.pick_list(found), found.refs[0])).sentence
    except Refused as problem:
        return spoken(str(problem))


async def print_manifest(screen: "PlaceScreen", parcel_ids: Sequence[UUID], courier: str) -> "Sent":
    """What goes with one courier now. Printed before the parcels leave: it is ticked and signed at the door."""
    from console import paper
    from workflows.views.paper import Manifest, manifest, of_parcels

    def unit(work: "Work") -> Manifest:
        return manifest(work, of_parcels(work, parcel_ids))

    found = await screen.seat.read(unit)
    return await _sent(screen, "manifest", lambda: paper.manifest(found), courier)


async def _sent(screen: "PlaceScreen", kind: "Paper", pressed: Callable[[], bytes], name: str) -> "Sent":
    """Set and send in a thread of their own: a printer may take its time."""
    from console.paper.sending import send

    settings = screen.desk.settings
    return await asyncio.to_thread(lambda: send(pressed(), kind, f"{kind} {name}", settings))


def _named(parcels: "Sequence[Consignment]") -> str:
    refs = list(dict.fromkeys(parcel.ref for parcel in parcels))
    return refs[0] if len(refs) == 1 else f"{refs[0]} and {len(refs) - 1} more"
