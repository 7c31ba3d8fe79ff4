"""Missing: checkouts to call, asking payment providers, the OMS, and what went wrong outside."""

from collections.abc import Iterator

import pytest
from syrupy.assertion import SnapshotAssertion

from console.data import missing as data
from console.data.missing import LEFT, OMS, RUNS, TROUBLE
from console.screens.detail import OrderDetail
from console.screens.missing import Missing
from models.gateways import LookupRun, lookup_runs
from models.statuses import Headline
from tests.console.support.desk import dump, press, settle, strips, until
from tests.console.support.payloads import PAYLOADS
from tests.console.support.seated import at_the_queue
from tests.console.support.tabbed import at_the_place, go
from tests.console.support.troubled import refused, reported, unsent
from tests.support import shop
from tests.support.checkouts import left_paying, number
from tests.support.databases import KINDS
from tests.support.history import rows
from tests.support.provider import SECRET, Asked, Provider, a_provider, paid
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.lookup import gateways

TABS = (LEFT, RUNS, OMS, TROUBLE)


@pytest.fixture
def provider(desk: Desk, samia: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """`chargily`, added by the supervisor."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with a_provider() as made:
        desk.write(lambda work: gateways.add(work, "chargily", made.url, SECRET, by=samia))
        yield made


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor, provider: Provider) -> None:
    """A look-up finds the money of one of two checkouts."""
    found, other = left_paying(desk), left_paying(desk)
    provider.says[number(found)] = paid()
    async with at_the_place(desk, samia, Missing) as (pilot, screen):
        assert all(order.ref in dump(pilot.app) for order in (found, other))
        await press(pilot, "missing.look_up")
        await settle(
            pilot, lambda: "chargily: 2 asked, 1 paid, 0 failed, 0 unknown, 1 without news." in dump(pilot.app)
        )
        await settle(pilot, lambda: "pending" in dump(pilot.app))
        run = next(line for line in (await go(pilot, RUNS)).splitlines() if line.startswith("›"))
        assert run.split()[1:] == ["chargily", "11:00", "Samia", "2", "1", "0", "0", "1"]
        await go(pilot, LEFT)
        await settle(pilot, lambda: found.ref not in dump(pilot.app) or screen.table.window.gone)
    assert shop.order(desk, found.id).headline is Headline.CONFIRMED
    assert shop.order(desk, other.id).headline is Headline.MISSING


async def test_an_agent_opens_a_checkout_to_recover_it(desk: Desk, amina: Actor) -> None:
    order = shop.missing(desk)
    async with at_the_place(desk, amina, Missing) as (pilot, _):
        assert "Look-ups" not in dump(pilot.app)
        await press(pilot, "missing.look_up")
        assert "Supervisors ask payment providers" in dump(pilot.app)
        await press(pilot, "table.open")
        await settle(pilot, lambda: isinstance(pilot.app.screen, OrderDetail))
        screen = pilot.app.screen
        assert isinstance(screen, OrderDetail)
        await settle(pilot, lambda: screen.at_hand is not None)
        await press(pilot, "call.recover")
        await settle(pilot, lambda: "how does the customer pay" in dump(pilot.app))
        await pilot.press("1")
        await settle(pilot, lambda: shop.order(desk, order.id).headline is Headline.NEW)
        await press(pilot, "order.back")
        assert isinstance(pilot.app.screen, Missing)


async def test_how_somebody_can_be_reached_is_told(desk: Desk, samia: Actor) -> None:
    for changes in (
        {},
        {"phone": "12"},
        {"phone": "", "email": "y@example.com"},
        {"phone": "", "customer": "Nobody"},
    ):
        shop.missing(desk, **changes)
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        for words in ("phone", "mend", "e-mail", "none"):
            assert any(f" {words} " in line for line in strips(pilot.app)[3:10]), words


async def test_the_key_that_recovers_is_named_wherever_one_looks_for_it(desk: Desk, amina: Actor) -> None:
    shop.missing(desk)
    async with at_the_place(desk, amina, Missing) as (pilot, _):
        assert "enter opens a checkout; there r recovers it" in dump(pilot.app)
        assert "look up" not in dump(pilot.app)
        await press(pilot, "table.open")
        await settle(pilot, lambda: "r recover" in strips(pilot.app)[-2])
        await press(pilot, "call.confirm")
        assert "recover it first. Press r to do so." in dump(pilot.app)


async def test_an_order_is_not_offered_to_be_recovered(desk: Desk, amina: Actor) -> None:
    shop.an_order(desk)
    async with at_the_queue(desk, amina) as (pilot, _):
        assert "r recover" not in dump(pilot.app)


async def test_a_provider_that_is_deactivated_is_to_be_reactivated(
    desk: Desk, samia: Actor, provider: Provider
) -> None:
    left_paying(desk)
    desk.write(lambda work: gateways.deactivate(work, "chargily", by=samia))
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        await press(pilot, "missing.look_up")
        await settle(pilot, lambda: "`codesk gateways reactivate chargily`" in dump(pilot.app))


async def test_one_of_several_providers_is_asked(desk: Desk, samia: Actor, provider: Provider) -> None:
    left_paying(desk)
    desk.write(lambda work: gateways.add(work, "CIB", provider.url, SECRET, by=samia))
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        await press(pilot, "missing.look_up")
        await pilot.press("1")
        await settle(pilot, lambda: "CIB: 0 asked" in dump(pilot.app))
        await press(pilot, "missing.look_up")
        await pilot.press("3")
        await settle(pilot, lambda: "chargily: 1 asked" in dump(pilot.app))


async def test_a_provider_that_does_not_answer_stands_among_the_exceptions(
    desk: Desk, samia: Actor, provider: Provider
) -> None:
    left_paying(desk)
    provider.otherwise = 500
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        await press(pilot, "missing.look_up")
        await settle(pilot, lambda: "chargily: 1 asked, 0 paid" in dump(pilot.app))
        assert "look-up" in await go(pilot, TROUBLE)
        await press(pilot, "missing.settle")
        assert "Only a courier's report is settled" in dump(pilot.app)
        await press(pilot, "table.open")
        assert "This is about no order." in dump(pilot.app)


async def test_each_order_shows_what_was_said_of_it_and_why_it_was_asked_in_vain(
    desk: Desk, samia: Actor, provider: Provider
) -> None:
    other, part = left_paying(desk), left_paying(desk)
    provider.says = {number(part): paid(1000), number(other): paid(currency="EUR")}
    async with at_the_place(desk, samia, Missing, size=(160, 40)) as (pilot, screen):
        await press(pilot, "missing.look_up")
        await settle(pilot, lambda: "pays by online · answer: part paid 11:00" in foot(screen))
        provider.says = {number(part): 500, number(other): paid(currency="EUR")}
        await press(pilot, "missing.look_up")
        vain = "answer: part paid 11:00, asked in vain 11:00: chargily answered HTTP 500"
        await settle(pilot, lambda: vain in foot(screen))
        await press(pilot, "table.down")
        vain = "answer: none, asked in vain 11:00: chargily says paid in EUR, the order is in DZD"
        await settle(pilot, lambda: vain in foot(screen))


def foot(screen: Missing) -> str:
    """What stands below the list of the order under the cursor, whole."""
    assert screen.table.current is not None
    return data.paying(screen.table.current)


async def test_whoever_leaves_meanwhile_waits_for_one_answer(desk: Desk, samia: Actor, provider: Provider) -> None:
    for _ in range(3):
        left_paying(desk)
    async with at_the_place(desk, samia, Missing) as (pilot, screen):
        seat = screen.seat

        def slow(_: Asked) -> object:
            seat._left.wait(20)
            return {"status": "pending"}

        provider.otherwise = slow
        await pilot.press("u")
        await until(lambda: provider.asked)
        await screen.desk.action_quit()
    assert len(provider.asked) == 1
    run = LookupRun(*rows(desk, lookup_runs)[0])
    assert (run.error, run.looked_at, run.ended_at is None) == ("stopped: SeatLeft", 1, False)


async def test_empty_tabs_and_idle_keys_say_what_to_do(desk: Desk, samia: Actor) -> None:
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        for action, words in (
            ("missing.look_up", "codesk gateways add"),
            ("missing.retry", "under OMS"),
            ("missing.message", "under Exceptions"),
            ("missing.settle", "under Exceptions"),
            ("missing.proof", "nothing here"),
        ):
            await press(pilot, action)
            assert words in dump(pilot.app), action
        for tab, words in zip(
            TABS, ("No checkout was left", "Press u", "waits for the OMS", "Nothing went wrong"), strict=True
        ):
            assert words in await go(pilot, tab)


async def test_text_of_strangers_is_only_shown(desk: Desk, samia: Actor) -> None:
    kept = [payload for payload in PAYLOADS if payload.name != "lone surrogates"]
    for payload in kept:
        shop.missing(desk, customer=payload.text, gateway=payload.text[:50])
        reported(desk, said=payload.text, waybill=payload.text)
    async with at_the_place(desk, samia, Missing, size=(160, 60)) as (pilot, _):
        for tab in (LEFT, TROUBLE):
            page = await go(pilot, tab)
            assert "[@click=app.quit" in page
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(page)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("tab", TABS)
async def test_it_looks_like_this(
    desk: Desk, samia: Actor, provider: Provider, tab: str, size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    failed = left_paying(desk, customer="محمد علي")
    left_paying(desk)
    provider.says[number(failed)] = {"status": "failed", "why": "insufficient funds"}
    shop.missing(desk, phone="12")
    refused(desk)
    reported(desk)
    unsent(desk)
    async with at_the_place(desk, samia, Missing, size=size) as (pilot, _):
        await press(pilot, "missing.look_up")
        await settle(pilot, lambda: "2 asked" in dump(pilot.app))
        await go(pilot, tab)
        _header, *page = strips(pilot.app)
        assert "\n".join(line.rstrip() for line in page) == snapshot
