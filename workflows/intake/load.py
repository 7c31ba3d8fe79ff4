"""A file of orders into the shop: read, placed in small batches, everything that was not taken reported.

A batch is one transaction. It is kept short, because on SQLite nobody else can write meanwhile.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from models.orders import Order
from models.statuses import CALLABLE, Role
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.intake.detect import read
from workflows.intake.group import ShopDefaults
from workflows.intake.mapping import Mapping
from workflows.intake.reading import Reading
from workflows.intake.strangers import sorted_out, source_named
from workflows.orders.draft import DraftOrder, Rejection
from workflows.orders.placing import Placed, key, known_orders, one_at_a_time, place
from workflows.work import Work

BATCH = 150  #: orders per transaction: about 0.1 s of the write lock
_SENDERS = {"table": "the imported file"}  #: who placed an order, where its source is no system that people know
Tell = Callable[[int, int], None]  #: rows read so far, rows to read (twice the file: it is surveyed first)


@dataclass(slots=True)
class Report:
    """What became of a file."""

    orders_created: int = 0
    orders_known: int = 0  #: here before, left as they are
    lines: int = 0  #: lines of the orders that were made
    to_mend: int = 0  #: orders made with a number that cannot be called, though somebody should
    foreign: Counter[str] = field(default_factory=Counter)  #: orders made in another currency than the shop's
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  #: what was assumed, for a person to look at
    mapping: Mapping | None = None  #: the columns that were used, for a table


def open_file(desk: Desk, path: Path, *, format: str = "auto", mapping: Mapping | None = None) -> Reading:
    """The orders of a file, in the shop's own currency, country and zone where the file does not say."""
    shop = desk.shop
    return read(path, defaults=ShopDefaults(shop.currency, shop.country, shop.zone), format=format, mapping=mapping)


def load(
    desk: Desk, reading: Reading, *, is_trial: bool = False, tell: Tell | None = None, source: str = ""
) -> Report:
    """Place every order of an open file. `is_trial` only counts what would happen.

    `source` says which shop the file is of, where the files of several are numbered alike.
    """
    report, source = Report(mapping=reading.mapping), source_named(source) if source else ""
    actor = Actor(Role.CUSTOMER, source or _SENDERS.get(reading.form.source, reading.form.source))
    for drafts in _batches(_drafts(reading, report, source), BATCH):
        if is_trial:
            _count(desk, drafts, report)
        else:
            _place(desk, drafts, actor, report)
        if tell is not None:
            tell(reading.progress.done, reading.progress.total)
    report.notes = list(reading.notes)
    return report


def _drafts(reading: Reading, report: Report, source: str) -> Iterator[DraftOrder]:
    for found in reading:
        if isinstance(found, Rejection):
            report.rejected.append(found)
        else:
            yield replace(found, source=source) if source else found


def _batches(drafts: Iterable[DraftOrder], size: int) -> Iterator[list[DraftOrder]]:
    several = iter(drafts)
    while batch := list(islice(several, size)):
        yield batch


def _count(desk: Desk, drafts: Sequence[DraftOrder], report: Report) -> None:
    good, strangers = desk.read(lambda work: sorted_out(work, drafts))
    known = desk.read(lambda work: known_orders(work, good))
    fresh = {key(draft): draft for draft in good if key(draft) not in known}
    report.orders_created += len(fresh)
    report.orders_known += len(good) - len(fresh)
    report.rejected += strangers
    report.lines += sum(len(draft.lines) for draft in fresh.values())
    report.foreign.update(_foreign(desk, fresh.values()))


def _place(desk: Desk, drafts: Sequence[DraftOrder], by: Actor, report: Report) -> None:
    """One transaction; order by order when one of them is refused, so that the good ones land."""
    try:
        placed, strangers = _write(desk, drafts, by)
    except Refused as refusal:
        if len(drafts) == 1:
            report.rejected.append(_refused(drafts[0], refusal))
            return
        for draft in drafts:
            _place(desk, [draft], by, report)
        return
    report.orders_created += len(placed.cases)
    report.orders_known += placed.known
    report.lines += placed.lines
    report.rejected += strangers
    made = [case.order for case in placed.cases]
    report.to_mend += sum(order.phone_problem != "" and order.confirmation in CALLABLE for order in made)
    report.foreign.update(_foreign(desk, made))


def _foreign(desk: Desk, orders: Iterable[DraftOrder | Order]) -> Iterator[str]:
    """The currency of each order that is not in the shop's."""
    return (order.currency for order in orders if order.currency != desk.shop.currency)


def _write(desk: Desk, drafts: Sequence[DraftOrder], by: Actor) -> tuple[Placed, list[Rejection]]:
    """In one transaction; strangers that name the orders of others are kept apart."""

    def unit(work: Work) -> tuple[Placed, list[Rejection]]:
        one_at_a_time(work)
        good, strangers = sorted_out(work, drafts)
        return place(work, good, by=by, is_quiet=True), strangers

    return desk.write_again(unit)


def _refused(draft: DraftOrder, refusal: Refused) -> Rejection:
    return Rejection(draft.row, "order", draft.ref, str(refusal), draft.rows)
