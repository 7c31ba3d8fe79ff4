"""`codesk couriers report`: what a connected courier says of its parcels, one by flags or many as JSON lines."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from console.output import dump, say
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from workflows.parcels.courier import CourierEvent

W = TypeVar("W", bound=StrEnum)

_TEXTS = ("courier", "waybill", "event_id", "kind", "at", "reason", "note", "driver")
_NEEDED = ("courier", "waybill", "event_id", "kind")


@click.command("report")
@click.option("--courier", metavar="NAME", help="Who reports, as the shop has it.")
@click.option("--waybill", metavar="NUMBER", help="The parcel's number there.")
@click.option("--event-id", metavar="ID", help="The report's own id there: one that is known changes nothing.")
@click.option("--kind", metavar="WORD", help="picked-up, in-transit, out-for-delivery, failed, delivered, …")
@click.option("--at", metavar="TIME", help="When it happened, as an ISO time; now when left out.")
@click.option("--reason", metavar="WORD", help="Why a delivery failed: refused, wrong-address, not-available, …")
@click.option("--note", metavar="TEXT", help="The courier's own words.")
@click.option("--driver", metavar="NAME", help="Who drives it out.")
@click.option("--amount-minor", type=int, metavar="UNITS", help="What was collected, in the order's minor units.")
@click.option("--lines", type=click.File("rb"), metavar="FILE", help="Reports as JSON lines; - for stdin.")
@options.as_json
@options.database
@click.pass_context
def report(ctx: click.Context, /, lines: IO[bytes] | None, as_json: bool, **flags: Any) -> None:
    """Take in what a connected courier reports of its parcels.

    For the program that hears from the courier. A parcel is found by its waybill; a report that fits nowhere is
    listed by `codesk couriers exceptions`. The same report may come any number of times.
    """
    session = ctx.ensure_object(Session)
    typed = {name: value for name, value in flags.items() if value is not None}
    if lines is None:
        told = _told(session, read(typed, session.desk.clock(), shapes.zone(session)))
        dump({"ok": True, "report": told}) if as_json else say(_sentence(told))
        return
    if typed:
        raise click.UsageError("a report comes by flags or by --lines, not by both")
    ctx.exit(_stream(session, lines, as_json))


def _stream(session: Session, lines: IO[bytes], as_json: bool) -> int:
    """Take each line in by itself; 1 where one could not be read, so that whoever sends them looks."""
    reports = []
    for told in _each(session, lines):
        reports.append(told)
        if not as_json:
            say(_sentence(told))
    is_whole = all(told["outcome"] != "unreadable" for told in reports)
    if as_json:
        dump({"ok": is_whole, "reports": reports})
    return 0 if is_whole else 1


def _each(session: Session, lines: IO[bytes]) -> Iterator[dict[str, Any]]:
    from workflows.errors import Invalid

    zone = shapes.zone(session)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield {"line": number} | _told(session, read(_parsed(line), session.desk.clock(), zone))
        except Invalid as problem:
            yield {"line": number, "event_id": None, "outcome": "unreadable", "why": str(problem)}


def _told(session: Session, event: "CourierEvent") -> dict[str, Any]:
    from workflows.parcels import courier

    done = courier.take_in(session.desk, event)
    return {"event_id": event.event_id, "outcome": done.outcome.value, "why": done.why}


def _sentence(told: Mapping[str, Any]) -> str:
    number = f"line {told['line']}: " if "line" in told else ""
    return f"{number}{told['outcome']}{': ' if told['why'] else ''}{told['why']}"


def _parsed(line: bytes) -> dict[str, Any]:
    from workflows.errors import Invalid

    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise Invalid("this is no JSON object; write one report on each line")
    return {name: value for name, value in said.items() if value is not None}


def read(said: Mapping[str, Any], now: datetime, zone: Any) -> "CourierEvent":
    """A report from its words; Invalid for one that cannot be read. A time without an offset is the shop's."""
    from models.currencies import LARGEST
    from models.statuses import Issue
    from workflows.engine import Minor
    from workflows.errors import Invalid
    from workflows.parcels.courier import CourierEvent, Kind

    _judge(said)
    amount = said.get("amount_minor")
    if amount is not None and (type(amount) is not int or not 0 <= amount <= LARGEST):
        raise Invalid("amount_minor is a whole number of minor units, not less than 0")
    return CourierEvent(
        said["courier"],
        said["waybill"],
        said["event_id"],
        _word(Kind, "kind", said["kind"]),
        _time(said["at"], zone) if said.get("at") else now,
        _word(Issue, "reason", said.get("reason") or Issue.OTHER),
        said.get("note", ""),
        said.get("driver", ""),
        None if amount is None else Minor(amount),
    )


def _judge(said: Mapping[str, Any]) -> None:
    """Invalid for names that no report has, for what is missing, and for what is no text."""
    from console.data.typed import BROKEN
    from workflows.errors import Invalid

    if unknown := sorted(set(said) - {*_TEXTS, "amount_minor"}):
        raise Invalid(f"a report has no {unknown[0]!r}; there are {', '.join(_TEXTS)}, amount_minor")
    texts = {name: said[name] for name in _TEXTS if name in said}
    if broken := [name for name, text in texts.items() if not isinstance(text, str) or BROKEN.search(text)]:
        raise Invalid(f"{broken[0]} is no text")
    if missing := [name for name in _NEEDED if not said.get(name, "").strip()]:
        raise Invalid(f"a report needs {', '.join(missing)}")


def _word(words: type[W], name: str, typed: str) -> W:
    from workflows.errors import Invalid

    try:
        return words(typed.strip().lower().replace("_", "-"))
    except ValueError:
        raise Invalid(f"{typed!r} is no {name}; there are {', '.join(words)}") from None


def _time(typed: str, zone: Any) -> datetime:
    from workflows.errors import Invalid

    try:
        at = datetime.fromisoformat(typed.strip())
        return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Invalid(f"{typed!r} is no time; give one like 2026-11-22T10:00:00+01:00") from None
