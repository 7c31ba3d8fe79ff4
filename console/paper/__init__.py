"""Papers of the warehouse as PDF: label, packing slip, pick list, manifest. No screen is known here.

What stands on them is read by `workflows.views.paper` and `workflows.views.picking`; equal facts give equal bytes.
"""

from collections.abc import Sequence
from typing import Literal

from console.paper import words
from console.paper.press import press
from workflows.views.paper import Consignment, Manifest
from workflows.views.picking import PickList

Size = Literal["a4", "a5"]


def label(parcel: Consignment) -> bytes:
    """A shipping label of 100 × 150 mm."""
    return labels([parcel])


def labels(parcels: Sequence[Consignment]) -> bytes:
    """A label per page."""
    return press("label", [words.label(parcel) for parcel in parcels])


def slips(parcels: Sequence[Consignment], size: Size = "a5") -> bytes:
    """A packing slip per parcel, each from a page of its own."""
    return press("slip", {"size": size, "parcels": [words.slip(parcel) for parcel in parcels]})


def pick_list(found: PickList) -> bytes:
    """What to fetch for many orders, on A4."""
    return press("pick-list", words.pick_list(found))


def manifest(found: Manifest) -> bytes:
    """What goes with one courier, on A4."""
    return press("manifest", words.manifest(found))
