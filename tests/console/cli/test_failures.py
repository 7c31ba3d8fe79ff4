"""Whatever a person does wrong is one sentence, as a real process too."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.console.cli.conftest import Cli, cli_on
from tests.support.clock import TestClock


def run(*words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    """`codesk` as its own process."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CODESK_")}
    command = [sys.executable, "-W", "error", "-m", "console.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, env=clean | environ, stdin=subprocess.DEVNULL)


def test_an_unknown_verb_is_refused_with_a_near_one() -> None:
    done = run("odrers")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "codesk: there is no verb 'odrers', did you mean 'orders'?; see `codesk --help`\n"


def test_without_a_terminal_the_console_does_not_open(tmp_path: Path) -> None:
    done = run(CODESK_DATABASE=f"sqlite:///{tmp_path / 'x.db'}")
    assert (done.returncode, "needs a terminal" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("mysql://x/y", "codesk cannot use 'mysql'"),
        ("postgresql://nobody@127.0.0.1:1/x", "the database does not answer"),
        ("sqlite:////nowhere/shop.db", "there is no database"),
        ("sqlite://", "codesk needs a file"),
    ],
)
def test_a_database_that_cannot_be_used(clock: TestClock, url: str, sentence: str) -> None:
    assert sentence in cli_on(url, clock).fails("orders", code=1)


def test_a_fault_of_its_own_is_one_sentence_without_its_message(
    cli: Cli, ref: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "Yasmine Haddad"

    def faulty(*_: object, **__: object) -> None:
        raise ZeroDivisionError(name)

    monkeypatch.setattr("console.crash.user_log_path", lambda *_, **__: tmp_path)
    monkeypatch.setattr("console.verbs.shapes.read_whole", faulty)
    sentence = cli.fails("show", ref, code=1)
    assert sentence.startswith("stopped because of a mistake of its own; what happened is written")
    (kept,) = tmp_path.glob("crash-*.txt")
    assert str(kept) in sentence
    assert "ZeroDivisionError" in kept.read_text("utf-8")
    assert name not in sentence + kept.read_text("utf-8")
    monkeypatch.setattr("console.crash.user_log_path", lambda *_, **__: tmp_path / "none")
    assert "could not be written" in cli.fails("show", ref, code=1)


def test_a_demo_is_worked_through_by_processes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'demo.db'}"
    made = run("demo", "--orders", "40", "--seed", "3", "--database", url, "--no-open")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("A demo shop with 40 orders")
    ref = run("next", "--as", "Amina", "--database", url).stdout.split(" ")[0]
    done = run("--database", url, "do", ref, "no-answer", "--as", "Amina", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert run("demo", "--database", url, "--no-open").returncode == 3


def test_a_demo_that_is_only_made_needs_a_place(cli: Cli) -> None:
    done = cli.run("demo", "--no-open", CODESK_DATABASE="")
    assert (done.exit_code, "--no-open needs --database" in done.stderr) == (2, True)
