"""Key to repaint on a real terminal: `python -m tests.console.support.bench_table`.

Prints medians and worst cases in milliseconds for the table over 10,000 and 1,000,000 made-up orders, beside a
bare Textual app that repaints the same lines.
"""

import statistics
import sys
from collections.abc import Callable, Iterable

from console.settings import hurry
from tests.console.support.pseudo_terminal import Terminal

COLUMNS, ROWS = 130, 45
PAGE = ROWS - 6
ENVIRON = {"PYTHONPATH": "."}
hurry(ENVIRON)
KEYS = {"down": "j", "page": "\x1b[6~", "tab": "]"}


def downs() -> Iterable[str]:
    """The cursor's sign on its next line."""
    return ("›" for _ in range(30))


def pages() -> Iterable[str]:
    """The last row of each page, which is written last."""
    return (f"#{((page + 2) * PAGE - 1) * 5:07}" for page in range(40))


def tabs() -> Iterable[str]:
    """The last row of each tab's first page."""
    return (f"#{(PAGE - 1) * 5 + (turn + 1) % 5:07}" for turn in range(25))


STEPS: dict[str, Callable[[], Iterable[str]]] = {"tab": tabs, "down": downs, "page": pages}


def measured(module: str, *arguments: str) -> dict[str, list[float]]:
    """Milliseconds of every key of every step, memory in megabytes and the first paint."""
    with Terminal(
        [sys.executable, "-m", f"tests.console.support.{module}", *arguments],
        columns=COLUMNS,
        rows=ROWS,
        environ=ENVIRON,
    ) as terminal:
        figures = {"start": [terminal.wait_for("#0000005") * 1000]}
        terminal.quiet(0.5)
        for step, markers in STEPS.items():
            figures[step] = [key_to_repaint(terminal, KEYS[step], marker) for marker in markers()]
        figures["memory"] = [terminal.memory / 1024]
    return figures


def key_to_repaint(terminal: Terminal, key: str, marker: str) -> float:
    """One key, then a pause until the terminal is quiet."""
    taken = terminal.timed(key, marker) * 1000
    terminal.quiet(0.03)
    return taken


def main() -> None:
    """One line for each figure: median (worst)."""
    runs = {
        "floor": measured("floor_app"),
        "10,000": measured("table_app", "10000"),
        "1,000,000": measured("table_app", "1000000"),
    }
    for step in ("start", "down", "page", "tab", "memory"):
        cells = [f"{name} {statistics.median(run[step]):6.1f} ({max(run[step]):6.1f})" for name, run in runs.items()]
        sys.stdout.write(f"{step:7} {'   '.join(cells)}\n")


if __name__ == "__main__":
    main()
