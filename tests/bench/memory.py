"""Memory of the console on a million orders, at the start and after ten thousand keys."""

from tests.bench.keys import DOWN, PAGE, UP, seated
from tests.bench.million import ORDERS

KEYS = 10_000
ROUND = DOWN * 20 + PAGE * 4 + "]" + UP


def main() -> None:
    """Print the figures in megabytes."""
    with seated(ORDERS) as terminal:
        terminal.send("2")
        terminal.quiet(1.0)
        figures = [terminal.memory / 1024]
        for _ in range(4):
            for _ in range(KEYS // 4 // 26):
                terminal.send(ROUND)
                terminal.quiet(0.03)
            figures.append(terminal.memory / 1024)
    print(
        f"\nmemory with {ORDERS} orders, MB: " + " → ".join(f"{one:.0f}" for one in figures) + f" after {KEYS} keys"
    )
