"""The tabs of Numbers: what each page shows, read in one unit of work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from console import text
from console.data.board import Bar, Bars, Beside, Columns, Grid, Page, Section, Title, Words
from console.data.columns import Column
from console.data.numbers import TABLES, Figure, Share, Table, cells, spent
from console.data.reasons import came_back_for
from models.statuses import Headline
from workflows.labels import word
from workflows.numbers import reach, results, stays
from workflows.numbers.live import AtWork
from workflows.numbers.period import TODAY, Period, named, today_of
from workflows.spoken import counted

if TYPE_CHECKING:
    from workflows.work import Work


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab."""

    title: str
    tables: tuple[str, ...]  #: what its CSV holds
    follows_days: bool = True  #: whether other days change it


TABS: Mapping[str, Tab] = {
    "today": Tab("Today", ("now",), follows_days=False),
    "agents": Tab("Agents", ("agent",)),
    "sources": Tab("Sources", ("source",)),
    "calls": Tab("Calls", ("hour", "attempt")),
    "time": Tab("Time", ("status",)),
    "returns": Tab("Returns", ("reason",)),
}


def page(work: "Work", tab: str, period: Period) -> Page:
    """What a tab shows."""
    return {"today": _today, "calls": _calls, "time": _time, "returns": _returns}.get(tab, _results)(
        work, tab, period
    )


def grid(work: "Work", table: Table, rows: Sequence[Any], *, has_sum: bool = False) -> Section:
    """Rows under their titles; what to do where there are none."""
    if not rows:
        return Words(table.empty)
    columns = tuple(
        Column(figure.title, figure.width, hide=figure.hide, align="left" if figure.is_text else "right")
        for figure in table.figures
    )
    return Grid(columns, tuple(cells(table, row, work.now, work.zone) for row in rows), has_sum, table.divided)


# Today


def _on(work: "Work", one: AtWork) -> str:
    """What somebody is on."""
    clock = partial(text.clock, zone=work.zone)
    if one.order:
        return f"{one.order} until {clock(one.until)}" if one.until else one.order
    if one.paused_at:
        return f"paused {clock(one.paused_at)}: {one.pause_reason}"
    return "no order"


def _live(work: "Work") -> Table:
    """Who is at work, with what they are on in one column."""
    known = {figure.key: figure for figure in TABLES["now"].figures}
    on = Figure("on", "On", partial(_on, work), 22, is_text=True)
    return replace(TABLES["now"], figures=(known["agent"], on, *(known[key] for key in _KEPT)))


_KEPT = ("seen_at", "reached", "confirmed")


def _today(work: "Work", _tab: str, _period: Period) -> Page:
    today, table = named(TODAY, today_of(work)), _live(work)
    whole, came = (results.total(by(work, today).values()) for by in (results.by_agent, results.by_source))
    left = counted(came.missing, "checkout was", "checkouts were")
    return (
        Title(table.title),
        grid(work, table, table.read(work, today)),
        Title(f"Today · {counted(came.came_in, 'order')} came in · {left} left, {came.finished} became orders"),
        Bars(_of_today(whole)),
        *_called_off([("", whole)]),
        *_by_hour(reach.by_hour(work, today)),
    )


def _of_today(whole: results.Result) -> tuple[Bar, ...]:
    shares = (
        ("reached, of the calls", Share(whole.reached, whole.calls)),
        ("confirmed, of those decided", Share(whole.confirmed, whole.decided)),
        ("cancelled, of those decided", Share(whole.cancelled, whole.decided)),
        ("fake, of those decided", Share(whole.fake, whole.decided)),
        ("delivered, of those that ended", Share(whole.delivered, whole.ended)),
        ("returned, of those that ended", Share(whole.returned, whole.ended)),
    )
    return tuple(share_bar(label, share) for label, share in shares)


def share_bar(label: str, share: Share) -> Bar:
    """A share on a scale of its own: the whole is everything."""
    part = round(1000 * share.part / share.of) if share.of else 0
    return Bar(label, part, 1000 if share.of else 0, str(share))


def _by_hour(hours: Sequence[reach.Reach]) -> Page:
    if not hours:
        return ()
    busiest = max(hours, key=lambda one: one.calls)
    title = f"Calls by hour · most at {busiest.of:02}:00: {busiest.calls}"
    return (Title(title), Columns(tuple((f"{one.of:02}", one.calls) for one in hours)))


# Agents and sources


def _results(work: "Work", tab: str, period: Period) -> Page:
    table = TABLES[TABS[tab].tables[0]]
    rows = list(table.read(work, period))
    if all(one.is_empty for _, one in rows):
        return (Words(table.empty),)
    several = [*rows, ("all", results.total(one for _, one in rows))] if len(rows) > 1 else rows
    return (
        grid(work, table, several, has_sum=len(rows) > 1),
        *_called_off(rows),
        *_shares("Confirmed, of those decided", [(name, Share(one.confirmed, one.decided)) for name, one in rows]),
        *_shares("Delivered, of those that ended", [(name, Share(one.delivered, one.ended)) for name, one in rows]),
    )


def _called_off(rows: Sequence[tuple[str, results.Result]]) -> Page:
    """In words, since the column has no room on a narrow screen; nothing where there is none."""
    named = [f"{one.called_off} {name}".rstrip() for name, one in rows if one.called_off]
    return (Words(f"called off after they were confirmed: {', '.join(named)}"),) if named else ()


def _shares(title: str, rows: Sequence[tuple[str, Share]]) -> Page:
    """One bar for each share of something."""
    bars = tuple(share_bar(name, share) for name, share in rows if share.of)
    return (Title(title), Bars(bars)) if bars else ()


# Calls


def _calls(work: "Work", _tab: str, period: Period) -> Page:
    hours, tries = TABLES["hour"], TABLES["attempt"]
    by_hour, by_try = list(hours.read(work, period)), list(tries.read(work, period))
    if not by_hour:
        return (Words(hours.empty),)
    return (
        Beside(
            (Title(hours.title), _reached([(f"{one.of:02}", one) for one in by_hour])),
            (Title(tries.title), _reached([(_nth(one.of), one) for one in by_try])),
        ),
        Words("█ reached, ░ not, of all calls of that hour or attempt"),
    )


def _nth(nth: int) -> str:
    return f"{nth}+" if nth == reach.LAST else f"{nth} "


def _reached(rows: Sequence[tuple[str, reach.Reach]]) -> Bars:
    return Bars(tuple(Bar(label, one.reached, one.calls, str(Share(one.reached, one.calls))) for label, one in rows))


# Time, returns


def _time(work: "Work", _tab: str, period: Period) -> Page:
    table = TABLES["status"]
    rows = [stay for stay in stays.by_status(work, period) if stay.left or stay.now]
    longest = tuple(_stay(stay.headline, stay.mean) for stay in rows if stay.mean is not None)
    if not rows:
        return (Words(table.empty),)
    return (grid(work, table, rows), Title("Mean time in each status"), Bars(longest))


def _stay(headline: Headline, mean: timedelta) -> Bar:
    seconds = max(int(mean.total_seconds()), 1)
    return Bar(word(headline), seconds, seconds, spent(mean))


def _returns(work: "Work", _tab: str, period: Period) -> Page:
    table = TABLES["reason"]
    rows = list(table.read(work, period))
    if not rows:
        return (Words(table.empty),)
    parcels = sum(row.parcels for row in rows)
    shares = [(came_back_for(row.reason), Share(row.parcels, parcels)) for row in rows]
    return (grid(work, table, rows), *_shares("Parcels, of all that came back", shares))
