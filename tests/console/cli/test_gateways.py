"""`codesk gateways`: providers are added without their secret being shown, and asked."""

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from console.cli import codesk
from tests.console.cli.conftest import Cli
from tests.support import shop
from tests.support.checkouts import left_paying, number
from tests.support.provider import SECRET, Provider, a_provider, paid
from workflows.desk import Desk

_GATEWAY = {"id", "name", "url", "active", "created_at"}
_RUN = {
    *("id", "gateway", "started_by", "started_at", "ended_at", "looked_at", "moved", "failed", "unknown", "no_news"),
    "error",
}


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with a_provider() as made:
        yield made


def add(cli: Cli, url: str, name: str = "chargily") -> str:
    """Add one; the secret comes by standard input."""
    words = ("gateways", "add", name, url, "--as", "Samia", "--json")
    done = CliRunner().invoke(codesk, words, env=cli.environ, input=SECRET + "\n")
    assert done.exit_code == 0, done.output
    return done.stdout


def test_it_works(cli: Cli, desk: Desk, provider: Provider) -> None:
    order = left_paying(desk)
    provider.says[number(order)] = paid()
    made = json.loads(add(cli, provider.url))
    assert set(made["gateway"]) == _GATEWAY
    (run,) = cli.json("gateways", "lookup", "--as", "Samia")
    assert set(run) == _RUN
    assert (run["gateway"], run["started_by"], run["looked_at"], run["moved"]) == ("chargily", "Samia", 1, 1)
    assert shop.order(desk, order.id).confirmation == "CONFIRMED"
    assert provider.asked[0].secret == f"Bearer {SECRET}"
    assert [one["id"] for one in cli.json("gateways", "runs")] == [run["id"]]
    assert cli.json("gateways", "runs", "CHARGILY")[0]["id"] == run["id"]


def test_the_secret_is_shown_nowhere(cli: Cli, provider: Provider) -> None:
    said = add(cli, provider.url)
    provider.otherwise = 401
    for words in (("gateways",), ("gateways", "--json"), ("gateways", "lookup"), ("gateways", "runs", "--json")):
        done = cli.run(*words)
        said += done.stdout + done.stderr
    assert SECRET not in said


def test_without_a_secret_it_says_where_one_is_read_from(cli: Cli) -> None:
    words = ("gateways", "add", "CIB", "https://pay.dz", "--as", "Samia")
    done = CliRunner().invoke(codesk, words, env=cli.environ, input="")
    assert done.exit_code == 2
    assert "read from standard input, and none came" in " ".join(done.output.split())


def test_each_part_can_change(cli: Cli) -> None:
    add(cli, "https://pay.dz")
    assert cli.json("gateways", "rename", "chargily", "Chargily")["gateway"]["name"] == "Chargily"
    assert cli.json("gateways", "move", "chargily", "https://pay2.dz")["gateway"]["url"] == "https://pay2.dz"
    done = CliRunner().invoke(codesk, ("gateways", "secret", "chargily"), env=cli.environ, input="sk-2\n")
    assert done.stdout == "Chargily is asked with the new secret.\n"
    assert cli.json("gateways", "deactivate", "chargily")["gateway"]["active"] is False
    assert cli.run("gateways", "lookup").stdout == "There is nobody to ask.\n"
    assert cli.json("gateways", "reactivate", "chargily")["gateway"]["active"] is True
    assert cli.run("gateways").stdout.splitlines()[1] == "Chargily\thttps://pay2.dz\tactive"


def test_trouble_leaves_with_1(cli: Cli, desk: Desk, provider: Provider) -> None:
    left_paying(desk)
    add(cli, provider.url)
    provider.otherwise = b"<html>"
    done = cli.run("gateways", "lookup", "chargily")
    assert done.exit_code == 1
    assert "nothing was learned of 1 order" in done.stdout


def test_only_those_that_are_due_are_asked(cli: Cli, provider: Provider) -> None:
    add(cli, provider.url)
    assert cli.run("gateways", "lookup", "--due").stdout == "Nobody is due to be asked.\n"
    cli.run("shop", "set", "payment_lookup_every", "15", "min")
    assert [run["gateway"] for run in cli.json("gateways", "lookup", "--due")] == ["chargily"]
    assert cli.json("gateways", "lookup", "--due") == []


def test_refusals(cli: Cli) -> None:
    add(cli, "https://pay.dz")
    assert "agents may not ask payment providers" in cli.fails(
        "gateways", "lookup", "chargily", "--as", "Amina", code=3
    )
    assert "there is no payment provider" in cli.fails("gateways", "lookup", "stripe", code=3)
    assert "has to begin with https://" in cli.fails("gateways", "move", "chargily", "http://pay.dz", code=2)
    assert "leave the names out" in cli.fails("gateways", "lookup", "chargily", "--due", code=2)
