"""Screens are tested on SQLite; a test that says so runs on PostgreSQL too."""

from pathlib import Path

import pytest

from console.screens.order_screen import OrderScreen
from models.database import Database
from tests.support.databases import Bench


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> Database:
    """A migrated database without a row."""
    bench: Bench = request.getfixturevalue(f"{request.param}_bench")
    return bench.fresh()


@pytest.fixture(autouse=True)
def _no_bounce(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press faster than anybody; the guard against bouncing keys has a test of its own."""
    monkeypatch.setattr(OrderScreen, "BOUNCE", 0.0)


@pytest.fixture(autouse=True)
def logs(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What went wrong is kept where the test can look."""
    folder = tmp_path_factory.mktemp("logs")
    monkeypatch.setattr("console.crash.user_log_path", lambda *_, **__: folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Papers are saved where the test can look."""
    monkeypatch.setattr("console.paper.sending._folder", lambda _settings: tmp_path / "papers")
    return tmp_path / "papers"
