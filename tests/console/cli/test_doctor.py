"""`codesk doctor`, `backup`, `upgrade`, `export` and `keys`."""

import csv
import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from models.database import Database
from models.orders import orders
from tests.console.cli.conftest import Cli
from tests.support import shop
from tests.support.clock import TestClock
from workflows.actors import Actor
from workflows.confirmation.axis import CallLater
from workflows.desk import Desk


def checks(cli: Cli, *words: str) -> dict[str, tuple[bool, str]]:
    """What the doctor found; the server of the tests waits for no disk, which is not the shop's fault."""
    done = cli.run("doctor", *words, "--json")
    found = json.loads(done.stdout)
    assert set(found) == {"ok", "checks"}
    assert all(set(check) == {"name", "ok", "detail"} for check in found["checks"])
    assert found["ok"] == all(check["ok"] for check in found["checks"])
    assert done.exit_code == (0 if found["ok"] else 1)
    return {check["name"]: (check["ok"], check["detail"]) for check in found["checks"]}


def test_a_sound_shop(cli: Cli, ref: str) -> None:
    assert ref
    found = checks(cli, "--deep")
    for name in ("zone data", "driver", "version", "shop", "call-backs", "outbox", "invariants"):
        assert found[name][0], found[name]


def test_messages_that_wait_are_said_to_be_sent_by_nobody(cli: Cli, ref: str) -> None:
    assert ref
    _, said = checks(cli)["outbox"]
    assert said.endswith("messages are kept, and nothing in codesk sends them yet")


def test_a_changed_history_is_found(cli: Cli, desk: Desk, ref: str) -> None:
    assert ref
    desk.database.write(lambda connection: connection.execute(update(orders).values(attempts=7)))
    assert checks(cli)["shop"][0]
    assert not checks(cli, "--deep")["invariants"][0]


def test_a_moved_promise_is_found(cli: Cli, desk: Desk, amina: Actor, clock: TestClock) -> None:
    order = shop.an_order(desk)
    desk.perform(order.id, CallLater(clock.now + timedelta(hours=1)), by=amina)
    later = text("UPDATE appointments SET wall = '2026-11-23T09:00'")
    desk.database.write(lambda connection: connection.execute(later))
    ok, detail = checks(cli)["call-backs"]
    assert (ok, detail[:1]) == (False, "1")


def test_the_settings_of_sqlite_are_looked_at(cli: Cli, database: Database) -> None:
    if database.path is None:
        assert checks(cli)["full_page_writes"][1].startswith("off, not on")
        return
    database.path.chmod(0o644)
    found = checks(cli)
    assert found["journal_mode"] == (True, "wal")
    assert found["synchronous"] == (True, "2")
    assert found["references"] == (True, "whole")
    assert found["file modes"][0] is (os.name != "posix")


def test_an_empty_database_has_no_version(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "none.db").touch()
    found = checks(cli, "--database", f"sqlite:///{tmp_path / 'none.db'}")
    assert not found["version"][0]
    assert "shop" not in found


def test_a_backup_is_made_and_checked(cli: Cli, database: Database, tmp_path: Path) -> None:
    if database.path is None:
        assert "pg_dump" in cli.fails("backup", str(tmp_path), code=1)
        return
    made = cli.json("backup", str(tmp_path / "copies"))
    assert set(made) == {"ok", "file"}
    assert Path(made["file"]).stat().st_size > 0


def test_a_current_database_needs_no_upgrade(cli: Cli) -> None:
    done = cli.json("upgrade")
    assert set(done) == {"ok", "before", "after", "backup"}
    assert (done["before"] == done["after"], done["backup"]) == (True, None)


def test_an_export_holds_the_tab_and_no_formula(cli: Cli, desk: Desk, tmp_path: Path) -> None:
    shop.an_order(desk, customer='=HYPERLINK("http://x")')
    target = tmp_path / "out.csv"
    assert cli.run("export", "--tab", "to-confirm", "--output", str(target)).stdout.startswith("1 order written")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    (row,) = csv.DictReader(target.read_text("utf-8-sig").splitlines())
    assert row["customer"] == '\'=HYPERLINK("http://x")'
    assert row["phone"].startswith("'+213")


def test_an_export_without_rows_has_its_columns(cli: Cli, desk: Desk) -> None:
    empty = cli.run("export", "--tab", "missing").stdout
    shop.an_order(desk)
    assert empty == cli.run("export").stdout.splitlines(keepends=True)[0]


@pytest.mark.parametrize("verb", ["keys", "--help", "--version"])
def test_some_verbs_need_no_database(cli: Cli, verb: str) -> None:
    done = cli.run("--database", "sqlite:////nowhere/x.db", verb)
    assert (done.exit_code, done.stderr) == (0, "")
