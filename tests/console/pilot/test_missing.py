"""Missing: checkouts to call, asking payment providers, the OMS, and what went wrong outside."""

from collections.abc import Iterator
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from console.data import missing as data
from console.data.missing import LEFT, OMS, RUNS, TROUBLE
from console.screens.detail import OrderDetail
from console.screens.missing import Missing
from models.gateways import LookupRun, lookup_runs
from models.shipments import CourierException, courier_exceptions
from models.statuses import Handoff, Headline, Method, Role, Shipping
from tests.console.support.desk import dump, press, settle, strips, until
from tests.console.support.payloads import PAYLOADS
from tests.console.support.seated import at_the_queue
from tests.console.support.tabbed import answer, at_the_place, go
from tests.support import shop
from tests.support.checkouts import left_paying, number
from tests.support.clock import TestClock
from tests.support.databases import KINDS
from tests.support.history import rows
from tests.support.ledger import outbox_of
from tests.support.parcels import at, courier
from tests.support.provider import SECRET, Asked, Provider, a_provider, paid
from workflows.actors import Actor
from workflows.confirmation.axis import Confirm
from workflows.desk import Desk
from workflows.lookup import gateways
from workflows.oms.answers import HandOffAccepted, HandOffRefused
from workflows.outbox import posting
from workflows.parcels.exceptions import exceptions
from workflows.shop import settings

THE_OMS = Actor(Role.OMS, "the OMS")
TABS = (LEFT, RUNS, OMS, TROUBLE)


@pytest.fixture
def provider(desk: Desk, samia: Actor, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    """`chargily`, added by the supervisor."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    with a_provider() as made:
        desk.write(lambda work: gateways.add(work, "chargily", made.url, SECRET, by=samia))
        yield made


def refused(desk: Desk, why: str = "no such SKU") -> Any:
    """A confirmed order that the OMS refused."""
    shop.policy(desk, oms="PUSH")
    made = shop.an_order(desk)
    desk.perform(made.id, Confirm(), by=shop.person(desk, "Amina"))
    return desk.perform(made.id, HandOffRefused(why), by=THE_OMS).order


def reported(desk: Desk, said: str = "left at the door", waybill: str = "Y-9") -> None:
    """A courier's report about a parcel that nobody knows."""

    def unit(work: Any) -> None:
        told = ("Yalidine", waybill, said, "no parcel has this waybill", work.now, None, "")
        work.add(courier_exceptions, CourierException(work.shop.id, work.new_id(), None, None, *told))

    desk.write(unit)


def unsent(desk: Desk) -> Any:
    """An order whose customer could not be told that it was placed."""
    made = shop.an_order(desk)
    (row,) = [row for row in outbox_of(desk, made) if row.message == "placed"]
    desk.write(lambda work: posting.failed(work, row, "no such number", lasting=True))
    return made


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_it_works(desk: Desk, samia: Actor, provider: Provider) -> None:
    """A look-up finds the money of one of two checkouts."""
    found, other = left_paying(desk), left_paying(desk)
    provider.says[number(found)] = paid()
    async with at_the_place(desk, samia, Missing) as (pilot, screen):
        assert all(order.ref in dump(pilot.app) for order in (found, other))
        await press(pilot, "missing.look_up")
        await settle(pilot, lambda: "chargily: 2 asked, 1 paid, 0 failed, 0 unknown." in dump(pilot.app))
        await settle(pilot, lambda: "pending" in dump(pilot.app))
        run = next(line for line in (await go(pilot, RUNS)).splitlines() if line.startswith("›"))
        assert run.split()[1:] == ["chargily", "11:00", "Samia", "2", "1", "0", "0"]
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


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_failed_hand_offs_are_retried(desk: Desk, samia: Actor) -> None:
    orders = [refused(desk) for _ in range(2)]
    async with at_the_place(desk, samia, Missing) as (pilot, screen):
        assert "no such SKU" in await go(pilot, OMS)
        await press(pilot, "table.select_all", "missing.retry")
        await answer(pilot, "the SKU is there now")
        await settle(pilot, lambda: "2 orders handed to the OMS again." in dump(pilot.app))
        await settle(pilot, lambda: "due" in dump(pilot.app))
        await press(pilot, "table.reload", "missing.retry")
        assert "Only a failed hand-off is retried" in dump(pilot.app)
        desk.perform(orders[0].id, HandOffAccepted(), by=THE_OMS)
        await press(pilot, "table.reload")
        await settle(pilot, lambda: orders[0].ref not in dump(pilot.app))
        assert screen.here == OMS
    states = [shop.order(desk, order.id).handoff for order in orders]
    assert states == [Handoff.DONE, Handoff.DUE]


async def test_a_proof_of_payment_is_sent(desk: Desk, samia: Actor) -> None:
    shop.policy(desk, oms="CONFIRM_API")
    order = shop.missing(desk, method=Method.ONLINE, gateway="chargily")
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        await press(pilot, "missing.proof")
        await answer(pilot, "", "")
        await settle(pilot, lambda: "Type the provider's reference" in dump(pilot.app))
        await press(pilot, "missing.proof")
        await answer(pilot, "pi-1", "seen at chargily")
        await settle(pilot, lambda: "The OMS is sent the payment" in dump(pilot.app))
        assert order.ref in await go(pilot, OMS)
    assert shop.order(desk, order.id).handoff is Handoff.DUE


async def test_a_shop_without_an_oms_says_so_before_anything_is_asked(desk: Desk, samia: Actor) -> None:
    shop.missing(desk)
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        await press(pilot, "missing.proof")
        await settle(pilot, lambda: "confirms no payments" in dump(pilot.app))
        assert "Send the OMS which payment?" not in dump(pilot.app)


@pytest.mark.parametrize("database", KINDS, indirect=True)
async def test_a_couriers_report_is_settled(desk: Desk, samia: Actor) -> None:
    reported(desk)
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        assert "no parcel has this waybill" in await go(pilot, TROUBLE)
        await press(pilot, "missing.settle")
        await answer(pilot, "not ours")
        await settle(pilot, lambda: "The report is settled." in dump(pilot.app))
    assert desk.read(exceptions) == []


async def test_a_message_that_failed_is_sent_again(desk: Desk, samia: Actor, clock: TestClock) -> None:
    order = unsent(desk)
    reported(desk)
    clock.forward(seconds=1)
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        assert "no such number" in await go(pilot, TROUBLE)
        await press(pilot, "missing.message")
        assert "Only what a customer, courier or OMS was to hear is told again" in dump(pilot.app)
        await press(pilot, "table.down", "missing.message")
        await settle(pilot, lambda: "the message placed is sent again" in dump(pilot.app))
    assert len([row for row in outbox_of(desk, order) if row.message == "placed"]) == 2


async def test_the_shops_own_mail_is_not_sent_to_the_customer(desk: Desk, samia: Actor) -> None:
    desk.write(lambda work: settings.change(work, "merchant_email", "shop@example.com", by=samia))
    order = shop.an_order(desk, email="y@example.com")
    (row,) = [row for row in outbox_of(desk, order) if row.recipient == "shop@example.com"]
    desk.write(lambda work: posting.failed(work, row, "no such box", lasting=True))
    written = len(outbox_of(desk, order))
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        assert "no such box" in await go(pilot, TROUBLE)
        await press(pilot, "missing.message")
        await settle(
            pilot, lambda: "Only what a customer, courier or OMS was to hear is told again" in dump(pilot.app)
        )
    assert len(outbox_of(desk, order)) == written


async def test_a_call_to_a_courier_that_failed_is_told_again(desk: Desk, samia: Actor) -> None:
    courier(desk, connected=True)
    (row,) = [row for row in outbox_of(desk, at(desk, Shipping.CREATED)) if row.kind == "courier.create"]
    desk.write(lambda work: posting.failed(work, row, "no route to host", lasting=True))
    async with at_the_place(desk, samia, Missing) as (pilot, _):
        assert "no route to host" in await go(pilot, TROUBLE)
        await press(pilot, "missing.message")
        await settle(pilot, lambda: "Yalidine is told again." in dump(pilot.app))
    assert row.id in {due.id for due in desk.read(posting.due)}


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
