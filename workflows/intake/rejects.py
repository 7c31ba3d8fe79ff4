"""The rows that were not taken, as a file to mend and import again."""

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from models.files import written
from workflows.intake.headers import OURS
from workflows.intake.rows import FileProblem, Number
from workflows.intake.spreadsheet import Sheet
from workflows.orders.draft import Rejection
from workflows.text import fold

_GUARDED = tuple("=+-@\t\r")


def write_rejects(target: Path, sheet: Sheet, rejections: Iterable[Rejection]) -> int:
    """Every row of every rejected order with its own columns, behind ours that say what is wrong; how many rows.

    Our columns stand first, so that a row with too many cells keeps them all; an import passes them over. Cells
    that a spreadsheet would take for a formula are guarded with `'`, which an import takes off again. FileProblem
    when the target is the file that is imported.
    """
    apart(target, sheet)
    theirs = [place for place, name in enumerate(sheet.header) if fold(name) not in OURS]
    told, count = _by_row(rejections), 0
    with written(target) as file:
        out = csv.writer(file)
        out.writerow([*OURS, *(sheet.header[place] for place in theirs)])
        for row in sheet.rows():
            if faults := told.get(row.number):
                fields, reasons = [one.field for one in faults], [one.reason for one in faults]
                ours = (str(row.number), ", ".join(fields), "; ".join(reasons))
                cells = (row.cells[place] for place in theirs)
                out.writerow([_safe(cell) for cell in (*ours, *cells, *row.overhang)])
                count += 1
    return count


def _by_row(rejections: Iterable[Rejection]) -> dict[int, list[Rejection]]:
    told: dict[int, list[Rejection]] = defaultdict(list)
    for rejection in rejections:
        for one in rejection.each():
            told[one.row].append(one)
    return told


def apart(target: Path, sheet: Sheet) -> None:
    """FileProblem when the rejected rows would replace the orders they come from."""
    if target.resolve() == sheet.path.resolve() or (target.exists() and target.samefile(sheet.path)):
        raise FileProblem(f"{target} is the file that is imported; give --rejects another name, to keep your orders.")


def _safe(cell: str) -> str:
    """Without formulas, line breaks kept; a workbook's number with three decimals gets a fourth, so that it
    stays one."""
    if isinstance(cell, Number) and cell[-4:-3] == ".":
        return f"{cell}0"
    return f"'{cell}" if cell.startswith(_GUARDED) else cell.replace("\0", "")
