"""`codesk people`: who works here."""

import sys

from click.testing import CliRunner

from console.cli import codesk
from tests.console.cli.conftest import Cli
from tests.console.support.pseudo_terminal import Terminal
from workflows.desk import Desk
from workflows.shop.sign_in import sign_in

PERSON = {"id", "name", "role", "active", "seen_at", "paused_at", "pause_reason"}


def test_everybody_is_listed(cli: Cli) -> None:
    people = cli.json("people")
    assert set(people[0]) == PERSON
    assert [person["name"] for person in people] == ["Amina", "Karim", "Samia", "Wali"]
    assert cli.run("people", "list").stdout.splitlines()[1].split("\t") == ["Amina", "agent", "active", "never"]


def test_somebody_is_added(cli: Cli) -> None:
    made = cli.json("people", "add", "Lina", "--role", "AGENT")
    assert (set(made), made["person"]["role"]) == ({"ok", "person"}, "agent")
    assert "works here already" in cli.fails("people", "add", "lina", "--role", "agent", code=3)


def test_somebody_is_renamed_and_changes_work(cli: Cli) -> None:
    assert cli.json("people", "rename", "Karim", "Karim B")["person"]["name"] == "Karim B"
    assert cli.json("people", "role", "Karim B", "supervisor")["person"]["role"] == "supervisor"


def test_somebody_leaves_and_comes_back(cli: Cli) -> None:
    assert cli.json("people", "deactivate", "Karim")["person"]["active"] is False
    assert "nobody named 'Karim' works" in cli.fails("next", "--as", "Karim", code=3)
    assert cli.json("people", "reactivate", "Karim")["person"]["active"] is True


def test_an_agent_may_not(cli: Cli) -> None:
    assert "ask a supervisor" in cli.fails("people", "add", "X", "--role", "agent", "--as", "Amina", code=3)


def test_a_password_is_read_from_standard_input(cli: Cli, desk: Desk) -> None:
    runner = CliRunner()
    done = runner.invoke(codesk, ["people", "password", "Amina"], input="correct horse 9\n", env=cli.environ)
    assert (done.exit_code, done.output) == (0, "Amina has a new password.\n")
    assert sign_in(desk, "Amina", "correct horse 9").person.name == "Amina"


def test_a_pin_is_set(cli: Cli) -> None:
    done = CliRunner().invoke(codesk, ["people", "pin", "Amina"], input="739152\n", env=cli.environ)
    assert (done.exit_code, done.output) == (0, "Amina has a new PIN.\n")


def test_an_unknown_person_is_refused_with_the_names_there_are(cli: Cli) -> None:
    assert "people here: Amina" in cli.fails("people", "deactivate", "Nobody", code=3)


def test_a_name_that_no_header_could_show_is_refused(cli: Cli) -> None:
    assert "a person's name has at most 80" in cli.fails("people", "add", "x" * 5_000, "--role", "agent", code=2)


def test_a_short_password_is_refused_before_it_is_typed_again(cli: Cli) -> None:
    argv = [sys.executable, "-m", "console.cli", "people", "pin", "Amina"]
    environ = {"PYTHONPATH": ".", **{name: value for name, value in cli.environ.items() if value}}
    with Terminal(argv, environ=environ) as desk:
        desk.wait_for("PIN:", seconds=30)
        desk.send("7\n")
        desk.wait_for("a PIN has 4 to 12 digits", seconds=30)
        assert b"epeat" not in desk.raw
