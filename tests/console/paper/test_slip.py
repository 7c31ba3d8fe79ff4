"""The packing slip: what goes into a parcel, with the order's number as bars for the packer's scanner."""

import pytest

from console import paper
from tests.console.paper import sheets
from tests.console.paper.consigned import consigned
from workflows.views.paper import Consignment, Item


def said(parcel: Consignment) -> str:
    """The words of a parcel's slip."""
    return sheets.text(paper.slips([parcel]))


def test_it_works() -> None:
    slip = paper.slips([consigned()])
    assert (sheets.count(slip), sheets.size(slip)) == (1, (148, 210))
    for words in (
        "Maison Atlas Packing slip",
        "Placed 23 November 2026",  # in Algiers it is past midnight
        "Yasmine Haddad +213 551 23 45 67 12 rue Didouche Mourad 16000 Alger Centre Alger Algeria",
        "Yalidine · YAL-00012345",
        "ARG-100 Argan oil 100 ml 2",
        "SOAP Black soap 250 g 1",
        "COLLECT DZD 3 400.00 3 units",
        "Note with the order call after 2 pm",
    ):
        assert words in sheets.text(slip)


def test_the_packer_scans_the_order() -> None:
    assert sheets.codes(paper.slips([consigned()])) == {("Code 128", "1042")}


def test_it_may_be_a4() -> None:
    assert sheets.size(paper.slips([consigned()], "a4")) == (210, 297)


def test_an_order_without_a_parcel_tells_no_cash() -> None:
    text = said(consigned(shipment_id=None, courier="", waybill="", cash_minor=0))
    assert "ollect" not in text
    assert "·" not in text


def test_a_test_order_says_so() -> None:
    assert "TEST – do not send" in said(consigned(is_test=True))


def test_a_long_slip_goes_on_under_the_same_head_and_the_next_begins_at_one() -> None:
    many = tuple(Item(f"SKU-{number}", "Argan oil", 1) for number in range(60))
    slips = paper.slips([consigned(items=many), consigned(ref="#1043")])
    pages = [sheets.text(slips, number) for number in range(sheets.count(slips))]
    assert len(pages) > 2
    assert all("SKU Product Units" in page for page in pages)
    assert [page.replace(" ", "")[-6:] for page in pages] == ["#10421", "#10422", "#10423", "#10431"]
    assert "60 units" in pages[-2]


def test_equal_parcels_give_equal_bytes() -> None:
    assert paper.slips([consigned()]) == paper.slips([consigned()])


@pytest.mark.parametrize("title", ["صابون أسود", "शहद 500 ग्राम", "x" * 400, "W" * 60])
def test_titles_stay_in_their_column(title: str) -> None:
    slip = paper.slips([consigned(items=(Item("W" * 60, title, 12_345),))])
    units = [letter for letter in sheets.letters(slip) if letter.text in "12345" and letter.left > 125]
    assert "12345" in "".join(letter.text for letter in units)
    assert all(letter.right < 139 for letter in sheets.letters(slip))
