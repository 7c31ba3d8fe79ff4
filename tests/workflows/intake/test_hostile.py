"""Whatever stands in a file: one sentence, or orders that add up, and every row goes somewhere."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from models.currencies import LARGEST
from tests.workflows.intake.files import ALGERIA, parts
from workflows.intake.amounts import Unreadable, minor, quantity
from workflows.intake.dates import when
from workflows.intake.detect import read
from workflows.intake.rejects import write_rejects
from workflows.intake.rows import FileProblem
from workflows.orders.draft import DraftOrder, Rejection
from workflows.phones import parse

FORMATS = ("auto", "shopify", "woocommerce", "table")
SHOPIFY = [
    "Name", "Id", "Financial Status", "Fulfillment Status", "Currency", "Subtotal", "Shipping", "Taxes",
    "Total", "Discount Amount", "Created at", "Cancelled at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem discount", "Shipping Phone", "Refunded Amount", "Outstanding Balance",
    "Payment Method",
]  # fmt: skip
WOO = [
    "order_id", "order_number", "status", "order_total", "shipping_total", "tax_total", "discount_total",
    "fee_total", "order_currency", "payment_method", "billing_first_name", "billing_phone", "line_items",
    "line_item_1", "item_name", "item_quantity", "item_total", "order_date",
]  # fmt: skip
TABLE = [
    "رقم الطلب", "Date", "Status", "Produit", "Quantité", "Prix", "Livraison", "Remise", "Total", "Téléphone",
    "Client", "Payment method", "Currency", "Product 1", "Product 2", "Quantity 2", "Paid", "Refunded",
]  # fmt: skip
TELLING = [
    "", "", "0", "1", "2", "-1", "10.50", "1,234", "1.234,56", "99999999999999999999", "1e5", "nan", "٢٥٠", "Rs. 866",
    "20 EUR", "DZD", "XXX", "#1001", "#1002", "paid", "refunded", "wc-completed", "ملغي", "cod", "13/02/2026",
    "2026-03-02 10:00:00 +0100", "2026-02-30", "0551234567", "'+213551234567", "5.5E+8", "=1+1", "\x1b[31mred",
    "\u202eevil", "a\nb", "name:A|quantity:2|total:5", "name:A|quantity:x;id:2|name:B", "[{", "2× A, 1× B",
    '[{"name": "A", "quantity": 1, "total": "3"}]',
]  # fmt: skip
cells = st.sampled_from(TELLING) | st.text(max_size=12)
tables = st.sampled_from((SHOPIFY, WOO, TABLE)).flatmap(
    lambda header: st.tuples(
        st.lists(st.sampled_from(header), min_size=1, max_size=len(header)),
        st.lists(st.lists(cells, max_size=len(header) + 1), min_size=1, max_size=8),
    )
)


def saved(folder: str, content: bytes) -> Path:
    path = Path(folder) / "orders.csv"
    path.write_bytes(content)
    return path


def sound(draft: DraftOrder) -> bool:
    amounts = [draft.total_minor, draft.shipping_minor, draft.discount_minor, draft.tax_minor, draft.paid_minor]
    amounts += [draft.refunded_minor, *(line.unit_minor * line.quantity for line in draft.lines)]
    whole = draft.lines and all(line.quantity > 0 and line.discount_minor >= 0 and line.title for line in draft.lines)
    paid = draft.refunded_minor <= draft.paid_minor
    return bool(whole) and paid and 0 <= min(amounts) <= max(amounts) <= LARGEST and parts(draft) == draft.total_minor


def check(path: Path, format: str) -> None:
    """Read it; a FileProblem is one line, and what is read is sound and complete."""
    try:
        reading = read(path, defaults=ALGERIA, format=format)
        rows = [row.number for row in reading.sheet.rows()]
        found = list(reading)
    except FileProblem as problem:
        if "\n" in str(problem):
            raise
        return
    assert all(sound(one) for one in found if isinstance(one, DraftOrder))
    assert sorted(number for one in found for number in one.rows) == rows
    refused = [one for one in found if isinstance(one, Rejection)]
    assert all(one.reason and one.row in one.rows for one in refused)
    assert write_rejects(path.with_name("rejects.csv"), reading.sheet, refused) == sum(
        len(one.rows) for one in refused
    )


@settings(deadline=None, max_examples=300)
@given(tables, st.sampled_from(FORMATS), st.sampled_from(",;\t"))
def test_no_table_of_any_kind_breaks_the_import(
    table: tuple[list[str], list[list[str]]], format: str, mark: str
) -> None:
    header, rows = table
    text = io.StringIO()
    csv.writer(text, delimiter=mark).writerows([header, *rows])
    with TemporaryDirectory() as folder:
        check(saved(folder, text.getvalue().encode("utf-8", "surrogatepass")), format)


@settings(deadline=None, max_examples=200)
@given(
    st.binary(max_size=300) | st.text(alphabet="aé,;\t|\"\n\r\0'=", max_size=80).map(str.encode),
    st.sampled_from(FORMATS),
)
def test_no_bytes_break_the_import(content: bytes, format: str) -> None:
    with TemporaryDirectory() as folder:
        check(saved(folder, content), format)


@settings(deadline=None)
@given(st.text(max_size=30) | st.text(alphabet="0123456789٠٥.,-+() /eE", max_size=30))
def test_no_cell_breaks_a_reader(cell: str) -> None:
    for reader in (lambda: minor(cell, "KWD"), lambda: quantity(cell), lambda: when(cell, "Africa/Algiers")):
        try:
            reader()
        except Unreadable:
            continue
    phone = parse(cell, "DZ")
    assert phone.valid == (phone.e164 != "") == (phone.problem == "")
