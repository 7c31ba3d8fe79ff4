"""A demo shop of a million orders, made once for all subjects of a run and kept for the next one."""

import os
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from models import schema
from models.database import Database
from tests.bench import places
from workflows.demo.algeria import ALGERIA
from workflows.demo.bulk import bulk

ORDERS = int(os.environ.get("CODESK_BENCH_ORDERS", "1000000"))
SMALL = 1_000


@lru_cache(maxsize=4)
def million(kind: str, orders: int = ORDERS) -> str:
    """The URL of a shop of that size."""
    if kind == "sqlite":
        return _made(f"sqlite:///{Path(tempfile.gettempdir()) / f'codesk-bench-{orders}.db'}", orders)
    server = make_url(places.server())
    name = f"bench_shop_{orders}"
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return _made(server.set(database=name).render_as_string(hide_password=False), orders)


def _made(url: str, orders: int) -> str:
    database = Database(url)
    if database.path is None or not database.path.exists():
        print(f"   making a shop of {orders} orders, which takes some minutes …", flush=True)
        schema.create(database)
        bulk(
            database,
            ALGERIA,
            profile="default",
            now=datetime.now(UTC),
            seed=1,
            total=orders,
            told=lambda _what, _share: None,
        )
    database.close()
    return url
