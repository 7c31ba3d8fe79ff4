"""WooCommerce's order exports, by plugin."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.statuses import Method, Shipping
from tests.workflows.intake.files import DATA, order, orders, parts, rejection, results, written
from workflows.orders.draft import DraftLine, DraftOrder

WOO = DATA / "woocommerce"
HEAD = (
    "order_id,order_number,status,order_total,payment_method,paid_date,billing_first_name,billing_phone,line_items\n"
)


def drafts(name: str) -> dict[str, DraftOrder]:
    return {draft.external_id: draft for draft in orders(WOO / name)}


@pytest.mark.parametrize("name", sorted(path.name for path in WOO.glob("*.csv")))
def test_every_layout_is_recognised_and_adds_up(name: str) -> None:
    found = orders(WOO / name)
    assert {draft.source for draft in found} == {"woocommerce"}
    assert [draft.total_minor for draft in found] == [parts(draft) for draft in found]


def test_it_works() -> None:
    draft = drafts("webtoffee.csv")["900"]
    assert (draft.ref, draft.total_minor, draft.shipping_minor, draft.currency) == ("900", 340000, 40000, "DZD")
    assert draft.placed_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert draft.lines == (DraftLine("Argan oil", 2, 120000, "ARG"), DraftLine("Soap: black", 1, 60000, "SOAP"))
    assert (draft.customer, draft.phone, draft.address.city) == ("Yasmine Haddad", "0551234567", "Alger")
    assert (draft.method, draft.gateway, draft.paid_minor) == (Method.CASH, "Paiement à la livraison", 0)


def test_processing_through_a_gateway_is_paid() -> None:
    draft = drafts("webtoffee.csv")["901"]
    assert (draft.method, draft.paid_minor, draft.payment_reference) == (Method.ONLINE, 9000, "ch_1")
    assert draft.lines == (DraftLine("Pack", 1, 10000, "P", 1000),)


def test_on_hold_waits_for_the_transfer() -> None:
    draft = drafts("webtoffee.csv")["902"]
    assert (draft.method, draft.paid_minor, draft.placed) == (Method.TRANSFER, 0, True)


def test_a_failed_payment_is_one() -> None:
    draft = drafts("webtoffee.csv")["903"]
    assert (draft.payment_failed, draft.paid_minor, draft.cancelled) == (True, 0, False)


def test_a_checkout_draft_was_never_placed() -> None:
    assert drafts("webtoffee.csv")["904"].placed is False


def test_a_refunded_order_was_paid_and_sent_back_whole() -> None:
    draft = drafts("webtoffee.csv")["905"]
    assert (draft.paid_minor, draft.refunded_minor) == (9000, 9000)


def test_one_row_per_item_is_one_order() -> None:
    draft = drafts("webtoffee_rows.csv")["70"]
    assert draft.lines == (DraftLine("Argan", 2, 4000, "A", 1000), DraftLine("Soap", 1, 2000, "S"))
    assert (draft.total_minor, draft.tax_minor, draft.shipping_minor, draft.discount_minor) == (14000, 2000, 3000, 0)
    assert (draft.shipping, draft.paid_minor, draft.rows) == (Shipping.DELIVERED, 14000, (1, 2))


def test_pending_through_a_gateway_is_unpaid() -> None:
    draft = drafts("webtoffee_rows.csv")["71"]
    assert (draft.method, draft.paid_minor) == (Method.ONLINE, 0)


def test_items_in_one_cell_are_lines() -> None:
    draft = drafts("skyverge.csv")["55"]
    assert draft.lines == (DraftLine("Tee: red; small", 2, 1000, "T1"), DraftLine("Mug", 1, 1000, "M"))
    assert (draft.shipping_minor, draft.refunded_minor) == (700, 700)


def test_items_as_json_are_lines() -> None:
    draft = drafts("skyverge.csv")["56"]
    assert (draft.lines, draft.cancelled) == ((DraftLine("Mug", 1, 1000, "M"),), True)


def test_labels_instead_of_names_are_read() -> None:
    draft = drafts("advanced_order_export.csv")["7101"]
    assert [line.title for line in draft.lines] == ["Caftan & ceinture", "Babouches"]
    assert (draft.total_minor, draft.shipping_minor, draft.method) == (53000, 3000, Method.CASH)
    assert (draft.note, draft.address.street) == ("call after 5pm", "12 rue A")


def test_rows_below_may_leave_the_orders_columns_blank(tmp_path: Path) -> None:
    text = "Order Number,Order Status,First Name (Billing),Order Total Amount,Item Name,Quantity,Item Cost\n"
    draft = order(tmp_path, text + "7,Processing,Ali,30,A,1,10\n,,,,B,2,10\n")
    assert [line.title for line in draft.lines] == ["A", "B"]


def test_the_shops_own_report_is_read() -> None:
    draft = drafts("analytics.csv")["7101"]
    assert [(line.title, line.quantity) for line in draft.lines] == [("Caftan", 2), ("Babouches, cuir", 1)]
    assert (draft.total_minor, draft.currency, draft.phone) == (53000, "MAD", "")


def test_a_file_without_totals_adds_its_lines() -> None:
    cash, bank = orders(WOO / "importwp.csv")
    assert (cash.total_minor, cash.paid_minor, cash.address.country) == (25000, 0, "MA")
    assert (bank.total_minor, bank.paid_minor, bank.method) == (10000, 10000, Method.TRANSFER)


def test_a_line_total_that_pieces_do_not_divide_stays_exact() -> None:
    _, bank = orders(WOO / "importwp.csv")
    assert bank.lines == (DraftLine("soap", 3, 3334, "soap", 2),)


@pytest.mark.parametrize("spelled", ["completed", "wc-completed", "Completed", "Terminée", "مكتمل"])
def test_a_status_is_read_in_each_spelling(tmp_path: Path, spelled: str) -> None:
    draft = order(tmp_path, f"{HEAD}1,1,{spelled},10.00,cod,,Ali,0551234567,name:A|quantity:1|total:10.00\n")
    assert (draft.shipping, draft.paid_minor, draft.tags) == (Shipping.DELIVERED, 1000, "")


def test_an_unknown_status_is_kept_and_the_order_is_new(tmp_path: Path) -> None:
    draft = order(tmp_path, f"{HEAD}1,1,wc-with-the-tailor,10.00,cod,,Ali,0551234567,name:A|quantity:1|total:10.00\n")
    assert (draft.tags, draft.placed, draft.shipping, draft.paid_minor) == ("wc-with-the-tailor", True, None, 0)


def test_a_date_of_payment_means_paid(tmp_path: Path) -> None:
    text = f"{HEAD}1,1,cancelled,10.00,stripe,2026-03-02 10:00:00,Ali,0551234567,name:A|quantity:1|total:10.00\n"
    draft = order(tmp_path, text)
    assert (draft.cancelled, draft.paid_minor) == (True, 1000)


def test_items_that_are_cut_off_are_refused(tmp_path: Path) -> None:
    refused = rejection(tmp_path, f'{HEAD}1,1,processing,10.00,cod,,Ali,0551234567,"[{{""name"":""A"",""quan"\n')
    assert (refused.field, refused.row) == ("line_items", 1)
    assert "cut off" in refused.reason


def test_products_beside_each_other_are_lines(tmp_path: Path) -> None:
    text = (
        "order_id,status,billing_phone,order_total,Product Item 1 Name,Product Item 1 Quantity,Product Item 1 Total,"
    )
    text += (
        "Product Item 2 Name,Product Item 2 Quantity,Product Item 2 Total\n1,processing,0551234567,30,A,1,10,B,2,20\n"
    )
    assert order(tmp_path, text).lines == (DraftLine("A", 1, 1000), DraftLine("B", 2, 1000))


def test_it_can_be_told_what_it_is(tmp_path: Path) -> None:
    path = written(tmp_path, "order_number,item_name,order_total\n1,A,10\n")
    (draft,) = results(path, format="woocommerce")
    assert isinstance(draft, DraftOrder)
    assert draft.source == "woocommerce"


def test_an_order_that_was_sent_in_part_is_kept_out(tmp_path: Path) -> None:
    row = "7,7,wc-partially-shipped,1200,cod,,Ali,0551000110,name:Oil|quantity:1|total:1200\n"
    assert rejection(tmp_path, HEAD + row).value == "wc-partially-shipped"
