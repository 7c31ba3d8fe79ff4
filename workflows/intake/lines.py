"""The lines of an order, from the cells of its rows, and their sum."""

from collections.abc import Iterator
from html import unescape

from workflows.intake.amounts import Price, divided
from workflows.intake.fields import Field
from workflows.intake.group import BadSum, Cell, Columns, Group
from workflows.intake.packed import unpacked
from workflows.intake.rows import Row
from workflows.intake.sums import NAMELESS, Charges, Item, Sums, add_up
from workflows.text import clean

_NAMING = (Field.PRODUCT, Field.SKU)
_PRICING = (Field.PRICE, Field.LINE_TOTAL, Field.LINE_SUBTOTAL)


def charges_of(group: Group) -> Charges:
    """What stands on the order beside its lines."""
    return Charges(
        total=group.money(Field.TOTAL),
        subtotal=group.money(Field.SUBTOTAL),
        shipping=group.money(Field.SHIPPING),
        fees=group.money(Field.FEES) or 0,
        discount=group.reduction(Field.DISCOUNT),
        tax=group.money(Field.TAX) or 0,
    )


def sums_of(group: Group, items: list[Item], charges: Charges) -> Sums:
    """Lines and charges adding up to the total. BadSum when discounts exceed all the rest."""
    if sums := add_up(items, charges):
        return sums
    cell = group.cell(Field.LINE_DISCOUNT) or group.cell(Field.DISCOUNT) or Cell(group.rows[0].number, "", "")
    raise BadSum(cell.row, cell.name, clean(cell.value), "the discount is larger than what it is taken off")


def items_of(group: Group, *, keep_zero: bool = False) -> list[Item]:
    """One item per row and slot that names or prices a product, and those packed into one cell.

    A line of 0 pieces was taken off the order in its shop; with `keep_zero` it is refused instead.
    """
    return [item for row in group.rows for item in _of_row(group, row, keep_zero)]


def _of_row(group: Group, row: Row, keep_zero: bool) -> Iterator[Item]:
    cells = [cell for at in group.layout.columns.get(Field.ITEMS, ()) if (cell := group.cell_at(row, (at,)))]
    for cell in cells:
        yield from unpacked(group, cell)
    for slot in () if cells else group.layout.slots:
        if item := _item(group, row, slot, keep_zero):
            yield item


def _item(group: Group, row: Row, slot: Columns, keep_zero: bool) -> Item | None:
    cells = {wanted: cell for wanted in slot if (cell := group.cell_at(row, slot[wanted]))}
    if not any(wanted in cells for wanted in (*_NAMING, *_PRICING)):
        return None
    count = cells.get(Field.QUANTITY)
    if count and not keep_zero and count.value.strip() in ("0", "0.0", "0.00"):
        return None
    pieces = group.pieces(count) if count else 1
    discount = group.amount(cells[Field.LINE_DISCOUNT].unsigned()) if Field.LINE_DISCOUNT in cells else 0
    return Item(
        _title(cells), pieces, _text(cells, Field.SKU), _unit(group, cells, pieces), _net(group, cells), discount
    )


def _unit(group: Group, cells: dict[Field, Cell], pieces: int) -> Price | None:
    if Field.LINE_SUBTOTAL in cells:
        return divided(group.price(cells[Field.LINE_SUBTOTAL]), pieces)
    return group.price(cells[Field.PRICE]) if Field.PRICE in cells else None


def _net(group: Group, cells: dict[Field, Cell]) -> Price | None:
    return group.price(cells[Field.LINE_TOTAL]) if Field.LINE_TOTAL in cells else None


def _text(cells: dict[Field, Cell], wanted: Field) -> str:
    return clean(cells[wanted].value) if wanted in cells else ""


def _title(cells: dict[Field, Cell]) -> str:
    name, variant = unescape(_text(cells, Field.PRODUCT)), _text(cells, Field.VARIANT)
    if name and variant and variant not in name:
        return f"{name} - {variant}"
    return name or variant or _text(cells, Field.SKU) or NAMELESS
