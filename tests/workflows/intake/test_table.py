"""Any table of orders."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from models.statuses import Method, Shipping
from tests.workflows.intake.files import ALGERIA, DATA, order, orders, parts, rejection, results, written
from workflows.intake.fields import Field
from workflows.intake.group import ShopDefaults
from workflows.intake.mapping import Mapping
from workflows.orders.draft import DraftLine, DraftOrder, Rejection

TABLES = DATA / "tables"
PAKISTAN = ShopDefaults("PKR", "PK", "Asia/Karachi")
SAUDI = ShopDefaults("SAR", "SA", "Asia/Riyadh")


@pytest.mark.parametrize(
    "name", sorted(path.name for path in TABLES.glob("*.csv") if path.name != "online_retail.csv")
)
def test_every_language_is_read_and_adds_up(name: str) -> None:
    drafts = orders(TABLES / name, PAKISTAN if name == "urdu.csv" else ALGERIA)
    assert {draft.source for draft in drafts} == {"table"}
    assert [draft.total_minor for draft in drafts] == [parts(draft) for draft in drafts]


def test_it_works() -> None:
    draft = orders(TABLES / "arabic_egypt.csv", ShopDefaults("EGP", "EG", "Africa/Cairo"))[0]
    assert (draft.external_id, draft.ref, draft.customer) == ("5501", "5501", "منى حسن")
    assert draft.placed_at == datetime(2026, 3, 12, 7, 15, tzinfo=UTC)
    assert (draft.phone, draft.other_phone) == ("٠١٠١٢٣٤٥٦٧٨", "01112345678")
    assert (draft.total_minor, draft.shipping_minor, draft.lines) == (
        51000,
        6000,
        (DraftLine("حذاء رياضي - 41", 1, 45000),),
    )
    assert (draft.address.region, draft.note) == ("القاهرة", "الاتصال بعد العصر")


def test_rows_of_one_number_are_lines_of_one_order() -> None:
    *_, draft = orders(TABLES / "arabic_store.csv", SAUDI)
    assert (draft.external_id, draft.total_minor, draft.rows) == ("2004", 25000, (4, 5))
    assert draft.lines == (DraftLine("ورد طائفي", 1, 15000), DraftLine("بخور", 1, 10000))


def test_completed_is_delivered_and_paid_and_cancelled_is_cancelled() -> None:
    done, _, cancelled, _ = orders(TABLES / "arabic_store.csv", SAUDI)
    assert (done.shipping, done.paid_minor, done.method) == (Shipping.DELIVERED, 39800, Method.ONLINE)
    assert (cancelled.cancelled, cancelled.paid_minor) == (True, 0)


def test_a_customers_number_is_no_phone_number() -> None:
    assert {draft.phone for draft in orders(TABLES / "arabic_store.csv", SAUDI)} == {""}


def test_dirty_amounts_are_read_in_the_files_own_currency() -> None:
    drafts = orders(TABLES / "india.csv")
    assert [(draft.ref, draft.total_minor) for draft in drafts] == [
        ("ORD1", 86600),
        ("ORD2", 242600),
        ("ORD3", 106600),
        ("ORD4", 357900),
    ]
    assert {draft.currency for draft in drafts} == {"INR"}


def test_prepaid_is_paid_online_and_cash_is_paid_when_delivered() -> None:
    prepaid, cash, returned, sent_back = orders(TABLES / "india.csv")
    assert (prepaid.method, prepaid.paid_minor, prepaid.shipping) == (Method.ONLINE, 86600, Shipping.DELIVERED)
    assert (cash.method, cash.paid_minor) == (Method.CASH, 242600)
    assert (returned.method, returned.paid_minor, returned.shipping) == (Method.CASH, 0, Shipping.RETURNED)
    assert (sent_back.paid_minor, sent_back.shipping) == (357900, Shipping.RETURNED)


def test_a_row_that_is_repeated_is_the_same_order() -> None:
    drafts = {draft.ref: draft for draft in orders(TABLES / "india.csv")}
    assert drafts["ORD3"].rows == (3, 5)
    assert (drafts["ORD4"].lines, drafts["ORD4"].discount_minor) == ((DraftLine("Unnamed product", 1, 357900),), 0)


def test_an_order_without_products_is_one_line() -> None:
    assert orders(TABLES / "india.csv")[0].lines == (DraftLine("Unnamed product", 1, 86600),)


def test_an_order_without_amounts_comes_to_nothing() -> None:
    delivered, cancelled, shipped = orders(TABLES / "delivered_without_products.csv")
    assert (delivered.total_minor, delivered.lines, delivered.shipping) == (
        0,
        (DraftLine("Unnamed product", 1, 0),),
        Shipping.DELIVERED,
    )
    assert (cancelled.cancelled, shipped.shipping) == (True, Shipping.SHIPPED)


def test_a_credit_note_is_no_order() -> None:
    found = results(TABLES / "online_retail.csv")
    refused = {one.value: one for one in found if isinstance(one, Rejection)}
    assert refused["-1"].field == "Quantity"
    assert "credit note" in refused["-1"].reason
    assert sum(len(one.rows) for one in found) == 32


def test_prices_without_a_total_are_added_up() -> None:
    first = next(one for one in results(TABLES / "online_retail.csv") if isinstance(one, DraftOrder))
    assert (first.external_id, len(first.lines), first.total_minor) == ("536365", 7, 13912)


def test_a_price_finer_than_coins_is_exact_by_the_line(tmp_path: Path) -> None:
    draft = order(tmp_path, "Order no,Product,Quantity,Unit price\n1,A,1000,0.001\n")
    assert (draft.total_minor, parts(draft)) == (100, 100)


def test_leads_without_numbers_are_known_again_whatever_their_status(tmp_path: Path) -> None:
    text = "Nom,Téléphone,Produit,Prix,Statut\nAli,0551234567,A,1000,{}\nLina,0661234567,A,1000,\n"
    before = orders(written(tmp_path, text.format("nouveau")))
    after = orders(written(tmp_path, text.format("annulé")))
    assert [draft.external_id for draft in before] == [draft.external_id for draft in after]
    assert len({draft.external_id for draft in before}) == 2
    assert [draft.cancelled for draft in after] == [True, False]


def test_a_column_that_counts_the_rows_is_no_order_number(tmp_path: Path) -> None:
    text = "N°,Nom,Téléphone,Total\n1,{0} A,0551234567,10\n2,{0} B,0661234567,10\n"
    one, two = (orders(written(tmp_path, text.format(name))) for name in ("Ali", "Lina"))
    assert not {draft.external_id for draft in one} & {draft.external_id for draft in two}


def test_the_same_lead_twice_is_one_order(tmp_path: Path) -> None:
    text = "Nom,Téléphone,Produit,Total\nAli,0551234567,A,1000\nAli,0551234567,A,1000\n"
    assert order(tmp_path, text).rows == (1, 2)


def test_a_sheet_of_leads_keeps_what_agents_wrote() -> None:
    first, second, third = orders(TABLES / "leads_french.csv")
    assert (first.total_minor, first.phone) == (480000, "551234567")
    assert (second.tags, second.note, second.phone) == (
        "Pas de réponse",
        "rappeler le soir",
        "0661 23 45 67 / 0770112233",
    )
    assert (third.tags, third.phone) == ("Confirmé", "5,51235E+08")


def test_merged_cells_continue_the_order_above() -> None:
    first, second = orders(TABLES / "merged_cells.csv")
    assert ([line.title for line in first.lines], first.total_minor) == (["A", "B"], 35000)
    assert second.customer == "Ali"


def test_a_total_that_changes_from_line_to_line_is_the_lines(tmp_path: Path) -> None:
    text = "Order no,Phone,Product,Qty,Unit price,Total\n1,0551234567,A,2,100,200\n1,0551234567,B,1,250,250\n"
    draft = order(tmp_path, text)
    assert (draft.total_minor, [line.unit_minor for line in draft.lines]) == (45000, [10000, 25000])


def test_a_total_that_is_price_times_quantity_on_each_line_is_the_lines(tmp_path: Path) -> None:
    text = "Order no,Phone,Product,Qty,Unit price,Total\n1,0551234567,A,2,100,200\n1,0551234567,B,1,200,200\n"
    assert order(tmp_path, text).total_minor == 40000


def test_a_price_of_the_whole_line_is_told_from_the_total(tmp_path: Path) -> None:
    draft = order(tmp_path, "Order no,Phone,Product,Qty,Price,Delivery cost,Total\n1,0551234567,A,2,5000,400,5400\n")
    assert (draft.lines, draft.shipping_minor) == ((DraftLine("A", 2, 250000),), 40000)


def test_products_beside_each_other_are_lines() -> None:
    first, second = orders(TABLES / "products_side_by_side.csv")
    assert [(line.title, line.quantity) for line in first.lines] == [("Camisa", 2), ("Gorra", 1)]
    assert len(second.lines) == 1


def test_a_mapping_from_a_person_is_followed(tmp_path: Path) -> None:
    mapping = Mapping(((Field.NUMBER, ("a",)), (Field.TOTAL, ("b",)), (Field.DATE, ("c",))), ",", False, "TND")
    draft = order(tmp_path, 'a,b,c\nX1,"1,234",02/08/2026\n', mapping=mapping)
    assert (draft.total_minor, draft.currency) == (1234, "TND")
    assert draft.placed_at == datetime(2026, 2, 7, 23, 0, tzinfo=UTC)


def test_an_amount_that_may_mean_two_things_is_refused(tmp_path: Path) -> None:
    refused = rejection(
        tmp_path, "Order no,Phone,Total\n1,20123456,59.900\n", ShopDefaults("TND", "TN", "Africa/Tunis")
    )
    assert (refused.field, refused.value) == ("Total", "59.900")
    assert "map file" in refused.reason


def test_one_foreign_amount_does_not_change_the_files_currency(tmp_path: Path) -> None:
    rows = "".join(f"{number},0551234567,1500\n" for number in range(10, 60))
    refused = rejection(tmp_path, f"Order no,Phone,Total\n{rows}99,0551234567,20 EUR\n")
    assert refused.reason == "'20 EUR' is an amount in EUR, not in DZD"


def test_a_row_that_is_nobodys_order_is_refused(tmp_path: Path) -> None:
    refused = rejection(tmp_path, "Order no,Phone,Total\n,,100\n1,0551234567,10\n")
    assert (refused.row, refused.field, refused.rows) == (1, "Order no", (1,))


def test_a_discount_larger_than_the_goods_is_refused(tmp_path: Path) -> None:
    refused = rejection(tmp_path, "Order no,Phone,Price,Discount\n1,0551234567,10,50\n")
    assert (refused.field, refused.reason) == ("Discount", "the discount is larger than what it is taken off")


def test_a_workbook_gives_the_same_orders(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["رقم الطلب", "التاريخ", "الهاتف", "المجموع", "المنتج"])
    sheet.append([1001, datetime(2026, 3, 2, 10, 0), 551234567, 2400.5, "عطر"])  # noqa: DTZ001 - a cell has no zone
    book.save(tmp_path / "orders.xlsx")
    (draft,) = orders(tmp_path / "orders.xlsx", ALGERIA)
    assert (draft.external_id, draft.phone, draft.total_minor) == ("1001", "551234567", 240050)
    assert draft.placed_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_numbers_that_went_through_floats_are_whole_again(tmp_path: Path) -> None:
    draft = order(tmp_path, "Order no,Phone,Zip,Total\n1001.0,551234567.0,16000.0,10\n")
    assert (draft.external_id, draft.ref, draft.address.postcode) == ("1001", "1001", "16000")


def test_a_time_beside_the_date_is_part_of_it(tmp_path: Path) -> None:
    draft = order(tmp_path, "Commande,Date,Heure,Téléphone\nA1,13/03/2026,9:05 pm,0551234567\n")
    assert draft.placed_at == datetime(2026, 3, 13, 20, 5, tzinfo=UTC)


def test_the_other_systems_id_comes_before_its_number(tmp_path: Path) -> None:
    mapping = Mapping(((Field.NUMBER, ("No",)), (Field.ID, ("Key",)), (Field.TOTAL, ("Sum",))))
    draft = order(tmp_path, "No,Key,Sum\n#7,k-7,10\n", mapping=mapping)
    assert (draft.external_id, draft.ref) == ("k-7", "#7")


def test_a_payment_that_was_received_is_paid(tmp_path: Path) -> None:
    text = "Número de orden;Estado del pago;Teléfono;Total\n1;Recibido;3001234567;10\n2;Pendiente;3001234568;10\n"
    assert [draft.paid_minor for draft in orders(written(tmp_path, text))] == [1000, 0]


def test_a_house_number_belongs_to_the_street(tmp_path: Path) -> None:
    draft = order(tmp_path, "Pedido,Teléfono,Dirección,Número,Piso\n1,3001234567,Calle 5,12,2 B\n")
    assert draft.address.street == "Calle 5 12, 2 B"


def test_words_for_nothing_are_no_phone_beside_a_number(tmp_path: Path) -> None:
    draft = order(tmp_path, "Order no,Phone,Phone 2\n1,not given,0551234567\n")
    assert (draft.phone, draft.other_phone) == ("0551234567", "")
    assert order(tmp_path, "Order no,Phone\n1,not given\n").phone == "not given"


def test_an_order_that_was_sent_in_part_is_kept_out_where_nothing_tells_which(tmp_path: Path) -> None:
    text = "Order,Customer,Phone,Product,Total,Status\n1,Ali,0551000110,Oil,1200,Partially shipped\n"
    found = rejection(tmp_path, text)
    assert (found.field, found.value) == ("Status", "Partially shipped")
    assert found.reason == "only part of the order was sent, and the file does not say which units"
