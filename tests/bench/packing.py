"""The packing bench on a real terminal: from a scan to the next prompt, beside a bare app painting the same area."""

import statistics
import tempfile
from pathlib import Path

from tests.bench import watch
from tests.bench.keys import PAGE
from tests.bench.million import ORDERS, million
from tests.console.support.pseudo_terminal import Terminal

TIMES = 12
SCANS = 25
WAREHOUSE = "Wali"


def main() -> None:
    """Print the table."""
    with watch.bare() as terminal:
        terminal.wait_for("Yasmine", seconds=30)
        terminal.quiet(0.5)
        floor = statistics.median(watch.repaint(terminal, PAGE) for _ in range(SCANS))
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "settings.toml"
        settings.write_text(f'idle_minutes = 0\npapers = "{folder}"\n')
        with watch.console(million("sqlite"), str(settings)) as terminal:
            terminal.wait_for(WAREHOUSE, seconds=30)
            terminal.quiet(0.5)
            terminal.send("5")
            terminal.wait_for("To pack", seconds=30)
            terminal.quiet(0.5)
            opened, scanned, ready = _packed(terminal)
    print(f"\npacking bench at 120×40, ms (median; {ORDERS} orders)")
    for name, value in (("open an order", opened), ("scan an item", scanned), ("all in → next prompt", ready)):
        print(f"   {name:22} ours {value:6.1f}  floor {floor:6.1f}  ratio {value / floor:.1f}")


def _packed(terminal: Terminal) -> tuple[float, float, float]:
    """Open, scan and close some orders: the medians of each."""
    opened, scanned, ready = [], [], []
    for number in range(TIMES):
        opened.append(watch.repaint(terminal, "\r"))
        scanned += [watch.repaint(terminal, "no-such-item\r") for _ in range(2)]
        ready.append(watch.repaint(terminal, "\x14"))
        watch.repaint(terminal, "1")
        ready.append(watch.repaint(terminal, f"BENCH-{number}\r"))
        terminal.quiet(0.3)
        watch.repaint(terminal, "\x1b")
    return statistics.median(opened), statistics.median(scanned), statistics.median(ready)
