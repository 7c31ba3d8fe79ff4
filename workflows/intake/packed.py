"""Several products in one cell, as WooCommerce's exporters write them.

Spellings known: `name:Soap|sku:S1|quantity:2|total:20.00` with `;` between items (WebToffee's `line_item_1`,
one per column; SkyVerge's `line_items`, where `\\:`, `\\|` and `\\;` stand for the marks themselves); a JSON list
of the same keys; `2× Soap, 1× Oil` (WooCommerce's own report); `Soap (SKU: S1) x2 @$10.00 = $20.00`.
"""

import html
import json
import re
from collections.abc import Iterator

from workflows.intake.amounts import Price, divided
from workflows.intake.group import Cell, Group
from workflows.intake.sums import NAMELESS, Item
from workflows.text import clean

_KEYED = re.compile(r"(?:^|\|)(?:name|product_id|sku|quantity|id):", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\\);(?=\s*(?:id|name|product_id):)")
_COUNTED = re.compile(r"\s*(\d+)\s*[×x]\s+(.+)", re.DOTALL)
_COMMA = re.compile(r",\s+(?=\d+\s*[×x]\s)|\s*[\n|;+]\s*(?=\d+\s*[×x]\s)")
_PRICED = re.compile(r"(?P<name>.+?)(?:\s*\(SKU:\s*(?P<sku>[^)]*)\))?\s+x\s*(?P<count>\d+)\s*(?:@.*)?", re.DOTALL)


def unpacked(group: Group, cell: Cell) -> Iterator[Item]:
    """Every product of the cell. BadCell when an amount or a quantity in it cannot be read."""
    text = cell.value.strip()
    if text.startswith(("[{", "{")):
        yield from (_keyed(group, cell, pairs) for pairs in _json(cell, text))
    elif _KEYED.search(text):
        yield from (_keyed(group, cell, _pairs(part)) for part in _BETWEEN.split(text))
    else:
        yield from (_plain(group, cell, part) for part in _COMMA.split(text))


def _json(cell: Cell, text: str) -> list[dict[str, str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise cell.bad("the products in this cell are cut off or damaged") from None
    items = found if isinstance(found, list) else [found]
    return [{str(key): str(value) for key, value in item.items()} for item in items if isinstance(item, dict)]


def _pairs(part: str) -> dict[str, str]:
    """Keys and values; a key repeated below it, as a product's own meta may, does not count."""
    pairs: dict[str, str] = {}
    for pair in re.split(r"(?<!\\)\|", part):
        key, mark, value = pair.partition(":")
        if mark:
            pairs.setdefault(key.strip().lower(), re.sub(r"\\([:|;])", r"\1", value))
    return pairs


def _keyed(group: Group, cell: Cell, pairs: dict[str, str]) -> Item:
    parts = {key: cell._replace(value=value) for key, value in pairs.items() if value.strip()}
    count = parts.get("quantity") or parts.get("qty")
    pieces = group.pieces(count) if count else 1
    before, after = parts.get("subtotal") or parts.get("sub_total"), parts.get("total")
    title = _text(pairs.get("name", "")) or _text(pairs.get("sku", "")) or NAMELESS
    return Item(
        title,
        pieces,
        _text(pairs.get("sku", "")).replace("unknown_product", ""),
        divided(group.price(before), pieces) if before else _price(group, parts.get("price")),
        group.price(after) if after else None,
    )


def _price(group: Group, cell: Cell | None) -> Price | None:
    return group.price(cell) if cell else None


def _plain(group: Group, cell: Cell, part: str) -> Item:
    if counted := _COUNTED.fullmatch(part):
        return Item(_text(counted[2]), group.pieces(cell._replace(value=counted[1])))
    if priced := _PRICED.fullmatch(part):
        pieces = group.pieces(cell._replace(value=priced["count"]))
        return Item(_text(priced["name"]), pieces, _text(priced["sku"] or ""))
    return Item(_text(part) or NAMELESS)


def _text(value: str) -> str:
    return clean(html.unescape(value))
