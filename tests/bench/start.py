"""Process start to the first frame and to the first rows, beside a minimal Textual app."""

import statistics
import tempfile
from pathlib import Path

from tests.bench import watch
from tests.bench.million import SMALL, million

TIMES = 7


def main() -> None:
    """Print the table."""
    url = million("sqlite", SMALL)
    floor, frames, names = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        settings = str(Path(folder) / "none.toml")
        Path(settings).write_text("idle_minutes = 0\n")
        for _ in range(TIMES):
            with watch.bare() as terminal:
                floor.append(watch.first_byte_and_marker(terminal, "Yasmine")[1])
            with watch.console(url, settings) as terminal:
                frames.append(watch.first_byte_and_marker(terminal, "Opening the desk")[1])
            with watch.console(url, settings) as terminal:
                names.append(watch.first_byte_and_marker(terminal, "Amina")[1])
    bare, frame, name = map(statistics.median, (floor, frames, names))
    print("\nprocess start, ms (median)")
    print(f"   first frame   ours {frame:6.0f}  floor {bare:6.0f}  ratio {frame / bare:.2f}")
    print(f"   first names   ours {name:6.0f}  floor {bare:6.0f}  ratio {name / bare:.2f}")
