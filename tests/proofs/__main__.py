"""The long walk, from the command line: shop after shop in one database, the profiles in turn.

    python -m tests.proofs --steps 100000 --seed 7 [--database URL] [--profile codspot]

Without `--database` it is a SQLite file that is thrown away; `--database postgresql` starts a server of its own.
"""

import argparse
import itertools
import tempfile
import time
from collections import Counter
from pathlib import Path

from models import schema
from models.database import Database
from tests.proofs.walk import walk
from tests.support import postgres
from workflows.profiles import PROFILES

IN_ONE_SHOP = 1_000  #: steps, after which the next shop opens


def main() -> None:
    """Walk, and say what was done, or where it broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.proofs", description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", choices=sorted(PROFILES))
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    profiles = [options.profile] if options.profile else list(PROFILES)
    with tempfile.TemporaryDirectory() as folder:
        if options.database == "postgresql":
            with postgres.borrowed(Path(folder) / "server") as server, postgres.database(server, "walk") as url:
                _walk(url, options.steps, options.seed, profiles)
        else:
            _walk(options.database or f"sqlite:///{Path(folder) / 'walk.db'}", options.steps, options.seed, profiles)


def _walk(url: str, steps: int, seed: int, profiles: list[str]) -> None:
    database = Database(url, synchronous="OFF")
    schema.create(database)
    told: Counter[str] = Counter()
    began = time.perf_counter()
    for number, profile in zip(range(0, steps, IN_ONE_SHOP), itertools.cycle(profiles), strict=False):
        left = min(steps - number, IN_ONE_SHOP)
        told += walk(database, steps=left, seed=seed + number, profile=profile).told
        pace = (number + left) / (time.perf_counter() - began)
        print(f"{number + left} steps, {pace:.0f} a second, nothing broken", flush=True)
    database.close()
    print("\n".join(f"{count:7} {name}" for name, count in told.most_common()))


if __name__ == "__main__":
    main()
