"""What stands above the goods on the packing bench."""

from console.text import clean
from workflows.views.bench import Bench


def head(found: Bench) -> str:
    """Which parcel it is and whose, where it goes, who takes it, and the note of the order."""
    test = "TEST · " if found.is_test else ""
    piece = f" · parcel {found.place} of {found.parcels}" if found.place and found.parcels > 1 else ""
    taken = f" · with {clean(found.courier)}" if found.courier else ""
    note = f"\n{found.note}" if found.note.strip() else ""
    return f"{test}{found.ref}{piece} · {clean(found.customer)} · {clean(found.city)}{taken}{note}"


def ready(found: Bench, courier: str) -> str:
    """What is said when it is packed."""
    return f"{found.ref} is ready for {clean(courier)}." if courier else f"{found.ref} is ready."
