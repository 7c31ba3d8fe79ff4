"""What stands above the goods on the packing bench."""

from console.text import clean
from workflows.views.bench import Bench


def head(found: Bench) -> str:
    """Whose parcel it is, where it goes, who takes it, and the note of the order."""
    test = "TEST · " if found.is_test else ""
    taken = f" · with {clean(found.courier)}" if found.courier else ""
    note = f"\n{found.note}" if found.note.strip() else ""
    return f"{test}{found.ref} · {clean(found.customer)} · {clean(found.city)}{taken}{note}"
