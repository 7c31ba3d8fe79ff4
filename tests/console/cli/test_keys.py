"""`codesk keys`, and what a key that cannot stand may stop."""

from pathlib import Path

from tests.console.cli.conftest import Cli


def bad(folder: Path) -> str:
    """A settings file in which two actions have one key."""
    file = folder / "settings.toml"
    file.write_text('[keys]\n"call.confirm" = "n"\n', "utf-8")
    return str(file)


def test_it_works(cli: Cli) -> None:
    done = cli.run("keys")
    assert (done.exit_code, "confirm" in done.stdout) == (0, True)


def test_a_bad_key_stops_no_verb(cli: Cli, tmp_path: Path) -> None:
    done = cli.run("orders", "--json", CODESK_SETTINGS=bad(tmp_path))
    assert (done.exit_code, done.stdout) == (0, "[]\n")


def test_a_bad_key_is_told_below_the_keys_as_they_come(cli: Cli, tmp_path: Path) -> None:
    done = cli.run("keys", CODESK_SETTINGS=bad(tmp_path))
    assert (done.exit_code, done.stdout) == (1, cli.run("keys").stdout)
    assert "settings.toml, line 2: call.confirm cannot use 'n'" in done.stderr
