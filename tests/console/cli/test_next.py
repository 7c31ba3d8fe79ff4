"""`codesk next`: the next order of an agent."""

import json

import pytest

from tests.console.cli.conftest import Cli
from tests.console.cli.test_show import WHOLE
from workflows.profiles import PROFILES


def test_it_works(cli: Cli, ref: str) -> None:
    done = cli.json("next", "--as", "Amina")
    assert set(done) == {"ok", "order"}
    assert set(done["order"]) == WHOLE
    assert (done["order"]["ref"], done["order"]["claimed_by"]) == (ref, "Amina")
    assert cli.json("orders")[0]["claimed_by"] == "Amina"


def test_who_holds_an_order_is_shown_that_one(cli: Cli, ref: str) -> None:
    first = cli.run("next", "--as", "Amina").stdout
    assert first == cli.run("next", "--as", "Amina").stdout
    assert first.startswith(f"{ref} · New")


def test_nobody_to_call_is_a_refusal(cli: Cli) -> None:
    done = cli.run("next", "--as", "Amina", "--json")
    assert done.exit_code == 3
    said = json.loads(done.stdout)
    assert set(said) == {"ok", "reason"}
    assert "no order is due" in said["reason"]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_list_that_it_names_is_there_in_every_shop(cli: Cli, profile: str) -> None:
    assert cli.run("shop", "profile", profile, "--as", "Samia").exit_code == 0
    named = cli.run("next", "--as", "Amina").stderr.partition("`codesk ")[2].partition("`")[0]
    assert cli.run(*named.split()).exit_code == 0


def test_at_night_it_names_the_calling_hours(cli: Cli, ref: str) -> None:
    done = cli.run("next", "--as", "Amina", CODESK_CLOCK="2026-11-24T02:00:00+01:00")
    assert (done.exit_code, "calling hours are Mon" in done.stderr) == (3, True)
    assert ref not in done.stderr
