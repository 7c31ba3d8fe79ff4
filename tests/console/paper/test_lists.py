"""Pick list and manifest: sums, boxes to tick, heads on every page, and the order of what stands on them."""

from datetime import UTC, datetime
from typing import Any

from console import paper
from tests.console.paper import sheets
from tests.console.paper.consigned import consigned
from tests.console.support.payloads import PAYLOADS
from workflows.views.paper import Manifest
from workflows.views.picking import Pick, PickList, Share

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
OIL = Pick("ARG-100", "Argan oil 100 ml", 3, (Share("#1042", 2, False), Share("#1043", 1, True)))
SOAP = Pick("SOAP", "صابون أسود", 1, (Share("#1042", 1, False),))


def picks(*found: Pick) -> bytes:
    """The pick list of these."""
    return paper.pick_list(PickList("Maison Atlas", "Africa/Algiers", AT, found))


def manifest(*parcels: Any, courier: str = "Yalidine") -> bytes:
    """The manifest of these."""
    return paper.manifest(Manifest("Maison Atlas", "Africa/Algiers", courier, AT, parcels))


def test_a_pick_list_works() -> None:
    pdf = picks(OIL, SOAP)
    assert (sheets.count(pdf), sheets.size(pdf)) == (1, (210, 297))
    text = sheets.text(pdf)
    assert "Maison Atlas Pick list 23 November 2026, 11:00 2 orders, 4 units" in text
    assert "3 ARG-100 Argan oil 100 ml #1042 × 2, #1043 TEST" in text
    assert text.index("ARG-100") < text.index("SOAP")


def test_a_pick_list_of_many_orders_goes_over_pages() -> None:
    shares = tuple(Share(f"#{number}", 1, False) for number in range(2_000))
    pdf = picks(Pick("ARG", "Argan oil", 2_000, shares), SOAP)
    pages = [sheets.text(pdf, number) for number in range(sheets.count(pdf))]
    assert len(pages) > 1
    assert all("Units SKU Product Orders" in page for page in pages)
    assert sum(page.count("#") for page in pages) == 2_001


def test_a_manifest_works() -> None:
    there = consigned(name="Karim Ziani", ref="#1043", waybill="YAL-2", cash_minor=0, is_paid=True, city="وهران")
    pdf = manifest(consigned(number=1, count=2), there)
    text = sheets.text(pdf)
    assert "Maison Atlas Manifest for Yalidine 23 November 2026, 11:00 2 parcels" in text
    assert "1 YAL-00012345 #1042 (1 of 2) Yasmine Haddad Alger Centre DZD 3 400.00" in text
    assert "2 YAL-2 #1043 Karim Ziani" in text
    assert "To collect in all: DZD 3 400.00" in text
    assert "Handed over by: name, signature" in text
    assert "Taken by: name, signature, time" in text


def test_cash_is_summed_by_currency_without_test_orders() -> None:
    parcels = (
        consigned(),
        consigned(cash_minor=50),
        consigned(currency="EUR", cash_minor=1999),
        consigned(is_test=True, cash_minor=10**9),
    )
    text = sheets.text(manifest(*parcels))
    assert "To collect in all: DZD 3 400.50 + EUR 19.99" in text
    assert "Alger Centre TEST" in text


def test_our_own_drivers_have_no_name() -> None:
    assert "Manifest for Own drivers" in sheets.text(manifest(consigned(courier=""), courier=""))


def test_a_long_manifest_has_its_head_on_every_page_and_the_signatures_once() -> None:
    pdf = manifest(*(consigned(ref=f"#{number}", waybill=f"YAL-{number}") for number in range(1, 121)))
    pages = [sheets.text(pdf, number) for number in range(sheets.count(pdf))]
    assert len(pages) > 2
    assert all("No. Waybill Order Name City To collect" in page for page in pages)
    assert [page.split()[-3:] for page in pages] == [[str(n), "/", str(len(pages))] for n in range(1, len(pages) + 1)]
    assert [page.count("signature") for page in pages] == [0] * (len(pages) - 1) + [2]
    assert "120 YAL-120 #120" in pages[-1]
    assert "DZD 408 000.00" in pages[-1]


def test_hostile_text_keeps_to_its_place() -> None:
    names = ("ref", "name", "city", "waybill")
    parcels = [consigned(**dict.fromkeys(names, payload.text)) for payload in PAYLOADS]
    pdf = manifest(*parcels, courier=PAYLOADS[0].text)
    words = " ".join(sheets.text(pdf, number) for number in range(sheets.count(pdf)))
    assert not {char for char in words if ord(char) < 32 or 0x7F <= ord(char) < 0xA0}
    assert f"{len(PAYLOADS)} parcels" in words
    picked = picks(*(Pick(payload.text, payload.text, 1, (Share(payload.text, 1, False),)) for payload in PAYLOADS))
    assert sheets.count(picked) >= 1


def test_equal_lists_give_equal_bytes() -> None:
    assert manifest(consigned()) == manifest(consigned())
    assert picks(OIL, SOAP) == picks(OIL, SOAP)
