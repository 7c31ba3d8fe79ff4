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


def is_scannable(text: str) -> bool:
    """Whether there are bars for it: only ASCII, since a scanner is a keyboard."""
    return _printable(text) is not None


def code_128(text: str, room: float) -> Drawing | None:
    """The bars of a text in `room` mm; None for what no scanner types, or could not read so narrow."""
    rows = _made(text, "Code128")[:1]
    return _drawn(rows, min(room, WIDEST * len(rows[0]))) if rows else None


def qr(text: str, room: float) -> Drawing | None:
    """The squares of a text in `room` mm, of which 15 % may be damaged; None as for bars."""
    rows = _made(text, "QRCode", ec_level="M")
    return _drawn(rows, room) if rows else None


def _made(text: str, kind: str, **options: str) -> list[bytes]:
    """Modules from above, a byte each, 0 is ink; none where the code cannot hold the text.

    A square in another encoding than ASCII is guessed differently by each reader.
    """
    if not is_scannable(text):
        return []
    import zxingcpp

    try:
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat[kind], **options)
    except ValueError:  # too long for any width
        return []
    image: Any = made.to_image(scale=1, add_quiet_zones=False, add_hrt=False)  # a buffer, which its stubs leave out
    width, pixels = image.shape[1], memoryview(image).tobytes()
    return [pixels[start : start + width] for start in range(0, len(pixels), width)]


def _drawn(rows: Sequence[bytes], room: float) -> Drawing | None:
    """A module as wide as so many whole dots as the room allows; None when those are too few."""
    module = room / len(rows[0]) // DOT * DOT
    return Drawing(_svg(rows), len(rows[0]) * module) if module >= NARROWEST else None


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
