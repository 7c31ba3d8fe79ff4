"""Which column of a settlement holds what, in the words of couriers of several countries."""

from pathlib import Path

import pytest

from workflows.intake.rows import FileProblem
from workflows.settlement.columns import Mapping, guess, load
from workflows.settlement.words import Column

HEADERS = [
    ("Tracking Number,Order No,COD Amount,Delivery Fee,Net Payable,Status", "Tracking Number", "COD Amount"),
    ("Code suivi;Référence;Montant encaissé;Frais de livraison;Net à payer;Statut", "Code suivi", "Montant encaissé"),
    ("رقم التتبع,رقم الطلب,المبلغ المحصل,رسوم التوصيل,الصافي,الحالة", "رقم التتبع", "المبلغ المحصل"),
    ("Número de guía,Pedido,Valor recaudado,Flete,Valor neto,Estado", "Número de guía", "Valor recaudado"),
    ("AWB,Order ID,COD Value,Freight Charges,Remitted Amount,Shipment Status", "AWB", "COD Value"),
    ("Товарителница,Номер на поръчка,Наложен платеж,Такса,Нето,Статус", "Товарителница", "Наложен платеж"),
]
ROWS = [
    ["YAL-1001", "#1001", "3400", "400", "3000", "delivered"],
    ["YAL-1002", "#1002", "100", "0", "100", "returned"],
]


def split(header: str) -> list[str]:
    return header.replace(";", ",").split(",")


@pytest.mark.parametrize(("header", "waybill", "amount"), HEADERS)
def test_columns_are_known_by_their_names(header: str, waybill: str, amount: str) -> None:
    names = split(header)
    mapping = dict(guess(names, ROWS).columns)
    assert (mapping[Column.WAYBILL], mapping[Column.AMOUNT]) == ((waybill,), (amount,))
    assert mapping[Column.ORDER] == (names[1],)
    assert mapping[Column.FEE] == (names[3],)
    assert mapping[Column.NET] == (names[4],)
    assert mapping[Column.STATUS] == (names[5],)


WAYBILLS = (
    "N° de suivi|Nº de suivi|No. de suivi|Num suivi|Numéro de tracking|N° d'envoi|N° de colis|Réf colis|Code-barres|"
    "N° d'expédition|N° de bordereau|N° BL|رمز التتبع|رقم تتبع الشحنة|رقم الإرسالية|رقم بوليصة الشحن|Nº de guía|"
    "Nro. guía|Nº de seguimiento|Código de seguimiento|Número de envío|Albarán|Waybill #"
)
AMOUNTS = (
    "Montant à encaisser|CRBT|Valeur COD|Somme encaissée|المبلغ المستلم|قيمة الشحنة|Contra reembolso|Total cobrado"
)
PAYOUTS = "Net à reverser|Montant reversé|Montant à payer|صافي الدفع|Total a pagar|Saldo"
FEES = "Frais d'envoi|Coût de la livraison|Frais de port|مصاريف الشحن|سعر التوصيل|Coste de envío"


@pytest.mark.parametrize("name", WAYBILLS.split("|"))
def test_a_number_is_known_in_the_spellings_of_couriers(name: str) -> None:
    assert dict(guess([name, "Montant"], [row[::2] for row in ROWS]).columns)[Column.WAYBILL] == (name,)


@pytest.mark.parametrize(("column", "names"), [(Column.AMOUNT, AMOUNTS), (Column.NET, PAYOUTS), (Column.FEE, FEES)])
def test_sums_are_known_in_the_spellings_of_couriers(column: Column, names: str) -> None:
    other = Column.AMOUNT if column is Column.FEE else Column.FEE
    plain = {Column.AMOUNT: "Amount", Column.FEE: "Fee"}[other]
    for name in names.split("|"):
        assert dict(guess(["AWB", plain, name], [["Y-1", "9", "8"], ["Y-2", "7", "6"]]).columns)[column] == (name,)


def test_all_fees_are_found() -> None:
    mapping = dict(
        guess(["AWB", "Amount", "Freight Charge", "COD Charges", "GST"], [["A1", "9", "1", "2", "3"]]).columns
    )
    assert mapping[Column.FEE] == ("Freight Charge", "COD Charges", "GST")


def test_a_column_that_adds_them_up_stands_for_all_fees() -> None:
    mapping = dict(guess(["AWB", "Amount", "Freight", "GST", "Total charges"], [["A1", "9", "1", "2", "3"]]).columns)
    assert mapping[Column.FEE] == ("Total charges",)


def test_a_name_with_its_currency_is_the_same_name() -> None:
    mapping = dict(guess(["Tracking", "Montant (DA)", "Frais DZD"], [["A1", "9", "1"]]).columns)
    assert (mapping[Column.AMOUNT], mapping[Column.FEE]) == (("Montant (DA)",), ("Frais DZD",))


def test_words_in_a_column_of_amounts_are_no_amounts() -> None:
    with pytest.raises(FileProblem, match="do not tell a settlement"):
        guess(["Waybill", "Amount"], [["A1", "see below"], ["A2", "later"]])


def test_other_tables_are_refused() -> None:
    with pytest.raises(FileProblem, match="These columns do not tell a settlement: Product, Price"):
        guess(["Product", "Price"], [["Soap", "600"]])


def test_a_map_file_is_written_and_read(tmp_path: Path) -> None:
    kept = Mapping(((Column.WAYBILL, ("Nr",)), (Column.AMOUNT, ("A",)), (Column.FEE, ("F", "G"))), ",", "EUR")
    kept.save(tmp_path / "map.toml")
    assert load(tmp_path / "map.toml") == kept
    assert kept.text(["Nr", "A", "F", "G", "X"]).splitlines() == [
        "Waybill  <- Nr",
        "Amount   <- A",
        "Fee      <- F, G",
        "Not used :  X",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[columns]\n", "names no columns"),
        ('[columns]\nwaybil = "A"\n', "'waybil' is not a column of a settlement; do you mean 'waybill'"),
        ('[columns]\namount = ["A", "B"]\n', "amount names 2 columns; only fees are added up"),
        ('[columns]\nwaybill = "A"\n[reading]\ndates = "x"\n', "'dates' is not a setting"),
        ('[columns]\nwaybill = "A"\n[reading]\ndecimal = "x"\n', "decimal is 'x'"),
        ('[columns]\nwaybill = "A"\n[reading]\ncurrency = "XYZ1"\n', "currency"),
    ],
)
def test_a_wrong_map_file_says_where(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text)
    with pytest.raises(FileProblem, match=sentence):
        load(path)


def test_a_map_that_names_too_little_is_refused() -> None:
    with pytest.raises(FileProblem, match="Name at least a waybill or an order"):
        Mapping(((Column.AMOUNT, ("A",)),)).located(["A"])
    with pytest.raises(FileProblem, match="waybill = 'B': the file has no such column; it has A"):
        Mapping(((Column.WAYBILL, ("B",)),)).located(["A"])
