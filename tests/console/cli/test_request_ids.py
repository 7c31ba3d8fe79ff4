"""Ids of requests that are typed never look like those that codesk gives itself."""

import pytest

from tests.console.cli.conftest import Cli

_SAYS = "an id holds no : and no /, because the ids that codesk gives itself do"


@pytest.mark.parametrize("typed", ["place:shopify:1043", "payment/0f/pi-1", "r1/2", "a:b"])
def test_an_id_of_codesks_own_kind_is_refused(cli: Cli, ref: str, typed: str) -> None:
    for words in (
        ("do", ref, "confirm", "--as", "Amina"),
        ("next", "--as", "Amina"),
        ("shop", "test-order", "--as", "Samia"),
        ("oms", "accept", ref),
    ):
        assert _SAYS in cli.fails(*words, "--request-id", typed, code=2)
    assert cli.json("show", ref)["confirmation"] == "NEW"


@pytest.mark.parametrize("typed", ["x" * 201, "a\x1bb"])
def test_an_id_that_cannot_be_kept_is_refused(cli: Cli, ref: str, typed: str) -> None:
    said = cli.fails("do", ref, "confirm", "--as", "Amina", "--request-id", typed, code=2)
    assert "at most 200 characters" in said


def test_an_order_that_comes_in_later_finds_its_id_free(cli: Cli, ref: str) -> None:
    assert cli.json("do", ref, "confirm", "--as", "Amina", "--request-id", "my-own-1")["ok"]
    assert "performed before" in cli.run("do", ref, "confirm", "--as", "Amina", "--request-id", "my-own-1").stdout
