"""`codesk cash settle`: a settlement file read, matched, shown, and settled when that is asked."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.output import dump, progress, say, table
from console.session import Session
from console.verbs import shapes
from workflows.spoken import counted, money

if TYPE_CHECKING:
    from workflows.money.remittance import Settled
    from workflows.orders.draft import Rejection
    from workflows.settlement.entries import Entries
    from workflows.settlement.matching import Matched, Matching
    from workflows.settlement.remembered import Remembered

_SHOWN = 20  #: rows that are told one by one
_REJECTION = ("row", "field", "value", "reason")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    file: Path
    courier: str
    day: str
    reference: str
    note: str
    map_file: Path | None
    save_map: Path | None
    tolerance: str | None
    accepts: bool
    dry_run: bool
    name: str
    as_json: bool


def run(session: Session, asked: Asked) -> None:
    """Show what the file comes to, and settle it with `--accept`."""
    from console.verbs.cash import day_of
    from workflows.intake.spreadsheet import open_sheet
    from workflows.settlement.remembered import last_time

    by, day = session.person(asked.name), day_of(session, asked.day)
    past = session.desk.read(lambda work: last_time(work, asked.courier.strip(), open_sheet(asked.file).header))
    entries = _opened(session, asked, past)
    found = _matched(session, entries, asked, past)
    if not asked.as_json:
        _show(entries, found, is_as_before=found.how == past)
    settled = None
    if asked.accepts and not asked.dry_run:
        from workflows.settlement.accept import accept
        from workflows.settlement.begun import usual_reference

        stem = asked.file.stem
        reference = asked.reference.strip() or session.desk.read(lambda work: usual_reference(work, found, stem))
        with progress("Settling", shown=not asked.as_json) as tell:
            settled = accept(session.desk, found, day=day, reference=reference, by=by, note=asked.note, tell=tell)
    dump(_shape(found, settled)) if asked.as_json else _tell(found, settled)


def _opened(session: Session, asked: Asked, past: "Remembered | None") -> "Entries":
    from workflows.settlement.columns import load
    from workflows.settlement.entries import open_entries

    mapping = load(asked.map_file) if asked.map_file else past.mapping if past else None
    entries = open_entries(asked.file, currency=session.desk.shop.currency, mapping=mapping)
    if asked.save_map:
        entries.mapping.save(asked.save_map)
    return entries


def _matched(session: Session, entries: "Entries", asked: Asked, past: "Remembered | None") -> "Matching":
    from workflows.settlement.match import match

    usual = past.tolerance if past else 0
    tolerance = usual if asked.tolerance is None else _typed(asked.tolerance, entries.currency)
    return session.desk.read(lambda work: match(work, entries, courier=asked.courier.strip(), tolerance=tolerance))


def _typed(tolerance: str, currency: str) -> int:
    from workflows.intake.amounts import Unreadable, minor

    try:
        found = minor(tolerance, currency)
    except Unreadable as problem:
        raise click.UsageError(f"--tolerance: {problem}; type an amount like 0.50") from None
    if found < 0:
        raise click.UsageError("--tolerance: an amount cannot be less than nothing")
    return found


def _shape(found: "Matching", settled: "Settled | None") -> dict[str, Any]:
    """The answer as JSON: what the file comes to, and what was settled of it."""
    from console.verbs.cash import statement

    return {
        "courier": found.courier,
        "currency": found.currency,
        "tolerance_minor": found.tolerance,
        "amount_minor": found.amount_minor,
        "fees_minor": found.fees_minor,
        "counts": {kind.value: count for kind, count in found.counts.items()} | {"unreadable": len(found.unreadable)},
        "lines": [_line(line) for line in found.lines],
        "rejected": [shapes.some(one, _REJECTION) for one in found.rejections],
        "remittance": statement(settled.remittance) if settled else None,
        "refused": [_refused(one) for one in settled.refused] if settled else [],
    }


def _line(line: "Matched") -> dict[str, Any]:
    entry, parcel = line.entry, line.parcel
    return {
        "row": entry.row,
        "kind": line.kind.value,
        "waybill": entry.waybill,
        "order": entry.order,
        "amount_minor": entry.amount,
        "fees_minor": entry.fees,
        "unpaid_minor": entry.unpaid,
        "ref": parcel.ref if parcel else None,
        "parcel": parcel.position if parcel else None,
        "expected_minor": parcel.expected if parcel else None,
        "reason": line.reason,
    }


def _refused(one: Any) -> dict[str, Any]:
    return {"order_id": str(one.handed.order_id), "parcel": one.handed.parcel, "reason": one.refusal}


def _show(entries: "Entries", found: "Matching", *, is_as_before: bool) -> None:
    """Mapping, counts, and the rows that need somebody."""
    from workflows.settlement.matching import PAID

    if is_as_before:
        given_up = f", with up to {money(found.tolerance, found.currency)} given up" if found.tolerance else ""
        say(f"As last time{given_up}:")
    for line in (*entries.mapping.text(entries.sheet.header).splitlines(), *entries.notes):
        say(line)
    say()
    rows = [(kind.value, str(count)) for kind, count in found.counts.items() if count]
    rows += [("unreadable", str(len(found.unreadable)))] if found.unreadable else []
    table(("Rows", "Number"), rows, right=("Number",))
    if doubt := found.doubt(*PAID):
        say(f"{doubt}: ask the courier.".capitalize())
    for one in found.rejections[:_SHOWN]:
        say(f"Row {one.row}{_told(one)}: {one.reason}")
    if len(found.rejections) > _SHOWN:
        say(f"… and {len(found.rejections) - _SHOWN} more")


def _told(one: "Rejection") -> str:
    return f", {one.field} {one.value!r}" if one.value else ""


def _tell(found: "Matching", settled: "Settled | None") -> None:
    from workflows.settlement.matching import PAID

    amount, fees = (money(minor, found.currency) for minor in (found.amount_minor, found.fees_minor))
    if settled is None and not found.of(*PAID):
        say("Nothing of this file can be settled; mend its rows, or settle it once its parcels have arrived.")
        return
    if settled is None:
        say(f"{amount} could be settled, less {fees} of fees; --accept settles it.")
        return
    row = settled.remittance
    again = " before; nothing changed" if settled.repeated else ""
    say(f"{money(row.received_minor, row.currency)} of {counted(row.parcels, 'parcel')} was settled{again}.")
    for one in settled.refused[:_SHOWN]:
        say(f"Not settled: {one.refusal}")
