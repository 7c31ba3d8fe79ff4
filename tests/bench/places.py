"""Databases to measure in: a fresh one, and a copy of one, gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from tests.support import postgres


@contextmanager
def empty(kind: str) -> Iterator[str]:
    """The URL of an empty database."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory(prefix="codesk-bench-") as folder:
            yield f"sqlite:///{Path(folder) / 'bench.db'}"
        return
    with _database("") as url:
        yield url


@contextmanager
def copy(url: str) -> Iterator[str]:
    """The URL of a copy."""
    if url.startswith("sqlite"):
        with tempfile.TemporaryDirectory(prefix="codesk-bench-") as folder:
            target = Path(folder) / "bench.db"
            shutil.copy(url.removeprefix("sqlite:///"), target)
            yield f"sqlite:///{target}"
        return
    with _database(make_url(url).database or "") as made:
        yield made


@lru_cache(maxsize=1)
def server() -> str:
    """A server that waits for the disk, as one in use does: the tests' own does not."""
    url = postgres.server(Path(tempfile.mkdtemp(prefix="codesk-bench-postgres-")))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM RESET ALL")
        connection.execute("SELECT pg_reload_conf()")
    return url


@contextmanager
def _database(template: str) -> Iterator[str]:
    name = f"bench_{uuid4().hex[:12]}"
    address = make_url(server())
    plain = address.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
        try:
            yield address.set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
