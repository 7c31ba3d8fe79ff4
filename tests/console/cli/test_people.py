"""`codesk people`: who works here."""

from click.testing import CliRunner

from console.cli import codesk
from tests.console.cli.conftest import Cli
from workflows.desk import Desk
from workflows.sign_in import sign_in

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
