"""`codesk import`: orders of a file, with a report of every row that was not taken."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from console.output import dump, progress, say
from console.session import Session
from console.verbs import options, shapes

if TYPE_CHECKING:
    from workflows.intake.load import Report
    from workflows.intake.reading import Reading

_SHOWN = 20  #: rejected rows that are printed; the file of `--rejects` holds all
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_REJECTION = ("row", "field", "value", "reason")


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
@click.option("--map", "map_file", type=_FILE, help="Which column of a table holds what, as TOML or JSON.")
@click.option("--save-map", type=click.Path(dir_okay=False, path_type=Path), help="Write the mapping that was used.")
@click.option("--rejects", type=click.Path(dir_okay=False, path_type=Path), help="Write rejected rows to mend.")
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@options.as_json
@options.database
@options.session
def verb(
    session: Session,
    file: Path,
    form: str,
    map_file: Path | None,
    save_map: Path | None,
    rejects: Path | None,
    dry_run: bool,
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
    with progress("Importing", shown=not as_json) as tell:
        report = load(session.desk, reading, is_trial=dry_run, tell=tell)
    written = _write(rejects, reading, report)
    dump(_shape(report)) if as_json else _print(report, rejects if written else None, dry_run)


def _show_mapping(reading: "Reading") -> None:
    if reading.mapping is not None:
        for line in reading.mapping.text(reading.sheet.header).splitlines():
            say(line)
        say()


def _write(target: Path | None, reading: "Reading", report: "Report") -> int:
    from workflows.intake.rejects import write_rejects

    return write_rejects(target, reading.sheet, report.rejected) if target else 0


def _shape(report: "Report") -> dict[str, object]:
    return {
        "orders_created": report.orders_created,
        "orders_known": report.orders_known,
        "lines": report.lines,
        "rejected": [shapes.some(rejection, _REJECTION) for rejection in report.rejected],
    }


def _print(report: "Report", rejects: Path | None, dry_run: bool) -> None:
    would = "would come in" if dry_run else "came in"
    say(f"{report.orders_created} orders with {report.lines} lines {would}; {report.orders_known} were known before.")
    for note in report.notes:
        say(note)
    for rejection in report.rejected[:_SHOWN]:
        say(f"Row {rejection.row} was not taken: {rejection.field} {rejection.value!r}: {rejection.reason}")
    if len(report.rejected) > _SHOWN:
        say(f"… and {len(report.rejected) - _SHOWN} more")
    if report.rejected:
        say(f"Mend {rejects} and import it again." if rejects else "--rejects FILE writes them as a file to mend.")
