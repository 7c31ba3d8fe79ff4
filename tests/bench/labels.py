"""Labels for 500 parcels, and the one label that a packer waits for.

The floor is the library itself: as many pages of the same size, each with one text.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import typst

from console import paper
from console.paper.press import fonts
from tests.console.paper.consigned import consigned
from workflows.views.paper import Consignment

PARCELS = 500
RUNS = 7
_NAMES = ("Yasmine Haddad", "محمد علي بن عمر", "लक्ष्मी क्षत्रिय शर्मा", "Nguyễn Thị Hường", "Karim زياني")
_STREETS = ("12 rue Didouche Mourad, bâtiment C", "شارع 12 نوفمبر رقم 5، حي السلام", "१२ महात्मा गांधी मार्ग, नई दिल्ली")
_FRESH = """
import time
from console import paper
from tests.console.paper.consigned import consigned
made = consigned()
begun = time.perf_counter()
paper.label(made)
print(time.perf_counter() - begun)
"""


def main() -> None:
    """Print one table. No two runs set the same words: Typst remembers what it has set before."""
    print(f"\nlabels, median of {RUNS} runs")
    for count in (PARCELS, 1):
        (ours, cpu), (floor, bare_cpu) = _median(paper.labels, count), _median(_bare, count)
        print(
            f"   {count:3} to a file  ours {ours:6.3f} s (CPU {cpu:6.3f})  floor {floor:6.3f} s (CPU {bare_cpu:6.3f})"
        )
    print(f"   the first label of a process {_first():.3f} s")
    print(f"   {len(paper.labels(_parcels(0, PARCELS))) / 1024 / PARCELS:.1f} KiB of PDF to a label")


def _bare(parcels: list[Consignment]) -> bytes:
    """The same number of pages with one text each, in the same fonts."""
    source = b"""#set page(width: 100mm, height: 150mm)
#set text(font: "Noto Sans")
#for (place, words) in json(bytes(sys.inputs.data)).enumerate() {
  if place > 0 { pagebreak() }
  words
}"""
    data = json.dumps([parcel.name for parcel in parcels])
    return typst.compile(
        source, font_paths=fonts(), ignore_system_fonts=True, format="pdf", sys_inputs={"data": data}
    )


def _parcel(number: int) -> Consignment:
    """A parcel like no other, in one of the scripts."""
    waybill = f"YAL-{number:08d}"
    return consigned(
        ref=f"#{1000 + number}",
        name=f"{_NAMES[number % len(_NAMES)]} {number}",
        street=f"{_STREETS[number % len(_STREETS)]} {number}",
        waybill=waybill,
        tracking=f"https://yalidine.example/track/{waybill}",
        cash_minor=100_000 + number * 50,
    )


def _parcels(run: int, count: int) -> list[Consignment]:
    return [_parcel(run * PARCELS + number) for number in range(count)]


def _median(job: Callable[[list[Consignment]], bytes], count: int) -> tuple[float, float]:
    """Seconds and CPU seconds of a job on so many parcels; the first run, which loads the fonts, is left out."""
    times = []
    for run in range(RUNS + 1):
        parcels = _parcels(run, count)
        start, busy = time.perf_counter(), time.process_time()
        job(parcels)
        times.append((time.perf_counter() - start, time.process_time() - busy))
    wall, cpu = zip(*times[1:], strict=True)
    return statistics.median(wall), statistics.median(cpu)


def _first() -> float:
    """Seconds of the first label of a fresh process, fonts and libraries included."""
    runs = (subprocess.run([sys.executable, "-c", _FRESH], capture_output=True, check=True) for _ in range(3))
    return min(float(run.stdout) for run in runs)
