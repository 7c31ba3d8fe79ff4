"""Shopify's order export."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.statuses import Method, Shipping
from tests.workflows.intake.files import DATA, order, orders, parts, rejection, results, written
from workflows.intake.rows import FileProblem
from workflows.orders.draft import DraftLine, DraftOrder, Rejection

HEAD = "Name,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,"
HEAD += (
    "Lineitem quantity,Lineitem name,Lineitem price,Payment Method,Outstanding Balance,Refunded Amount,Cancelled at\n"
)


@pytest.fixture(scope="module")
def export() -> dict[str, DraftOrder]:
    found = results(DATA / "shopify" / "cash_on_delivery.csv")
    return {draft.ref: draft for draft in found if isinstance(draft, DraftOrder)}


def test_it_works(export: dict[str, DraftOrder]) -> None:
    draft = export["#1001"]
    assert (draft.source, draft.external_id, draft.row, draft.rows) == ("shopify", "5550000001001", 1, (1, 3))
    assert draft.placed_at == datetime(2026, 3, 2, 9, 22, 11, tzinfo=UTC)
    assert (draft.total_minor, draft.shipping_minor, draft.currency) == (340000, 40000, "DZD")
    assert draft.lines == (
        DraftLine("Argan oil 100 ml", 2, 120000, "ARG-100"),
        DraftLine("Black soap 250 g", 1, 60000, "SOAP-250"),
    )
    assert (draft.customer, draft.phone, draft.other_phone) == ("Yasmine Haddad", "+213551234567", "0661234567")
    assert draft.address.street == "12 rue Didouche Mourad, Apt 4"
    assert (draft.address.postcode, draft.address.region, draft.address.country) == ("16000", "Alger", "DZ")
    assert (draft.method, draft.paid_minor, draft.shipping) == (Method.CASH, 0, None)
    assert draft.note == "call after 2 pm leave with the guard; Source: landing page"
    assert draft.tags == "vip, repeat"


def test_every_order_adds_up(export: dict[str, DraftOrder]) -> None:
    assert [draft.total_minor for draft in export.values()] == [parts(draft) for draft in export.values()]


def test_a_paid_and_fulfilled_order_is_paid_and_shipped(export: dict[str, DraftOrder]) -> None:
    draft = export["#1002"]
    assert (draft.method, draft.paid_minor, draft.shipping) == (Method.ONLINE, 175000, Shipping.SHIPPED)
    assert draft.closed_at == datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    assert draft.payment_reference == "rIw4QXqr"


def test_a_discount_that_stands_on_the_line_counts_once(export: dict[str, DraftOrder]) -> None:
    draft = export["#1002"]
    assert draft.discount_minor == 0
    assert draft.lines == (DraftLine("Musk, white", 1, 150000, "MSK", 15000),)


def test_a_cancelled_order_is_cancelled_and_unpaid(export: dict[str, DraftOrder]) -> None:
    draft = export["#1003"]
    assert (draft.cancelled, draft.paid_minor) == (True, 0)
    assert draft.closed_at == datetime(2026, 3, 3, 11, 30, tzinfo=UTC)


def test_the_billing_side_is_taken_where_there_is_no_other(export: dict[str, DraftOrder]) -> None:
    draft = export["#1003"]
    assert (draft.customer, draft.phone) == ("Nadia Ould", "0550998877")
    assert (draft.address.street, draft.address.city, draft.address.country) == ("3 cité des Pins", "Blida", "DZ")


def test_a_partly_paid_order_is_paid_but_for_its_balance(export: dict[str, DraftOrder]) -> None:
    draft = export["#1004"]
    assert (draft.method, draft.paid_minor) == (Method.TRANSFER, 500000)


def test_taxes_inside_the_prices_are_not_added(export: dict[str, DraftOrder]) -> None:
    draft = export["#1005"]
    assert (draft.total_minor, draft.tax_minor, draft.paid_minor, draft.refunded_minor) == (12900, 0, 12900, 2900)


def test_taxes_on_top_are(export: dict[str, DraftOrder]) -> None:
    draft = export["#1006"]
    assert (draft.total_minor, draft.tax_minor, draft.paid_minor, draft.refunded_minor) == (11900, 1900, 11900, 11900)


def test_one_bad_line_keeps_the_whole_order_out() -> None:
    (refused,) = [one for one in results(DATA / "shopify" / "cash_on_delivery.csv") if isinstance(one, Rejection)]
    assert (refused.row, refused.field, refused.value, refused.rows) == (8, "Lineitem price", "x", (8, 9))
    assert "not an amount" in refused.reason


def test_columns_repeated_on_every_line_are_one_order() -> None:
    first, second = orders(DATA / "shopify" / "repeated_columns.csv")
    assert [line.sku for line in first.lines] == ["SHIRT-M", "SHORTS-M"]
    assert (first.total_minor, first.shipping_minor, parts(first)) == (8000, 500, 8000)
    assert second.ref == "#2002"


def test_a_row_that_stands_there_twice_is_one_line() -> None:
    _, second = orders(DATA / "shopify" / "repeated_columns.csv")
    assert (len(second.lines), second.total_minor, second.rows) == (1, 4500, (3, 4))


def test_a_trimmed_header_is_read() -> None:
    drafts = orders(DATA / "shopify" / "trimmed_header.csv")
    assert len(drafts) == 8
    assert drafts[0].placed_at == datetime(2025, 1, 5, 15, 0, tzinfo=UTC)
    assert drafts[6].placed_at == datetime(2025, 4, 2, 16, 0, tzinfo=UTC)
    assert [line.title for line in drafts[0].lines] == ["Blue Widget", "Red Gadget"]
    assert [parts(draft) for draft in drafts] == [10000, 5000, 4000, 2500, 0, 20000, 50000, 8000]


def test_lines_without_prices_share_the_total() -> None:
    first, *_ = orders(DATA / "shopify" / "trimmed_header.csv")
    assert [line.unit_minor for line in first.lines] == [5000, 5000]


def test_money_that_went_back_had_come_in() -> None:
    drafts = {draft.ref: draft for draft in orders(DATA / "shopify" / "trimmed_header.csv")}
    assert (drafts["#1003"].paid_minor, drafts["#1003"].refunded_minor) == (4000, 1000)


def test_a_row_without_a_name_continues_the_order_above(tmp_path: Path) -> None:
    text = HEAD + "#1,paid,,DZD,920,0,0,920,0,2026-03-12 10:15:37 +0000,1,A,540,,,,\n,,,,,,,,,,1,B,380,,,,\n"
    assert [line.title for line in order(tmp_path, text).lines] == ["A", "B"]


def test_a_first_row_without_a_name_is_refused(tmp_path: Path) -> None:
    refused = rejection(tmp_path, HEAD + ",,,,,,,,,,1,B,380,,,,\n#1,paid,,DZD,1,0,0,1,0,,1,A,1,,,,\n")
    assert (refused.row, refused.field) == (1, "Name")
    assert "no order name" in refused.reason


def test_an_id_that_a_spreadsheet_shortened_does_not_count(tmp_path: Path) -> None:
    text = "Name,Fulfillment Status,Total,Lineitem name,Id\n#1,,5,A,5.55E+12\n#2,,5,A,5.55E+12\n"
    assert [draft.external_id for draft in orders(written(tmp_path, text))] == ["#1", "#2"]


def test_orders_of_two_shops_with_one_name_stay_apart(tmp_path: Path) -> None:
    text = "Name,Lineitem name,Total,Id\n#1,A,5,11\n#1,B,,\n#1,C,7,12\n"
    first, second = orders(written(tmp_path, text))
    assert [line.title for line in first.lines] == ["A", "B"]
    assert (second.external_id, second.total_minor) == ("12", 700)


@pytest.mark.parametrize(
    ("status", "balance", "paid"),
    [
        ("pending", "", 0),
        ("authorized", "", 0),
        ("voided", "", 0),
        ("expired", "", 0),
        ("paid", "", 1000),
        ("paid", "4.00", 600),
    ],
)
def test_each_financial_status_says_what_came_in(tmp_path: Path, status: str, balance: str, paid: int) -> None:
    text = f"{HEAD}#1,{status},,USD,10.00,0,0,10.00,0,,1,A,10.00,,{balance},,\n"
    draft = order(tmp_path, text)
    assert (draft.paid_minor, draft.payment_failed) == (paid, status == "expired")


@pytest.mark.parametrize(
    ("gateway", "status", "method"),
    [
        ("Cash on Delivery (COD)", "pending", Method.CASH),
        ("cash on delivery", "paid", Method.CASH),
        ("الدفع عند الاستلام", "pending", Method.CASH),
        ("Paiement à la livraison", "pending", Method.CASH),
        ("Bank Deposit", "pending", Method.TRANSFER),
        ("shopify_payments", "pending", Method.ONLINE),
        ("my own gateway", "paid", Method.ONLINE),
        ("", "pending", Method.CASH),
        ("", "paid", Method.ONLINE),
    ],
)
def test_the_method_is_told_from_the_gateway(tmp_path: Path, gateway: str, status: str, method: Method) -> None:
    assert order(tmp_path, f"{HEAD}#1,{status},,USD,1,0,0,1,0,,1,A,1,{gateway},,,\n").method == method


def test_a_file_saved_by_a_french_spreadsheet_is_read(tmp_path: Path) -> None:
    text = "Name;Financial Status;Created at;Subtotal;Shipping;Taxes;Total;Lineitem name;Lineitem price\n"
    draft = order(tmp_path, text + "#2001;paid;15/06/2024 10:30;25,00;4,90;5,00;34,90;Boucles;25,00\n")
    assert (draft.total_minor, draft.shipping_minor, draft.tax_minor) == (3490, 490, 500)


def test_a_line_taken_off_the_order_is_no_line(tmp_path: Path) -> None:
    text = HEAD + "#1,paid,,USD,1,0,0,1,0,,1,A,1,,,,\n#1,,,,,,,,,,0,B,9,,,,\n"
    assert [line.title for line in order(tmp_path, text).lines] == ["A"]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("#1,paid,,XXX,1,0,0,1,0,,1,A,1,,,,", "Currency"),
        ("#1,paid,,USD,1,0,0,-1,0,,1,A,1,,,,", "Total"),
        ("#1,paid,,USD,1,0,0,1,0,soon,1,A,1,,,,", "Created at"),
        ("#1,paid,,USD,1,0,0,1,0,,-2,A,1,,,,", "Lineitem quantity"),
        ("#1,paid,,USD,1,0,0,1,0,,1,A,1,,,,never", "Cancelled at"),
        ("#1,paid,,USD,1,0,0,99999999999999999,0,,1,A,1,,,,", "Total"),
    ],
)
def test_each_bad_cell_is_named(tmp_path: Path, row: str, field: str) -> None:
    assert rejection(tmp_path, f"{HEAD}{row}\n").field == field


def test_a_column_that_counts_may_not_stand_there_twice(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="Two columns are called 'Total'"):
        results(written(tmp_path, "Name,Lineitem name,Total,Total\n#1,A,1,2\n"))


def in_part(*statuses: str) -> str:
    """An order of oil and soap of which part was sent, with the status of each line."""
    head = HEAD.replace("Lineitem price", "Lineitem price,Lineitem fulfillment status")
    own = "#1,pending,partial,DZD,3000,400,0,3400,0,2026-03-02 10:22:11 +0100,2,Oil,1200,{},COD,,,"
    return head + "\n".join((own.format(statuses[0]), f"#1,,,,,,,,,,1,Soap,600,{statuses[1]},,,,")) + "\n"


def test_of_an_order_that_was_sent_in_part_each_line_says_whether_it_left(tmp_path: Path) -> None:
    draft = order(tmp_path, in_part("fulfilled", "pending"))
    assert [(line.title, line.sent) for line in draft.lines] == [("Oil", True), ("Soap", False)]
    assert draft.shipping is Shipping.SHIPPED


@pytest.mark.parametrize(("status", "named"), [("partial", "partial"), ("", "partial"), ("restocked", "restocked")])
def test_a_line_that_does_not_say_whether_it_left_keeps_the_order_out(
    tmp_path: Path, status: str, named: str
) -> None:
    found = rejection(tmp_path, in_part("fulfilled", status))
    assert (found.value, found.reason) == (
        named,
        "only part of the order was sent, and the file does not say which units",
    )


def test_of_an_order_that_was_sent_every_line_left(tmp_path: Path) -> None:
    draft = order(tmp_path, in_part("fulfilled", "pending").replace("pending,partial", "pending,fulfilled"))
    assert [line.sent for line in draft.lines] == [True, True]
