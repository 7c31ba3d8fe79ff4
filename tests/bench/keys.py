"""Key to repaint on a real terminal, on a million orders and a thousand, beside a bare app painting the same area.

Both shops are in the memory of the machine, and a tab counts where its list fills the sheet: what is compared is the
size of the shop, and neither the disk nor how much there is to paint.
"""

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import watch
from tests.bench.million import ORDERS, SMALL, million
from tests.console.support.pseudo_terminal import Terminal

DOWN, PAGE, UP = "\x1b[B", "\x1b[6~", "\x1b[H"
TIMES = 25


@contextmanager
def seated(orders: int) -> Iterator[Terminal]:
    """Amina at the Orders of a shop of that size."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "settings.toml"
        settings.write_text("idle_minutes = 0\n")
        url = million("sqlite", orders)
        _read_through(Path(url.removeprefix("sqlite:///")))
        with watch.console(url, str(settings)) as terminal:
            terminal.wait_for("Who sits here", seconds=30)
            terminal.quiet(0.5)
            terminal.send("1")
            terminal.wait_for("claimed until", seconds=30)
            terminal.quiet(0.5)
            yield terminal


def _read_through(file: Path) -> None:
    """No key shall wait for the disk: a first look at a number of a million costs a page of its index, 4 to 13 ms."""
    with file.open("rb") as source:
        while source.read(1 << 24):
            pass


def figures(terminal: Terminal) -> dict[str, float]:
    """Medians in milliseconds."""
    found = {"outcome, next order": _median(terminal, ["n"] * 12)}
    terminal.send("2")
    terminal.quiet(1.0)
    found["down"] = _median(terminal, [DOWN] * TIMES)
    found["page"] = _median(terminal, [PAGE] * TIMES)
    found["tab"] = _full_sheets(terminal, ["]"] * TIMES)
    found["filter"] = _median(terminal, ["d"] * 8, before="f", after="\x1b")
    found["search"] = _median(terminal, ["d"] * 6, before="/mohame", after="\x1b")
    return found


def _median(terminal: Terminal, keys: list[str], *, before: str = "", after: str = "") -> float:
    times = []
    for key in keys:
        for prepared in before:
            watch.repaint(terminal, prepared)
        times.append(watch.repaint(terminal, key))
        if after:
            watch.repaint(terminal, after)
    return statistics.median(times)


def _full_sheets(terminal: Terminal, keys: list[str]) -> float:
    """The median of the keys that painted about as much as any: a small shop has tabs of a few lines."""
    painted: list[tuple[int, float]] = []
    for key in keys:
        before = len(terminal.raw)
        took = watch.repaint(terminal, key)
        painted.append((len(terminal.raw) - before, took))
    most = max(size for size, _ in painted)
    return statistics.median(took for size, took in painted if size > 0.95 * most)


def floors() -> dict[str, float]:
    """The bare app: two lines for down, the whole sheet for everything else."""
    with watch.bare() as terminal:
        terminal.wait_for("Yasmine", seconds=30)
        terminal.quiet(0.5)
        down, page = _median(terminal, [DOWN] * TIMES), _median(terminal, [PAGE] * TIMES)
    return {"down": down} | dict.fromkeys(("page", "tab", "filter", "search", "outcome, next order"), page)


def main() -> None:
    """Print the table."""
    floor = floors()
    with seated(SMALL) as terminal:
        small = figures(terminal)
    with seated(ORDERS) as terminal:
        large = figures(terminal)
    print(f"\nkey to repaint at 120×40, ms (median; {ORDERS} orders, {SMALL} orders, bare app)")
    for name, value in large.items():
        print(
            f"   {name:22} ours {value:6.1f}  at {SMALL} {small[name]:6.1f}  "
            f"floor {floor[name]:6.1f}  ratio {value / floor[name]:.1f}"
        )
