"""Process start to the names at the door and to the first order in the queue, beside a minimal Textual app."""

import statistics
import tempfile
import time
from pathlib import Path

from tests.bench import watch
from tests.bench.million import SMALL, million

TIMES = 7


def main() -> None:
    """Print the table."""
    url = million("sqlite", SMALL)
    floor, names, orders = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        settings = str(Path(folder) / "none.toml")
        Path(settings).write_text("idle_minutes = 0\n")
        for _ in range(TIMES):
            with watch.bare() as terminal:
                floor.append(watch.first_byte_and_marker(terminal, "Yasmine")[1])
            with watch.console(url, settings) as terminal:
                names.append(watch.first_byte_and_marker(terminal, "Amina")[1])
            start = time.perf_counter()
            with watch.console(url, settings) as terminal:
                watch.first_byte_and_marker(terminal, "Amina")
                terminal.send("1")
                watch.first_byte_and_marker(terminal, "claimed until")
                orders.append((time.perf_counter() - start) * 1000)
    bare, name, order = map(statistics.median, (floor, names, orders))
    print("\nprocess start, ms (median)")
    print(f"   names at the door        ours {name:6.0f}  floor {bare:6.0f}  ratio {name / bare:.2f}")
    print(f"   signed in, first order   ours {order:6.0f}  floor {bare:6.0f}  ratio {order / bare:.2f}")
