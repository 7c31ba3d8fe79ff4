"""Folders of demo shops: what a killed demo left goes when a later one begins."""

import time
from pathlib import Path

import pytest

from console.verbs import demo


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def left(temporary: Path, file: str) -> Path:
    """A folder with one file in it."""
    folder = temporary / f"{demo.PREFIX}x"
    folder.mkdir()
    (folder / file).touch()
    return folder


def test_a_shop_that_nobody_wrote_to_for_long_is_thrown_away(temporary: Path) -> None:
    left(temporary, "demo.db")
    demo._sweep(time.time() + demo.LEFT_BEHIND + 60)
    assert list(temporary.iterdir()) == []


def test_a_shop_that_may_be_open_stays(temporary: Path) -> None:
    folder = left(temporary, "demo.db")
    demo._sweep(time.time() + demo.LEFT_BEHIND - 60)
    assert folder.exists()


def test_a_folder_that_holds_no_demo_shop_stays(temporary: Path) -> None:
    folder = left(temporary, "notes.txt")
    demo._sweep(time.time() + demo.LEFT_BEHIND + 60)
    assert folder.exists()
