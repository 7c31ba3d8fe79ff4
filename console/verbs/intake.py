"""`codesk import`: orders of a file, with a report of every row that was not taken."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.output import dump, paragraph, progress, say
from console.session import Session
from console.verbs import options, shapes
from workflows.spoken import counted

if TYPE_CHECKING:
    from workflows.intake.load import Report
    from workflows.intake.reading import Reading
    from workflows.orders.draft import Rejection

_SHOWN = 20  #: rejected rows that are printed; the file of `--rejects` holds all
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_REJECTION = ("row", "field", "value", "reason")


def _source(_context: click.Context, _option: click.Parameter, typed: str | None) -> str:
    """The name of another shop, which is checked before anything is read."""
    from workflows.errors import Invalid
    from workflows.intake.strangers import source_named

    try:
        return "" if typed is None else source_named(typed)
    except Invalid as problem:
        raise click.BadParameter(str(problem)) from None


@click.command("import")
@click.argument("file", type=_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(("auto", "shopify", "woocommerce", "table")),
    default="auto",
    show_default=True,
    help="What kind of export it is; told from its headers when left to auto.",
)
@click.option(
    "--source", callback=_source, metavar="NAME", help="Which shop the file is of, where several number alike."
)
@click.option("--map", "map_file", type=_FILE, help="Which column of a table holds what, as TOML or JSON.")
@click.option("--save-map", type=click.Path(dir_okay=False, path_type=Path), help="Write the mapping that was used.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Write rejected rows to mend.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--yes", is_flag=True, help="Use a guessed mapping without asking.")
@options.as_json
@options.database
@options.session
def verb(
    session: Session,
    file: Path,
    form: str,
    source: str,
    map_file: Path | None,
    save_map: Path | None,
    rejects: Path | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Take in orders from a Shopify, WooCommerce or any CSV or XLSX file.

    The same file may be imported again: what is known is left as it is.
    """
    from workflows.intake.load import load, open_file
    from workflows.intake.mapping import load as load_map
    from workflows.intake.rejects import apart

    mapping = load_map(map_file) if map_file else None
    reading = open_file(session.desk, file, format=form, mapping=mapping)
    if rejects:
        apart(rejects, reading.sheet)  # before anything comes in
    if not as_json:
        _show_mapping(reading)
    if save_map and reading.mapping:
        reading.mapping.save(save_map)
    if reading.mapping and not (mapping or dry_run or yes or as_json):
        _ask(reading)
    with progress("Importing", shown=not as_json) as tell:
        report = load(session.desk, reading, is_trial=dry_run, tell=tell, source=source)
    _write(rejects, reading, report)
    dump(_shape(report)) if as_json else _print(report, rejects, dry_run)


def _show_mapping(reading: "Reading") -> None:
    if reading.mapping is not None:
        for line in reading.mapping.text(reading.sheet.header).splitlines():
            say(line)
        say()


def _ask(reading: "Reading") -> None:
    """A guess is used when a person agrees; where nobody sits, it was shown and is used."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    for note in reading.notes:
        paragraph(note)
    if not click.confirm("Is each column what it says?", default=True):
        raise click.ClickException(
            "nothing came in; --save-map FILE --dry-run writes the mapping, mend it and import with --map FILE"
        )


def _write(target: Path | None, reading: "Reading", report: "Report") -> None:
    from workflows.intake.rejects import write_rejects

    if target and report.rejected:
        write_rejects(target, reading.sheet, report.rejected)


def _shape(report: "Report") -> dict[str, object]:
    return {
        "orders_created": report.orders_created,
        "orders_known": report.orders_known,
        "lines": report.lines,
        "rejected": [shapes.some(one, _REJECTION) for one in _rows(report)],
    }


def _rows(report: "Report") -> "list[Rejection]":
    """Every row that was not taken, those too that a bad row of their order holds back."""
    return [one for rejection in report.rejected for one in rejection.each()]


def _print(report: "Report", rejects: Path | None, dry_run: bool) -> None:
    would = "would come in" if dry_run else "came in"
    orders, lines = counted(report.orders_created, "order"), counted(report.lines, "line")
    were = "was" if report.orders_known == 1 else "were"
    paragraph(f"{orders} with {lines} {would}; {report.orders_known} {were} known before.")
    for note in (*report.notes, *_to_know(report)):
        paragraph(note)
    rows = _rows(report)
    for row in rows[:_SHOWN]:
        paragraph(f"Row {row.row} was not taken: {_told(row)}")
    if len(rows) > _SHOWN:
        paragraph(f"… and {len(rows) - _SHOWN} more")
    if end := _end(bool(rows), rejects):
        paragraph(end)


def _to_know(report: "Report") -> Iterator[str]:
    """What came in as the file has it, and is better known before the first call."""
    from workflows.labels import MEND

    if report.to_mend:
        yield f"{counted(report.to_mend, 'number')} cannot be called; see the tab {MEND.title}."
    if report.foreign:
        were = f"{counted(report.foreign.total(), 'order is', 'orders are')} in {', '.join(sorted(report.foreign))}"
        yield f"{were}; amounts stay in the order's own currency."


def _end(is_rejected: bool, rejects: Path | None) -> str:
    """What to do about the rejected rows."""
    if is_rejected:
        return f"Mend {rejects} and import it again." if rejects else "--rejects FILE writes them as a file to mend."
    return f"No row was rejected; {rejects} was not written." if rejects else ""


def _told(row: "Rejection") -> str:
    """Column and cell before the reason, unless the reason says the cell itself."""
    cell = repr(row.value)
    if not row.field and not row.value:
        return row.reason
    if row.reason.startswith(cell):
        return f"{row.field}: {row.reason}"
    return f"{row.field} {cell}: {row.reason}".lstrip()
