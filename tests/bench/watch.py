"""A console on a real terminal, watched: when did it stop painting after a key?"""

import os
import select
import sys
import time

from tests.console.support.pseudo_terminal import Terminal

QUIET = 0.12  #: seconds without a byte after which a repaint is over
ENVIRON = {"ESCDELAY": "25", "TEXTUAL_ANIMATIONS": "none"}


def bare() -> Terminal:
    """The bare app at 120 by 40."""
    return Terminal([sys.executable, "-m", "tests.bench.bare_app"], columns=120, rows=40, environ=ENVIRON)


def console(url: str, settings: str) -> Terminal:
    """codesk at 120 by 40 on a database, with a settings file of its own."""
    command = [sys.executable, "-c", "from console.cli import main; main()", "--database", url]
    return Terminal(command, columns=120, rows=40, environ=ENVIRON | {"CODESK_SETTINGS": settings})


def repaint(terminal: Terminal, keys: str) -> float:
    """Milliseconds from a key to the last byte of what it painted."""
    terminal.quiet(QUIET)
    start = last = time.perf_counter()
    terminal.send(keys)
    wait = 2.0
    while select.select([terminal._near], [], [], wait)[0]:
        terminal.raw += os.read(terminal._near, 65_536)
        last, wait = time.perf_counter(), QUIET
    return (last - start) * 1000


def first_byte_and_marker(terminal: Terminal, marker: str) -> tuple[float, float]:
    """Milliseconds from now to the first thing painted, and to a text."""
    start = time.perf_counter()
    first = 0.0
    while marker.encode() not in terminal.raw:
        assert select.select([terminal._near], [], [], 30)[0], bytes(terminal.raw[-500:])
        terminal.raw += os.read(terminal._near, 65_536)
        if not first and b"\x1b[?1049h" in terminal.raw and b"H" in terminal.raw[60:]:
            first = (time.perf_counter() - start) * 1000
    return first, (time.perf_counter() - start) * 1000
