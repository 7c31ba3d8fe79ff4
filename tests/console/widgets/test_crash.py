"""A console that cannot go on says why in a sentence, and its exit code says so too."""

import sys
from pathlib import Path

import pytest

from models import schema
from models.database import Database
from tests.console.support.pseudo_terminal import Terminal, visible
from tests.support import shop
from tests.support.clock import TestClock


def console(module: str, folder: Path, **environ: str) -> Terminal:
    environ = {"PYTHONPATH": ".", "PYTHONWARNINGS": "ignore", "HOME": str(folder), **environ}
    url = f"sqlite:///{folder / 'shop.db'}"
    return Terminal([sys.executable, "-m", module, "--database", url], columns=200, rows=24, environ=environ)


@pytest.mark.parametrize(
    ("logs", "said"),
    [("", "written, without customers' data, to"), ("/dev/null/nowhere", "could not be written: Not a directory")],
)
def test_a_fault_of_its_own_is_told_without_a_traceback(tmp_path: Path, logs: str, said: str) -> None:
    database = Database(f"sqlite:///{tmp_path / 'shop.db'}")
    schema.create(database)
    shop.maison_atlas(database, TestClock())
    database.close()
    state = logs or str(tmp_path / "state")
    with console("tests.console.support.crashing", tmp_path, XDG_STATE_HOME=state) as desk:
        desk.wait_for("Amina", seconds=30)
        desk.send("1")
        desk.wait_for(said, seconds=20)
        assert desk.process.wait(20) == 1
        shown = visible(desk.raw)
    assert "mistake of its own" in shown
    assert "Traceback" not in shown
    assert "Yasmine" not in shown


def test_a_database_that_cannot_be_opened_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_text("this is no database, " * 100)
    with console("console.cli", tmp_path) as desk:
        desk.wait_for("codesk: ", seconds=30)
        assert desk.process.wait(20) == 1
        desk.quiet()
        assert "SELECT" not in visible(desk.raw)
