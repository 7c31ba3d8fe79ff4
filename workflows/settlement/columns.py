"""Which column of a settlement holds what: guessed from its name, looked at by a person, kept as a map file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workflows.intake import mapfile
from workflows.intake.currencywords import is_code
from workflows.intake.kinds import Cells, amount_like, date_like, phone_like
from workflows.intake.rows import FileProblem
from workflows.settlement.words import ALL_FEES, WORDS, Column
from workflows.text import fold

MONEY = (Column.AMOUNT, Column.FEE, Column.NET)
DASHES = ("-", "–", "—")
_LITTLE = frozenset(("a", "d", "da", "de", "del", "des", "du", "el", "l", "la", "le"))
_NUMBERS = dict.fromkeys(("n", "nr", "nro", "num", "numero", "number"), "no")
_TELLING = 0.3  #: of the numbers of parcels so many are different at least


@dataclass(frozen=True, slots=True)
class Mapping:
    """Columns by what they hold; only fees may stand in several."""

    columns: tuple[tuple[Column, tuple[str, ...]], ...]
    decimal: str = ""  #: `.` or `,`; empty means told from the amounts
    currency: str = ""  #: ISO 4217; empty means the shop's

    def text(self, header: Sequence[str]) -> str:
        """The mapping for people: one line per column, and the names that nothing is read from."""
        lines = [f"{column.label:<8} <- {', '.join(names)}" for column, names in self.columns]
        used = {fold(name) for _, names in self.columns for name in names}
        left = [name for name in header if fold(name) not in used]
        return "\n".join([*lines, *([f"Not used :  {', '.join(left)}"] if left else [])])

    def located(self, header: Sequence[str]) -> dict[Column, tuple[int, ...]]:
        """Where the columns stand. FileProblem for one that the file does not have, or for too few."""
        places = {
            column: tuple(mapfile.place(header, column.value, name) for name in names)
            for column, names in self.columns
        }
        _refuse_too_few(header, set(places))
        return places

    def save(self, path: Path) -> None:
        """Write it as a map file, TOML."""
        mapfile.save(path, self.columns, {"decimal": self.decimal, "currency": self.currency})


def load(path: Path) -> Mapping:
    """A map file. FileProblem names the key that is wrong."""
    name, what, example = path.name, "a column of a settlement", 'waybill = "Tracking number"'
    columns, reading = mapfile.load(path, [column.value for column in Column], what, ("decimal", "currency"), example)
    for key, given in columns.items():
        if len(given) > 1 and key != Column.FEE:
            raise FileProblem(f"{name}: {key} names {len(given)} columns; only fees are added up.")
    decimal = mapfile.choice(name, "decimal", reading.get("decimal", ""), ("", *mapfile.MARKS))
    pairs = tuple((Column(key), given) for key, given in columns.items())
    return Mapping(pairs, decimal, mapfile.currency(name, reading.get("currency", "")))


def guess(header: Sequence[str], sample: Sequence[Sequence[str]]) -> Mapping:
    """The likeliest mapping. FileProblem when the columns tell no settlement."""
    columns = [Cells([_filled(row[place]) for row in sample]) for place in range(len(header))]
    found: dict[Column, list[int]] = {}
    taken: set[int] = set()
    for _, place, column in sorted(_candidates(header, columns)):
        if place not in taken and (column not in found or column is Column.FEE):
            found.setdefault(column, []).append(place)
            taken.add(place)
    _one_sum_of_fees(header, found)
    _refuse_too_few(header, set(found))
    names = (
        (column, tuple(header[place] for place in sorted(found[column]))) for column in Column if column in found
    )
    return Mapping(tuple(names))


def _filled(cell: str) -> str:
    """A dash stands for nothing."""
    return "" if cell.strip() in DASHES else cell


def _candidates(header: Sequence[str], columns: Sequence[Cells]) -> Iterator[tuple[int, int, Column]]:
    """Rank (the likeliest first), place and meaning of every column that could be meant."""
    for place, (name, cells) in enumerate(zip(header, columns, strict=True)):
        folded = _plain(name)
        core = " ".join(word for word in folded.split() if not is_code(word)) or folded
        for doubt, spelled in enumerate(dict.fromkeys((folded, core))):
            for column, rank in _ranks().get(spelled, ()):
                if _fits(column, cells):
                    yield 1000 * doubt + rank, place, column


@lru_cache(maxsize=1)
def _ranks() -> dict[str, list[tuple[Column, int]]]:
    """What a folded name may mean, and how early it stands among the names of that meaning."""
    found: dict[str, list[tuple[Column, int]]] = {}
    for column, lines in WORDS.items():
        names = dict.fromkeys(_plain(name) for name in lines.strip().replace("\n", "|").split("|"))
        for rank, name in enumerate(names):
            found.setdefault(name, []).append((column, rank))
    return found


def _plain(name: str) -> str:
    """A folded name without its little words, a number spelled in one way: `N° de suivi`, `Numéro suivi`."""
    words = [_NUMBERS.get(word, word) for word in fold(name).split() if word not in _LITTLE]
    return " ".join(words) or fold(name)


def _fits(column: Column, cells: Cells) -> bool:
    """Whether the cells allow it; an empty column may be anything."""
    if not cells.filled:
        return True
    if column in MONEY:
        return cells.share(amount_like) > 0.5
    if column is Column.WAYBILL:
        return cells.different > _TELLING and cells.share(date_like) < 0.5
    if column is Column.ORDER:
        return not cells.counts_rows and cells.different > _TELLING and cells.share(_dialled) < 0.5
    return cells.share(amount_like) < 0.5


def _dialled(cell: str) -> bool:
    return cell[0] in "+0(" and phone_like(cell)


def _one_sum_of_fees(header: Sequence[str], found: dict[Column, list[int]]) -> None:
    """A column that adds the fees up stands for them all."""
    whole = {fold(name) for name in ALL_FEES.split("|")}
    sums = [place for place in found.get(Column.FEE, []) if fold(header[place]) in whole]
    if sums:
        found[Column.FEE] = sums[:1]


def _refuse_too_few(header: Sequence[str], have: set[Column]) -> None:
    if not (have & {Column.WAYBILL, Column.ORDER} and have & {Column.AMOUNT, Column.NET}):
        raise FileProblem(
            f"These columns do not tell a settlement: {', '.join(header[:12])}. Name at least a waybill or an order, "
            "and an amount or what is paid out, in a map file."
        )
