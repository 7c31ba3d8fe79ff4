"""A PDF as people and scanners see it: its text, its ink, its codes. Read by PDFium, which did not write it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
import zxingcpp

MM = 72 / 25.4  #: points

Grid = list[bytes]  #: rows of a picture from above, a byte per dot, 0 is black


@dataclass(frozen=True)
class Letter:
    """One character of a page and where it stands, in mm from the left and from the bottom."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


@contextmanager
def _page(pdf: bytes, number: int) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document[number]
    finally:
        document.close()


def count(pdf: bytes) -> int:
    """Pages."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def dates(pdf: bytes) -> set[str]:
    """When it says it was made and changed."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return {document.get_metadata_value(name) for name in ("CreationDate", "ModDate")}
    finally:
        document.close()


def size(pdf: bytes, number: int = 0) -> tuple[int, int]:
    """Width and height of a page in whole mm."""
    with _page(pdf, number) as page:
        width, height = page.get_size()
        return round(width / MM), round(height / MM)


def text(pdf: bytes, number: int = 0) -> str:
    """The words of a page on one line; spaces and breaks of every kind are one space."""
    with _page(pdf, number) as page:
        raw = page.get_textpage().get_text_bounded()
    return " ".join(str(raw).replace("\u200b", "").split())


def letters(pdf: bytes, number: int = 0) -> list[Letter]:
    """Every character that has ink, in the order of the page's text."""
    with _page(pdf, number) as page:
        words = page.get_textpage()
        found = [(words.get_text_range(place, 1), words.get_charbox(place)) for place in range(words.count_chars())]
    return [
        Letter(char, left / MM, right / MM, bottom / MM, top / MM)
        for char, (left, bottom, right, top) in found
        if char.strip()
    ]


def picture(pdf: bytes, number: int = 0, dots_per_mm: int = 8) -> Grid:
    """A page as a printer of 8 dots to a mm (203 dpi) would put it on paper."""
    with _page(pdf, number) as page:
        bitmap = page.render(scale=dots_per_mm * 25.4 / 72, grayscale=True)
        buffer, stride = bytes(bitmap.buffer), bitmap.stride
        return [buffer[row * stride : row * stride + bitmap.width] for row in range(bitmap.height)]


def codes(pdf: bytes, number: int = 0) -> set[tuple[str, str]]:
    """What a scanner reads on a page: the kind of each code and its text."""
    grid = picture(pdf, number)
    image = memoryview(b"".join(grid)).cast("B", (len(grid), len(grid[0])))
    return {(str(found.symbology), found.text) for found in zxingcpp.read_barcodes(image)}


def pieces(grid: Grid) -> int:
    """How many pieces of ink do not touch each other."""
    ink = {(x, y) for y, row in enumerate(grid) for x, shade in enumerate(row) if shade < 128}
    found = 0
    while ink:
        found += 1
        edge = [ink.pop()]
        while edge:
            x, y = edge.pop()
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & ink
            ink -= near
            edge.extend(near)
    return found
