"""Search by order number, phone in any spelling, or any part of a name; newest first (D8).

Each index proposes orders, `Wanted.holds` decides: what is found never depends on how an index cuts words.
"""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.types import Text

from models.orders import orders
from models.search import order_number, postgres_names, row_number, sqlite_names
from workflows import names, phones
from workflows.labels import Match, Tab
from workflows.text import digits
from workflows.views import where
from workflows.views.query import Key, Query
from workflows.views.rows import COLUMNS, OrderRow, by_number, shown
from workflows.work import Work

_o = orders.c
_PHONE = re.compile(r"[+\d\s().\-/]+")
_LONGEST = 200  #: characters of a search that are looked at
_GRAMS = 24  #: trigrams asked of the index; the rest is left to `holds`
_SUFFIX = 4  #: digits of a phone number that are worth a search
_NATIONAL = 8  #: digits from which a leading 0 is a trunk prefix
_HIGHEST = (1 << 40) - 1  #: no order number is higher
NEAR = 6_000  #: numbers looked through one by one on PostgreSQL, whose index of names knows no order


@dataclass(frozen=True)
class Wanted:
    """What was typed, read in the three ways it can be meant."""

    text: str
    country: str  #: of the shop, for numbers without a country code

    @cached_property
    def refs(self) -> tuple[str, ...]:
        """Order numbers and ids of other systems, with and without `#`, as they were typed and in either case."""
        plain = digits(self.text).strip()
        bare = plain.lstrip("#").strip()
        forms = [plain, bare, f"#{bare}"] if bare else []
        return tuple(dict.fromkeys(said for form in forms for said in (form, form.upper(), form.lower())))

    @cached_property
    def suffixes(self) -> tuple[str, ...]:
        """Ends of phone numbers, from right to left."""
        plain = digits(self.text).strip()
        typed = "".join(filter(str.isdecimal, plain))
        if len(typed) < _SUFFIX or not _PHONE.fullmatch(plain):
            return ()
        full = phones.parse(plain, self.country).e164[1:]
        inside = typed.lstrip("0") if len(typed) >= _NATIONAL and typed.startswith("0") else ""
        return tuple(dict.fromkeys(form[::-1] for form in (typed, inside, full) if form))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Parts of a name, folded; none when no part is long enough to be looked up, or a number was typed."""
        if self.suffixes:
            return ()
        found = tuple(dict.fromkeys(names.fold(self.text).split()))
        return found if any(len(word) >= names.MINIMUM for word in found) else ()

    @property
    def grams(self) -> list[str]:
        """Trigrams that every name with these words has: three of each word are as telling as all, and cheaper."""
        every = (names.trigrams(word) for word in self.words if len(word) >= names.MINIMUM)
        told = dict.fromkeys(grams[at] for grams in every for at in (0, len(grams) // 2, -1))
        return list(told)[:_GRAMS]

    def holds(self, order: OrderRow) -> bool:
        """Whether this is one of the orders that were meant."""
        if order.ref in self.refs or order.external_id in self.refs:
            return True
        if self.suffixes and order.phone_rev.startswith(self.suffixes):
            return True
        return bool(self.words) and all(word in names.fold(order.customer) for word in self.words)


def wanted(text: str, country: str) -> Wanted:
    """What was typed, without the characters that no order holds."""
    whole = text.encode("utf-8", "ignore").decode().replace("\0", " ")
    return Wanted(" ".join(whole.split())[:_LONGEST], country)


def hits(work: Work, tab: Tab, query: Query, key: Key | None, *, backward: bool, limit: int) -> list[OrderRow]:
    """Orders that were meant and stand in the tab, newest first (oldest first when read backward)."""
    meant = wanted(query.search, work.shop.country)
    low, high = (key[1] + 1 if key else 0, _HIGHEST) if backward else (0, key[1] - 1 if key else _HIGHEST)
    among = _statement(tab, query.filters.match, query.filters.agent is not None, where.shape(query.filters))
    values = where.parameters(work, query.filters)
    found = (
        order
        for numbers in _blocks(_candidates(work, meant, low, high, backward))
        for order in _read(work, among, values | {"numbers": numbers}, backward)
        if meant.holds(order)
    )
    return list(islice(found, limit))


@lru_cache(maxsize=256)
def _statement(tab: Tab, narrowed: Match, by_agent: bool, shape: where.Shape) -> Select[Any]:
    """Orders by their numbers, as far as they stand in a tab."""
    standing = where.standing_in([match & narrowed for match in tab.matches], by_agent)
    return _BY_NUMBER.where(*standing, *where.narrow(shape))


_BY_NUMBER = where.hinted(
    select(literal_column("orders.number"), *COLUMNS).select_from(orders), "ix_orders_number"
).where(where.MINE, _o.number.in_(bindparam("numbers", expanding=True)))


def _read(work: Work, statement: Select[Any], values: dict[str, Any], backward: bool) -> list[OrderRow]:
    found = shown(work, work.connection.execute(statement, values), by_number)
    return sorted(found, key=lambda order: order.number, reverse=not backward)


def _candidates(work: Work, meant: Wanted, low: int, high: int, backward: bool) -> Iterator[int]:
    """Numbers of the orders that the indexes propose, each once."""
    sources = [_by_ref, _by_phone, _by_name_on_sqlite if work.is_sqlite else _by_name_on_postgres]
    numbers = [source(work, meant, low, high, backward) for source in sources]
    return _once(heapq.merge(*numbers, reverse=not backward))


def _once(numbers: Iterator[int]) -> Iterator[int]:
    last = None
    for number in numbers:
        if number != last:
            yield number
        last = number


def _blocks(numbers: Iterator[int]) -> Iterator[list[int]]:
    """Ever larger blocks: one screen first, more only when few of it are wanted."""
    size = 64
    while block := list(islice(numbers, size)):
        yield block
        size = min(size * 2, 1024)


@lru_cache(maxsize=1)
def _refs() -> CompoundSelect[Any]:
    """By order number, and by the other system's id. UNION would read every order, in the order of its number."""
    refs, mine = bindparam("refs", expanding=True, type_=Text()), _o.shop_id == bindparam("shop")
    by_ref = select(_o.number).where(mine, _o.ref.in_(refs))
    return by_ref.union_all(select(_o.number).where(mine, _o.external_id.in_(refs)))


def _by_ref(work: Work, meant: Wanted, low: int, high: int, backward: bool) -> Iterator[int]:
    if not meant.refs:
        return iter(())
    found = work.connection.scalars(_refs(), {"shop": work.shop.id, "refs": list(meant.refs)})
    return iter(sorted((n for n in found if low <= n <= high), reverse=not backward))


def by_refs(work: Work, meant: Wanted) -> list[OrderRow]:
    """The orders of that number or of that id elsewhere, newest first."""
    numbers = list(_by_ref(work, meant, 0, _HIGHEST, backward=False))
    return _read(work, _BY_NUMBER, {"shop": work.shop.id, "numbers": numbers}, backward=False)


@lru_cache(maxsize=8)
def _suffixes(count: int) -> CompoundSelect[Any]:
    """One range of the index per way to read the number."""
    numbers = where.hinted(select(_o.number), "ix_orders_phone").where(where.MINE)
    within = [_o.phone_rev.between(bindparam(f"from{n}"), bindparam(f"to{n}")) for n in range(count)]
    return union_all(*(numbers.where(suffix) for suffix in within))


def _by_phone(work: Work, meant: Wanted, low: int, high: int, backward: bool) -> Iterator[int]:
    if not meant.suffixes:
        return iter(())
    ends = {f"from{n}": suffix for n, suffix in enumerate(meant.suffixes)}
    ends |= {f"to{n}": suffix + ":" for n, suffix in enumerate(meant.suffixes)}  # `:` follows 9
    found = work.connection.scalars(_suffixes(len(meant.suffixes)), {"shop": work.shop.id} | ends)
    return iter(sorted({n for n in found if low <= n <= high}, reverse=not backward))


@lru_cache(maxsize=2)
def _names_on_sqlite(backward: bool) -> Select[Any]:
    row = sqlite_names.c.rowid
    matches = literal_column("order_names").op("MATCH")(bindparam("grams"))
    within = row.between(bindparam("low"), bindparam("high"))
    return select(row).where(matches, within).order_by(row if backward else row.desc())


def _by_name_on_sqlite(work: Work, meant: Wanted, low: int, high: int, backward: bool) -> Iterator[int]:
    if not meant.words:
        return
    # The row number tells shops apart. Folded words hold no quotes; the index knows trigrams, not phrases.
    grams = " AND ".join(f'"{gram}"' for gram in meant.grams)
    ordinal = work.shop.ordinal
    parameters = {"grams": grams, "low": row_number(ordinal, low), "high": row_number(ordinal, high)}
    for row in work.connection.scalars(_names_on_sqlite(backward), parameters):
        yield order_number(row)


_named = postgres_names.c
_NEWEST = select(func.max(_named.number)).where(_named.shop_id == bindparam("shop"))


@lru_cache(maxsize=4)
def _names_on_postgres(backward: bool, is_near: bool) -> Select[Any]:
    """Numbers of the names that have these trigrams within a span: looked through, or by the index of names.

    What shall lead is read apart: left to choose, the planner takes the index of names for a span, of which it knows
    nothing, and the span, whatever its length, for common names (44 ms instead of 4).
    """
    mine = select(_named.number, _named.grams).where(_named.shop_id == bindparam("shop"))
    led = mine.where(_within(_named.number) if is_near else _has(_named.grams))
    names = led.cte("led").prefix_with("MATERIALIZED").c
    hits = select(names.number).where(_has(names.grams) if is_near else _within(names.number))
    return hits.order_by(names.number if backward else names.number.desc())


def _has(grams: ColumnElement[list[str]]) -> ColumnElement[bool]:
    return grams.bool_op("@>")(bindparam("grams", type_=ARRAY(Text)))


def _within(number: ColumnElement[int]) -> ColumnElement[bool]:
    return number.between(bindparam("low"), bindparam("high"))


def _by_name_on_postgres(work: Work, meant: Wanted, low: int, high: int, backward: bool) -> Iterator[int]:
    """Nearest numbers first: a common name is found among some thousand orders, a rare one by the index."""
    if not meant.words:
        return
    key = {"shop": work.shop.id, "grams": meant.grams}
    top = min(high, work.connection.scalar(_NEWEST, key) or 0)
    near, far = ((low, low + NEAR), (low + NEAR + 1, top)) if backward else ((top - NEAR, top), (low, top - NEAR - 1))
    for (first, last), is_near in ((near, True), (far, False)):
        span = {"low": max(first, low), "high": min(last, top)}
        yield from work.connection.scalars(_names_on_postgres(backward, is_near), key | span)
