"""`codesk setup`: a shop in a new database."""

import stat
from pathlib import Path

import pytest

from models.database import Database
from tests.console.cli.conftest import Cli, cli_on
from tests.support.clock import TestClock

ANSWERS = ("--shop", "Dar Zellige", "--country", "MA", "--supervisor", "Samia")


@pytest.fixture
def bare(database: Database, url: str, clock: TestClock) -> Cli:
    """The command line on a database without a shop."""
    assert database.url.database
    return cli_on(url, clock)


def test_it_works(bare: Cli) -> None:
    done = bare.run("setup", *ANSWERS, "--test")
    assert done.exit_code == 0, done.output
    assert "Dar Zellige is open; Samia is its supervisor." in done.stdout
    shop = bare.json("shop")
    assert (shop["currency"], shop["zone"], shop["profile"]) == ("MAD", "Africa/Casablanca", "default")
    assert [person["name"] for person in bare.json("people")] == ["Samia"]


def test_a_second_shop_is_refused(bare: Cli) -> None:
    bare.run("setup", *ANSWERS, "--test")
    assert "has a shop already, Dar Zellige" in bare.fails("setup", *ANSWERS, "--test", code=3)


def test_a_real_shop_is_not_told_the_time(bare: Cli) -> None:
    assert "demo and test databases only" in bare.fails("setup", *ANSWERS, code=3)
    done = bare.run("setup", *ANSWERS, CODESK_CLOCK="")
    assert done.exit_code == 0, done.output
    assert "demo and test databases only" in bare.fails("orders", code=3)


def test_what_is_missing_is_named(bare: Cli) -> None:
    assert "--supervisor is missing" in bare.fails("setup", "--shop", "X", "--country", "DZ", "--test", code=2)
    words = ("setup", "--shop", "X", "--country", "NZ", "--supervisor", "Y", "--test")
    assert "--zone is missing" in bare.fails(*words, code=2)


@pytest.mark.parametrize(
    ("flag", "value", "sentence"),
    [
        ("--country", "XX", "'XX' is not a country"),
        ("--currency", "ma", "'MA' is not a currency code"),
        ("--zone", "Mars", "'Mars' is not a time zone"),
        ("--profile", "mine", "'mine' is not a profile; choose one of default"),
        ("--supervisor", " ", "the first supervisor needs a name"),
        ("--shop", " ", "a shop needs a name"),
    ],
)
def test_what_cannot_be_used_is_named(bare: Cli, flag: str, value: str, sentence: str) -> None:
    assert sentence in bare.fails("setup", *ANSWERS, flag, value, "--test", code=2)


def test_a_shop_that_cannot_be_made_leaves_no_file(
    tmp_path: Path, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("workflows.shop.opening.open_shop", full)
    file, other = tmp_path / "shop.db", tmp_path / "shop.db-notes"
    other.write_text("mine", "utf-8")
    cli = cli_on(str(file), clock)
    assert "no space left" in cli.fails("setup", *ANSWERS, "--test", code=1)
    assert list(tmp_path.iterdir()) == [other]


def test_a_new_file_is_private_and_is_named_after_the_verb_too(clock: TestClock, tmp_path: Path) -> None:
    file = tmp_path / "new" / "shop.db"
    cli = cli_on("sqlite:///elsewhere.db", clock)
    assert "there is no database" in cli.fails("--database", f"sqlite:///{file}", "orders", code=1)
    assert cli.run("setup", *ANSWERS, "--test", "--database", f"sqlite:///{file}").exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert cli.run("--database", f"sqlite:///{file}", "orders", "--json").stdout == "[]\n"


def test_a_clock_needs_its_offset(bare: Cli) -> None:
    bare.run("setup", *ANSWERS, "--test")
    done = bare.run("orders", CODESK_CLOCK="2026-11-23T10:00:00")
    assert (done.exit_code, "ISO time with its offset" in done.stderr) == (2, True)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@pytest.mark.parametrize("words", [("setup", *ANSWERS, "--test"), ("demo", "--orders", "5", "--no-open")])
def test_the_password_of_the_database_is_not_shown(
    bare: Cli, database: Database, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.verbs.demo._fill", lambda *_: 5)
    secret = database.url.set(drivername="postgresql", username="postgres", password="s3cret")
    done = bare.run(*words, "--database", secret.render_as_string(hide_password=False))
    assert done.exit_code == 0, done.output
    assert "postgres:***@" in done.stdout
    assert "s3cret" not in done.output


def test_a_name_that_no_header_could_show_is_refused(bare: Cli) -> None:
    answers = [word.replace("Samia", "S" * 81) for word in ANSWERS]
    assert "the first supervisor's name has at most 80" in bare.fails("setup", *answers, code=2)
