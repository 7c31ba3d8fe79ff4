"""Which column is what, guessed from the columns' names and from what stands below them."""

import re
from collections.abc import Iterator, Sequence

from workflows.intake.currencywords import is_code
from workflows.intake.fields import DATES, LINES, MONEY, Field
from workflows.intake.kinds import (
    Cells,
    amount_like,
    code_like,
    count_like,
    date_like,
    dialled,
    email_like,
    house_like,
    phone_like,
    state_like,
    time_like,
)
from workflows.intake.mapping import Mapping
from workflows.intake.rows import FileProblem
from workflows.intake.slots import apart, numbered
from workflows.intake.vocabulary import codes, counters, doubtful, neutral, not_money, phrases, ranks
from workflows.text import fold

_FIRST = 2  #: an order number under a name such as `no` stands in one of the first columns
OURS = ("codesk row", "codesk field", "codesk reason")  #: columns of our own list of rejected rows
_PARTS = re.compile(r"[/|()\[\]–—:]|\s-\s")
_WHO = {Field.NUMBER, Field.PHONE, Field.EMAIL, Field.FIRST_NAME}
_WHAT = {Field.PHONE, Field.EMAIL, Field.CUSTOMER, Field.FIRST_NAME, Field.STATUS, Field.PRODUCT, Field.SKU} | MONEY
_BARE_NAMES = {"nom", "name", "nombre", "nome", "اسم", "име", "naam", "isim", "nombres"}
_NAMES = {Field.CUSTOMER, Field.FIRST_NAME, Field.LAST_NAME}

Candidate = tuple[float, Field, int]


def guess(header: Sequence[str], sample: Sequence[Sequence[str]]) -> Mapping:
    """The likeliest mapping. FileProblem when the first row is no header or nothing tells an order."""
    columns = [Cells([row[place] for row in sample]) for place in range(len(header))]
    _refuse_headless(header)
    chosen = _assigned(sorted(_candidates(header, columns), key=lambda c: (-c[0], c[2])))
    _part_names(header, chosen)
    _side_by_side(header, chosen)
    mapping = Mapping(
        tuple(
            (wanted, tuple(_name(header, place) for place in chosen[wanted])) for wanted in Field if wanted in chosen
        )
    )
    if not (_who(header, chosen) and _WHAT & chosen.keys()):
        raise FileProblem(
            f"These columns do not tell an order: {', '.join(header[:12])}. Name at least an order number, a phone "
            "or a customer, and a product, a total or a status, in a map file."
        )
    return mapping


def _who(header: Sequence[str], chosen: dict[Field, list[int]]) -> bool:
    """Whether a column tells one order from the next; one called just `Name` may be a product's."""
    if Field.CUSTOMER in chosen and fold(header[chosen[Field.CUSTOMER][0]]) not in doubtful():
        return True
    return bool(_WHO & chosen.keys())


def _refuse_headless(header: Sequence[str]) -> None:
    for name in header:
        if email_like(name) or phone_like(name) or date_like(name):
            raise FileProblem(
                f"The first row seems to be an order already ({name!r}): put a row of column names above it."
            )


def _candidates(header: Sequence[str], columns: list[Cells]) -> Iterator[Candidate]:
    for place, (name, cells) in enumerate(zip(header, columns, strict=True)):
        if fold(name) in OURS:
            continue
        found = False
        for wanted, score, phrase in _by_name(name, place):
            if _fits(wanted, phrase, cells):
                found = True
                yield score + _rank(wanted, name), wanted, place
        if not found and not set(fold(name).split()) & codes():
            yield from ((score, wanted, place) for wanted, score in _by_cells(cells))


def _by_name(name: str, place: int) -> Iterator[tuple[Field, float, str]]:
    """Fields whose words the name is: whole, without its neutral words, or in one of its parts."""
    folded = fold(name)
    if "%" in name or set(folded.split()) & not_money():
        return
    core = " ".join(word for word in folded.split() if word not in neutral() and not is_code(word))
    parts = [fold(part) for part in _PARTS.split(name) if part.strip()]
    for score, spelled in ((10.0, [folded]), (8.0, [core]), (7.0, parts if len(parts) > 1 else [])):
        if meant := {wanted: phrase for phrase in spelled for wanted in phrases().get(phrase, ())}:
            yield from ((wanted, score, phrase) for wanted, phrase in meant.items())
            return
    if folded in counters() and place < _FIRST:
        yield Field.NUMBER, 5.0, folded


def _rank(wanted: Field, name: str) -> float:
    """Of two names for one field the one that stands earlier in the vocabulary."""
    places = ranks(wanted)
    return 0.9 * (1 - places.get(fold(name), len(places)) / len(places))


def _by_cells(cells: Cells) -> Iterator[tuple[Field, float]]:
    """A column whose name says nothing, but whose cells leave no doubt."""
    if len(cells.filled) >= 2 and cells.different > 0.3:
        if cells.share(dialled) > 0.8:
            yield Field.PHONE, 4.0
        elif cells.share(email_like) > 0.8:
            yield Field.EMAIL, 4.0


def _fits(wanted: Field, phrase: str, cells: Cells) -> bool:
    """Whether the cells allow it: strictly where the words have other meanings too."""
    if wanted == Field.NUMBER and phrase in counters():
        return not (cells.counts_rows or cells.different < 0.2 or cells.share(phone_like) > 0.5)
    if {Field.STATUS, Field.REGION} <= set(phrases().get(phrase, ())):
        return (cells.share(state_like) > 0.3) == (wanted == Field.STATUS)
    if not cells.filled:
        return True
    if wanted == Field.TIME:
        return cells.share(time_like) > 0.5
    if wanted in DATES:
        return cells.share(date_like) > (0.5 if phrase in doubtful() else 0)
    if phrase in doubtful() or wanted in _NAMES:
        return _looks(wanted, cells)
    return True


def _looks(wanted: Field, cells: Cells) -> bool:
    if wanted in MONEY:
        return cells.share(amount_like) > 0.5
    if wanted == Field.QUANTITY:
        return cells.share(count_like) > 0.5
    if wanted in (Field.PHONE, Field.OTHER_PHONE):
        return cells.share(phone_like) > 0.5
    if wanted == Field.HOUSE:
        return cells.share(house_like) > 0.5
    if wanted in _NAMES:
        return cells.share(code_like) < 0.5
    if wanted in (Field.PRODUCT, Field.METHOD):
        return cells.share(amount_like) < 0.5
    return True


def _assigned(candidates: list[Candidate]) -> dict[Field, list[int]]:
    """Each column for one field, each field from one column, the best first."""
    chosen: dict[Field, list[int]] = {}
    taken: set[int] = set()
    for _, wanted, place in candidates:
        if wanted not in chosen and place not in taken:
            chosen[wanted] = [place]
            taken.add(place)
    for _, wanted, place in candidates:
        if wanted == Field.PHONE and place not in taken:
            chosen.setdefault(Field.OTHER_PHONE, [place])
    return chosen


def _part_names(header: Sequence[str], chosen: dict[Field, list[int]]) -> None:
    """`Nom` beside `Prénom` is not the whole name but the rest of it."""
    parts = {Field.FIRST_NAME, Field.LAST_NAME} - chosen.keys()
    if len(parts) == 1 and Field.CUSTOMER in chosen and fold(header[chosen[Field.CUSTOMER][0]]) in _BARE_NAMES:
        chosen[parts.pop()] = chosen.pop(Field.CUSTOMER)


def _side_by_side(header: Sequence[str], chosen: dict[Field, list[int]]) -> None:
    """`Product 1`, `Quantity 1`, `Product 2` …: every line has columns of its own."""
    stems = {phrase: fields[0] for phrase, fields in phrases().items() if fields[0] in LINES}
    slots = numbered(header, stems)
    if not slots or (Field.PRODUCT in chosen and apart(header[chosen[Field.PRODUCT][0]])[0] == 0):
        return
    for wanted in LINES:
        places = [slot.get(wanted, (-1,))[0] for slot in slots]
        if max(places) >= 0:
            chosen[wanted] = places


def _name(header: Sequence[str], place: int) -> str:
    return header[place] if place >= 0 else ""
