"""The lines of an order, from the cells of its rows, and their sum."""

from collections.abc import Iterator
from html import unescape

from workflows.intake.amounts import Price, divided
from workflows.intake.fields import Field
from workflows.intake.group import BadSum, Cell, Columns, Group
from workflows.intake.packed import unpacked
from workflows.intake.rows import Row
from workflows.intake.states import State, standing, state_of
from workflows.intake.sums import NAMELESS, Charges, Item, Sums, add_up
from workflows.text import clean

_NAMING = (Field.PRODUCT, Field.SKU)
_PRICING = (Field.PRICE, Field.LINE_TOTAL, Field.LINE_SUBTOTAL)
_NOT_SENT = (State.WAITING, State.PROCESSING)
_SENT_OR_NOT = (State.SHIPPED, *_NOT_SENT)


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
    items = [item for row in group.rows for item in _of_row(group, row, keep_zero)]
    if cell := _in_part(group):
        _judge_parts(group, cell)
        return items
    return items if all(item.sent for item in items) else [item._replace(sent=True) for item in items]


def _in_part(group: Group) -> Cell | None:
    """The cell that says that only part of the order was sent: the courier's word before the shop's."""
    for wanted in (Field.DELIVERY_STATUS, Field.STATUS):
        cell = group.cell(wanted)
        if cell and standing(state := state_of(cell.value)).shipping is not None:
            return cell if state is State.IN_PART else None
    return None


def _judge_parts(group: Group, whole: Cell) -> None:
    """BadCell where a line does not tell whether it was sent: the rest would be packed never, or twice."""
    for row in group.rows:
        cell = group.cell_at(row, group.layout.columns.get(Field.LINE_STATUS, ()))
        if cell is None or state_of(cell.value) not in _SENT_OR_NOT:
            raise (cell or whole).bad("only part of the order was sent, and the file does not say which units")


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
        _title(cells),
        pieces,
        _text(cells, Field.SKU),
        _unit(group, cells, pieces),
        _net(group, cells),
        discount,
        state_of(_text(cells, Field.LINE_STATUS)) not in _NOT_SENT,
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
