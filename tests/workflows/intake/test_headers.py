"""Which column is what, guessed from names and cells."""

import pytest

from workflows.intake.fields import Field
from workflows.intake.headers import guess
from workflows.intake.rows import FileProblem


def guessed(header: str, *rows: str) -> dict[str, str]:
    mapping = guess(header.split("|"), [row.split("|") for row in rows])
    return {wanted.value: ", ".join(names) for wanted, names in mapping.columns}


def test_it_works() -> None:
    found = guessed("Order Number|Created At|Customer Name|Phone|City|Total", "7|2026-03-02|Ali|0551234567|Oran|100")
    assert found == {
        "order_number": "Order Number",
        "date": "Created At",
        "total": "Total",
        "customer": "Customer Name",
        "phone": "Phone",
        "city": "City",
    }


@pytest.mark.parametrize(
    ("field", "names"),
    [
        (
            Field.NUMBER,
            "Order #|InvoiceNo|order_id|N° commande|Réf. commande|رقم الطلب|Número de pedido|ऑर्डर नंबर",
        ),
        (
            Field.TOTAL,
            "Grand Total|OrderValue|Montant total|المبلغ الإجمالي|Importe total|Обща сума|Total (DZD)|COD amount",
        ),
        (Field.QUANTITY, "Qty|Quantité|الكمية|Cantidad|Quantidade|Количество|मात्रा|Nombre d'articles"),
        (Field.PRICE, "UnitPrice|Prix unitaire|سعر الوحدة|Precio|Preço|Цена|कीमत|Price in USD"),
        (Field.PRODUCT, "Product name|Désignation|اسم المنتج|Producto|Produto|Продукт|उत्पाद|Item"),
        (Field.SKU, "SKU|StockCode|Réf produit|كود المنتج|Código de producto|Артикул"),
        (Field.CITY, "Shipping City|Ville|Commune|المدينة|Ciudad destino|Cidade|Град|शहर"),
        (Field.REGION, "Wilaya|Governorate|المحافظة|Departamento|UF|Област|राज्य|Province"),
        (Field.STREET, "Shipping Address|Adresse complète|العنوان بالتفصيل|Dirección|Endereço|Адрес|पता"),
        (Field.NOTE, "Customer note|Remarque|ملاحظات|Observaciones|Observações|Бележка"),
        (
            Field.METHOD,
            "PaymentMethod|Mode de paiement|طريقة الدفع|Forma de pago|Forma de pagamento|Начин на плащане",
        ),
        (Field.OTHER_PHONE, "Phone 2|Alternate number|رقم هاتف آخر|Téléphone 2|Otro teléfono"),
        (Field.COUNTRY, "Country|Pays|الدولة|País|Държава"),
        (Field.POSTCODE, "Zip|Pincode|Code postal|CEP|الرمز البريدي|Пощенски код"),
    ],
)
def test_each_field_is_known_by_its_names(field: Field, names: str) -> None:
    for name in names.split("|"):
        assert guessed(f"{name}|Telephone", "1|0551234567").get(field.value) == name, name


def test_a_column_of_phones_is_one_whatever_its_name() -> None:
    found = guessed("Product|Quoi", "A|0551234567", "B|0661234567", "C|0770112233")
    assert found["phone"] == "Quoi"


def test_a_customers_number_is_a_phone_only_where_it_looks_like_one() -> None:
    assert "phone" not in guessed("رقم الطلب|رقم العميل|المجموع", "1|C1|10", "2|C2|20")
    assert guessed("رقم الطلب|رقم العميل|المجموع", "1|0501234567|10", "2|0551234567|20")["phone"] == "رقم العميل"


def test_a_second_column_of_phones_is_the_other_phone() -> None:
    found = guessed("Name|Phone|Mobile", "Ali|0551234567|0661234567")
    assert (found["phone"], found["other_phone"]) == ("Phone", "Mobile")


def test_state_is_a_region_or_a_status_by_what_it_holds() -> None:
    assert guessed("Order no|State|Total", "1|Kerala|5", "2|Delhi|6")["region"] == "State"
    assert guessed("Order no|State|Total", "1|delivered|5", "2|cancelled|6")["status"] == "State"


def test_items_are_a_count_or_products_by_what_they_hold() -> None:
    assert guessed("Order no|Items|Total", "1|2|5", "2|1|6")["quantity"] == "Items"
    assert guessed("Order no|Items|Total", "1|Soap|5", "2|Oil|6")["product"] == "Items"


def test_a_percentage_is_no_discount() -> None:
    assert "discount" not in guessed("Order no|DiscountPct|Total", "1|12|5", "2|14|6")
    assert "discount" not in guessed("Order no|Discount|Total", "1|12%|5", "2|14%|6")


def test_amounts_in_cents_are_left_alone() -> None:
    assert "total" not in guessed("Order no|Phone|Total (centimes)", "1|0551234567|10000")


def test_a_day_of_the_year_is_no_date() -> None:
    assert "date" not in guessed("Order no|Date|Total", "1|95|5", "2|323|6")


def test_words_that_only_stand_near_mean_nothing() -> None:
    found = guessed("OrderID|CityTier|AddressQuality|PriorOrders|CustomerID|OrderValue", "O1|Tier-3|Partial|1|C1|866")
    assert found == {"order_number": "OrderID", "total": "OrderValue"}


def test_a_name_beside_a_first_name_is_the_last_name() -> None:
    found = guessed("Nom|Prénom|Téléphone|Produit", "Haddad|Yasmine|0551234567|A")
    assert (found["last_name"], found["first_name"]) == ("Nom", "Prénom")
    assert "customer" not in found


def test_where_the_parcel_goes_comes_before_who_pays() -> None:
    found = guessed("Order id|Billing City|Shipping City|Total", "1|Oran|Alger|5")
    assert found["city"] == "Shipping City"


def test_our_own_columns_are_passed_over() -> None:
    found = guessed("codesk row|codesk field|codesk reason|Order no|Phone|Total", "3|Total|bad|1|0551234567|5")
    assert found == {"order_number": "Order no", "phone": "Phone", "total": "Total"}


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(FileProblem, match="do not tell an order"):
        guessed("Артикул|Ime|Наличност", "S1|Shirt|4")


def test_a_file_without_a_header_is_refused() -> None:
    with pytest.raises(FileProblem, match="put a row of column names above it"):
        guessed("Karim|0551234567|Alger", "Ali|0661234567|Oran")


def test_long_numbers_that_are_codes_are_no_phones() -> None:
    found = guessed(
        "Order no|Barcode|Customer ID|Quoi|Total",
        "1|0767461174496|7662672412994|7662672412|5",
        "2|0767461174497|7662672412995|7662672413|6",
    )
    assert found == {"order_number": "Order no", "sku": "Barcode", "total": "Total"}


def test_a_name_alone_may_be_a_products() -> None:
    with pytest.raises(FileProblem, match="do not tell an order"):
        guessed("name|slug|parent|description", "Clothing|clothing||Deals on popular things")


def test_words_that_follow_one_another_without_a_space_are_apart() -> None:
    assert guessed("OrderNo|Phone1|ShippingCity|TotalAmount", "1|0551234567|Oran|5") == {
        "order_number": "OrderNo",
        "total": "TotalAmount",
        "phone": "Phone1",
        "city": "ShippingCity",
    }


def test_the_words_around_a_doubtful_one_are_looked_at_too() -> None:
    header = "Número de orden|Estado del envío|Nombre para el envío|Dirección|Número|Piso|Provincia o estado|Total"
    found = guessed(
        header,
        "7|No está empaquetado|Celeste G|Av. Alberdi|1100|2 B|Mendoza|349",
        "8|Enviado|Ana|Calle 5|12||Salta|99",
    )
    assert found == {
        "order_number": "Número de orden",
        "delivery_status": "Estado del envío",
        "total": "Total",
        "customer": "Nombre para el envío",
        "address": "Dirección",
        "house_number": "Número",
        "address_2": "Piso",
        "region": "Provincia o estado",
    }
