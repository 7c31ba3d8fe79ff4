"""The record of look-up runs: who asked a provider when, and what came of it (domain.md 13).

One run per provider at a time: the database holds that by an index. A run that gave no sign of life for ten minutes
has died; the next one takes it over and says so.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from models.gateways import Gateway, LookupAnswer, LookupRun, lookup_answers, lookup_runs
from workflows.actors import Actor
from workflows.desk import Desk
from workflows.errors import Refused
from workflows.lookup import gateways
from workflows.shop.permission import only_supervisors
from workflows.work import Work, as_dict, first, upsert

DEAD_AFTER = timedelta(minutes=10)
_r = lookup_runs.c
_OPEN = select(lookup_runs).where(
    _r.shop_id == bindparam("shop"), _r.gateway == bindparam("gateway"), _r.ended_at.is_(None)
)


def begin(desk: Desk, name: str, by: Actor) -> tuple[Gateway, LookupRun]:
    """Open a run; Refused while another one is under way."""
    try:
        return desk.write(lambda work: _begin(work, name, by))
    except IntegrityError:
        raise Refused(f"{name} is being asked by somebody else; wait until they are done") from None


def _begin(work: Work, name: str, by: Actor) -> tuple[Gateway, LookupRun]:
    only_supervisors(work, by, "ask payment providers")
    gateway = gateways.by_name(work, name)
    if not gateway.active:
        raise Refused(f"{gateway.name} is deactivated; reactivate it before it is asked")
    found = work.connection.execute(_OPEN, {"shop": work.shop.id, "gateway": gateway.name}).one_or_none()
    if found is not None:
        _take_over(work, LookupRun(*found), by)
    row = LookupRun(work.shop.id, work.new_id(), gateway.name, by.name, work.now, work.now, None, 0, 0, 0, 0, "")
    work.add(lookup_runs, row)
    return gateway, row


def _take_over(work: Work, run: LookupRun, by: Actor) -> None:
    """End a run that has died; Refused for one that lives."""
    if _is_heard_of(work, run):
        since = f"{run.started_at.astimezone(work.zone):%H:%M}"
        raise Refused(f"{run.gateway} is being asked since {since} by {run.started_by}; wait until that is done")
    died = f"its process died; {by.name} started another run"
    _set(work, run, ended_at=work.now, error=died)


def _is_heard_of(work: Work, run: LookupRun) -> bool:
    """Whether it was seen lately, and not in the time before a clock was set back."""
    return abs(work.now - run.seen_at) < DEAD_AFTER


def alive(desk: Desk, run: LookupRun, heard: list[LookupAnswer]) -> None:
    """Write how far a run is and what it heard; Refused when it was taken for dead in between."""
    if not desk.write(lambda work: _alive(work, run, heard)):
        raise Refused(f"another run asks {run.gateway} by now, because this one was not heard of for so long")


def _alive(work: Work, run: LookupRun, heard: list[LookupAnswer]) -> bool:
    _keep(work, [answer for answer in heard if not answer.trouble], _SAID + _ASKED)
    _keep(work, [answer for answer in heard if answer.trouble], _ASKED)
    return _set(work, run, seen_at=work.now, **_counted(run))


_SAID, _ASKED = ("gateway", "run_id", "answered", "detail", "at"), ("asked_at", "trouble")


def _keep(work: Work, heard: list[LookupAnswer], news: tuple[str, ...]) -> None:
    """Write what is new of these orders; what was said before stays where nobody was reached."""
    if heard:
        statement = upsert(work.is_sqlite, lookup_answers)
        said = {name: statement.excluded[name] for name in news}
        stored = statement.on_conflict_do_update(index_elements=["shop_id", "order_id"], set_=said)
        work.connection.execute(stored, [as_dict(answer) for answer in heard])


def end(desk: Desk, run: LookupRun, error: str) -> LookupRun:
    """Close a run with what came of it; one that was taken over keeps what was said of it then."""

    def unit(work: Work) -> LookupRun:
        _set(work, run, seen_at=work.now, ended_at=work.now, error=error, **_counted(run))
        mine = (_r.shop_id == run.shop_id, _r.id == run.id)
        return LookupRun(*work.connection.execute(select(lookup_runs).where(*mine)).one())

    return desk.write(unit)


def _counted(run: LookupRun) -> dict[str, int]:
    return {name: getattr(run, name) for name in ("looked_at", "moved", "failed", "unknown")}


def _set(work: Work, run: LookupRun, **values: object) -> bool:
    """Change a run that is still open; whether it was."""
    mine = (_r.shop_id == run.shop_id, _r.id == run.id, _r.ended_at.is_(None))
    return work.connection.execute(update(lookup_runs).where(*mine).values(values)).rowcount == 1


# What is read of it.


def runs(work: Work, *, gateway: str = "", before: UUID | None = None, limit: int = 50) -> list[LookupRun]:
    """Runs, newest first; `before` is the id of the last one of the page before."""
    mine = [_r.shop_id == work.shop.id]
    mine += [_r.gateway == gateway] if gateway else []
    mine += [_r.id < before] if before is not None else []
    statement = select(lookup_runs).where(*mine).order_by(_r.id.desc()).limit(limit)
    return [LookupRun(*row) for row in work.connection.execute(statement)]


def last(work: Work, gateway: str) -> LookupRun | None:
    """The newest run at a provider."""
    mine = (_r.shop_id == work.shop.id, _r.gateway == gateway)
    found = work.connection.execute(first(select(lookup_runs).where(*mine).order_by(_r.started_at.desc())))
    row = found.one_or_none()
    return LookupRun(*row) if row else None


def due(work: Work) -> list[Gateway]:
    """Providers that are to be asked now, as often as `payment_lookup_every` says; none where it is none."""
    every = work.policy.payment_lookup_every
    if every is None:
        return []
    return [one for one in gateways.everything(work, only_active=True) if _is_due(work, one, every)]


def _is_due(work: Work, gateway: Gateway, every: timedelta) -> bool:
    run = last(work, gateway.name)
    if run is None:
        return True
    lives = run.ended_at is None and _is_heard_of(work, run)
    return not lives and run.started_at + every <= work.now
