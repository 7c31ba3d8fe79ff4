"""The shipping label: what it says, what a scanner reads on it, and that nothing leaves it."""

import pytest

from console import paper
from models.statuses import Destination, Method
from tests.console.paper import sheets
from tests.console.paper.consigned import consigned
from tests.console.support.payloads import PAYLOADS, Payload
from workflows.views.paper import Consignment

EDGE = 4  #: mm that stay white around a label
BARS = ("Code 128", "1042")  #: of the order's number

LONG = consigned(
    shop="Société à responsabilité limitée Maison Atlas Import Export de Produits " * 3,
    ref="A-VERY-LONG-ORDER-NUMBER-2026-000000123456789",
    name="Konstantinopolitanskajahohenzollern" * 4,
    street="Résidence des Orangers, bâtiment C4, derrière la mosquée " * 12,
    city="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3,
    region="x" * 500,
    courier="W" * 300,
    waybill="W" * 300,
    cash_minor=9_876_543_210_987_654,
    number=999,
    count=999,
)


def said(parcel: Consignment) -> str:
    """The words of a parcel's label."""
    return sheets.text(paper.label(parcel))


def test_it_works() -> None:
    label = paper.label(consigned())
    assert (sheets.count(label), sheets.size(label)) == (1, (100, 150))
    assert sheets.text(label) == (
        "Maison Atlas #1042 Yasmine Haddad +213 551 23 45 67 12 rue Didouche Mourad 16000 Alger Centre Alger Algeria "
        "Yalidine YAL-00012345 Order #1042 3 units COLLECT DZD 3 400.00"
    )


def test_a_scanner_reads_waybill_and_order_number_and_a_phone_the_link() -> None:
    link = "https://yalidine.example/track/YAL-00012345"
    assert sheets.codes(paper.label(consigned())) == {BARS, ("Code 128", "YAL-00012345"), ("QR Code", link)}


@pytest.mark.parametrize(
    "tracking", ["", "javascript:alert(1)", "https://x.example/é", "https://x.example/" + "y" * 900]
)
def test_without_a_link_that_opens_the_square_says_the_waybill(tracking: str) -> None:
    label = paper.label(consigned(tracking=tracking, waybill="ZR 8812"))
    assert sheets.codes(label) == {BARS, ("Code 128", "ZR 8812"), ("QR Code", "ZR 8812")}


@pytest.mark.parametrize("waybill", [" ", "ياليدين 12"])
def test_without_a_waybill_that_a_scanner_types_the_square_says_the_order(waybill: str) -> None:
    label = paper.label(consigned(tracking="", waybill=waybill))
    assert sheets.codes(label) == {BARS, ("QR Code", "1042")}
    assert waybill.strip()[-2:] in sheets.text(label)


def test_an_order_whose_number_no_scanner_types_is_found_by_its_id() -> None:
    label = paper.label(consigned(tracking="", waybill="", ref="طلب"))
    assert sheets.codes(label) == {("QR Code", "00000000-0000-0000-0000-000000000001")}


@pytest.mark.parametrize(
    ("parcel", "words"),
    [
        (consigned(), "COLLECT DZD 3 400.00"),
        (consigned(currency="TND", cash_minor=340500), "COLLECT TND 340.500"),
        (consigned(currency="XOF", cash_minor=3400), "COLLECT XOF 3 400"),
        (consigned(method=Method.CARD_ON_DELIVERY), "COLLECT by card DZD 3 400.00"),
        (consigned(cash_minor=0, is_paid=True), "PAID – nothing to collect"),
        (consigned(cash_minor=0), "Nothing to collect"),
    ],
)
def test_the_cash_stands_last_in_words(parcel: Consignment, words: str) -> None:
    assert said(parcel).endswith(words)


def test_one_of_several_parcels_says_which() -> None:
    assert "Parcel 2 of 3" in said(consigned(number=2, count=3))
    assert "Parcel" not in said(consigned())


def test_a_test_order_says_so_in_words() -> None:
    assert "TEST – do not send" in said(consigned(is_test=True))
    assert "TEST" not in said(consigned())


@pytest.mark.parametrize(
    ("destination", "word"),
    [(Destination.INTERNATIONAL, "INTERNATIONAL"), (Destination.PICKUP, "PICKUP POINT")],
)
def test_a_parcel_that_goes_elsewhere_says_so(destination: Destination, word: str) -> None:
    assert word in said(consigned(destination=destination))


def test_a_region_that_is_the_city_is_said_once() -> None:
    assert said(consigned(city="Oran", region="ORAN ")).casefold().count("oran") == 1


def test_a_second_number_stands_behind_the_first() -> None:
    assert "+213 551 23 45 67 / 0661 23 45 67" in said(consigned(second_phone="0661 23 45 67"))


def test_a_customer_without_name_or_phone_is_no_empty_line() -> None:
    assert "(no name) (no phone)" in said(consigned(name=" ", phone=""))


def test_many_labels_are_a_page_each() -> None:
    pdf = paper.labels([consigned(ref=f"#{number}") for number in (1, 2, 3)])
    assert [f"Order #{page + 1} " in sheets.text(pdf, page) for page in range(sheets.count(pdf))] == [True] * 3


def test_a_large_paper_is_the_same_as_its_parts() -> None:
    parcels = [consigned(ref=f"#{number}") for number in range(60)]
    pdf = paper.labels(parcels)
    assert sheets.count(pdf) == 60
    assert sheets.text(pdf, 59) == sheets.text(paper.label(parcels[59]))


def test_equal_parcels_give_equal_bytes_at_any_time() -> None:
    assert sheets.dates(paper.label(consigned())) == {""}
    assert paper.label(consigned()) == paper.label(consigned())
    assert paper.label(consigned()) != paper.label(consigned(name="Yasmina Haddad"))


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload.name)
def test_hostile_text_is_shown_and_obeyed_by_nothing(payload: Payload) -> None:
    hostile = dict.fromkeys(("shop", "ref", "name", "street", "city", "courier", "waybill", "phone"), payload.text)
    label = paper.label(consigned(**hostile, tracking=""))
    assert sheets.count(label) == 1
    assert not {char for char in sheets.text(label) if ord(char) < 32 or 0x7F <= ord(char) < 0xA0}
    if payload.shown.isascii() and len(payload.shown) < 14:
        assert " ".join(payload.shown.split()) in sheets.text(label)


def test_typst_markup_of_a_stranger_stays_text() -> None:
    assert '#panic("x") $x$ *bold* @ref' in said(consigned(name='#panic("x") $x$ *bold* @ref'))


@pytest.mark.parametrize("parcel", [LONG, consigned(name="王小明 " * 40, street="😀" * 200)])
def test_nothing_leaves_the_label(parcel: Consignment) -> None:
    label = paper.label(parcel)
    grid = sheets.picture(label)
    edge = EDGE * 8
    border = [*grid[:edge], *grid[-edge:], *(row[:edge] + row[-edge:] for row in grid)]
    assert sheets.count(label) == 1
    assert all(shade == 255 for row in border for shade in row)


def test_a_long_name_is_whole_before_the_cut_that_is_told() -> None:
    name = "Maximiliana Konstantinopolitanskaja von und zu Wolfenbüttel"
    assert name in said(consigned(name=name)).replace("- ", "-")
    assert "…" in said(LONG)
