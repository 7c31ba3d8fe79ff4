"""What happens around the cash of the random walk: statements typed by hand, and files that couriers send."""

import tempfile
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, func, select

from models.orders import orders
from models.shipments import shipments
from models.statuses import CashState, Role
from tests.proofs.warehouse import Warehouse
from tests.workflows.settlement.files import a_file
from workflows.actors import Actor
from workflows.errors import Refused
from workflows.money.remittance import Handed, Settled, Statement, settle
from workflows.settlement.accept import accept
from workflows.settlement.entries import open_entries
from workflows.settlement.match import match
from workflows.settlement.matching import PAID, Kind, Matching
from workflows.work import Work

_OPEN = (CashState.COLLECTED, CashState.SHORT)
_o, _s = orders.c, shipments.c


class Carried(NamedTuple):
    """A parcel, and who has its cash."""

    order_id: UUID
    ref: str
    position: int
    waybill: str
    holder: str
    due: int  #: minor units that were collected and have not reached us


class Till(Warehouse):
    """A shop of the walk, as far as cash goes."""

    staff: list[Actor]

    def hand_over_cash(self) -> None:
        """A courier or driver hands over what was collected, or less, or more; the same again changes nothing."""
        parcels = self.desk.read(self._carried)
        if not parcels:
            return
        holder = self.dice.choice(parcels).holder
        theirs = [parcel for parcel in parcels if parcel.holder == holder]
        some = self.dice.sample(theirs, self.dice.randint(1, min(len(theirs), 5)))
        by = next(person for person in self.staff if person.role is Role.SUPERVISOR)
        hand_over = self._by_file if self.dice.random() < 0.5 else self._by_hand
        try:
            hand_over(holder, some, by)
        except Refused as refusal:
            self.sentence(str(refusal))

    def _carried(self, work: Work) -> list[Carried]:
        """The last parcels with cash on the road, and now and then others too."""
        holder = func.coalesce(func.nullif(_s.courier, ""), _s.driver)
        wanted = select(_o.id, _o.ref, _s.position, _s.waybill, holder, _s.collected_minor - _s.remitted_minor)
        mine = (
            _o.shop_id == work.shop.id,
            holder != "",
            *(() if self.dice.random() < 0.1 else (_s.cash.in_(_OPEN),)),
        )
        joined = wanted.join_from(orders, shipments, and_(_s.shop_id == _o.shop_id, _s.order_id == _o.id))
        rows = work.connection.execute(joined.where(*mine).order_by(_s.id.desc()).limit(20))
        return [Carried(*row) for row in rows]

    def _amount(self, parcel: Carried) -> int:
        """What is handed over for a parcel: mostly what it should be."""
        due = max(parcel.due, 0)
        return self.dice.choice([due, due, due, due // 2, due - min(due, 3), due + 500, 0])

    def _by_hand(self, holder: str, parcels: list[Carried], by: Actor) -> None:
        amounts = tuple(Handed(parcel.order_id, parcel.position, self._amount(parcel)) for parcel in parcels)
        request, reference = f"walk {next(self.requests)}", self.dice.choice(["", f"S{next(self.requests)}"])
        terms: dict[str, Any] = {"reference": reference, "fees_minor": 100, "tolerance": self.dice.choice([0, 5])}
        statement = Statement(holder, self.clock.now.date(), amounts, "DZD", **terms)
        first = settle(self.desk, statement, by=by, request_id=request)
        if first.refused:
            return self._told("with refusals", first)
        before = self.history()
        again = settle(self.desk, statement, by=by, request_id=request)
        self.expect(again.repeated and self.history() == before, f"{statement} was settled twice")
        return self._told("by hand", first)

    def _by_file(self, holder: str, parcels: list[Carried], by: Actor) -> None:
        rows = [self._row(parcel) for parcel in parcels] + self.dice.choice([[], [("nobody's", "", "9.00", "", "")]])
        matching = self._matching(rows, holder)
        terms: dict[str, Any] = {"day": self.clock.now.date(), "reference": f"F{next(self.requests)}"}
        done = accept(self.desk, matching, by=by, **terms)
        self.expect(not done.refused, f"{holder}'s file was matched and then refused: {done.refused}")
        whole = {line.entry.row for line in matching.of(Kind.SETTLED)}
        again = {line.entry.row for line in self._matching(rows, holder).of(*PAID)}
        self.expect(not whole & again, f"{holder}'s file settles the rows {whole & again} twice")
        before = self.history()
        repeated = accept(self.desk, matching, by=by, **terms).repeated
        self.expect(repeated and self.history() == before, f"{holder}'s statement was settled twice")
        self._told("by file", done)

    def _row(self, parcel: Carried) -> tuple[str, ...]:
        amount, status = self._amount(parcel), self.dice.choice(["Delivered"] * 5 + ["Returned"])
        order = parcel.ref if self.dice.random() < 0.8 else ""
        return parcel.waybill, order, f"{amount // 100}.{amount % 100:02d}", "1.00", status

    def _matching(self, rows: list[tuple[str, ...]], holder: str) -> Matching:
        with tempfile.TemporaryDirectory() as folder:
            entries = open_entries(a_file(Path(folder), *rows), currency="DZD")
            return self.desk.read(lambda work: match(work, entries, courier=holder))

    def _told(self, how: str, settled: Settled) -> None:
        self.told[f"statement {how}"] += 1
        self.told["parcels settled"] += settled.remittance.parcels
