"""A command line on the test's database, in this process."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import CliRunner, Result

from console.cli import codesk
from models.database import Database
from tests.support import shop
from tests.support.clock import TestClock
from workflows.desk import Desk


@dataclass(frozen=True)
class Cli:
    """Runs `codesk` with one database and one clock."""

    url: str
    environ: dict[str, str | None]

    def run(self, *words: str, **environ: str) -> Result:
        """The outcome: exit_code, stdout, stderr."""
        return CliRunner().invoke(codesk, words, env=self.environ | environ)

    def json(self, *words: str) -> Any:
        """What a verb that succeeds answers with --json."""
        done = self.run(*words, "--json")
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def fails(self, *words: str, code: int) -> str:
        """The one sentence of a verb that fails."""
        done = self.run(*words)
        assert done.exit_code == code, (done.exit_code, done.output)
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
        return done.stderr.removeprefix("codesk: ").strip()


def cli_on(url: str, clock: TestClock) -> Cli:
    """The command line on a database, at the time of a clock; no settings of this machine are read."""
    environ: dict[str, str | None] = {
        "CODESK_DATABASE": url,
        "CODESK_CLOCK": clock.now.isoformat(),
        "CODESK_SETTINGS": None,
        "XDG_CONFIG_HOME": "/nonexistent",
    }
    return Cli(url, environ)


@pytest.fixture
def url(database: Database) -> str:
    """The database as `--database` takes it."""
    return database.url.set(drivername=database.url.get_backend_name()).render_as_string(hide_password=False)


@pytest.fixture
def cli(desk: Desk, url: str, clock: TestClock) -> Cli:
    """The command line of Maison Atlas."""
    assert desk.shop.name == "Maison Atlas"
    return cli_on(url, clock)


@pytest.fixture
def ref(desk: Desk) -> str:
    """A new order that may be called."""
    return shop.an_order(desk, ref="#1042", customer="Yasmine Haddad").ref
