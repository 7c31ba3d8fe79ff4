"""Bars and squares for scanners: Code 128 and QR, as drawings whose edges fall on the dots of a thermal printer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

DOT = 0.125  #: mm: 203 dots per inch, the coarsest printer of labels in use
NARROWEST = 2 * DOT  #: mm: the thinnest bar that any scanner reads
WIDEST = 4 * DOT  #: mm: wider bars would need a wider quiet zone than a label's margin

_printable = re.compile(r"[ -~]+").fullmatch


@dataclass(frozen=True, slots=True)
class Drawing:
    """One code as SVG, and how wide it is drawn."""

    svg: str
    mm: float


def code_128(text: str, room: float) -> Drawing | None:
    """The bars of a text in `room` mm; None where Code 128 cannot hold it, or could not be read so narrow."""
    if not _printable(text):
        return None
    import zxingcpp

    try:
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.Code128)
    except ValueError:  # too long for any width
        return None
    modules = _rows(made)[:1]
    width = _fitting(len(modules[0]), min(room, WIDEST * len(modules[0])))
    return Drawing(_svg(modules), width) if width else None


def qr(text: str, room: float) -> Drawing:
    """The squares of a text in `room` mm, of which 15 % may be damaged; ValueError when it is too long."""
    import zxingcpp

    modules = _rows(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M"))
    return Drawing(_svg(modules), _fitting(len(modules), room) or room)


def _fitting(modules: int, room: float) -> float:
    """The width in mm, a whole number of dots to a module; 0 when it does not fit."""
    module = room / modules // DOT * DOT
    return modules * module if module >= NARROWEST else 0


def _rows(made: Any) -> list[bytes]:
    """Modules from above, a byte each: 0 is ink."""
    image = memoryview(made.to_image(scale=1, add_quiet_zones=False, add_hrt=False))
    assert image.shape is not None
    width, pixels = image.shape[1], image.tobytes()
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]


def _svg(rows: Sequence[bytes]) -> str:
    """One path of rectangles, a unit to a module."""
    path = "".join(f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _ink(row))
    box = f'viewBox="0 0 {len(rows[0])} {len(rows)}" preserveAspectRatio="none"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path d="{path}"/></svg>'


def _ink(row: bytes) -> Iterator[tuple[int, int]]:
    """Where ink begins in a row, and how wide it is."""
    x = 0
    for shade, run in groupby(row):
        width = len(list(run))
        if shade == 0:
            yield x, width
        x += width
