"""Codes for scanners: whatever is drawn is read back as it was typed, at widths that printers can keep."""

import re
from xml.etree import ElementTree

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from console.paper.codes import DOT, NARROWEST, Drawing, code_128, qr

QUIET = 10  #: modules that stay white around a code
PRINTABLE = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40)


def read(drawing: Drawing, scale: int = 3, rows: int = 1) -> str:
    """What a scanner reads of a drawing alone; each row of modules is drawn `rows` times as high."""
    svg = ElementTree.fromstring(drawing.svg)
    _, _, width, height = map(int, svg.attrib["viewBox"].split())
    across = width + 2 * QUIET
    lines = [bytearray(b"\xff" * across) for _ in range(height + 2 * QUIET)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", svg[0].attrib["d"]):
        start = QUIET + int(x)
        lines[QUIET + int(y)][start : start + int(run)] = bytes(int(run))
    grid = b"".join(bytes(shade for shade in line for _ in range(scale)) * scale * rows for line in lines)
    image = memoryview(grid).cast("B", (len(lines) * scale * rows, across * scale))
    (found,) = zxingcpp.read_barcodes(image)
    return str(found.text)


@given(PRINTABLE)
@settings(max_examples=150, deadline=None)
def test_bars_say_what_was_typed(text: str) -> None:
    drawing = code_128(text, 1_000)
    assert drawing is not None
    assert read(drawing, rows=8) == text


@given(PRINTABLE)
@settings(max_examples=60, deadline=None)
def test_squares_say_what_was_typed(text: str) -> None:
    drawing = qr(text, 25)
    assert drawing is not None
    assert read(drawing) == text


@given(PRINTABLE, st.floats(20, 120))
@settings(max_examples=100, deadline=None)
def test_every_bar_is_a_whole_number_of_printer_dots(text: str, room: float) -> None:
    drawing = code_128(text, room)
    if drawing is not None:
        modules = int(re.findall(r"viewBox=\"0 0 (\d+)", drawing.svg)[0])
        module = drawing.mm / modules
        assert drawing.mm <= room
        assert module >= NARROWEST
        assert (module / DOT).is_integer()


@pytest.mark.parametrize("text", ["", "é", "محمد", "A\tB", "A\x00"])
def test_what_a_scanner_cannot_type_is_not_drawn(text: str) -> None:
    assert code_128(text, 90) is None
    assert qr(text, 25) is None


def test_a_square_whose_dots_would_be_too_small_is_not_drawn() -> None:
    assert qr("x" * 300, 25) is not None
    assert qr("x" * 1_000, 25) is None
    assert qr("x" * 5_000, 25) is None


@pytest.mark.parametrize("length", [30, 100, 5_000])
def test_bars_that_would_be_too_narrow_are_not_drawn(length: int) -> None:
    assert code_128("W" * length, 90) is None


def test_the_longest_waybill_of_a_label() -> None:
    assert code_128("W" * 29, 90) is not None
