"""One door for every file: what kind it is, and its orders."""

from itertools import islice
from pathlib import Path

from workflows.intake import shopify, table, woocommerce
from workflows.intake.fields import Field
from workflows.intake.group import ShopDefaults
from workflows.intake.headers import guess
from workflows.intake.mapping import Mapping
from workflows.intake.reading import Form, Reading
from workflows.intake.rows import FileProblem, Limits
from workflows.intake.spreadsheet import Sheet, open_sheet
from workflows.text import fold

_SAMPLE = 500  #: rows from which a mapping is guessed
_OTHERS: dict[str, tuple[set[str], ...]] = {
    "products": ({"handle", "variant sku"}, {"handle", "body html"}, {"sku", "regular price", "published"}),
    "customers": ({"total spent", "total orders"}, {"total spent", "accepts email marketing"}),
}
_PRICED = {Field.TOTAL, Field.PRICE, Field.LINE_TOTAL, Field.SUBTOTAL}
_TELLING = _PRICED | {
    Field.PRODUCT, Field.SKU, Field.STATUS, Field.DELIVERY_STATUS, Field.PAYMENT_STATUS, Field.NUMBER, Field.DATE,
}  # fmt: skip


def read(
    path: Path,
    *,
    defaults: ShopDefaults,
    format: str = "auto",
    mapping: Mapping | None = None,
    limits: Limits | None = None,
) -> Reading:
    """The file's orders: iterate over the answer. A table's mapping is guessed unless one is given.

    FileProblem, one sentence, when the file cannot be read or is no file of orders.
    """
    sheet = open_sheet(path, limits)
    kind = "table" if mapping else _kind(sheet) if format == "auto" else format
    if kind == "table":
        mapping = mapping or _guessed(sheet)
        return Reading(sheet, table.form(sheet.header, mapping), defaults, mapping, notes=_lacking(mapping))
    return Reading(sheet, _platform(sheet, kind), defaults)


def _kind(sheet: Sheet) -> str:
    names = frozenset(map(fold, sheet.header))
    for kind, tell_tale in _OTHERS.items():
        if any(signs <= names for signs in tell_tale):
            raise FileProblem(f"{sheet.path.name} is a list of {kind}, not of orders; export the orders.")
    if shopify.recognises(names):
        return "shopify"
    return "woocommerce" if woocommerce.recognises(names) else "table"


def _platform(sheet: Sheet, kind: str) -> Form:
    form = {"shopify": shopify.form, "woocommerce": woocommerce.form}[kind](sheet.header)
    if Field.NUMBER not in form.columns:
        raise FileProblem(f"{sheet.path.name} is not a {kind} export: it has no column of order numbers.")
    return form


def _guessed(sheet: Sheet) -> Mapping:
    """The mapping that headers and cells suggest. FileProblem when nothing of it tells an order from a contact."""
    mapping = guess(sheet.header, [row.cells for row in islice(sheet.rows(), _SAMPLE)])
    if not {wanted for wanted, _ in mapping.columns} & _TELLING:
        raise FileProblem(
            f"{sheet.path.name} does not look like orders: no column tells a product, an amount, a status, an order "
            "number or a date. If they are orders, say with --map FILE which column holds what."
        )
    return mapping


def _lacking(mapping: Mapping) -> list[str]:
    """What orders read this way will miss."""
    have = {wanted for wanted, _ in mapping.columns}
    notes = []
    if Field.PHONE not in have:
        notes.append("The file has no phone numbers: its orders come in, but nobody can call about them yet.")
    if not have & _PRICED:
        notes.append("The file has no amounts: its orders come in with a total of 0.")
    if not have & {Field.NUMBER, Field.ID}:
        notes.append("The file has no order numbers: an order is known again by customer, date and products.")
    return notes
