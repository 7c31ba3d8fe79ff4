"""A mapping as a person sees it and as a map file keeps it."""

from pathlib import Path

import pytest

from tests.workflows.intake.files import written
from workflows.intake.fields import Field
from workflows.intake.mapping import Mapping, load
from workflows.intake.rows import FileProblem

MAPPING = Mapping(
    ((Field.NUMBER, ("رقم الطلب",)), (Field.PRODUCT, ('Pro "1"', "")), (Field.QUANTITY, ("Q1", "Q2"))),
    ",",
    True,
    "DZD",
)


def test_it_works(tmp_path: Path) -> None:
    MAPPING.save(tmp_path / "map.toml")
    assert load(tmp_path / "map.toml") == MAPPING


def test_it_reads_as_text() -> None:
    shown = MAPPING.text(["رقم الطلب", 'Pro "1"', "Q1", "Q2", "Colour"])
    assert shown.splitlines() == [
        "Order number <- رقم الطلب",
        'Product      <- Pro "1"',
        "Quantity     <- Q1, Q2",
        "Not used     :  Colour",
    ]


def test_json_is_as_good(tmp_path: Path) -> None:
    path = written(tmp_path, '{"columns": {"order_number": "No", "total": "Sum"}}', "map.json")
    assert load(path) == Mapping(((Field.NUMBER, ("No",)), (Field.TOTAL, ("Sum",))))


def test_columns_are_found_and_a_product_left_out_is_skipped() -> None:
    columns, slots = MAPPING.located(['Pro "1"', "Q1", "Q2", "رقم الطلب"])
    assert columns == {Field.NUMBER: (3,), Field.PRODUCT: (0,), Field.QUANTITY: (1, 2)}
    assert slots == ({Field.PRODUCT: (0,), Field.QUANTITY: (1,)}, {Field.QUANTITY: (2,)})


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(FileProblem, match=r"total = 'Sum': the file has no such column; it has No, Total"):
        Mapping(((Field.TOTAL, ("Sum",)),)).located(["No", "Total"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[columns]\norder_nuber = 'No'", "'order_nuber' is not a field; do you mean 'order_number'"),
        ("[colums]\ntotal = 'No'", "'colums' is not a part of a map file; do you mean 'columns'"),
        ("[columns]\ntotal = 5", "total must be a column's name in quotation marks"),
        ("[columns]\ntotal = []", "total must be a column's name"),
        ("[columns]", "names no columns"),
        ("columns = 3", "columns must hold names and values"),
        ("[columns]\ntotal = 'T'\n[reading]\ndecimal = ';'", "decimal is ';'; it can be '.' or ','"),
        ("[columns]\ntotal = 'T'\n[reading]\ndates = 'us'", "dates is 'us'; it can be 'day first' or 'month first'"),
        ("[columns]\ntotal = 'T'\n[reading]\ncurrency = 'XYZ'", "currency: 'XYZ' is not a currency"),
        ("[columns\n", "is not a map file"),
        ("[1, 2", "is not a map file"),
    ],
)
def test_each_mistake_names_its_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FileProblem) as problem:
        load(written(tmp_path, text, "map.toml"))
    assert said in str(problem.value)


def test_a_map_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"map\.toml cannot be opened"):
        load(tmp_path / "map.toml")
