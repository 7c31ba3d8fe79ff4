"""The payment providers of a shop; their secrets are shown nowhere."""

import json

import pytest

from models.gateways import gateways as table
from tests.support.history import rows, shop_events
from workflows.actors import SYSTEM, Actor
from workflows.checker import check
from workflows.desk import Desk
from workflows.errors import Invalid, NotFound, Refused
from workflows.lookup import gateways

URL, SECRET = "https://pay.example.dz/api", "sk-1234567890"


def add(desk: Desk, by: Actor, name: str = "chargily", url: str = URL, secret: str = SECRET) -> None:
    desk.write(lambda work: gateways.add(work, name, url, secret, by=by))


def names(desk: Desk, *, only_active: bool = False) -> list[str]:
    found = desk.read(lambda work: gateways.everything(work, only_active=only_active))
    return [one.name for one in found]


def test_it_works(desk: Desk, samia: Actor) -> None:
    add(desk, samia, " Chargily  Pay ", URL + "/")
    (one,) = rows(desk, table)
    assert (one.name, one.url, one.secret, one.active) == ("Chargily Pay", URL, SECRET, True)
    assert desk.read(lambda work: gateways.by_name(work, "chargily pay")).id == one.id


def test_everything_about_it_can_change(desk: Desk, samia: Actor) -> None:
    add(desk, samia)
    desk.write(lambda work: gateways.rename(work, "chargily", "Chargily", by=samia))
    desk.write(lambda work: gateways.move(work, "Chargily", "http://127.0.0.1:8000", by=samia))
    desk.write(lambda work: gateways.change_secret(work, "Chargily", "sk-new", by=samia))
    desk.write(lambda work: gateways.deactivate(work, "Chargily", by=samia))
    assert (names(desk), names(desk, only_active=True)) == (["Chargily"], [])
    desk.write(lambda work: gateways.reactivate(work, "Chargily", by=SYSTEM))
    (one,) = rows(desk, table)
    assert (one.name, one.url, one.secret, one.active) == ("Chargily", "http://127.0.0.1:8000", "sk-new", True)


def test_each_change_is_an_event_without_the_secret(desk: Desk, samia: Actor) -> None:
    test_everything_about_it_can_change(desk, samia)
    told = [event for event in shop_events(desk) if "Gateway" in event.command]
    assert [event.command for event in told] == [
        *("AddGateway", "RenameGateway", "MoveGateway", "ChangeGatewaySecret", "DeactivateGateway"),
        "ReactivateGateway",
    ]
    assert "sk-" not in json.dumps([event.data for event in told])
    assert desk.read(check) == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "is not an address"),
        ("pay.example.dz", "is not an address"),
        ("https://", "is not an address"),
        ("https://[::1", "is not an address"),
        ("https://pay.dz:99999", "is not an address"),
        ("https://pay.dz/a b", "is not an address"),
        ("http://pay.dz", "has to begin with https://"),
        ("http://localhost.evil.dz", "has to begin with https://"),
        ("ftp://pay.dz", "has to begin with https://"),
        ("https://user:sk@pay.dz", "holds more than a host and a path"),
        ("https://pay.dz?key=sk", "holds more than a host and a path"),
        ("https://pay.dz/#sk", "holds more than a host and a path"),
    ],
)
def test_an_address_that_cannot_be_asked_is_refused(desk: Desk, samia: Actor, url: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        add(desk, samia, url=url)


@pytest.mark.parametrize("secret", ["", " ", "a b", "a\r\nX-Evil: 1", "clé", "x" * 3000])
def test_a_secret_that_cannot_be_sent_is_refused(desk: Desk, samia: Actor, secret: str) -> None:
    with pytest.raises(Invalid, match="the secret has to be one word") as caught:
        add(desk, samia, secret=secret)
    assert not secret.strip() or secret not in str(caught.value)


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x1bb"])
def test_a_name_that_cannot_be_shown_is_refused(desk: Desk, samia: Actor, name: str) -> None:
    with pytest.raises(Invalid, match="needs a name"):
        add(desk, samia, name)


def test_two_of_one_name_are_refused(desk: Desk, samia: Actor) -> None:
    add(desk, samia)
    add(desk, samia, "slickpay")
    with pytest.raises(Invalid, match="there is a payment provider chargily already"):
        add(desk, samia, "Chargily")
    with pytest.raises(Invalid, match="there is a payment provider chargily already"):
        desk.write(lambda work: gateways.rename(work, "slickpay", "CHARGILY", by=samia))


def test_what_is_so_already_is_refused(desk: Desk, samia: Actor) -> None:
    add(desk, samia)
    with pytest.raises(Refused, match="chargily is active already"):
        desk.write(lambda work: gateways.reactivate(work, "chargily", by=samia))
    desk.write(lambda work: gateways.deactivate(work, "chargily", by=samia))
    with pytest.raises(Refused, match="chargily is deactivated already"):
        desk.write(lambda work: gateways.deactivate(work, "chargily", by=samia))


def test_a_provider_that_is_not_there(desk: Desk, samia: Actor) -> None:
    with pytest.raises(NotFound, match="none yet; add one with `codesk gateways add NAME URL`"):
        desk.write(lambda work: gateways.rename(work, "x", "y", by=samia))


def test_an_agent_is_refused(desk: Desk, amina: Actor) -> None:
    with pytest.raises(Refused, match="agents may not change payment providers"):
        add(desk, amina)
