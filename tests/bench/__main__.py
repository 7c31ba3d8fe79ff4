"""`python -m tests.bench NAME …`: measure one subject, or all of them."""

import sys
from importlib import import_module

NAMES = (
    "claims",
    "lists",
    "numbers",
    "imports",
    "start",
    "keys",
    "memory",
    "labels",
    "settlement",
    "lives",
    "checker",
    "packing",
)


def main(arguments: list[str]) -> None:
    """Each subject prints its own table."""
    for name in arguments or list(NAMES):
        if name not in NAMES:
            sys.exit(f"{name!r} is not measured here; choose from {', '.join(NAMES)}")
        import_module(f"tests.bench.{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
