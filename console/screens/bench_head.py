"""What stands above the goods on the packing bench."""

from console.screens.bench_stages import TWICE
from console.text import clean
from workflows.views.bench import Bench

REFUNDED = "All the money of this order was sent back; its goods would leave for nothing."


def head(found: Bench) -> str:
    """Which parcel it is and whose, where it goes, who takes it, and the note of the order."""
    test = "TEST · " if found.is_test else ""
    piece = f" · parcel {found.place} of {found.parcels}" if found.place and found.parcels > 1 else ""
    refunded = " · REFUNDED" if found.is_refunded else ""
    taken = f" · with {clean(found.courier)}" if found.courier else ""
    note = f"\n{found.note}" if found.note.strip() else ""
    return f"{test}{found.ref}{piece} · {clean(found.customer)} · {clean(found.city)}{taken}{refunded}{note}"


def doubt(found: Bench) -> tuple[str, str]:
    """Why one is asked before packing it, and the warning; empty where nothing speaks against it."""
    is_shared = found.is_begun and found.colleague
    said = (REFUNDED if found.is_refunded else "", f"{found.colleague}." if is_shared else "")
    return " ".join(filter(None, said)), TWICE if is_shared else ""


def ready(found: Bench, courier: str) -> str:
    """What is said when it is packed."""
    return f"{found.ref} is ready for {clean(courier)}." if courier else f"{found.ref} is ready."
