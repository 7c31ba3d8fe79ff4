"""Files written for one test, and what an import makes of them."""

from pathlib import Path

from workflows.intake.detect import read
from workflows.intake.group import ShopDefaults
from workflows.intake.mapping import Mapping
from workflows.orders.draft import DraftOrder, Rejection

DATA = Path(__file__).parents[2] / "data"
ALGERIA = ShopDefaults("DZD", "DZ", "Africa/Algiers")


def written(folder: Path, text: str, name: str = "orders.csv", encoding: str = "utf-8") -> Path:
    """A file with that text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def results(
    path: Path, defaults: ShopDefaults = ALGERIA, format: str = "auto", mapping: Mapping | None = None
) -> list[DraftOrder | Rejection]:
    """Everything an import yields."""
    return list(read(path, defaults=defaults, format=format, mapping=mapping))


def orders(path: Path, defaults: ShopDefaults = ALGERIA, mapping: Mapping | None = None) -> list[DraftOrder]:
    """The drafts of a file in which every row is good."""
    found = results(path, defaults, mapping=mapping)
    drafts = [result for result in found if isinstance(result, DraftOrder)]
    assert len(drafts) == len(found), [result for result in found if isinstance(result, Rejection)]
    return drafts


def order(folder: Path, text: str, defaults: ShopDefaults = ALGERIA, mapping: Mapping | None = None) -> DraftOrder:
    """The one draft of a file with that text."""
    (draft,) = orders(written(folder, text), defaults, mapping)
    return draft


def rejection(folder: Path, text: str, defaults: ShopDefaults = ALGERIA) -> Rejection:
    """The one rejection of a file with that text."""
    (refused,) = [one for one in results(written(folder, text), defaults) if isinstance(one, Rejection)]
    return refused


def parts(draft: DraftOrder) -> int:
    """What lines and charges come to; always the total."""
    lines = sum(line.unit_minor * line.quantity - line.discount_minor for line in draft.lines)
    return lines + draft.shipping_minor + draft.tax_minor - draft.discount_minor
