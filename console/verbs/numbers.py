"""`codesk numbers`: rates with what they are divided by, for any days; and counting them anew."""

import shutil
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from console.output import dump, say, table
from console.session import Session
from console.verbs import options
from workflows.spoken import counted

if TYPE_CHECKING:
    from console.data.numbers import Figure
    from workflows.numbers.period import Period
    from workflows.work import Work

_BY = ("agent", "source", "hour", "attempt", "status", "reason", "now")


def _day(_ctx: click.Context, _parameter: click.Parameter, text: str | None) -> date | None:
    """A day as it is typed, after the shop's own calendar."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        raise click.BadParameter(f"{text!r} is no day; write it like 2026-11-01") from None


@click.command("numbers")
@click.option("--since", metavar="DAY", callback=_day, help="The first day; seven days to --until when left out.")
@click.option("--until", metavar="DAY", callback=_day, help="The last day; today when left out.")
@click.option("--by", type=click.Choice(_BY), default="agent", show_default=True, help="What there is a row for.")
@click.option("--csv", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write them to this file.")
@click.option("--recount", is_flag=True, help="Count everything anew from calls and events, and store that.")
@options.may_act
@options.as_json
@options.database
@options.session
def verb(
    session: Session,
    since: date | None,
    until: date | None,
    by: str,
    target: Path | None,
    recount: bool,
    by_name: str,
    as_json: bool,
) -> None:
    """What became of calls and orders, per agent, source, hour, attempt, status or reason."""
    if recount:
        _recount(session, by_name, as_json)
        return
    period = session.desk.read(lambda work: _period(work, since, until))
    if target is not None:
        _write(session, by, period, target, as_json)
    elif as_json:
        _dump(session, by, period)
    else:
        _print(session, by, period)


def _period(work: "Work", since: date | None, until: date | None) -> "Period":
    from workflows.numbers.period import WEEK, between, named, today_of

    last = until or today_of(work)
    return between(since or named(WEEK, last).first, last)


def _recount(session: Session, by_name: str, as_json: bool) -> None:
    from workflows.numbers.recount import rebuild

    by = session.doer(by_name)
    wrong = session.desk.write(lambda work: rebuild(work, by=by))
    if as_json:
        dump({"ok": True, "wrong": wrong})
    else:
        say(f"Counted anew; {counted(wrong, 'wrong count') + ' mended' if wrong else 'every count was right'}.")


def _dump(session: Session, by: str, period: "Period") -> None:
    from console.data.numbers_csv import records

    rows: list[dict[str, Any]] = session.desk.read(lambda work: records(work, by, period))
    dump({"by": by, "first_day": period.first.isoformat(), "last_day": period.last.isoformat(), "rows": rows})


def _write(session: Session, by: str, period: "Period", target: Path, as_json: bool) -> None:
    from console.data.numbers_csv import lines
    from models.files import written

    told = session.desk.read(lambda work: list(lines(work, (by,), period)))
    with written(target) as file:
        file.writelines(told)
    count = max(len(told) - 1, 0)
    if as_json:
        dump({"ok": True, "rows": count, "file": str(target)})
    else:
        say(f"{counted(count, 'row')} written to {target}.")


def _fitting(figures: "tuple[Figure, ...]") -> list[int]:
    """The columns that a terminal has room for; all of them where nobody looks."""
    from console.data.columns import Column, fit

    if not sys.stdout.isatty():
        return list(range(len(figures)))
    room = shutil.get_terminal_size().columns
    return [one.index for one in fit([Column(one.title, one.width + 1, hide=one.hide) for one in figures], room)]


def _print(session: Session, by: str, period: "Period") -> None:
    from console.data.board import noted
    from console.data.numbers import TABLES, cells, shown_days

    shown = TABLES[by]

    def unit(work: "Work") -> list[tuple[str, ...]]:
        return [cells(shown, row, work.now, work.zone) for row in shown.read(work, period)]

    rows = session.desk.read(unit)
    say("As it is now" if by == "now" else f"{shown.title}, {shown_days(period)}")
    if not rows:
        say(shown.empty)
        return
    places = _fitting(shown.figures)
    right = [one.title for one in shown.figures if not one.is_text]
    titles = [shown.figures[place].title for place in places]
    table(
        titles,
        [[row[place] for place in places] for row in rows],
        right=right,
    )
    note = noted(shown.divided, titles)
    say(f"{note[0].upper()}{note[1:]}.")
